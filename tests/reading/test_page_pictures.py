"""A kept file looked at: its pages as a stranger's PDF or picture has them, drawn in the sandboxed process."""

from __future__ import annotations

import io
import zlib
from typing import Any

import offices
import pypdfium2
import pytest
from PIL import Image

from models.reading import page_pictures
from models.reading.sandboxed_pages import picture_sandboxed, sizes_sandboxed

RED, BLUE = (220, 30, 30), (20, 40, 200)


def pdf(*sizes: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    document.save(made)
    return made.getvalue()


def image(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: Any) -> bytes:
    """The left half red, the right half blue."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    made = io.BytesIO()
    picture.convert(mode).save(made, kind, **how)
    return made.getvalue()


def colour_at(drawn: tuple[int, int, int, bytes], across: float, down: float) -> tuple[int, int, int]:
    width, height, stride, pixels = drawn
    at = int(down * height) * stride + int(across * width) * 4
    blue, green, red = pixels[at : at + 3]
    return red, green, blue


def near(seen: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 60 for a, b in zip(seen, wanted, strict=True))


def test_pdf_pages_drawn_in_sandbox() -> None:
    content = pdf((300, 400), (400, 300))
    assert sizes_sandboxed(content) == [(300, 400), (400, 300)]
    drawn = picture_sandboxed(content, 1, 200)
    assert drawn[:2] == (200, 150)
    assert colour_at(drawn, 0.5, 0.5) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_picture_drawn(kind: str, mode: str) -> None:
    if (kind, mode) in {("JPEG", "P"), ("WEBP", "P")}:
        mode = "RGB"
    content = image(kind, (80, 40), mode)
    assert page_pictures.sizes(content) == [(80, 40)]
    drawn = page_pictures.picture(content, 0, 40)
    assert drawn[:3] == (40, 20, 160)
    if mode == "RGB":
        assert near(colour_at(drawn, 0.2, 0.5), RED)
        assert near(colour_at(drawn, 0.8, 0.5), BLUE)


def test_photograph_turned_as_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = image("JPEG", (80, 40), exif=exif)
    assert page_pictures.sizes(content) == [(40, 80)]
    drawn = page_pictures.picture(content, 0, 20)
    assert drawn[:2] == (20, 40)
    assert near(colour_at(drawn, 0.5, 0.2), RED)
    assert near(colour_at(drawn, 0.5, 0.8), BLUE)


def test_scan_of_several_pages() -> None:
    second = Image.new("1", (60, 90), 1)
    content = image("TIFF", (40, 20), save_all=True, append_images=[second])
    assert sizes_sandboxed(content) == [(40, 20), (60, 90)]
    assert colour_at(picture_sandboxed(content, 1, 30), 0.5, 0.5) == (255, 255, 255)


def test_transparent_picture_on_white() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(made, "PNG")
    assert colour_at(page_pictures.picture(made.getvalue(), 0, 10), 0.5, 0.5) == (255, 255, 255)


def _huge_png() -> bytes:
    """Says that it is 30,000 x 30,000."""
    head = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    chunk = len(head[4:]).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 a Word file", b"%PDF-1.7 cut off", b"", image("PNG")[:60], image("JPEG")[:-200], _huge_png()],
    ids=["word", "pdf", "empty", "png", "jpeg", "huge"],
)
def test_what_cannot_be_shown_is_said(content: bytes) -> None:
    with offices.refused("not_shown"):
        sizes_sandboxed(content)
        picture_sandboxed(content, 0, 100)


def test_page_that_is_not_there() -> None:
    with offices.refused("not_shown"):
        page_pictures.picture(pdf((100, 100)), 3, 50)
