"""Where on the page a signature goes: named by the report itself, found by the name line, or a corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from models.base.text import clean, fold

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

Role = Literal["lanh-dao", "co-quan"]

WIDTH, HEIGHT = 170.0, 54.0  # points; the size that the state's own signing tools draw
_LOWEST = 30.0  # points; the least height in which two lines can be read
_LAST_PAGES = 3  # the name stands at the end of the main text; an appendix may follow it
_GAP = 3.0  # points between the box and the text around it


@dataclass(frozen=True)
class SignatureBox:
    """A box on a page: `page` from 0, corners in points from the lower left of the page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True)
class PageArea:
    """The visible area of one page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


def from_data(data: dict[str, Any] | None, role: Role, pages: int) -> SignatureBox | None:
    """The place that the report's own data name for `role`, if it is a real one (`signature_places`)."""
    named = (data or {}).get("signature_places")
    for entry in named if isinstance(named, list) else ():
        if not isinstance(entry, dict) or entry.get("role") != role:
            continue
        page, box = entry.get("page"), entry.get("box")
        if not isinstance(page, int) or not isinstance(box, list) or len(box) != 4:
            continue
        if all(type(edge) is int for edge in (page, *box)) and _is_box(page, pages, box):
            return SignatureBox(page, *(float(edge) for edge in box))
    return None


def _is_box(page: int, pages: int, box: Sequence[int]) -> bool:
    return 0 <= page < pages and box[0] < box[2] and box[1] < box[3]


def is_on(place: SignatureBox, page: PageArea) -> bool:
    """Whether the whole box lies on the page, so that nobody signs unseen."""
    return page.x0 <= place.x0 and page.y0 <= place.y0 and place.x1 <= page.x1 and place.y1 <= page.y1


def by_name(source: bytes, name: str) -> SignatureBox | None:
    """Above the last line that holds only `name` (NĐ 30/2020, Phụ lục I: between chức vụ and họ tên, ô 7c)."""
    import pypdfium2

    wanted = fold(clean(name))
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return None
    try:
        for number in range(len(document) - 1, max(-1, len(document) - 1 - _LAST_PAGES), -1):
            lines = printed_lines(document[number])
            for line in reversed(lines):
                if fold(line.text) == wanted:
                    return _above(number, line, lines)
    except pypdfium2.PdfiumError:
        return None  # a page that cannot be shown has no name on it
    finally:
        document.close()
    return None


@dataclass(frozen=True)
class PageLine:
    """A stretch of print on one line, in points from the lower left of the page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def printed_lines(page: Any) -> list[PageLine]:  # noqa: ANN401 - pypdfium2 has no types
    """What is printed on a page, in its order; the page is closed."""
    text = page.get_textpage()
    try:
        found = []
        for index in range(text.count_rects()):
            x0, y0, x1, y1 = text.get_rect(index)
            found.append(PageLine(clean(text.get_text_bounded(x0, y0, x1, y1)), x0, y0, x1, y1))
        return found
    finally:
        text.close()
        page.close()


def _above(page: int, line: PageLine, lines: Sequence[PageLine]) -> SignatureBox:
    middle = (line.x0 + line.x1) / 2
    x0, x1 = middle - WIDTH / 2, middle + WIDTH / 2
    over = [other.y0 for other in lines if other.y0 >= line.y1 and other.x0 < x1 and other.x1 > x0]
    free = min(over, default=line.y1 + HEIGHT + 2 * _GAP) - line.y1 - 2 * _GAP
    height = min(HEIGHT, max(_LOWEST, free))
    # Midway between the office held and the name, but never so high that the two come apart.
    y0 = line.y1 + _GAP + min(max(0.0, free - height) / 2, HEIGHT)
    return SignatureBox(page, x0, y0, x1, y0 + height)


def corner(page: PageArea, number: int) -> SignatureBox:
    """The lower right corner inside the margins: when nothing says where the signer's name is."""
    margin = 57.0  # 20 mm
    return SignatureBox(number, page.x1 - margin - WIDTH, page.y0 + margin, page.x1 - margin, page.y0 + margin + HEIGHT)


def top_right(page: PageArea, number: int) -> SignatureBox:
    """The top right corner, where NĐ 30/2020 puts an agency's signature that shows no seal."""
    high = 44.0  # fits in the top margin of 20 mm
    return SignatureBox(number, page.x1 - 50.0 - WIDTH, page.y1 - 6.0 - high, page.x1 - 50.0, page.y1 - 6.0)


def beside(leader: SignatureBox, width: float, height: float) -> SignatureBox:
    """A seal of the given size over the left third of the leader's signature (NĐ 30/2020, Phụ lục I, ô 8)."""
    right = leader.x0 + leader.width / 3
    middle = (leader.y0 + leader.y1) / 2
    return SignatureBox(leader.page, right - width, middle - height / 2, right, middle + height / 2)


def visible_area(reader: PdfFileReader, number: int) -> PageArea:
    """The crop box of page `number` (or its media box), in points. A4 when the file does not say."""
    page = page_reference(reader, number).get_object()
    for key in ("/CropBox", "/MediaBox"):
        box = _inherited(page, key)
        if box is not None and len(box) == 4:
            x0, y0, x1, y1 = (float(edge) for edge in box)
            return PageArea(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return PageArea(0.0, 0.0, 595.276, 841.89)


def page_reference(reader: PdfFileReader, number: int) -> Any:  # noqa: ANN401 - pyHanko has no types here
    """What the file calls page `number` (from 0). Raises pyHanko's errors for a broken page tree."""
    return reader.find_page_for_modification(number)[0]  # type: ignore[no-untyped-call]


def _inherited(node: Any, key: str) -> Any:  # noqa: ANN401
    for _depth in range(50):  # a hostile page tree may be a ring
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None
