"""What only calls itself a newer version is never run: words in a file, strangers' signatures, sums beside it."""

from __future__ import annotations

import hashlib
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
import signed_setup
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from offices import refused
from program_images import program, setup

from models.base import windows
from models.signing import program_file, program_image, publisher
from models.signing.test_key import make_test_p12
from ui.support import update_words

PASSPHRASE = "mật khẩu của người phát hành"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publisher's key outside the source; its public half is pinned in the program that runs."""
    pinned, key = tmp_path / "publisher.json", tmp_path / "key.pem"
    pinned.write_text('{"ed25519": null, "certificate": null}\n', "utf-8")
    monkeypatch.setattr(publisher, "FILE", pinned)
    monkeypatch.setenv(signed_setup.PASSPHRASE, PASSPHRASE)
    signed_setup.make_key(key, pinned)
    return key


def sealed(folder: Path, key: Path, version: str = "99.1.0") -> Path:
    path = setup(folder, version)
    signed_setup.sign(path, key, publisher.FILE)
    return path


def judged(path: Path) -> tuple[str, bool]:
    found = program_file.look(path)
    found.drop()
    return found.signature, found.may_run()


def says(monkeypatch: pytest.MonkeyPatch, code: int | None) -> None:
    class Pretended(windows.Answers):
        def trust(self, _path: Path) -> int | None:
            return code

    monkeypatch.setattr(windows, "answers", Pretended())


def signed_by(name: str) -> tuple[bytes, x509.Certificate]:
    """A signature (PKCS #7) over something, and its certificate."""
    key, certificate, _others = pkcs12.load_key_and_certificates(
        make_test_p12(name, "Nơi Làm", PASSPHRASE)[0], PASSPHRASE.encode()
    )
    assert isinstance(certificate, x509.Certificate)
    signer: Any = pkcs7.PKCS7SignatureBuilder().set_data(b"x").add_signer(certificate, key, hashes.SHA256())
    return signer.sign(serialization.Encoding.DER, []), certificate


def pin(certificate: x509.Certificate, subject: str | None = None) -> None:
    spki = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    held = {"subject": subject or certificate.subject.rfc4514_string(), "key_sha256": hashlib.sha256(spki).hexdigest()}
    publisher.FILE.write_text(json.dumps({"ed25519": None, "certificate": held}), "utf-8")


def test_words_in_file_are_no_version(tmp_path: Path) -> None:
    words = "".join(
        f"{name}\0\0{value}\0" for name, value in (("ProductName", "Sổ CCHC"), ("ProductVersion", "99.0.0"))
    )
    other = program("1.0", "Chương trình khác")
    for content in (
        b"MZ" + bytes(600) + words.encode("utf-16-le"),
        other[:0x60] + words.encode("utf-16-le") + other[0x60 + 2 * len(words) :],
        other + words.encode("utf-16-le"),
        program("99.0.0", numbers=(0, 1, 0, 0)),
        program("99.0.0", kind=17),
        program("99.0.0", languages=2),
        program("٩٩.0.0"),
        program("9" * 40, numbers=(9, 0, 0, 0)),
    ):
        path = tmp_path / "SoCCHC-99.0.0-setup.exe"
        path.write_bytes(content)
        with refused("not_our_setup"):
            program_file.look(path)


def test_setup_of_publisher_runs(tmp_path: Path, key: Path) -> None:
    assert judged(sealed(tmp_path, key)) == ("ours", True)
    assert judged(sealed(tmp_path, key, "0.0.1")) == ("ours", False)


def test_setup_without_signature_refused(tmp_path: Path, key: Path) -> None:
    assert judged(setup(tmp_path)) == ("none", False)


def test_every_byte_of_setup_is_under_its_signature(tmp_path: Path, key: Path) -> None:
    path = sealed(tmp_path, key)
    whole = path.read_bytes()
    chance = random.Random(11)
    for place in (*chance.sample(range(len(whole)), 40), len(whole) - 81, len(whole) - 80, len(whole) - 17):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert not judged(path)[1], place
        except program_file.AppError as refusal:
            assert refusal.code == "not_our_setup"
    for content in (whole + b"\0", whole[:-80] + b"x" + whole[-80:], whole[:-80], whole + whole[-80:]):
        path.write_bytes(content)
        assert not judged(path)[1]


def test_signature_of_another_key_refused(tmp_path: Path, key: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"ed25519": null, "certificate": null}\n', "utf-8")
    signed_setup.make_key(tmp_path / "other.pem", other)
    path = setup(tmp_path)
    signed_setup.sign(path, tmp_path / "other.pem", other)
    assert judged(path) == ("changed", False)
    with pytest.raises(signed_setup.RefusedError, match="không phải khóa ghim"):
        signed_setup.sign(setup(tmp_path), tmp_path / "other.pem", publisher.FILE)


def test_signature_of_one_setup_not_worth_for_another(tmp_path: Path, key: Path) -> None:
    trailer = sealed(tmp_path, key, "0.0.1").read_bytes()[-80:]
    path = setup(tmp_path)
    path.write_bytes(path.read_bytes() + trailer)
    assert judged(path) == ("changed", False)


@pytest.mark.parametrize("verdict", [0, None, 0x800B0109, 0x80096010])
def test_strangers_signature_not_ours(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, verdict: int | None
) -> None:
    blob, _certificate = signed_by("Người Khác")
    says(monkeypatch, verdict)
    assert judged(setup(tmp_path, blob=blob)) == ("changed" if verdict == 0x80096010 else "stranger", False)


def test_pinned_certificate_with_good_signature_runs(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob, certificate = signed_by("Nơi Làm Chương Trình")
    path = setup(tmp_path, blob=blob)
    pin(certificate)
    for verdict, expected in ((0, "ours"), (None, "stranger"), (0x800B0109, "stranger"), (0x80096010, "changed")):
        says(monkeypatch, verdict)
        assert judged(path)[0] == expected
    says(monkeypatch, 0)
    pin(certificate, subject="CN=Người Khác")
    assert judged(path) == ("stranger", False)
    pin(signed_by("Nơi Làm Chương Trình")[1])  # the same name, another key
    assert judged(path) == ("stranger", False)


def test_certificate_of_ours_in_strangers_signature(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours lies in it, with the number that the signer names; the signature is by the stranger's key."""
    from asn1crypto import cms, core
    from asn1crypto import x509 as asn1

    blob, _stranger = signed_by("Người Khác")
    _ours, certificate = signed_by("Nơi Làm Chương Trình")
    held = asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    message = cms.ContentInfo.load(blob)
    signed = message["content"]
    signed["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", held)])
    named = {"issuer": held.issuer, "serial_number": core.Integer(held.serial_number)}
    signed["signer_infos"][0]["sid"] = cms.SignerIdentifier(
        "issuer_and_serial_number", cms.IssuerAndSerialNumber(named)
    )
    pin(certificate)
    says(monkeypatch, 0)
    assert judged(setup(tmp_path, blob=message.dump(force=True))) == ("stranger", False)


@pytest.mark.parametrize("blob", [b"\x30", b"nonsense", b"\x30\x80" * 40], ids=["cut", "nonsense", "deep"])
def test_broken_signature_refused(tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, blob: bytes) -> None:
    says(monkeypatch, 0)
    pin(signed_by("Nơi Làm Chương Trình")[1])
    assert judged(setup(tmp_path, blob=blob)) == ("stranger", False)


def test_sums_beside_setup_prove_nothing(tmp_path: Path, key: Path) -> None:
    path = setup(tmp_path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  {path.name}\n", "utf-8")
    found = program_file.look(path)
    assert (found.signature, found.may_run()) == ("none", False)
    assert "khớp" not in " ".join(update_words.lines(found)).casefold()
    found.drop()


def test_file_exchanged_after_looking_not_run(tmp_path: Path, key: Path) -> None:
    path = sealed(tmp_path, key)
    found = program_file.look(path)
    path.write_bytes(b"MZ evil")
    assert found.is_still() and found.copy.read_bytes() != b"MZ evil"
    found.copy.chmod(0o700)
    found.copy.write_bytes(b"MZ evil")
    assert not found.is_still()
    found.drop()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_left_over_copies_cleared_without_following_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "a").write_text("x")
    (tmp_path / "SoCCHC-update-link").symlink_to(kept)
    old = tmp_path / "SoCCHC-update-old"
    old.mkdir()
    (old / "setup.exe").write_text("x")
    program_file.look(setup(tmp_path)).drop()
    assert (kept / "a").exists() and not old.exists()


def test_no_bytes_break_the_reader() -> None:
    whole, chance = program(), random.Random(12)
    for _round in range(3000):
        broken = bytearray(whole)
        for _change in range(chance.randint(1, 6)):
            place = chance.randrange(len(broken))
            broken[place] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        try:
            program_image.read(bytes(broken[: chance.choice((len(broken), chance.randrange(len(broken))))]))
        except ValueError:
            continue


def test_maker_and_program_agree_on_format() -> None:
    assert publisher.MARK == signed_setup.MARK
    assert len(publisher.MARK) == 16
    assert publisher.pinned() is not None


def test_key_of_publisher_never_in_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signed_setup.PASSPHRASE, PASSPHRASE)
    pinned = tmp_path / "publisher.json"
    pinned.write_text('{"ed25519": null, "certificate": null}\n', "utf-8")
    with pytest.raises(signed_setup.RefusedError, match="mã nguồn"):
        signed_setup.make_key(signed_setup.ROOT / "key.pem", pinned)
    key = tmp_path / "key.pem"
    signed_setup.make_key(key, pinned)
    assert key.stat().st_mode & 0o077 == 0 and b"ENCRYPTED" in key.read_bytes()
    with pytest.raises(signed_setup.RefusedError, match="Đã có tệp"):
        signed_setup.make_key(key, pinned)
    monkeypatch.setenv(signed_setup.PASSPHRASE, "sai")
    with pytest.raises(signed_setup.RefusedError, match="sai mật khẩu"):
        signed_setup.sign(setup(tmp_path), key, pinned)
