"""Draws the program's icon, a ledger with a ticked line: our own drawing, for the state emblem is not ours to use.

Run by hand after a change: `.venv/bin/python installer/icon.py`.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

from PIL import Image, ImageDraw

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
COVER, SPINE, PAGE, LINE, TICK = "#1f4e8c", "#163a69", "#ffffff", "#9db4d3", "#1e8a4c"
_FINER = 8  # drawn so many times larger, then made small: smooth edges


def draw(size: int) -> Image.Image:
    """The picture in one size; small ones have fewer and thicker lines, so that they stay clear."""
    unit = size * _FINER / 16
    picture = Image.new("RGBA", (size * _FINER, size * _FINER), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)

    def box(left: float, top: float, right: float, bottom: float, colour: str, round_by: float) -> None:
        edges = [left * unit, top * unit, right * unit - 1, bottom * unit - 1]
        pen.rounded_rectangle(edges, radius=round_by * unit, fill=colour)

    box(1.5, 0.5, 14.5, 15.5, COVER, 1.6)
    box(1.5, 0.5, 3.9, 15.5, SPINE, 1.2)
    box(4.6, 2, 13, 14, PAGE, 0.6)
    thick = 1.0 if size < 32 else 0.7
    rows = (4.0, 11.6) if size < 32 else (3.7, 11.1, 12.6)
    for top in rows:
        box(5.8, top, 11.8, top + thick, LINE, 0.3)
    points = [(6.0, 8.2), (8.0, 10.1), (11.8, 5.9)]
    width = round((1.7 if size < 32 else 1.4) * unit)
    pen.line([(x * unit, y * unit) for x, y in points], fill=TICK, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse([x * unit - width / 2, y * unit - width / 2, x * unit + width / 2, y * unit + width / 2], fill=TICK)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def ico(pictures: list[Image.Image]) -> bytes:
    """An .ico of PNG pictures, which Windows reads since Vista."""
    stored = []
    for picture in pictures:
        file = io.BytesIO()
        picture.save(file, "PNG", optimize=True)
        stored.append(file.getvalue())
    head = struct.pack("<3H", 0, 1, len(stored))
    at = len(head) + 16 * len(stored)
    entries = b""
    for picture, data in zip(pictures, stored, strict=True):
        side = picture.width % 256  # 0 stands for 256
        entries += struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return head + entries + b"".join(stored)


def side() -> bytes:
    """The picture at the left of the setup's last page, a .bmp of few colours in the size that NSIS asks for."""
    width, height = 164, 314
    picture = Image.new("RGB", (width, height), "#e4ecf6")
    book = draw(96)
    picture.paste(book, ((width - book.width) // 2, 60), book)
    file = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(file, "BMP")
    return file.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name("side.bmp").write_bytes(side())
    (Path(__file__).resolve().parents[1] / "resources" / "icons" / "so-cchc.ico").write_bytes(
        ico([draw(size) for size in SIZES])
    )
