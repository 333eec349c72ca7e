"""The face of a signature and its pictures to the point, and the hole in the file to the byte."""

from __future__ import annotations

import ctypes
from io import BytesIO

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

from models.base.errors import AppError
from models.signing import appearance, cms_shape, limits
from models.signing.appearance import BLUE, Picture

MILLIMETRE = 72 / 25.4


def png(width: int = 20, height: int = 10, dpi: float | None = None, mode: str = "RGBA") -> bytes:
    out = BytesIO()
    image = Image.new(mode, (width, height), (0, 0, 255, 128)[: len(mode)])
    image.save(out, "PNG", **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


# Pictures


@pytest.mark.parametrize(
    ("room", "fitted"),
    [((200, 100), (200, 100)), ((100, 100), (100, 50)), ((400, 50), (100, 50)), ((10, 10), (10, 5))],
)
def test_picture_fills_its_room_without_being_stretched(room: tuple[int, int], fitted: tuple[int, int]) -> None:
    assert Picture(b"", (20, 10), None).fitted(*room) == fitted


@pytest.mark.parametrize(("side", "real"), [(19.99, False), (20.01, True), (36.0, True), (59.99, True), (60.01, False)])
def test_seal_has_its_real_size_between_two_and_six_centimetres(side: float, real: bool) -> None:
    size = (side * MILLIMETRE, side * MILLIMETRE)
    assert Picture(b"", (20, 20), size).real_size() == (size if real else None)
    assert Picture(b"", (20, 20), (36 * MILLIMETRE, size[1])).real_size() == (
        (36 * MILLIMETRE, size[1]) if real else None
    )
    assert Picture(b"", (20, 20), None).real_size() is None


def test_size_that_picture_asks_for_is_by_its_resolution() -> None:
    read = appearance.read_picture(png(300, 150, dpi=150))
    assert read.pixels == (300, 150)
    assert read.size == pytest.approx((144, 72), abs=0.1)
    assert appearance.read_picture(png(300, 150)).size is None
    assert appearance.read_picture(png(300, 150, dpi=1)).size is None  # no resolution, only a proportion


def test_what_is_too_large_is_refused_and_what_is_just_not_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    content = png(100, 100)
    monkeypatch.setattr(limits, "PICTURE", len(content))
    assert appearance.read_picture(content).pixels == (100, 100)
    monkeypatch.setattr(limits, "PICTURE", len(content) - 1)
    with pytest.raises(AppError, match="lớn quá"):
        appearance.read_picture(content)
    monkeypatch.setattr(limits, "PICTURE", 5_000_000)
    assert appearance.read_picture(png(4000, 4000, mode="L")).pixels == (4000, 4000)
    with pytest.raises(AppError, match="quá nhiều điểm ảnh"):
        appearance.read_picture(png(4000, 4001, mode="L"))


def test_picture_is_drawn_anew_with_its_points_only() -> None:
    out = BytesIO()
    from PIL import PngImagePlugin

    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "máy của Hoa")
    Image.new("RGBA", (30, 30), (200, 0, 0, 90)).save(out, "PNG", pnginfo=told, dpi=(300, 300))
    made = appearance.redrawn(out.getvalue())
    assert "máy của Hoa".encode() in out.getvalue() and "máy của Hoa".encode() not in made
    with Image.open(BytesIO(made)) as image:
        assert (image.size, image.getpixel((5, 5))) == ((30, 30), (200, 0, 0, 90))
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert "Comment" not in image.info
    with Image.open(BytesIO(appearance.redrawn(png()))) as image:
        assert "dpi" not in image.info


# The box of words


def look(pdf: bytes) -> tuple[tuple[float, float], list[tuple[float, float, int, str]], list[tuple[float, ...]]]:
    """The page's size; each line with its left and lower edge, its size in tenths, its words; the frame's edges."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        lines = []
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            first = text.get_index(box[0] + 0.5, (box[1] + box[3]) / 2, 3, 3)
            size = raw.FPDFText_GetFontSize(text, first or 0)
            lines.append((round(box[0], 1), round(box[1], 1), round(10 * size), text.get_text_bounded(*box)))
        text.close()
        frame = [
            tuple(round(edge, 1) for edge in shape.get_bounds())
            for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        ]
        colours = [ctypes.c_uint() for _part in range(4)]
        shape = next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])))
        raw.FPDFPageObj_GetStrokeColor(shape, *map(ctypes.byref, colours))
        assert [colour.value for colour in colours[:3]] == [13, 64, 166]
        size = page.get_size()
        page.close()
    return size, lines, frame


def test_lines_that_fit_are_large_and_stand_in_middle() -> None:
    size, lines, frame = look(appearance.draw_box(["Ký bởi: Lò Hoa", "Ngày 15/03/2024"], 170, 54, BLUE))
    assert size == (170, 54)
    assert [(line[2], line[3]) for line in lines] == [(100, "Ký bởi: Lò Hoa"), (100, "Ngày 15/03/2024")]
    # Two lines of 11,5 points around the middle, 27: their baselines are at 29,3 and 17,8 (a `y` hangs below).
    assert [line[1] for line in lines] == [pytest.approx(27.1, abs=0.3), pytest.approx(15.6, abs=0.3)]
    assert all(line[0] == pytest.approx(4.2, abs=0.4) for line in lines)
    assert frame == [pytest.approx((0.2, 0.2, 169.8, 53.8), abs=0.5)]


def test_line_made_smaller_before_it_is_broken_and_broken_before_it_is_cut() -> None:
    def said(line: str, width: float = 170, height: float = 54) -> list[tuple[int, str]]:
        return [(row[2], row[3]) for row in look(appearance.draw_box([line], width, height, BLUE))[1]]

    assert said("chữ " * 8 + "x") == [(100, "chữ " * 8 + "x")]
    (smaller,) = said("chữ " * 10 + "x")
    assert 75 <= smaller[0] < 100
    broken = said("chữ " * 14 + "x")
    assert (len(broken), broken[0][0]) == (2, 100)
    assert " ".join(line for _size, line in broken).split() == ("chữ " * 14 + "x").split()
    ((size, cut),) = said("chữ " * 300 + "x")
    assert size == 60
    assert cut.startswith("chữ chữ") and cut.endswith("…")


# The hole in the file


DATA = b"%PDF-" + b"<0aff>" + b"rest"
RANGE = [0, 5, 11, 4]


def test_signed_range_leaves_out_signature_and_nothing_more() -> None:
    assert cms_shape.hole_is_exact(DATA, RANGE, b"\x0a\xff")
    assert cms_shape.hole_is_exact(DATA.replace(b"0aff", b"0AFF"), RANGE, b"\x0a\xff")
    for data, edges in (
        (DATA.replace(b"0aff", b"0aFF"), RANGE),
        (DATA, [0, 4, 11, 4]),
        (DATA, [0, 5, 12, 3]),
        (DATA, [1, 5, 11, 4]),
        (DATA, [0, 5, 11]),
        (DATA, [0, 5, 11, 4, 0]),
        (DATA, []),
    ):
        assert not cms_shape.hole_is_exact(data, edges, b"\x0a\xff"), edges
    assert not cms_shape.hole_is_exact(DATA, RANGE, b"\x0a\xfe")


def test_only_line_ends_may_follow_signed_range() -> None:
    assert cms_shape.covered_end(RANGE) == len(DATA)
    assert all(cms_shape.only_line_ends(tail) for tail in (b"", b"\n", b"\r\n\r\n"))
    assert not any(cms_shape.only_line_ends(tail) for tail in (b" ", b"\0", b"\n%", b"x"))
