"""Draws the pages of a kept file, a PDF or a picture, so that it can be looked at without another program.

It runs in the sandboxed process (`page_worker`): what a stranger has sent never meets these libraries in ours.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from models.base.errors import AppError
from models.base.words import _

Sizes = list[tuple[float, float]]
Drawn = tuple[int, int, int, bytes]  # width, height, bytes in a row, and the pixels as 32-bit BGRx

_PICTURES: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_MOST_PIXELS: Final = 120_000_000  # of a picture; a scanned A3 at 600 dpi has 70 million
_MOST_PAGES: Final = 2_000
_WIDEST: Final = 4_000  # pixels of a drawn page: more than any screen shows
_PDF_BEGINS: Final = 1024  # bytes before which a PDF's mark stands
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_ORIENTATION: Final = 0x0112  # of EXIF: how the camera was held, and how that is set right
_TURNS: Final = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE",
    8: "ROTATE_90",
}  # fmt: skip
_LYING: Final = {5, 6, 7, 8}


def sizes(content: bytes) -> Sizes:
    """Width and height of each page. Raises AppError `not_shown`, `file_locked`."""
    with _opened(content) as pages:
        return [pages.size(number) for number in range(pages.count)]


def picture(content: bytes, page: int, width: int) -> Drawn:
    """The page, `width` pixels wide. Raises AppError `not_shown`, `file_locked`."""
    with _opened(content) as pages:
        if not 0 <= page < pages.count:
            raise _not_shown()
        return pages.draw(page, max(1, min(width, _WIDEST)))


class _PdfPages:
    def __init__(self, document: Any) -> None:  # noqa: ANN401 - pypdfium2 is not typed
        self._document = document
        self.count = min(len(document), _MOST_PAGES)

    def size(self, page: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(page)
        return max(width, 1.0), max(height, 1.0)

    def draw(self, page: int, width: int) -> Drawn:
        sheet = self._document[page]
        across, down = self.size(page)
        scale = min(width / across, _WIDEST / down)
        bitmap = sheet.render(scale=scale, prefer_bgrx=True)
        return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)


class _PicturePages:
    """A scanned TIFF has several pages, a photograph one; a photograph is turned as the camera was held."""

    def __init__(self, image: Any) -> None:  # noqa: ANN401 - PIL
        self._image = image
        self.count = min(getattr(image, "n_frames", 1), _MOST_PAGES) if image.format == "TIFF" else 1

    def size(self, page: int) -> tuple[float, float]:
        self._image.seek(page)
        width, height = self._image.size
        if width * height > _MOST_PIXELS:
            raise _not_shown()
        lies = self._held() in _LYING
        return (float(height), float(width)) if lies else (float(width), float(height))

    def draw(self, page: int, width: int) -> Drawn:
        from PIL import Image

        across, down = self.size(page)
        scale = min(width / across, _WIDEST / down, 1.0)
        wanted = (max(1, round(across * scale)), max(1, round(down * scale)))
        small = self._smaller(scale)
        turn = _TURNS.get(self._held())
        upright = (small if turn is None else small.transpose(Image.Transpose[turn])).convert("RGBA")
        on_paper = Image.new("RGB", upright.size, "white")
        on_paper.paste(upright, mask=upright.getchannel("A"))
        shown = on_paper.resize(wanted, Image.Resampling.LANCZOS)
        return wanted[0], wanted[1], wanted[0] * 4, shown.tobytes("raw", "BGRX")

    def _held(self) -> int:
        return int(self._image.getexif().get(_ORIENTATION, 1))

    def _smaller(self, scale: float) -> Any:  # noqa: ANN401 - PIL
        """The picture as small as it may be before it is fitted: what is unpacked in full takes the memory."""
        whole = self._image.width * scale
        self._image.draft("RGB", (round(whole), round(self._image.height * scale)))  # a JPEG unpacks to less by itself
        image = self._image.convert("L") if self._image.mode == "1" else self._image
        factor = min(int(image.width / max(whole, 1.0)), image.height)
        return image.reduce(factor) if factor > 1 and image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} else image


@contextmanager
def _opened(content: bytes) -> Iterator[_PdfPages | _PicturePages]:
    if b"%PDF" in content[:_PDF_BEGINS]:
        with _pdf(content) as pages:
            yield pages
        return
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES) as image:
            yield _PicturePages(image)
    except AppError:
        raise
    except Exception as wrong:  # a broken picture fails in PIL in more ways than it has names for
        raise _not_shown() from wrong


@contextmanager
def _pdf(content: bytes) -> Iterator[_PdfPages]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            yield _PdfPages(document)
    except pypdfium2.PdfiumError as wrong:
        if getattr(wrong, "err_code", None) == _PASSWORD:
            raise _locked() from wrong
        raise _not_shown() from wrong


def _not_shown() -> AppError:
    return AppError(
        "not_shown",
        _("Không xem được tệp này ngay trong chương trình."),
        _("Chỉ xem được PDF và ảnh (PNG, JPEG, TIFF, GIF, BMP, WEBP) còn nguyên vẹn."),
        _("Hãy lưu bản sao ra rồi mở bằng chương trình của loại tệp đó."),
    )


def _locked() -> AppError:
    return AppError(
        "file_locked",
        _("Tệp PDF này có mật khẩu nên không xem được ở đây."),
        _("Chương trình không giữ và không hỏi mật khẩu của tệp khác."),
        _("Hãy lưu bản sao ra rồi mở bằng trình đọc PDF."),
    )
