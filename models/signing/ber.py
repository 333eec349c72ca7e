"""Rewrites BER with lengths left open (X.690 8.1.3.6) into definite lengths, which the ASN.1 libraries here can read.

asn1crypto looks for the end of an open element anew at each level, so that a signature of 3 KB takes it minutes; and
cryptography warns on stderr of a PKCS#12 file that is not DER. What is written definitely already is not touched, so
that what was signed inside, a certificate or the signed attributes, stays the same to the letter.
"""

from __future__ import annotations

_DEEPEST = 64  # a CMS with its certificates has about fifteen levels
_CONSTRUCTED = 0x20
_MANY_BYTES_TAG = 0x1F
_OPEN = 0x80
_OCTETS = 0x04


def definite(data: bytes) -> tuple[bytes, int]:
    """The first element of `data` with definite lengths, and how many bytes of `data` it takes.

    Raises ValueError for what is no BER, is cut off or is nested too deeply.
    """
    written, after, _is_new = _element(data, 0, len(data), 0)
    return written, after


def _element(data: bytes, start: int, limit: int, depth: int) -> tuple[bytes, int, bool]:
    """One element as it is to be written, where the next one begins, and whether it is written anew."""
    if depth > _DEEPEST:
        raise ValueError("BER too deep")
    body, length = _head(data, start, limit)
    tag = data[start : _tag_end(data, start, limit)]
    if length is None:
        if not tag[0] & _CONSTRUCTED:
            raise ValueError("BER: open length without parts")
        parts, after = _until_end(data, body, limit, depth)
        return _written(tag, parts), after, True
    end = body + length
    if end > limit:
        raise ValueError("BER cut off")
    if tag[0] & _CONSTRUCTED:
        anew, parts = _parts_if_new(data, body, end, depth)
        if anew:
            return _written(tag, parts), end, True
    return data[start:end], end, False


def _head(data: bytes, start: int, limit: int) -> tuple[int, int | None]:
    """Where the content begins, and its length; None when that is left open."""
    place = _tag_end(data, start, limit)
    if place >= limit:
        raise ValueError("BER cut off")
    first = data[place]
    place += 1
    if first == _OPEN:
        return place, None
    if first < _OPEN:
        return place, first
    size = first & 0x7F
    if size > 8 or place + size > limit:
        raise ValueError("BER length")
    return place + size, int.from_bytes(data[place : place + size], "big")


def _tag_end(data: bytes, start: int, limit: int) -> int:
    if start >= limit:
        raise ValueError("BER cut off")
    place = start + 1
    if data[start] & _MANY_BYTES_TAG == _MANY_BYTES_TAG:
        while place < limit and data[place] & 0x80:
            place += 1
        place += 1
    return place


def _until_end(data: bytes, place: int, limit: int, depth: int) -> tuple[list[bytes], int]:
    parts = []
    while data[place : place + 2] != b"\0\0":
        written, place, _is_new = _element(data, place, limit, depth + 1)
        parts.append(written)
    return parts, place + 2


def _parts_if_new(data: bytes, place: int, end: int, depth: int) -> tuple[bool, list[bytes]]:
    parts, anew = [], False
    try:
        while place < end:
            written, place, is_new = _element(data, place, end, depth + 1)
            parts.append(written)
            anew = anew or is_new
    except ValueError:
        return False, []  # what stands in a definite length may be no BER: its reader says what is wrong with it
    return anew, parts


def _written(tag: bytes, parts: list[bytes]) -> bytes:
    """The parts under one tag; pieces of an octet string (X.690 8.7.3) as the one string that they are."""
    pieces = bool(parts) and all(part[0] == _OCTETS for part in parts)
    if tag[0] == _OCTETS | _CONSTRUCTED and (pieces or not parts):
        tag, parts = bytes([_OCTETS]), [_content(part) for part in parts]
    content = b"".join(parts)
    return tag + _length(len(content)) + content


def _content(element: bytes) -> bytes:
    body, _size = _head(element, 0, len(element))
    return element[body:]


def _length(size: int) -> bytes:
    if size < _OPEN:
        return bytes([size])
    packed = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([_OPEN | len(packed)]) + packed
