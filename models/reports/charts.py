"""Charts of a report, drawn once as vectors for page and screen. Patterns tell groups apart in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from models.reports import nd30
from models.reports.figures import PartCounts
from models.reports.fonts import BOLD, REGULAR, refuse_missing
from models.reports.typeset import wrap
from models.work.codes import result_name

_LABELS: Final = 118.0
_TOTALS: Final = 26.0
_BAR: Final = 17.0
_STEP: Final = 29.0
_SIZE: Final = 10
_AXIS_ROOM: Final = 16.0
_LEGEND_ROOM: Final = 49.0
_GREY: Final = Color(0.72, 0.72, 0.72)

# The groups of the Government's task reports, and what was never due; with the pattern of each, as in the bar.
_PATTERNS: Final = {
    "done_on_time": "grey",
    "done_late": "hatched",
    "open_in_time": "white",
    "open_overdue": "black",
    "no_deadline": "lined",
}


def results_chart(rows: Sequence[tuple[str, PartCounts]]) -> Drawing:
    """Lying bars, one a row (name, counts): how many parts have each result."""
    refuse_missing((name for name, _counts in rows), REGULAR)
    height = _STEP * len(rows) + _AXIS_ROOM + _LEGEND_ROOM
    drawing = Drawing(nd30.WIDTH, height, initialFontName=REGULAR)
    most = max((counts.total for _name, counts in rows), default=0)
    step = _tick(most)
    top = max(step, -(-most // step) * step)
    scale = (nd30.WIDTH - _LABELS - _TOTALS) / top
    _axis(drawing, top, step, scale, height)
    for index, (name, counts) in enumerate(rows):
        _bar(drawing, name, counts, height - _STEP * index - (_STEP + _BAR) / 2, scale)
    _legend(drawing)
    return drawing


def _tick(most: int) -> int:
    """The distance between grid lines: 1, 2 or 5 times a power of ten, with at most six of them."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if most <= 6 * factor * power:
                return factor * power
        power *= 10


def _axis(drawing: Drawing, top: int, step: int, scale: float, height: float) -> None:
    foot = _LEGEND_ROOM + _AXIS_ROOM
    for value in range(0, top + 1, step):
        x = _LABELS + value * scale
        drawing.add(Line(x, foot, x, height, strokeColor=black if value == 0 else _GREY, strokeWidth=0.6))
        drawing.add(_text(x, foot - 11, str(value), anchor="middle"))


def _bar(drawing: Drawing, name: str, counts: PartCounts, y: float, scale: float) -> None:
    lines = wrap(name, REGULAR, _SIZE, _LABELS - 8)[:2]
    for index, line in enumerate(lines):
        drop = _BAR / 2 - 3.5 + (len(lines) - 1) * 5.5 - index * 11
        drawing.add(_text(_LABELS - 6, y + drop, line, anchor="end"))
    x = _LABELS
    for code, pattern in _PATTERNS.items():
        number = getattr(counts.results, code)
        if number:
            drawing.add(_filled(x, y, number * scale, _BAR, pattern))
            _number(drawing, x + number * scale / 2, y, number, number * scale, pattern)
            x += number * scale
    drawing.add(_text(x + 5, y + _BAR / 2 - 3.5, str(counts.total), face=BOLD))


def _number(drawing: Drawing, centre: float, y: float, number: int, room: float, pattern: str) -> None:
    width = stringWidth(str(number), REGULAR, _SIZE)
    if width + 4 > room:
        return  # too narrow to be read; the table above the chart has the figure
    if pattern in {"hatched", "lined"}:
        drawing.add(Rect(centre - width / 2 - 2, y + 3, width + 4, _BAR - 6, fillColor=white, strokeColor=None))
    colour = white if pattern == "black" else black
    drawing.add(_text(centre, y + _BAR / 2 - 3.5, str(number), anchor="middle", colour=colour))


def _filled(x: float, y: float, width: float, height: float, pattern: str) -> Group:
    fill = {"grey": _GREY, "black": black}.get(pattern, white)
    group = Group(Rect(x, y, width, height, fillColor=fill, strokeColor=None))
    if pattern == "hatched":
        for line in _hatching(x, y, width, height):
            group.add(line)
    if pattern == "lined":
        for above in range(3, int(height), 3):
            group.add(Line(x, y + above, x + width, y + above, strokeColor=black, strokeWidth=0.5))
    group.add(Rect(x, y, width, height, fillColor=None, strokeColor=black, strokeWidth=0.7))
    return group


def _hatching(x: float, y: float, width: float, height: float) -> list[Line]:
    """Slanting lines 4 points apart, cut at the rectangle's edges."""
    lines = []
    offset = 4.0 - height
    while offset < width:
        start, end = max(offset, 0.0), min(offset + height, width)
        lines.append(Line(x + start, y + start - offset, x + end, y + end - offset, strokeColor=black, strokeWidth=0.7))
        offset += 4.0
    return lines


def _legend(drawing: Drawing) -> None:
    column = nd30.WIDTH / 2
    for index, (code, pattern) in enumerate(_PATTERNS.items()):
        x = (index % 2) * column + 60
        y = 31.0 - (index // 2) * 15
        drawing.add(_filled(x, y, 20, 9, pattern))
        drawing.add(_text(x + 26, y + 1, result_name(code)))


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", face: str = REGULAR, colour: Color = black
) -> String:
    return String(x, y, words, fontName=face, fontSize=_SIZE, textAnchor=anchor, fillColor=colour)
