"""What a Windows program says of itself: its version resource, and the signature that it carries. Never runs it.

Read from the structure that Windows reads (Microsoft, PE Format; VS_VERSIONINFO): words that merely stand somewhere in
a file say nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_RESOURCES, _SECURITY = 2, 4  # numbers of data directories
_DIRECTORIES: Final = {0x20B: 112, 0x10B: 96}  # where they begin, by the kind of the optional header: PE32+ and PE32
_VERSION: Final = 16  # RT_VERSION
_FIXED: Final = 0xFEEF04BD  # what VS_FIXEDFILEINFO begins with
_DEEPER: Final = 0x80000000  # an entry of the resources that leads to further entries
_PKCS7: Final = 2  # WIN_CERT_TYPE_PKCS_SIGNED_DATA
_MOST_SECTIONS, _MOST_ENTRIES = 96, 4096


@dataclass(frozen=True)
class ProgramImage:
    """`strings` of the version resource, the product's version in four numbers, and the signature (PKCS #7) or b""."""

    strings: dict[str, str]
    version: tuple[int, int, int, int]
    signature: bytes


def read(data: bytes) -> ProgramImage:
    """Raises ValueError for what is no program, or has not exactly one version resource."""
    try:
        head = struct.unpack_from("<I", data, 0x3C)[0]
        if data[:2] != b"MZ" or data[head : head + 4] != b"PE\0\0":
            raise ValueError("no program")
        found = _Directories(data, head)
        version, strings = _version(found.resource(_VERSION))
        return ProgramImage(strings, version, found.signature())
    except (struct.error, KeyError, IndexError) as cut:
        raise ValueError("program cut off") from cut


class _Directories:
    def __init__(self, data: bytes, head: int) -> None:
        self._data = data
        count, optional_size = struct.unpack_from("<H12xH", data, head + 6)
        optional = head + 24
        self._table = optional + _DIRECTORIES[struct.unpack_from("<H", data, optional)[0]]
        self._count = struct.unpack_from("<I", data, self._table - 4)[0]
        if count > _MOST_SECTIONS:
            raise ValueError("too many sections")
        places = range(optional + optional_size, optional + optional_size + 40 * count, 40)
        self._sections = [struct.unpack_from("<IIII", data, place + 8) for place in places]

    def _directory(self, number: int) -> tuple[int, int]:
        found: tuple[int, int] = (0, 0)
        if number < self._count:
            found = struct.unpack_from("<II", self._data, self._table + 8 * number)
        return found

    def signature(self) -> bytes:
        """What the attribute certificate table holds: it is the one directory that names a place in the file."""
        at, size = self._directory(_SECURITY)
        if not at or at + size > len(self._data):
            return b""
        length, _revision, kind = struct.unpack_from("<IHH", self._data, at)
        return self._data[at + 8 : at + length] if kind == _PKCS7 and 8 <= length <= size else b""

    def resource(self, kind: int) -> bytes:
        """The one resource of this kind. Raises ValueError where there is none, or more."""
        base = self._place(self._directory(_RESOURCES)[0])
        names = self._entries(base, self._deeper(base, [e for e in self._entries(base, base) if e[0] == kind]))
        languages = self._entries(base, self._deeper(base, names))
        if len(languages) != 1 or languages[0][1] & _DEEPER:
            raise ValueError("not one resource")
        where, size = struct.unpack_from("<II", self._data, base + languages[0][1])
        begin = self._place(where)
        found = self._data[begin : begin + size]
        if len(found) != size:
            raise ValueError("resource cut off")
        return found

    def _place(self, address: int) -> int:
        """Where in the file lies what is loaded at `address`."""
        for _virtual, begin, size, place in self._sections:
            if begin <= address < begin + size:
                return int(place + address - begin)
        raise ValueError("address outside")

    def _entries(self, base: int, at: int) -> list[tuple[int, int]]:
        named, numbered = struct.unpack_from("<HH", self._data, at + 12)
        if named + numbered > _MOST_ENTRIES or at < base:
            raise ValueError("too many resources")
        places = range(at + 16, at + 16 + 8 * (named + numbered), 8)
        return [struct.unpack_from("<II", self._data, place) for place in places]

    @staticmethod
    def _deeper(base: int, entries: list[tuple[int, int]]) -> int:
        if len(entries) != 1 or not entries[0][1] & _DEEPER:
            raise ValueError("not one resource")
        return base + (entries[0][1] & ~_DEEPER)


@dataclass(frozen=True)
class _Node:
    """A part of a version resource: its key, where its value and its parts lie."""

    key: str
    value: bytes
    parts: tuple[int, int]


def _version(block: bytes) -> tuple[tuple[int, int, int, int], dict[str, str]]:
    root = _node(block, 0, len(block))[0]
    if root.key != "VS_VERSION_INFO" or struct.unpack_from("<I", root.value)[0] != _FIXED:
        raise ValueError("no version")
    high, low = struct.unpack_from("<II", root.value, 16)
    tables = [
        table
        for info in _nodes(block, *root.parts)
        if info.key == "StringFileInfo"
        for table in _nodes(block, *info.parts)
    ]
    if len(tables) != 1:
        raise ValueError("not one table of strings")
    strings: dict[str, str] = {}
    for node in _nodes(block, *tables[0].parts):
        if node.key in strings:
            raise ValueError("a string twice")
        strings[node.key] = node.value.decode("utf-16-le").split("\0", 1)[0]
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF), strings


def _nodes(block: bytes, at: int, end: int) -> Iterator[_Node]:
    while at < end:
        node, at = _node(block, at, end)
        yield node


def _node(block: bytes, at: int, end: int) -> tuple[_Node, int]:
    """The part at `at`, and where the next one begins. Every part begins at a multiple of four."""
    length, size, wide = struct.unpack_from("<HHH", block, at)
    after = at + length
    if length < 6 or after > end:
        raise ValueError("version cut off")
    close = at + 6
    while block[close : close + 2] != b"\0\0":
        close += 2
        if close >= after:
            raise ValueError("version without end")
    begin = _whole(close + 2)
    stop = min(begin + size * (2 if wide else 1), after)
    node = _Node(block[at + 6 : close].decode("utf-16-le"), block[begin:stop], (_whole(stop), after))
    return node, _whole(after)


def _whole(place: int) -> int:
    return place + 3 & ~3
