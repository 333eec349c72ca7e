"""Pieces of a Word file that are no paragraphs of its own: other files put into it, pictures in the place of words."""

from __future__ import annotations

import io
import zipfile

import pytest
from made_words import par, run, word_file

from models.base.errors import AppError
from models.reading.files.docx_file import read_docx
from models.reading.files.readers import text_of
from models.reading.read import read_content

CHUNK = '<w:altChunk r:id="aFChunk1"/>'
PAGE = "<html><body>{}</body></html>"


def with_piece(piece):
    return read_docx(word_file(par("I. NHIỆM VỤ") + CHUNK + par("Kết thúc"), aFChunk1=piece))


def lines_around(piece):
    lines = [line for line in with_piece(piece).text.split("\n") if line.strip()]
    assert (lines[0], lines[-1]) == ("I. NHIỆM VỤ", "Kết thúc")
    return lines[1:-1]


@pytest.mark.parametrize(
    ("piece", "lines"),
    [
        (PAGE.format("<p>1. Rà soát.</p><p>2. Lập <b>hồ</b> sơ.</p>"), ["1. Rà soát.", "2. Lập hồ sơ."]),
        (PAGE.format("<ol start='3'><li>Rà soát</li><li>Lập</li></ol><ul><li>Gửi"), ["3. Rà soát", "4. Lập", "- Gửi"]),
        (PAGE.format("<table><tr><td>1</td><td>Rà soát</td></tr></table>"), ["1 | Rà soát"]),
        (PAGE.format("<p>Một<br>hai\nba</p><script>x</script><p style='display: none'>ẩn</p>"), ["Một", "hai ba"]),
        (PAGE.format("<p>ngày <s>1/4</s> 15/6<sup>2</sup></p>"), ["ngày  15/6²"]),
        ("<!DOCTYPE html SYSTEM 'http://mau.vn/x.dtd'><p>&xxe;Rà soát</p>", ["&xxe;Rà soát"]),
        (PAGE.format("<meta charset='windows-1258'><p>R\u00e0 so\u00e1t</p>").encode("cp1258"), ["Rà soát"]),
        ("1. Rà soát.\n2. Lập.\n", ["1. Rà soát.", "2. Lập."]),
        (word_file(par("1. Rà soát.") + par("2. Lập.")), ["1. Rà soát.", "2. Lập."]),
        (
            "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            "PGh0bWw+PHA+UsOgIHNvw6F0PC9wPjwvaHRtbD4=\n",
            ["Rà soát"],
        ),
    ],
)
def test_file_that_was_put_into_another_is_read_in_its_place(piece, lines):
    assert lines_around(piece) == lines
    assert not with_piece(piece).warnings


@pytest.mark.parametrize(
    "piece",
    [
        "{\\rtf1 Rà soát}",
        "<?xml version='1.0'?><a>Rà soát</a>",
        b"%PDF-1.4 x",
        b"\x00\x01\x02" * 90,
        b"PK\x03\x04 broken",
        word_file(par("x") + CHUNK, aFChunk1=word_file(par("a piece of a piece"))),
    ],
)
def test_piece_that_cannot_be_read_is_told_and_the_rest_is_read(piece):
    found = with_piece(piece)
    assert "Kết thúc" in found.text and "Rà soát" not in found.text
    assert any("altChunk" in remark for remark in found.warnings)


def test_piece_kept_outside_is_not_taken_for_one_inside():
    whole = io.BytesIO(word_file(par("Nội dung") + '<w:altChunk r:id="c"/>'))
    with zipfile.ZipFile(whole, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        link = '<Relationship Id="c" Type="x/aFChunk" Target="a.htm" TargetMode="External"/>'
        file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="p">{link}</Relationships>')
        file.writestr("word/a.htm", PAGE.format("<p>thêm</p>"))
    found = read_docx(whole.getvalue())
    assert "thêm" not in found.text
    assert any("altChunk" in remark for remark in found.warnings)


def test_pieces_without_end_are_not_read_without_end():
    many = word_file(par("Nội dung") + CHUNK * 60, aFChunk1=PAGE.format("<p>thêm</p>"))
    found = read_docx(many)
    assert found.text.count("thêm") == 50
    assert any("altChunk" in remark for remark in found.warnings)


def test_struck_words_of_a_piece_are_told_too():
    inner = word_file(par("ngày ", runs=run("1/4", "<w:strike/>") + run("15/6")))
    assert "“1/4”" in with_piece(inner).warnings[0]


_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/"
_WIDE, _NARROW = 5_000_000, 1_400_000


def drawing(inside, width):
    extent = f'<d:extent xmlns:d="{_DRAWN}wordprocessingDrawing" cx="{width}" cy="900000"/>' if width else ""
    return (
        f'<w:r><w:drawing><d:inline xmlns:d="{_DRAWN}wordprocessingDrawing">{extent}'
        f"{inside}</d:inline></w:drawing></w:r>"
    )


PICTURE = f'<a:blip xmlns:a="{_DRAWN}main"/>'
SCHEME = f'<x:relIds xmlns:x="{_DRAWN}diagram"/>'
CHART = f'<x:chart xmlns:x="{_DRAWN}chart"/>'
OLD = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:{}pt"><v:imagedata/></v:shape>'
    "</w:pict></w:r>"
)


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        (drawing(PICTURE, _WIDE), True),
        (drawing(PICTURE, None), True),
        (drawing(PICTURE, _NARROW), False),
        (drawing(SCHEME, _NARROW), True),
        (drawing(CHART, _WIDE), True),
        (OLD.format(400), True),
        (OLD.format(90), False),
        (run("2. ") + drawing(PICTURE, _WIDE), True),
        (run("Xem hình ") + drawing(PICTURE, _WIDE), False),
        ("", False),
    ],
)
def test_picture_in_the_place_of_words_is_told_with_its_place(runs, told):
    reading = read_content(word_file(par("I. NHIỆM VỤ") + par("1. Phòng Y tế lập hồ sơ.") + par(runs=runs)))
    remarks = [remark for remark in reading.warnings if "hình hoặc sơ đồ" in remark]
    assert bool(remarks) is told
    assert not told or "sau “1. Phòng Y tế lập hồ sơ.”" in remarks[0]


def test_file_of_another_program_is_refused_with_what_to_do():
    opendocument = io.BytesIO()
    with zipfile.ZipFile(opendocument, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", "<office/>")
    for content in (b"{\\rtf1 R\\'e0 so\\'e1t}", opendocument.getvalue()):
        with pytest.raises(AppError) as refused:
            text_of(content)
        assert refused.value.code == "file_kind" and "lưu thành .docx" in refused.value.do
