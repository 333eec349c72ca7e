"""BER with open lengths is rewritten once, in linear time; what has definite lengths is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.signing.ber import definite

LEAVES = some.tuples(some.sampled_from([2, 4, 5, 12, 0x80]), some.binary(max_size=300))
TREES = some.recursive(
    LEAVES, lambda below: some.tuples(some.sampled_from([0x30, 0x31, 0xA0, 0xA3]), some.lists(below, max_size=4))
)


def der(tree: tuple[int, bytes | list[object]]) -> bytes:
    tag, inside = tree
    content = inside if isinstance(inside, bytes) else b"".join(der(one) for one in inside)  # type: ignore[arg-type]
    size = len(content)
    packed = size.to_bytes((size.bit_length() + 7) // 8 or 1, "big")
    return bytes([tag]) + (packed if size < 0x80 else bytes([0x80 | len(packed)]) + packed) + content


def ber(tree: tuple[int, bytes | list[object]]) -> bytes:
    """The same with every length left open, and long octet strings in pieces."""
    tag, inside = tree
    if not isinstance(inside, bytes):
        return bytes([tag, 0x80]) + b"".join(ber(one) for one in inside) + b"\0\0"  # type: ignore[arg-type]
    if tag == 4 and len(inside) > 100:
        pieces = [der((4, inside[at : at + 100])) for at in range(0, len(inside), 100)]
        return b"\x24\x80" + b"".join(pieces) + b"\0\0"
    return der(tree)


@given(TREES, some.binary(max_size=20))
def test_open_lengths_become_definite(tree: tuple[int, bytes], behind: bytes) -> None:
    assert definite(ber(tree) + behind) == (der(tree), len(ber(tree)))


@given(TREES, some.binary(max_size=20))
def test_definite_lengths_are_left_alone(tree: tuple[int, bytes], behind: bytes) -> None:
    assert definite(der(tree) + behind) == (der(tree), len(der(tree)))


def test_long_spelling_of_length_kept() -> None:
    """A certificate is hashed as it was written, also where that was not DER."""
    odd = b"\x30\x82\x00\x03\x02\x01\x05"
    assert definite(odd) == (odd, len(odd))
    assert definite(b"\x30\x80" + odd + b"\0\0") == (b"\x30\x07" + odd, len(odd) + 4)


@given(some.binary(max_size=200))
def test_nonsense_is_refused_or_read(data: bytes) -> None:
    try:
        written, taken = definite(data)
    except ValueError:
        return
    assert 0 < taken <= len(data)
    assert definite(written)[0] == written


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30",
        b"\x30\x80",
        b"\x30\x05\x02",
        b"\x04\x80\0\0",
        b"\x30\x80" * 200_000,
        b"\x1f\x81",
        b"\x30\x89" + bytes(9),
    ],
    ids=["empty", "tag", "open", "short", "open string", "deep", "long tag", "long length"],
)
def test_cut_off_and_endless_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="BER"):
        definite(data)
