"""The head of a document: elements 1 to 5a and 9a of NĐ 30/2020. The body and the signature are elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Indenter, Paragraph, Spacer

from models.reports import nd30
from models.reports.data import Letterhead, ReportData
from models.reports.fonts import BOLD, ITALIC, REGULAR
from models.reports.typeset import ShortRule, fit, paragraph, rule, widest

_COMMITTEE: Final = "ỦY BAN NHÂN DÂN "
_OTHER_TONE: Final = "UỶ BAN NHÂN DÂN "  # as many offices write it
_ABBREVIATED: Final = ((_COMMITTEE, "UBND "), (_OTHER_TONE, "UBND "), ("HỘI ĐỒNG NHÂN DÂN", "HĐND"))
_BLANK: Final = "\u00a0" * 10  # where văn thư writes; a non-breaking blank is printed as a plain one
_DOTS: Final = "…………"  # a place that nobody gave is left to be written
_GUTTER: Final = 8.0
_ROW: Final = 15.5  # single line spacing between the two rows, as the decree asks
_RULE_DROP: Final = 5.0


class Head(Flowable):  # type: ignore[misc]
    """Issuer on the left, Quốc hiệu on the right, and below them number and date."""

    def __init__(self, head: Letterhead, year: int) -> None:
        super().__init__()
        right = stringWidth(nd30.STATE, BOLD, nd30.STATE_SIZES[0])
        left = nd30.WIDTH - right - _GUTTER
        self._centres = (left / 2, nd30.WIDTH - right / 2)
        self._superior = superior_lines(head, left)
        self._issuer = issuer_lines(head, left)
        self._number = fit(number_line(head), REGULAR, (nd30.NUMBER_SIZE,), left)
        self._date = fit(date_line(head.place, head.issued_on, year), ITALIC, nd30.DATE_SIZES, right)
        self._head_rows = max(2, len(self._issuer[1]) + (len(self._superior[1]) if head.superior else 0))
        self._has_superior = bool(head.superior)
        foot_rows = max(len(self._number[1]), len(self._date[1]))
        self.width, self.height = nd30.WIDTH, _ROW * (self._head_rows + foot_rows) + 18.0

    def wrap(self, _avail_width: float, _avail_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left, right = self._centres
        top = self.height - 12.0
        y = top
        if self._has_superior:
            y = self._lines(self._superior, REGULAR, left, y)
        y = self._lines(self._issuer, BOLD, left, y)
        length = nd30.RULE_SHARE * widest(self._issuer[1], BOLD, self._issuer[0])
        rule(self.canv, left, y + _ROW - _RULE_DROP, length)

        self._lines((nd30.STATE_SIZES[0], [nd30.STATE]), BOLD, right, top)
        self._lines((nd30.MOTTO_SIZES[0], [nd30.MOTTO]), BOLD, right, top - _ROW)
        full = stringWidth(nd30.MOTTO, BOLD, nd30.MOTTO_SIZES[0])
        rule(self.canv, right, top - _ROW - _RULE_DROP, full)

        foot = top - _ROW * self._head_rows - 9.0
        self._lines(self._number, REGULAR, left, foot)
        self._lines(self._date, ITALIC, right, foot)

    def _lines(self, fitted: tuple[int, list[str]], face: str, centre: float, y: float) -> float:
        size, lines = fitted
        self.canv.setFont(face, size)
        for line in lines:
            self.canv.drawCentredString(centre, y, line)
            y -= _ROW
        return y


def superior_lines(head: Letterhead, width: float) -> tuple[int, list[str]]:
    """Size and lines of the superior, one line if it can be: common phrases may be abbreviated (NĐ 30/2020, ô 2)."""
    name = (head.superior or "").upper()
    fitted = fit(name, REGULAR, nd30.ISSUER_SIZES, width)
    if len(fitted[1]) <= 1:
        return fitted
    for phrase, short in _ABBREVIATED:
        name = name.replace(phrase, short)
    return fit(name, REGULAR, nd30.ISSUER_SIZES, width)


def issuer_lines(head: Letterhead, width: float) -> tuple[int, list[str]]:
    """Size and lines of the issuer in capitals, no wider than `width` points."""
    size = nd30.ISSUER_SIZES[0]
    lines: list[str] = []
    for part in _issuer_parts(head.issuer.upper()):
        part_size, part_lines = fit(part, BOLD, nd30.ISSUER_SIZES, width)
        size, lines = min(size, part_size), [*lines, *part_lines]
    return size, lines


def _issuer_parts(issuer: str) -> list[str]:
    # A People's Committee that issues is printed whole, on two lines: ỦY BAN NHÂN DÂN / HUYỆN BẮC HÀ
    if issuer.startswith("UBND "):
        issuer = _COMMITTEE + issuer.removeprefix("UBND ")
    plain = issuer.replace(_OTHER_TONE, _COMMITTEE)
    if plain.startswith(_COMMITTEE):
        return [issuer[: len(_COMMITTEE) - 1], issuer[len(_COMMITTEE) :]]
    return [issuer]


def number_line(head: Letterhead) -> str:
    """`Số: 05/BC-PNV`, a number below 10 with a leading zero (ô 3); a blank while there is none."""
    number = _BLANK if head.number is None else f"{head.number:02d}"
    return f"Số: {number}/{head.symbol}"


def date_line(place: str, day: date | None, year: int) -> str:
    """`Bắc Hà, ngày 05 tháng 02 năm 2024`: days below 10 and months 1, 2 take a leading zero (ô 4)."""
    if day is None:
        return f"{place or _DOTS}, ngày{_BLANK}tháng{_BLANK}năm {year}"
    return f"{place or _DOTS}, {date_words(day)}"


def date_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2024`, with the decree's leading zeros."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def title(data: ReportData) -> list[Flowable]:
    """Element 5a: the kind of document and its trích yếu, with the short line."""
    subject = paragraph(data.subject, "subject")
    margin = _even_margin(subject)
    inside = [Indenter(margin, margin), subject, Indenter(-margin, -margin)]
    return [paragraph(nd30.KIND, "kind"), *inside, ShortRule(subject), Spacer(0, 8)]


def _even_margin(text: Paragraph) -> float:
    """How far to move both edges in so that the lines of a title become about equally long, and no more of them."""
    whole, margin, step = text.wrap(nd30.WIDTH, 0)[1], 0.0, nd30.WIDTH / 4
    while step > 1:
        if text.wrap(nd30.WIDTH - 2 * (margin + step), 0)[1] == whole:
            margin += step
        step /= 2
    return margin if whole > text.style.leading else 0.0


def recipient_lines(names: tuple[str, ...]) -> list[str]:
    """`Kính gửi: ...` in one line, or `Kính gửi:` and a line for each of several; empty for nobody."""
    names = tuple(name.rstrip(" ;.") for name in names)
    if len(names) > 1:
        return ["Kính gửi:", *(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]
    return [f"Kính gửi: {names[0]}"] if names else []


def recipients(names: tuple[str, ...]) -> list[Flowable]:
    """Element 9a. One recipient stays on the line; more stand below, their dashes under the colon."""
    first, *lines = recipient_lines(names) or [""]
    if not first:
        return []
    if not lines:
        return [Spacer(0, 4), paragraph(first, "recipient"), Spacer(0, 12)]
    under_colon = stringWidth("Kính gửi", REGULAR, nd30.BODY)
    start = max(0.0, (nd30.WIDTH - under_colon - widest(lines, REGULAR, nd30.BODY)) / 2)
    listed = [paragraph(line, "recipients") for line in lines]
    shift, back = Indenter(start + under_colon), Indenter(-start - under_colon)
    return [
        Indenter(start),
        paragraph(first, "recipients"),
        Indenter(-start),
        shift,
        *listed,
        back,
        Spacer(0, 12),
    ]
