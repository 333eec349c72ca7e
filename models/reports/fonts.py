"""The typeface of a report, and the promise that each letter is in it. It knows no page and no style."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from models.base.errors import AppError
from models.base.paths import RESOURCES
from models.base.words import _

# Names under which ReportLab knows the four faces; the same on every machine, whichever files stand behind them.
REGULAR: Final = "report"
BOLD: Final = "report-bold"
ITALIC: Final = "report-italic"
BOLD_ITALIC: Final = "report-bold-italic"

_WINDOWS: Final = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "Fonts"


@dataclass(frozen=True)
class FontFamily:
    """Four files of one typeface."""

    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def files(self) -> tuple[Path, Path, Path, Path]:
        """Regular, bold, italic, bold italic."""
        return (self.regular, self.bold, self.italic, self.bold_italic)


def font_family(windows: Path | None = None) -> FontFamily:
    """Times New Roman where Windows has it (NĐ 30/2020, Phụ lục I names it), else Liberation Serif of equal widths.

    `windows` is the folder to look in; by default the system's own, and none where the system is not Windows.
    """
    folder = windows or (_WINDOWS if sys.platform == "win32" else None)
    if folder is not None:
        times = FontFamily(*(folder / name for name in ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")))
        if all(file.is_file() for file in times.files()):
            return times
    names = ("Regular", "Bold", "Italic", "BoldItalic")
    return FontFamily(*(RESOURCES / "fonts" / f"LiberationSerif-{name}.ttf" for name in names))


@cache
def register() -> dict[str, frozenset[str]]:
    """Make the four faces known to ReportLab, once; gives the letters that each face can draw. Raises OSError."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    letters: dict[str, frozenset[str]] = {}
    for name, file in zip((REGULAR, BOLD, ITALIC, BOLD_ITALIC), font_family().files(), strict=True):
        font = TTFont(name, str(file))
        pdfmetrics.registerFont(font)
        # A control or private character may have a slot in the font, but only ever an empty one or a box.
        codes = (code for code, glyph in font.face.charToGlyph.items() if glyph)
        letters[name] = frozenset(c for c in map(chr, codes) if unicodedata.category(c)[0] != "C")
    return letters


def refuse_missing(texts: Iterable[str], face: str) -> None:
    """Raise AppError naming the first letter that `face` cannot draw: a box would be noticed too late."""
    letters = register()[face]
    for text in texts:
        if not letters.issuperset(text):
            missing = next(c for c in text if c not in letters)
            raise AppError(
                "letter_missing",
                what=_("Phông chữ của báo cáo không có ký tự {letter}.").format(letter=letter_name(missing)),
                why=_("Ký tự này nằm trong đoạn: “{text}”.").format(text=around(text, text.index(missing))),
                do=_("Thay hoặc xóa ký tự đó rồi tạo lại báo cáo."),
            )


def letter_name(letter: str) -> str:
    """A letter for a message: as it is where it can be seen, and by its number in Unicode."""
    shown = letter if unicodedata.category(letter)[0] not in "CZ" else ""
    return " ".join(part for part in (shown, f"(U+{ord(letter):04X})") if part)


def around(text: str, place: int) -> str:
    """A stretch of `text` that shows where the letter stands, for a one-line message."""
    start = max(0, place - 30)
    return ("…" if start else "") + text[start : place + 30].strip() + ("…" if place + 30 < len(text) else "")
