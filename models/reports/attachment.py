"""A file inside a PDF that is being drawn: embedded, and associated with the whole document (ISO 32000-2, 14.13)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDate,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from models.base import clock


class Stamp:
    """A moment in the form in which ReportLab dates a document, on a Vietnamese clock."""

    def __init__(self, moment: datetime) -> None:
        local = clock.local(moment)
        self.YMDhms = local.timetuple()[:6]
        self.dhh, self.dmm = divmod(int((local.utcoffset() or local - local).total_seconds()) // 60, 60)


def attach(document: PDFDocument, name: str, content: bytes, moment: datetime, words: str) -> None:
    """Embed JSON `content` as `name`, as the data behind the document (`AFRelationship /Data`); `words` describe it."""
    date = PDFDate(Stamp(moment))
    md5 = hashlib.md5(content, usedforsecurity=False).digest()  # what PDF's CheckSum is; signatures do not rest on it
    params = PDFDictionary(
        {
            "Size": len(content),
            "CreationDate": date,
            "ModDate": date,
            "CheckSum": PDFString(md5, enc="raw"),
        }
    )
    # ReportLab's PDFName leaves a slash as it is, which would end the name, so this one is written out.
    kind = {"Type": PDFName("EmbeddedFile"), "Subtype": "/application#2Fjson", "Params": params}
    stream = document.Reference(PDFStream(PDFDictionary(kind), content, [PDFZCompress]))
    file = document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Filespec"),
                "F": PDFString(name),
                "UF": PDFString(name),
                "Desc": PDFString(words),
                "AFRelationship": PDFName("Data"),
                "EF": PDFDictionary({"F": stream, "UF": stream}),
            }
        )
    )
    catalog = document.Catalog
    names = PDFDictionary({"Names": PDFArray([PDFString(name), file])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})
    catalog.AF = PDFArray([file])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]  # ReportLab writes only the entries it has a name for
