"""The foot of a document: Nơi nhận on the left, authority and name on the right, and where signatures will be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from models.reports import nd30
from models.reports.data import ReportData, Signer
from models.reports.fonts import BOLD, BOLD_ITALIC, REGULAR, refuse_missing
from models.reports.typeset import fit, paragraph, wrap

Box = tuple[int, int, int, int]  # x0, y0, x1, y1 in points from the page's lower left corner

_LEFT_WIDTH: Final = 0.46 * nd30.WIDTH
_RIGHT_WIDTH: Final = 0.52 * nd30.WIDTH
_CENTRE: Final = nd30.WIDTH - _RIGHT_WIDTH / 2
_ROOM: Final = 104.0  # between chức vụ and họ tên: the seal in real size hides neither
_ROW: Final = 16.5
_COPIES_ROW: Final = nd30.COPIES * nd30.SINGLE
_COPIES_HEAD: Final = nd30.COPIES_TITLE * nd30.SINGLE
_KEPT_LINES: Final = 2
_SIGNATURE: Final = (150, 64)  # the leader's image
_SEAL: Final = round(36 * nd30.MM)  # a district seal's diameter, shown in real size (NĐ 30/2020, Phụ lục I, ô 8)


@dataclass
class SignatureAreas:
    """Where the visible signatures belong. Empty until the foot is drawn, since the layout decides the page."""

    found: list[tuple[str, int, Box]] = field(default_factory=list)  # role, page from 0, box


def sign_off(data: ReportData, last: Paragraph | None, places: SignatureAreas) -> list[Flowable]:
    """Elements 7a, 7b and 9b side by side after the last paragraph; drawing them fills `places`.

    The signature takes the end of the last paragraph with it, for it never stands alone on a page.
    Raises AppError for a letter that the font lacks.
    """
    foot = _SignOff(_copies(data), data.signer, places)
    if last is None:
        return [foot]
    last.wrap(nd30.WIDTH, 0)
    above: list[Flowable] = []
    together = last
    if len(last.blPara.lines) > _KEPT_LINES + 1:
        leading = last.style.leading
        head, together = last.split(nd30.WIDTH, (len(last.blPara.lines) - _KEPT_LINES) * leading)
        head.style = nd30.style("last-upper")  # a style, for it may be split once more by a page
        above = [head]
    room = together.wrap(nd30.WIDTH, 0)[1] + last.style.spaceAfter + foot.least
    return [*above, CondPageBreak(room), together, foot]


def copy_lines(data: ReportData) -> list[str]:
    """Ô 9b: "Như trên" when there is Kính gửi, one line each, "Lưu" at the end. Raises AppError."""
    names = ["Như trên"] if data.recipients else []
    names += [name.removeprefix("- ").rstrip(" ;.") for name in data.copies]
    copies = [f"- {name};" for name in names] + [f"- Lưu: {data.archive.rstrip(' ;.')}."]
    refuse_missing(copies, REGULAR)
    return copies


def _copies(data: ReportData) -> list[str]:
    return [line for copy in copy_lines(data) for line in wrap(copy, REGULAR, nd30.COPIES, _LEFT_WIDTH)]


class _SignOff(Flowable):  # type: ignore[misc]
    def __init__(self, copies: list[str], signer: Signer, places: SignatureAreas) -> None:
        super().__init__()
        self._copies = copies
        self._signer = signer
        self._places = places
        fitted = [fit(line, BOLD, nd30.AUTHORITY_SIZES, _RIGHT_WIDTH) for line in signer.authority]
        self._size = min((size for size, _lines in fitted), default=nd30.AUTHORITY_SIZES[0])
        self._authority = [line for _size, lines in fitted for line in lines]
        self._name = fit(signer.name, BOLD, nd30.AUTHORITY_SIZES, _RIGHT_WIDTH)
        self.least = _ROW * (len(self._authority) + len(self._name[1])) + _ROOM

    def wrap(self, _avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width = nd30.WIDTH
        self.height = max(self.least, _COPIES_HEAD + _COPIES_ROW * len(self._copies))
        return self.width, self.height

    def split(self, _avail_width: float, avail_height: float) -> list[Flowable]:
        """Authority and name stay together; what is left of a very long Nơi nhận goes on alone on the next page."""
        if avail_height < self.least:
            return []
        fits = int((avail_height - _COPIES_HEAD) / _COPIES_ROW)
        here = _SignOff(self._copies[:fits], self._signer, self._places)
        return [here, *(paragraph(line, "copies") for line in self._copies[fits:])]

    def draw(self) -> None:
        y = self.height - nd30.COPIES_TITLE
        self._text(BOLD_ITALIC, nd30.COPIES_TITLE, ["Nơi nhận:"], None, y)
        self._text(REGULAR, nd30.COPIES, self._copies, None, y - _COPIES_ROW)
        y = self.height - nd30.AUTHORITY_SIZES[0]
        y = self._text(BOLD, self._size, self._authority, _CENTRE, y)
        upper = y + _ROW - 4.0  # just under the last line of authority
        y -= _ROOM
        self._mark(upper, y + self._name[0])
        self._text(BOLD, self._name[0], self._name[1], _CENTRE, y)

    def _text(self, face: str, size: int, lines: list[str], centre: float | None, y: float) -> float:
        self.canv.setFont(face, size)
        for line in lines:
            if centre is None:
                self.canv.drawString(0, y, line)
                y -= _COPIES_ROW
            else:
                self.canv.drawCentredString(centre, y, line)
                y -= _ROW
        return y

    def _mark(self, upper: float, lower: float) -> None:
        """Note both places: the leader's midway between chức vụ and họ tên, the seal over its left third (ô 7c, 8)."""
        width, height = _SIGNATURE
        x, y = self.canv.absolutePosition(_CENTRE, (upper + lower) / 2)
        page = self.canv.getPageNumber() - 1
        left, foot = round(x - width / 2), round(y - height / 2)
        seal_right, seal_foot = left + width // 3, round(y - _SEAL / 2)
        self._places.found[:] = [
            ("lanh-dao", page, (left, foot, left + width, foot + height)),
            ("co-quan", page, (seal_right - _SEAL, seal_foot, seal_right, seal_foot + _SEAL)),
        ]
