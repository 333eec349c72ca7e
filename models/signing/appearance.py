"""Draws a signature's visible picture as a one-page PDF. Where on the document it goes is in `signature_places`."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from models.base import paths
from models.base.errors import AppError
from models.base.words import _
from models.signing import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = paths.RESOURCES / "fonts" / "LiberationSerif-Regular.ttf"
_FACE = "SignatureSerif"
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # NĐ 30/2020: 10 where it fits
_COMFORTABLE = 7.5  # a line is broken only when it would otherwise be smaller than this
_LEADING = 1.15
_PADDING = 4.0  # points
_MOST_PIXELS = 4000 * 4000
_MILLIMETRE = 72 / 25.4
_SEAL_SIZES = (20 * _MILLIMETRE, 60 * _MILLIMETRE)  # a seal is 28-42 mm across; other sizes are a wrong DPI

BLUE = (0.05, 0.25, 0.65)


@dataclass(frozen=True)
class Picture:
    """A checked PNG. `width` and `height` are points at the size it asks for, None when it carries no resolution."""

    png: bytes
    pixels: tuple[int, int]
    size: tuple[float, float] | None

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The largest size with this picture's proportions that fits `width` x `height` points."""
        scale = min(width / self.pixels[0], height / self.pixels[1])
        return self.pixels[0] * scale, self.pixels[1] * scale

    def real_size(self) -> tuple[float, float] | None:
        """The size its resolution asks for, when that is the size of a seal (NĐ 30/2020: kích thước thực tế)."""
        low, high = _SEAL_SIZES
        if self.size is None or not all(low <= side <= high for side in self.size):
            return None
        return self.size


def read_picture(png: bytes) -> Picture:
    """Check the picture of a signature or a seal. Raises AppError: too large, not a PNG, damaged."""
    from PIL import Image

    if len(png) > limits.PICTURE:
        raise _bad_picture(_("Tệp ảnh lớn quá 5 MB."))
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                raise _bad_picture(_("Ảnh có quá nhiều điểm ảnh."))
            image.load()
            dpi = image.info.get("dpi")
    except AppError:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise _bad_picture(_("Tệp không phải ảnh PNG hoặc đã hỏng.")) from wrong
    size = (width * 72 / dpi[0], height * 72 / dpi[1]) if dpi and min(dpi) > 1 else None
    return Picture(png, (width, height), size)


def redrawn(png: bytes) -> bytes:
    """The same picture written anew: only its points, transparency and resolution, nothing else that came with it.

    Raises AppError as `read_picture` does.
    """
    from PIL import Image

    read_picture(png)
    made = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        image.load()
        dpi = image.info.get("dpi")
        image.info = {name: image.info[name] for name in ("transparency",) if name in image.info}
        image.save(made, "PNG", **({"dpi": dpi} if dpi else {}))
    return made.getvalue()


def _bad_picture(why: str) -> AppError:
    return AppError(
        "signature_image_unusable",
        _("Không dùng được ảnh chữ ký hoặc ảnh con dấu."),
        why,
        _("Hãy dùng ảnh PNG nền trong suốt, dưới 5 MB."),
    )


def draw_picture(picture: Picture, width: float, height: float) -> bytes:
    """One page of `width` x `height` points filled by the picture, its transparency kept."""
    from reportlab.lib.utils import ImageReader

    page, canvas = _page(width, height)
    canvas.drawImage(ImageReader(io.BytesIO(picture.png)), 0, 0, width, height, mask="auto")
    return _finish(page, canvas)


def draw_box(lines: Sequence[str], width: float, height: float, colour: tuple[float, float, float]) -> bytes:
    """One page of `width` x `height` points: a thin frame in `colour` and the lines in black, as large as fits.

    Raises AppError for a letter that the font lacks: it must never print as an empty box.
    """
    refuse_missing_letters("".join(lines))
    size, wrapped = fit(lines, width - 2 * _PADDING, height - 2 * _PADDING)
    page, canvas = _page(width, height)
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(0.7)
    canvas.roundRect(0.6, 0.6, width - 1.2, height - 1.2, 2.5, stroke=1, fill=0)
    canvas.setFillGray(0)
    canvas.setFont(_FACE, size)
    block = size * _LEADING * len(wrapped)
    baseline = (height + block) / 2 - size * 0.92
    for line in wrapped:
        canvas.drawString(_PADDING, baseline, line)
        baseline -= size * _LEADING
    return _finish(page, canvas)


def draw_words(lines: Sequence[str], width: float, height: float) -> bytes:
    """One page of `width` x `height` points with the lines alone, upright and black in size 10, from its upper edge.

    So an agency's signature shows what document it is of, and no picture (NĐ 30/2020, Phụ lục I). Raises AppError for a
    letter that the font lacks.
    """
    refuse_missing_letters("".join(lines))
    size, wrapped = fit(lines, width - 2 * _PADDING, height - 2 * _PADDING)
    page, canvas = _page(width, height)
    canvas.setFillGray(0)
    canvas.setFont(_FACE, size)
    for number, line in enumerate(wrapped, 1):
        canvas.drawString(_PADDING, height - _PADDING - size * _LEADING * (number - 0.2), line)
    return _finish(page, canvas)


def fit(lines: Sequence[str], width: float, height: float) -> tuple[float, list[str]]:
    """The letter size in points, and the lines as they are broken or shortened to stand in a box of so many points."""
    for size in _SIZES:
        whole = all(text_width(line, size) <= width for line in lines)
        if size >= _COMFORTABLE and whole and len(lines) * size * _LEADING <= height:
            return size, list(lines)
    for size in _SIZES:
        wrapped = [part for line in lines for part in _wrap(line, size, width)]
        if len(wrapped) * size * _LEADING <= height and all(text_width(part, size) <= width for part in wrapped):
            return size, wrapped
    size = _SIZES[-1]
    room = max(len(lines), int(height / (size * _LEADING)))
    wrapped = [_shorten(line, size, width) for line in lines]
    return size, wrapped[:room]


def _wrap(line: str, size: float, width: float) -> list[str]:
    parts: list[str] = []
    for word in line.split(" "):
        longer = f"{parts[-1]} {word}" if parts else word
        if parts and text_width(longer, size) <= width:
            parts[-1] = longer
        else:
            parts.append(word)
    return parts


def _shorten(line: str, size: float, width: float) -> str:
    while len(line) > 1 and text_width(line, size) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def text_width(text: str, size: float) -> float:
    """How wide `text` is drawn in letters of `size`; all in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    _face()
    return float(stringWidth(text, _FACE, size))


def refuse_missing_letters(text: str) -> None:
    """Raises AppError `letter_missing` for letters that the font cannot draw."""
    known = _face().face.charToGlyph
    missing = sorted({letter for letter in text if ord(letter) not in known})
    if missing:
        raise AppError(
            "letter_missing",
            _("Không in được chữ ký lên trang."),
            _("Phông chữ không có ký tự: {letters}.").format(letters=" ".join(missing)),
            _("Hãy dùng ảnh chữ ký, hoặc chứng thư số có tên viết bằng chữ thường dùng."),
        )


@cache
def _face() -> Any:  # noqa: ANN401 - reportlab has no types
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(_FACE, str(FONT))
    registerFont(font)
    return font


def _page(width: float, height: float) -> tuple[io.BytesIO, Any]:
    from reportlab.pdfgen.canvas import Canvas

    _face()
    page = io.BytesIO()
    # The first font is named even where nothing is written; ReportLab's own choice is not embedded.
    return page, Canvas(page, pagesize=(width, height), pageCompression=1, initialFontName=_FACE)


def _finish(page: io.BytesIO, canvas: Any) -> bytes:  # noqa: ANN401
    canvas.showPage()
    canvas.save()
    return page.getvalue()
