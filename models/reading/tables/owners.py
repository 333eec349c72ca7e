"""Who leads and who helps by the words of one cell: names alone, or with who of them does what."""

from __future__ import annotations

import re

from models.reading.passage import NOTHING, Passage, even
from models.reading.tables.cells import Cell
from models.reading.words.charges import charges_in
from models.reading.words.listed import listed
from models.reading.words.units_named import unit_list

_DASH = re.compile(r"[-–—+*•●▪]\s*(?=\S)|\(?\d{1,2}[.)]\s+")
_LABEL = re.compile(
    r"(?:(?:cơ quan|đơn vị|bộ phận)\s+)?(?:chủ trì|thực hiện|đầu mối|trách nhiệm)(?:\s+thực hiện)?\s*:\s*"
)
_HELPS = re.compile(
    r"[\s,;.(\-–]*(?:và\s+)?(?:(?:cơ quan|đơn vị|các đơn vị)\s+)?phối hợp(?:\s+(?:chặt chẽ|thực hiện))*"
    r"(?:\s+(?:với|cùng|là)(?!\w))?\s*:?\s*"
)
_HELPERS_BEFORE = re.compile(r"(?P<names>[^;()]+?)\s*\(\s*(?:đơn vị |cơ quan )?phối hợp\s*\)")
_LEADS = re.compile(
    r"\s*[,(\-–]?\s*(?:là\s+)?(?:cơ quan |đơn vị )?(?:chủ trì|làm đầu mối|đầu mối|chịu trách nhiệm chính)"
    r"(?:\s+(?:thực hiện|tham mưu|tổ chức thực hiện))?\s*\)?"
)
# An office's word that is no part of another office's name, as "UBND" is of "Văn phòng UBND huyện".
_ANOTHER = re.compile(r"\s+(?=(?:Phòng|Trung tâm|Hội|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:các|cấp))\s)")
_SHORTEST_NAME = 3  # words; "Văn phòng" or "Thanh tra" go on
_NEXT_OFFICE = re.compile(r"\s+(?=(?:Sở|Ban|Thanh tra|Công an|Văn phòng|Chi cục|Trường|Trạm|Kho bạc|Đảng ủy|UBND)\s)")
_OF_A_LEVEL = re.compile(r"(?:huyện|tỉnh|thành phố|thị xã|quận|xã|phường|thị trấn|khu vực)$")


def owners_in(cell: Cell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those who lead and those who help, as a cell of the column of owners names them."""
    lead: list[str] = []
    helpers: list[str] = []
    for words in _pieces(cell):
        for one in _HELPERS_BEFORE.finditer(words.plain):
            helpers += listed(words.cut(*one.span("names")))
        rest = _without(words, _HELPERS_BEFORE)
        named = _LABEL.match(rest.plain)
        rest = rest.cut(named.end()) if named else rest
        told = charges_in(rest)
        if told.told and (told.lead or told.helpers):
            lead += told.leaders
            helpers += told.others
        else:
            lead += listed(_without(rest, _LEADS))
    leads = tuple(dict.fromkeys(lead))
    return leads, tuple(name for name in dict.fromkeys(helpers) if name not in leads)


def helpers_in(cell: Cell) -> tuple[str, ...]:
    """Those who help, as a cell of the column of helpers names them."""
    names: list[str] = []
    for words in _pieces(cell):
        label = _HELPS.match(words.plain)
        names += listed(words.cut(label.end() if label else 0))
    return tuple(dict.fromkeys(names))


def dashed(cell: Cell) -> list[Passage]:
    """The paragraphs of a cell without their dashes, when each has one."""
    found = [_DASH.match(one.words) for one in cell.paragraphs]
    return [one.cut(dash.end()) for one, dash in zip(cell.paragraphs, found, strict=True) if dash] if all(found) else []


def _pieces(cell: Cell) -> list[Passage]:
    """The names of a cell line by line; a line that begins no name goes on with the one before."""
    pieces: list[Passage] = []
    for one in (part for paragraph in cell.paragraphs or (cell.words,) for part in _apart(paragraph)):
        dash = _DASH.match(one.words)
        words = one.cut(dash.end()) if dash else one
        opens = dash or not pieces or pieces[-1].words[-1] in ";." or _opens(words)
        if not words:
            continue
        if opens and not (pieces and dash and _divides(pieces[-1], one)):
            pieces.append(words)
        else:
            pieces[-1] = pieces[-1].joined(one)
    return pieces


def _apart(words: Passage) -> list[Passage]:
    """Names that only the width of a narrow column parted: `Phòng Nội vụ Phòng Tư pháp`."""
    start, parts = 0, []
    gaps = [*_ANOTHER.finditer(words.words), *_NEXT_OFFICE.finditer(words.words)]
    for gap in sorted(gaps, key=lambda one: one.start()):
        before = even(words.words[start : gap.start()])
        if gap.re is _NEXT_OFFICE and not _OF_A_LEVEL.search(before):
            continue  # "Văn phòng UBND", "Thanh tra Sở": one name
        if len(before.split()) >= _SHORTEST_NAME and unit_list(before)[1] == len(before):
            parts.append(words.cut(start, gap.start()))
            start = gap.end()
    return [*parts, words.cut(start)]


def _divides(before: Passage, after: Passage) -> bool:
    """Whether a line's end divides a name at its dash: `Phòng Tài chính` / `- Kế hoạch`."""
    names, _end = unit_list(even(before.words))
    whole, _end = unit_list(even(before.joined(after).words))
    return bool(names) and len(whole) >= len(names) and whole[len(names) - 1] != names[-1]


def _opens(words: Passage) -> bool:
    if words.words[:1].islower() and not _HELPS.match(words.plain):
        return False  # the end of a name that the cell's border broke: "UBND" / "các xã"
    return bool(unit_list(even(words.words))[0]) or bool(_LABEL.match(words.plain) or _HELPS.match(words.plain))


def _without(words: Passage, pattern: re.Pattern[str]) -> Passage:
    """The words without what the pattern finds."""
    kept, at = NOTHING, 0
    for found in pattern.finditer(words.plain):
        kept = kept.joined(words.cut(at, found.start()), "; ")
        at = found.end()
    return kept.joined(words.cut(at), "; " if kept else " ")
