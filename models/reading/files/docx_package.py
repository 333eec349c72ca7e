"""The parts of a .docx as XML trees, taken out of the zip with limits on size, number and ratio. Words are not here."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from models.base.errors import AppError
from models.base.words import _
from models.reading.files import limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_DRAWING = b"http://purl.oclc.org/ooxml/drawingml/main"
_USUAL_DRAWING = b"http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATION = {
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
}
_DOCUMENT = "officeDocument"
_CHUNK = 1 << 16
_ENCRYPTED = 0x1

Tree = Any  # lxml has no types of its own


class Package:
    """An opened .docx. Raises AppError for what is damaged, encrypted, hostile or no Word document at all."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, IndexError) as wrong:
            raise limits.damaged() from wrong
        if len(members) > limits.MOST_ENTRIES or sum(member.file_size for member in members) > limits.MOST_INFLATED:
            raise limits.unsafe()
        for member in members:
            if member.flag_bits & _ENCRYPTED:
                raise limits.encrypted()
            if member.file_size > limits.RATIO_FROM and member.file_size > limits.MOST_RATIO * max(
                1, member.compress_size
            ):
                raise limits.unsafe()
        self._members = {member.filename.lstrip("/"): member for member in members}
        self._main = self._find_main()

    def main(self) -> Tree:
        """The document part."""
        tree = self._tree(self._main)
        if tree is None:
            raise limits.other_kind()
        return tree

    def beside(self, name: str) -> Tree | None:
        """A part in the document's folder (`styles.xml`), or None when there is none or it cannot be parsed."""
        return self._tree(posixpath.join(posixpath.dirname(self._main), name))

    def related(self, reference: Tree) -> Tree | None:
        """The part in this file that an element of the document names by its `r:id`, or None."""
        name = self._target(reference)
        return self._tree(name) if name is not None else None

    def related_content(self, reference: Tree) -> bytes | None:
        """The same part as its bytes."""
        member = self._members.get(self._target(reference) or "")
        return self._inflate(member) if member is not None else None

    def _target(self, reference: Tree) -> str | None:
        ident = next((value for name, value in reference.attrib.items() if name in _RELATION), None)
        folder, name = posixpath.split(self._main)
        links = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for link in links if links is not None and ident else ():
            if link.get("Id") == ident and link.get("TargetMode") != "External":
                target = str(link.get("Target", ""))
                return posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )
        return None

    def remarks(self) -> tuple[str, ...]:
        """What Word would run or fetch when it opens this file, one sentence each. Here nothing is run or fetched."""
        names = [name.lower() for name in self._members]
        found = []
        if any(name.endswith("vbaproject.bin") or "/activex/" in name for name in names):
            found.append(_("Tệp Word có macro. Sổ CCHC không chạy macro; cẩn thận khi mở bằng Word."))
        if any("/embeddings/" in name for name in names):
            found.append(_("Trong tệp Word có tệp khác nhúng vào. Sổ CCHC không mở tệp nhúng đó."))
        if any(self._reaches_out(name) for name in self._members if name.endswith(".rels")):
            found.append(_("Tệp Word tự lấy mẫu hoặc hình từ nơi khác khi mở bằng Word. Sổ CCHC không lấy gì về."))
        return tuple(found)

    def _reaches_out(self, name: str) -> bool:
        try:
            links = self._tree(name)
        except AppError as refusal:  # the words can be read without it
            return refusal.code == limits.unsafe().code
        return any(
            str(link.get("TargetMode", "")) == "External" and not str(link.get("Type", "")).endswith("/hyperlink")
            for link in (links if links is not None else ())
        )

    def _find_main(self) -> str:
        links = self._tree("_rels/.rels")
        for link in links if links is not None else ():
            if str(link.get("Type", "")).endswith(f"/{_DOCUMENT}"):
                target = posixpath.normpath(str(link.get("Target", "")).lstrip("/"))
                if target in self._members:
                    return self._word_only(target)
        if "word/document.xml" in self._members:
            return "word/document.xml"
        raise limits.other_kind()

    @staticmethod
    def _word_only(target: str) -> str:
        if target.startswith(("xl/", "ppt/")):
            raise limits.other_kind()
        return target

    def _tree(self, name: str) -> Tree | None:
        member = self._members.get(name)
        if member is None:
            return None
        raw = self._inflate(member)
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
            raise limits.unsafe()
        raw = raw.replace(_STRICT, _USUAL).replace(_STRICT_DRAWING, _USUAL_DRAWING)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            tree = etree.fromstring(raw, parser)
        except (etree.XMLSyntaxError, ValueError) as wrong:
            raise limits.damaged() from wrong
        if tree.getroottree().docinfo.doctype:  # in UTF-16 the search above finds nothing
            raise limits.unsafe()
        return tree

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of one member, counted while they swell: what a zip says of its sizes may be a lie."""
        most = max(limits.RATIO_FROM, limits.MOST_RATIO * member.compress_size)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as file:
                while piece := file.read(_CHUNK):
                    size += len(piece)
                    if size > most or size > limits.MOST_INFLATED:
                        raise limits.unsafe()
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as wrong:
            raise limits.damaged() from wrong
        return b"".join(pieces)
