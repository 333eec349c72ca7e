"""The numbered outline of a body: items with their markers, levels and the numbers a person would call them by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.reading.lines import BrokenPassage, Layout, PrintedLine, goes_on
from models.reading.passage import NOTHING, UPPER, Passage
from models.reading.words.closings import CLOSING, appeals
from models.reading.words.cues import ACTION, ORDER, heading_nature
from models.reading.words.roles import only_assigns

_MARKER = re.compile(
    r"(?P<part>(?:phần|chương|mục|tiểu mục)\s+(?:thứ\s+)?(?P<part_no>[ivxlc]+|\d{1,2}|"
    r"nhất|hai|ba|tư|năm)(?!\w)\s*[.:\-–]?\s*)|"
    r"(?P<article>điều\s+(?P<article_no>\d{1,3})\s*[.:]\s*)|"
    r"(?P<ordinal>(?:thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:một|hai|ba|bốn|"
    r"năm|sáu|bảy|tám|chín|mười)\s+là)\s*[,:.]\s*)|"
    r"(?P<bullet>[-–—+*•●○▪■◦➢►✓\uf000-\uf0ff](?:\s+|(?=[^\W\d_])))|"
    r"(?P<number>\(?(?P<number_no>\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)/:]\s*[-–]?|[-–](?=\s)|"
    r"(?<=\.\d)\s|(?<=\.\d\d)\s)\s*(?=[^\d\s%/.,]|\d+\s*%))",
    re.IGNORECASE,
)
_MARKER_ALONE = re.compile(
    r"(?i:phần|chương|mục|tiểu mục)\s+(?i:thứ\s+)?(?i:[ivxlc]+|\d{1,2}|nhất|hai|ba|tư|năm)\s*[.:]?|"
    r"(?i:điều)\s+\d{1,3}\s*[.:]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ]\)|[IVX]{1,5}\."
)
_CASED = re.compile(
    r"(?P<roman>(?P<roman_no>[IVX]{1,6})\s*(?:(?:[.):]|/(?=\s))\s*[-–]?|\s?[-–](?=\s))\s*(?=[^\W\d_]))|"
    r"(?P<upper>(?P<upper_no>[A-HĐ])\s*[.)/]\s*(?=[^\W\d_]))|"
    rf"(?P<letter>\(?(?P<letter_no>[a-zđ])(?:\)|\.|/|-(?=\s))(?=\s|[{UPPER}])\s*)"
)
# A paper's number at the beginning of a line: "248/QĐ-TTg của …" is no item 248.
_PAPER = re.compile(r"\d{1,4}(?:/\d{4})?/[A-ZĐ]{1,8}[a-z]?\d{0,2}[-–&/]\S")
_RANK = {"part": 0, "upper": 1, "article": 1, "roman": 2, "number": 3, "ordinal": 8, "letter": 9, "bullet": 10}
# "… trình Chủ tịch UBND tỉnh" with no stop waits for the rest of the person's title; "… phối hợp với" for anybody.
_WAITS_FOR_TITLE = re.compile(
    r"(?<!\w)(?:trình|báo cáo|gửi|đề nghị|tham mưu|giúp|xin ý kiến|đồng chí)\s+(?:đồng chí\s+)?(?:phó\s+)?"
    r"(?:chủ tịch|bí thư|giám đốc|thủ tướng|thường trực|trưởng ban|bộ trưởng)[^,;.:]{0,40}$"
)
_TITLE = re.compile(
    r"(?:phó\s+)?(?:trưởng|chủ tịch|bí thư|ủy viên|giám đốc|chủ nhiệm|thường trực|tổ trưởng|thủ trưởng)(?!\w)"
)
_WAITS = re.compile(r"(?<!\w)(?:cho|của|với|là|và|trình|gửi|do|tại|theo|để|các|những|về|trong|hoặc|cùng)$")
_FULL = 0.78  # of the width, as `lines.goes_on` has it
_GOES_WITH = re.compile(
    r"(?:phụ lục|phụ biểu|kế hoạch|chương trình|phương án|đề án|lộ trình|quy chế|quy định|danh mục)(?!\w)(?!.*:$)"
)
_LONGEST_TITLE = 40  # words
_SHORTEST_HALF = 6  # words; shorter dashes without a stop are captions
# A line that ends so is not at its end: the number on the next line is no marker.
_NUMBER_FOLLOWS = re.compile(
    r"(?<!\w)(?<!hằng )(?<!hàng )(?<!mỗi )(?<!cuối )"
    r"(?:số|ngày|tháng|năm|quý|tuần|thứ|lần|phiên|kỳ|khóa|điều|khoản|mục|"
    r"nghị định|quyết định|vòng|trước|đến|đạt|trên|dưới|khoảng)$"
)
_PLAUSIBLE_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True)
class Marker:
    """What opens an item: its kind (`roman`, `number`, `letter`, `bullet`, ...), label, rank, and its length."""

    kind: str
    label: str
    rank: int
    length: int


@dataclass(frozen=True)
class Attribute:
    """One thing that is said of a task: its role (`words.labels`), its value, and the words with their label."""

    role: str
    value: Passage
    whole: Passage


@dataclass(frozen=True)
class Told:
    """An attribute given to an item: one of `count` that share it, and whether it is plain that it is theirs."""

    attribute: Attribute
    count: int
    sure: bool


@dataclass(eq=False)
class OutlineItem:
    """A numbered or dashed item, or (without a marker) a paragraph. `children` stand under it in order.

    An item that only says something of others is `attached`: its `attributes` were `told` to those it speaks of.
    """

    marker: Marker | None
    body: Passage
    parent: OutlineItem | None = None
    children: list[OutlineItem] = field(default_factory=list)
    swallowed: int = 0  # following dashes that were really the rest of this one's sentence
    attached: bool = False
    attributes: list[Attribute] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    detail: Passage = NOTHING  # the words of the `Nội dung: …` below it, when both are one task
    label_only: bool = False  # its own words are an attribute of what stands below: "1. Cơ quan chủ trì: Sở A"

    @property
    def is_paragraph(self) -> bool:
        return self.marker is None


def marker_of(words: Passage) -> Marker | None:
    """The marker that `words` begin with, or None."""
    match = _MARKER.match(words.words) or _CASED.match(words.words)
    if match is None or match.end() >= len(words.words) or _PAPER.match(words.words):
        return None
    kind = str(match.lastgroup or "").removesuffix("_no")
    kind = next(name for name in _RANK if match.groupdict().get(name) is not None)
    label = match.groupdict().get(f"{kind}_no") or ""
    rank = _RANK[kind]
    if kind == "roman" and not _PLAUSIBLE_ROMAN.fullmatch(label):
        return None
    if kind == "number":
        rank += label.count(".")
    if kind == "bullet":
        label = match["bullet"].strip()
    if kind == "letter":
        label = label.lower()
    if kind == "part":
        label = label.upper()
    return Marker(kind, label, rank, match.end())


def paragraphs(lines: Sequence[PrintedLine], layout: Layout) -> list[OutlineItem]:
    """Items and paragraphs in order, each whole again where the page or the column had broken it."""
    items: list[tuple[Marker | None, BrokenPassage]] = []
    last_length = 0
    alone: Passage | None = None  # "Phần II" or "Điều 2." on a line of its own, whose words are the next line's
    for line in lines:
        marker = marker_of(line.words)
        if marker is not None and items and _only_wrapped(marker, line, items, layout.width, last_length):
            items[-1][1].add(line.words)
            last_length = len(line.words.words)
            continue
        waited = bool(items) and not line.gap and _NUMBER_FOLLOWS.search(items[-1][1].end)
        if marker is None and not waited and _MARKER_ALONE.fullmatch(line.words.words):
            alone = line.words
            continue
        if alone is not None:
            whole = alone.joined(line.words, ". " if alone.words[-1].isalnum() else " ")
            alone = None
            opened = marker_of(whole)
            if marker is None and opened is not None:
                items.append((opened, BrokenPassage(whole.cut(opened.length))))
                last_length = len(line.words.words)
                continue
        if items and marker is None and goes_on(items[-1][1], line, layout, last_length):
            items[-1][1].add(line.words)
        else:
            body = line.words.cut(marker.length) if marker else line.words
            items.append((marker, BrokenPassage(body)))
        last_length = len(line.words.words)
    return [OutlineItem(marker, body.whole()) for marker, body in items]


def _only_wrapped(
    marker: Marker,
    line: PrintedLine,
    items: Sequence[tuple[Marker | None, BrokenPassage]],
    width: int | None,
    last_length: int,
) -> bool:
    """Whether what looks like a marker is the next word of a sentence that the width of the column broke."""
    before = items[-1][1]
    if line.gap or before.last[-1] in ".;:!?":
        return False
    full = width is not None and last_length >= _FULL * width
    if marker.kind == "number":
        return bool(_NUMBER_FOLLOWS.search(before.end)) or (full and not _in_turn(marker, items))
    # "các tổ chức chính trị" / "- xã hội"
    return marker.label in "-–" and line.words.words[marker.length].islower() and full and before.last[-1] != ","


def _in_turn(marker: Marker, items: Sequence[tuple[Marker | None, BrokenPassage]]) -> bool:
    """Whether a number is the one that comes next in a list: the first, or one more than a number before it."""
    if not marker.label.isdigit() or int(marker.label) <= 1:
        return True
    numbers = (one.label for one, _body in reversed(items) if one is not None and one.kind == "number")
    return any(label.isdigit() and int(label) in {int(marker.label), int(marker.label) - 1} for label in numbers)


def outline(items: Sequence[OutlineItem]) -> OutlineItem:
    """The items as a tree under a nameless root."""
    root = OutlineItem(None, Passage("", ()))
    open_items: list[OutlineItem] = [root]
    last = max((index for index, item in enumerate(items) if item.marker is not None), default=-1)
    titled = False  # in the title of what goes with the document
    for index, item in enumerate(items):
        if index > last and _speaks_for_all(item.body):
            del open_items[1:]
        titled = item.marker is None and _begins_another(item.body, titled=titled)
        if titled:
            del open_items[1:]
            item.attached = True
        following = items[index + 1].marker if index + 1 < len(items) else None
        if item.marker is None and following is not None and _opens_list(item.body):
            parent = _parent_for(following, open_items)  # what leads a list in stands where its items do
        else:
            parent = open_items[-1] if item.marker is None else _parent_for(item.marker, open_items)
        item.parent = parent
        parent.children.append(item)
        if item.marker is not None:
            open_items.append(item)
    return root


def _begins_another(body: Passage, *, titled: bool) -> bool:
    """Whether a paragraph is of the title of a plan or an appendix that stands behind the document; `titled`: its
    first lines came before. It is nobody's duty, and what stands below it is of no item above it.
    """
    if not titled:
        return body.words.isupper() and bool(_GOES_WITH.match(body.plain))
    if body.words[-1] in ".:;" or len(body.words.split()) > _LONGEST_TITLE:
        return body.words.startswith("(")
    return heading_nature(body.plain) != "tasks" or body.words.startswith("(")


def _opens_list(body: Passage) -> bool:
    """Whether a paragraph speaks for the items after it: a sentence up to its colon, or a heading in capitals."""
    return body.words.endswith(":") or (body.words.isupper() and " " in body.words)


def _speaks_for_all(body: Passage) -> bool:
    """Whether a paragraph after the last item speaks for the whole document again."""
    if ORDER.match(body.plain):
        return not only_assigns(body)
    return bool(CLOSING.match(body.plain) or appeals(body.plain))


def _parent_for(marker: Marker, open_items: list[OutlineItem]) -> OutlineItem:
    """Close what the new marker closes: back to its own kind if that is open, else to the first higher rank."""
    for depth in range(len(open_items) - 1, 0, -1):
        other = open_items[depth].marker
        if other is not None and _same_series(other, marker):
            del open_items[depth:]
            return open_items[-1]
    while len(open_items) > 1:
        other = open_items[-1].marker
        if other is None or other.rank < marker.rank or (other.kind == marker.kind == "bullet"):
            break
        open_items.pop()
    return open_items[-1]


def _same_series(one: Marker, other: Marker) -> bool:
    if one.kind != other.kind or one.rank != other.rank:
        return False
    if one.kind == "bullet":
        return _dash(one.label) == _dash(other.label)
    return True


def _dash(label: str) -> str:
    return "-" if label in "-–—" else label


def mend(parent: OutlineItem) -> None:
    """Join a dash with the next one when a line break only made it look like two.

    A dash without end punctuation among punctuated ones, followed by one that begins with no duty of its own, is the
    first half of a sentence: `… trình Chủ tịch UBND tỉnh` / `- Trưởng Ban Chỉ đạo xem xét, phê duyệt …`.
    """
    dashes = [child for child in parent.children if child.marker is not None and child.marker.kind == "bullet"]
    ended = sum(1 for dash in dashes if dash.body.words[-1] in ".;:!?,")
    kept: list[OutlineItem] = []
    for child in parent.children:
        before = kept[-1] if kept else None
        if before is not None and ended * 2 > len(dashes) and _is_second_half(before, child):
            low = child.body.words[0].islower()
            before.body = before.body.joined(child.body, " " if low else " - ")
            before.swallowed += 1 + child.swallowed
            before.children += child.children
            for grandchild in child.children:
                grandchild.parent = before
        else:
            kept.append(child)
    parent.children = kept
    for child in kept:
        mend(child)


def _is_second_half(before: OutlineItem, child: OutlineItem) -> bool:
    if before.marker is None or child.marker is None or not before.marker.kind == child.marker.kind == "bullet":
        return False
    if before.children or before.body.words[-1] in ".;:!?," or len(before.body.words.split()) < _SHORTEST_HALF:
        return False
    if child.body.words[0].islower():
        return True
    # A capital begins another duty, unless the words before wait for the rest of a name.
    if _WAITS_FOR_TITLE.search(before.body.plain):
        return bool(_TITLE.match(child.body.plain))
    return bool(_WAITS.search(before.body.plain)) and not ACTION.match(child.body.plain)
