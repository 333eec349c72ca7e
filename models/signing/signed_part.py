"""Whether what was signed stands by itself: later bytes must not complete, move or fill what the signer saw.

A file can be prepared before it is signed so that it reads differently once something is appended: a place in the
cross-reference table beyond the end, a stream longer than the file, a reference to an object that comes later (the
shadow attacks of Mainka et al., NDSS 2021, and what follows from them). None of these is a change of an object, so
that a comparison of revisions passes over them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from models.signing.guarded_pdf import BROKEN

_HEADER = re.compile(rb"(?<![0-9])[0-9]{1,10}\s{1,9}[0-9]{1,5}\s{1,9}obj\b")
_BLANKS = b" \t\r\n\f\0"


class SignedPart:
    """The file as it was when it was signed: its first `end` bytes, with `revision` as the newest of its revisions."""

    def __init__(self, reader: PdfFileReader, data: bytes, revision: int, end: int) -> None:
        self._whole = reader
        self._data = data
        self._revision = revision
        self._end = end
        self._alone = PdfFileReader(io.BytesIO(data[:end]), strict=reader.strict)

    @classmethod
    def of(cls, signature: EmbeddedPdfSignature, data: bytes, end: int) -> SignedPart:
        """The part of `data` up to `end` that `signature` covers."""
        return cls(signature.reader, data, signature.signed_revision, end)

    def stands_alone(self) -> bool:
        """Whether the signed bytes read the same with and without what follows.

        Raises what `BROKEN` lists when the signed bytes alone are no PDF.
        """
        return self._same_tables() and self._same_objects() and not self._filled_later() and not self._loose()

    def _same_tables(self) -> bool:
        alone, whole = self._alone.xrefs, self._whole.xrefs
        if alone.total_revisions != self._revision + 1:
            return False
        return all(_table(alone, number) == _table(whole, number) for number in range(self._revision + 1))

    def _same_objects(self) -> bool:
        """Each object that has a place in the file; those in object streams are inside one of them."""
        for revision in range(self._revision + 1):
            for section in _sections(self._alone.xrefs, revision):
                for number, (generation, place) in section.standard_xrefs.items():
                    if place >= self._end:
                        return False
                    if not _alike(*(_read(one, number, generation, revision) for one in (self._alone, self._whole))):
                        return False
        return True

    def _filled_later(self) -> bool:
        """Whether a reference that led nowhere when it was signed leads somewhere now."""
        xrefs = self._whole.xrefs
        later: set[int] = set()
        for revision in range(self._revision + 1, xrefs.total_revisions):
            later.update(*(_numbers(section) for section in _sections(xrefs, revision)))
        known: dict[int, int] = {}
        for revision in range(self._revision + 1):
            for section in _sections(xrefs, revision):
                known |= dict.fromkeys(section.xrefs_in_objstm, 0)
                known |= {number: generation for number, (generation, _place) in section.standard_xrefs.items()}
        fresh = later - known.keys()
        return bool(fresh) and any(number in fresh for number in _references(self._alone, known))

    def _loose(self) -> bool:
        """Whether an object was appended that no table names: a program that mends broken tables would find it."""
        named = set()
        xrefs = self._whole.xrefs
        for revision in range(self._revision + 1, xrefs.total_revisions):
            for section in _sections(xrefs, revision):
                named |= {_first_sign(self._data, place) for _generation, place in section.standard_xrefs.values()}
            named.add(_first_sign(self._data, xrefs.get_xref_container_info(revision).start_location))
        return any(found.start() not in named for found in _HEADER.finditer(self._data, self._end))


def _sections(xrefs: Any, revision: int) -> Iterator[Any]:  # noqa: ANN401
    section = xrefs.get_xref_data(revision)
    yield section
    if section.hybrid is not None:
        yield section.hybrid.xref_data


def _table(xrefs: Any, revision: int) -> list[Any]:  # noqa: ANN401
    return [(one.standard_xrefs, one.xrefs_in_objstm, one.freed) for one in _sections(xrefs, revision)]


def _numbers(section: Any) -> set[int]:  # noqa: ANN401
    return {*section.standard_xrefs, *section.xrefs_in_objstm}


def _read(reader: PdfFileReader, number: int, generation: int, revision: int) -> Any:  # noqa: ANN401
    """The object as it was in that revision, None when it cannot be read."""
    reference = generic.Reference(number, generation, reader)
    try:
        # The newest is kept by the reader, for the comparison of revisions too.
        newest = reader.xrefs.get_last_change(reference) == revision
        return reader.get_object(reference, None if newest else revision)  # type: ignore[no-untyped-call]
    except BROKEN:
        return None


def _alike(one: Any, other: Any) -> bool:  # noqa: ANN401
    if type(one) is not type(other):
        return False
    if isinstance(one, generic.IndirectObject):
        return bool((one.idnum, one.generation) == (other.idnum, other.generation))
    if isinstance(one, generic.StreamObject) and one.encoded_data != other.encoded_data:
        return False
    if isinstance(one, generic.DictionaryObject):
        return one.keys() == other.keys() and all(_alike(one.raw_get(key), other.raw_get(key)) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)


def _references(reader: PdfFileReader, known: dict[int, int]) -> Iterator[int]:
    """The number of everything that the known objects (with their generations) and the trailer refer to."""
    yield from _referred(reader.trailer_view)
    for number, generation in known.items():
        try:
            found = reader.get_object(generic.Reference(number, generation, reader))  # type: ignore[no-untyped-call]
        except BROKEN:
            continue
        yield from _referred(found)


def _referred(part: Any) -> Iterator[int]:  # noqa: ANN401
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, generic.IndirectObject):
            yield part.idnum
        elif isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _first_sign(data: bytes, place: int) -> int:
    while data[place : place + 1] and data[place] in _BLANKS:
        place += 1
    return place
