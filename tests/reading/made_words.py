"""Word files made of a few words of WordprocessingML, as no program of an office would write them so briefly."""

from __future__ import annotations

import io
import re
import zipfile

from models.reading.files.docx_file import read_docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = f'xmlns:w="{_W}" xmlns:r="{_R}"'


def word_file(body, **parts):
    """A .docx of this body; `parts` are further parts of the folder `word` by name, headers among them related."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{re.sub("[0-9]", "", name)}" Target="{name}.xml"/>' for name in parts
    )
    inside = {
        "_rels/.rels": f'<Relationships xmlns="p"><Relationship Id="a" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="p">{links}</Relationships>',
        "word/document.xml": f"<w:document {OPEN}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, xml in inside.items():
            file.writestr(name, xml)
    return buffer.getvalue()


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def par(words="", properties="", runs=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words) if words else ''}{runs}</w:p>"


def styles(*content):
    return f"<w:styles {OPEN}>{''.join(content)}</w:styles>"


def style(ident, inside, kind="paragraph"):
    return f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{ident}"/>{inside}</w:style>'


def lines_of(body, **parts):
    return [line for line in read_docx(word_file(body, **parts)).text.split("\n") if line.strip()]


def cell(words, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(par(line) for line in words.split('~'))}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"
