"""Small Windows programs for tests: heads, one section with a version resource, and what a signature hangs on."""

from __future__ import annotations

import struct
from pathlib import Path

PRODUCT = "Sổ CCHC"
HEAD, SECTION = 0x80, 0x1000  # where the PE head begins, and at which address the section is loaded
RAW = 0x400  # where the section lies in the file


def node(key: str, value: bytes, parts: bytes, *, wide: bool) -> bytes:
    """A part of a version resource, as long as its parts."""
    head = f"{key}\0".encode("utf-16-le")
    before = _whole(6 + len(head))
    body = value + bytes(_whole(len(value)) - len(value)) + parts if parts else value
    size = len(value) // 2 if wide else len(value)
    made = struct.pack("<HHH", before + len(body), size, wide) + head
    return made + bytes(before - len(made)) + body


def version_resource(strings: dict[str, str], numbers: tuple[int, int, int, int]) -> bytes:
    """A whole VS_VERSIONINFO."""
    fixed = struct.pack("<II", 0xFEEF04BD, 0x10000)
    packed = (numbers[0] << 16 | numbers[1], numbers[2] << 16 | numbers[3])
    fixed += struct.pack("<II", *packed) + struct.pack("<II", *packed) + bytes(28)
    told = b""
    for key, value in strings.items():
        one = node(key, f"{value}\0".encode("utf-16-le"), b"", wide=True)
        told += one + bytes(_whole(len(one)) - len(one))
    table = node("000004b0", b"", told, wide=True)
    return node("VS_VERSION_INFO", fixed, node("StringFileInfo", b"", table, wide=True), wide=False)


def program(
    version: str = "99.1.0",
    product: str = PRODUCT,
    *,
    blob: bytes = b"",
    numbers: tuple[int, int, int, int] | None = None,
    kind: int = 16,
    languages: int = 1,
) -> bytes:
    """What matters of a setup, with a signature (PKCS #7) at its end if there is one.

    The version stands in so many `languages`; Windows would show one of them and the program might read another.
    """
    told = [int(part) for part in version.split(".")] if version.replace(".", "").isdigit() else [0]
    four = numbers or tuple((told + [0] * 4)[:4])
    resource = version_resource({"ProductName": product, "ProductVersion": version}, four)  # type: ignore[arg-type]
    tree = b""
    for number, following in ((kind, 0x80000018), (1, 0x80000030)):
        tree += bytes(12) + struct.pack("<HHII", 0, 1, number, following)
    told_at = 0x40 + 8 * languages
    tree += bytes(12) + struct.pack("<HH", 0, languages)
    tree += b"".join(struct.pack("<II", number, told_at) for number in range(languages))
    section = tree + struct.pack("<IIII", SECTION + told_at + 16, len(resource), 0, 0) + resource
    head = bytearray(RAW)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3C, HEAD)
    struct.pack_into("<4sHH12xHH", head, HEAD, b"PE\0\0", 0x8664, 1, 240, 0x22)
    optional = HEAD + 24
    struct.pack_into("<H", head, optional, 0x20B)
    struct.pack_into("<I", head, optional + 108, 16)
    struct.pack_into("<II", head, optional + 112 + 8 * 2, SECTION, len(section))
    struct.pack_into("<8sIIII", head, optional + 240, b".rsrc", len(section), SECTION, len(section), RAW)
    made = bytes(head) + section
    if not blob:
        return made
    signed = bytearray(made)
    struct.pack_into("<II", signed, optional + 112 + 8 * 4, len(made), len(blob) + 8)
    return bytes(signed) + struct.pack("<IHH", len(blob) + 8, 0x200, 2) + blob


def setup(folder: Path, version: str = "99.1.0", **more: object) -> Path:
    """Such a program as a file."""
    path = folder / f"SoCCHC-{version}-setup.exe"
    path.write_bytes(program(version, **more))  # type: ignore[arg-type]
    return path


def _whole(size: int) -> int:
    return size + 3 & ~3
