"""Pictures and drawn schemes that stand in a Word file where words would: they are told, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.base.words import _
from models.reading.files.docx_package import Tree

_LEAST_WIDE = 2_520_000  # EMU, 7 cm: emblems, stamps and signatures are narrower
_LEAST_POINTS = 198  # the same in points
_SCHEMES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
}
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*(\d+(?:\.\d+)?)pt")
_MOST_NAMED = 5
_MOST_QUOTED = 60  # letters


def stands_for_words(paragraph: Tree) -> bool:
    """Whether a paragraph without words shows a scheme, or a picture that is wide enough to hold some."""
    if any(True for _scheme in paragraph.iter(*_SCHEMES)):
        return True
    if any(_is_wide(picture) for picture in paragraph.iter(_PICTURE)):
        return True
    return any(_is_wide_of_old(picture) for picture in paragraph.iter(_OLD_PICTURE))


def _is_wide(picture: Tree) -> bool:
    for above in picture.iterancestors(f"{_WORD_DRAWING}inline", f"{_WORD_DRAWING}anchor"):
        extent = above.find(f"{_WORD_DRAWING}extent")
        width = extent.get("cx") if extent is not None else None
        return width is None or not width.isdecimal() or int(width) >= _LEAST_WIDE
    return True


def _is_wide_of_old(picture: Tree) -> bool:
    width = _WIDTH.search(picture.getparent().get("style") or "")
    return width is None or float(width[1]) >= _LEAST_POINTS


def remark_on_pictures(after: Sequence[str]) -> Iterator[str]:
    """One remark on pictures in the place of words; `after` holds what stands before each."""
    if not after:
        return
    places = "; ".join(_place(words) for words in after[:_MOST_NAMED]) + ("…" if len(after) > _MOST_NAMED else "")
    yield _(
        "Tệp Word có {n} hình hoặc sơ đồ đứng ở chỗ của chữ: {places}. Chữ trong hình không được đọc; hãy so với bản "
        "in, thiếu nhiệm vụ nào thì thêm bằng tay."
    ).format(n=len(after), places=places)


def _place(words: str) -> str:
    if not words:
        return _("ở đầu văn bản")
    return _("sau “{words}”").format(words=words if len(words) <= _MOST_QUOTED else f"{words[:_MOST_QUOTED].rstrip()}…")
