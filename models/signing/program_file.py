"""Reads a setup file of the program: which version it is, whether it is signed and by whom. Never runs it."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

from models.base import files, windows
from models.base.errors import AppError
from models.base.version import VERSION
from models.base.words import _

PRODUCT = "Sổ CCHC"  # as the setup names itself (installer/app.nsi)
GOOD, NONE, CHANGED, UNTRUSTED, UNKNOWN = "good", "none", "changed", "untrusted", "unknown"

_LARGEST = 500_000_000  # bytes
_RESOURCES = 4_000_000  # bytes; a setup's own resources come before what it carries
_SECURITY = 4  # number of the data directory that holds the signature
_NOT_SIGNED = {0x800B0100, 0x800B0003, 0x80092003}  # TRUST_E_NOSIGNATURE, SUBJECT_FORM_UNKNOWN, CRYPT_E_FILE_ERROR
_BAD_DIGEST = 0x80096010  # TRUST_E_BAD_DIGEST


@dataclass(frozen=True)
class ProgramFile:
    """What is known of a setup. `listed` is whether SHA256SUMS beside it names these bytes, None without one."""

    version: str
    sha256: str
    signature: str
    signer: str
    listed: bool | None

    def newer(self) -> bool:
        """Whether it is newer than the program that is running."""
        return numbers(self.version) > numbers(VERSION)


def look(path: Path) -> ProgramFile:
    """Read a setup of this program. Raises AppError `not_our_setup`, and as `files.read` does."""
    data = files.read(path, _LARGEST)
    said = _said_of_itself(data[:_RESOURCES])
    if not data.startswith(b"MZ") or said.get("ProductName") != PRODUCT or not numbers(said.get("ProductVersion", "")):
        raise AppError(
            "not_our_setup",
            _("Tệp {name} không phải bộ cài của Sổ CCHC.").format(name=path.name),
            _("Tệp không tự ghi tên và phiên bản của Sổ CCHC."),
            _("Hãy chọn tệp có tên dạng SoCCHC-…-setup.exe."),
        )
    digest = hashlib.sha256(data).hexdigest()
    blob = _signature(data)
    return ProgramFile(said["ProductVersion"], digest, _state(path, blob), _signer(blob), _listed(path, digest))


def numbers(version: str) -> tuple[int, ...]:
    """`0.10.2` as numbers to compare; nothing for what is no version."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _said_of_itself(data: bytes) -> dict[str, str]:
    """Names and values of the version resource: a key in UTF-16, zeros, the value, zeros."""
    found = {}
    for key in ("ProductName", "ProductVersion"):
        wide = f"{key}\0".encode("utf-16-le")
        at = data.find(wide)
        if at < 0:
            continue
        begin = at + len(wide)
        while data[begin : begin + 2] == b"\0\0":
            begin += 2
        text = data[begin : begin + 200].decode("utf-16-le", "ignore")
        found[key] = text.split("\0", 1)[0]
    return found


def _signature(data: bytes) -> bytes:
    """The signature that the file carries (PKCS #7), or nothing."""
    try:
        header = struct.unpack_from("<I", data, 0x3C)[0]
        magic = struct.unpack_from("<H", data, header + 24)[0]
        table = header + 24 + {0x20B: 112, 0x10B: 96}[magic]  # PE32+ and PE32
        at, size = struct.unpack_from("<II", data, table + 8 * _SECURITY)
        length, _revision, _kind = struct.unpack_from("<IHH", data, at) if at else (0, 0, 0)
    except (struct.error, KeyError):
        return b""
    return data[at + 8 : at + min(length, size)] if at else b""


def _state(path: Path, blob: bytes) -> str:
    verdict = windows.answers.trust(path)
    if verdict is None:
        return UNKNOWN if blob else NONE
    if verdict == 0:
        return GOOD
    if verdict == _BAD_DIGEST:
        return CHANGED
    return NONE if verdict in _NOT_SIGNED and not blob else UNTRUSTED


def _signer(blob: bytes) -> str:
    """Who the signature says it is of; only worth something when Windows found it good."""
    if not blob:
        return ""
    from asn1crypto import cms

    try:
        signed = cms.ContentInfo.load(blob)["content"]
        who = signed["signer_infos"][0]["sid"].chosen
        for choice in signed["certificates"]:
            one = choice.chosen
            if one.serial_number == who["serial_number"].native and one.issuer == who["issuer"]:
                return str(one.subject.native.get("common_name", ""))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return ""
    return ""


def _listed(path: Path, digest: str) -> bool | None:
    try:
        lines = (path.parent / "SHA256SUMS").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    sums = {name.strip(): value for value, _gap, name in (line.partition("  ") for line in lines)}
    return sums[path.name].casefold() == digest if path.name in sums else None
