"""Footnotes of a Word document: their part, and the marks in the text that lead to them."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


class WordNotes:
    """Gathers the notes while the paragraphs are written."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def reference(self, words: str) -> Any:
        """The run that stands for a note in the text."""
        self._notes.append(words)
        return parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{len(self._notes)}"/></w:r>')

    def put_into(self, document: Any) -> None:
        """Add the part with the notes, when there are any."""
        if not self._notes:
            return
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t>'
            "</w:r></w:p></w:footnote>"
            for number, words in enumerate(self._notes, 1)
        )
        content = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{notes}</w:footnotes>'
        part = Part(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content.encode("utf-8"), document.part.package
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
