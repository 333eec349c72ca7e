"""A setup on a stick: its version, its signature and its sum are told; nothing else passes for a setup of ours."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from signing_sample import PASSPHRASE, make_key

from models.base import windows
from models.base.errors import AppError
from models.base.version import VERSION
from models.signing import program_file
from ui.support import update_words

SIGNER = "Nơi Làm Chương Trình (KHÓA THỬ)"


def setup(folder: Path, version: str = "99.1.0", product: str = "Sổ CCHC", blob: bytes = b"") -> Path:
    """What matters of a setup: the heads of a PE32+ file, a version resource, and a signature at its end."""
    strings = b""
    for key, value in (("ProductName", product), ("ProductVersion", version)):
        strings += f"{key}\0\0{value}\0".encode("utf-16-le")
    head = bytearray(0x200)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3C, 0x80)
    struct.pack_into("<H", head, 0x80 + 24, 0x20B)
    body = bytes(0x100) + strings
    if blob:
        place = len(head) + len(body)
        struct.pack_into("<II", head, 0x80 + 24 + 112 + 8 * 4, place, len(blob) + 8)
        body += struct.pack("<IHH", len(blob) + 8, 0x200, 2) + blob
    path = folder / f"SoCCHC-{version}-setup.exe"
    path.write_bytes(bytes(head) + body)
    return path


@pytest.fixture(scope="module")
def blob() -> bytes:
    """A signature (PKCS #7) by the invented maker of the program."""
    key, certificate, _others = pkcs12.load_key_and_certificates(
        make_key("Nơi Làm Chương Trình").p12, PASSPHRASE.encode()
    )
    assert isinstance(certificate, x509.Certificate)
    signer: Any = pkcs7.PKCS7SignatureBuilder().set_data(b"x").add_signer(certificate, key, hashes.SHA256())
    made: bytes = signer.sign(serialization.Encoding.DER, [])
    return made


@pytest.fixture
def windows_says(monkeypatch: pytest.MonkeyPatch) -> Any:
    def say(code: int | None) -> None:
        class Pretended(windows.Answers):
            def trust(self, _path: Path) -> int | None:
                return code

        monkeypatch.setattr(windows, "answers", Pretended())

    return say


@pytest.mark.parametrize(
    ("version", "newer"), [("99.0.0", True), (f"{VERSION}.1", True), (VERSION, False), ("0.0.9", False)]
)
def test_setup_version_compared_by_number(tmp_path: Path, windows_says: Any, version: str, newer: bool) -> None:
    windows_says(None)
    found = program_file.look(setup(tmp_path, version))
    assert (found.version, found.newer()) == (version, newer)
    assert update_words.may_run(found) is newer
    assert ("mới hơn" in update_words.version(found)) is newer


@pytest.mark.parametrize(
    ("code", "signed", "state"),
    [
        (None, False, "none"),
        (None, True, "unknown"),
        (0, True, "good"),
        (0x800B0100, False, "none"),
        (0x80096010, True, "changed"),
        (0x800B0109, True, "untrusted"),
        (0x800B0100, True, "untrusted"),  # it carries something that Windows does not take for a signature
    ],
)
def test_setup_signature_state_of_windows(
    tmp_path: Path, blob: bytes, windows_says: Any, code: int | None, signed: bool, state: str
) -> None:
    windows_says(code)
    found = program_file.look(setup(tmp_path, blob=blob if signed else b""))
    assert found.signature == state
    assert found.signer == (SIGNER if signed else "")
    assert (found.signer in update_words.signature(found)) or state == "changed"
    assert update_words.may_run(found) is (state != "changed")


def test_setup_checksums_compared(tmp_path: Path) -> None:
    path = setup(tmp_path)
    assert program_file.look(path).listed is None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(f"{'0' * 64}  other.zip\n{digest}  {path.name}\n", "utf-8")
    assert program_file.look(path).listed is True
    path.write_bytes(path.read_bytes() + b"\0")
    found = program_file.look(path)
    assert found.listed is False
    assert not update_words.may_run(found)
    assert "KHÔNG khớp" in update_words.lines(found)[2]
    sums.write_text("khác\n", "utf-8")
    assert program_file.look(path).listed is None


def test_setup_of_other_program_refused(tmp_path: Path) -> None:
    wrong = [setup(tmp_path, "1.0", product="Chương trình khác"), setup(tmp_path, version="mới nhất")]
    text = tmp_path / "SoCCHC-99-setup.exe"
    text.write_bytes(setup(tmp_path).read_bytes()[2:])
    for path in (*wrong, text):
        with pytest.raises(AppError, match="không phải bộ cài"):
            program_file.look(path)
    with pytest.raises(AppError, match="Không tìm thấy"):
        program_file.look(tmp_path / "đã rút USB.exe")


def test_setup_broken_signature(tmp_path: Path, blob: bytes, windows_says: Any) -> None:
    windows_says(0x80096010)
    for cut in (1, 20, len(blob) // 2):
        assert program_file.look(setup(tmp_path, blob=blob[:cut])).signature == "changed"
    path = setup(tmp_path, blob=blob)
    path.write_bytes(path.read_bytes()[:0x100])
    with pytest.raises(AppError):
        program_file.look(path)
