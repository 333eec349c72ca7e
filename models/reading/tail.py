"""The end of a document: who signed and for whom it is meant, and where its appendices begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.reading.lines import PrintedLine, columns
from models.reading.passage import LOWER, UPPER, Passage

_FOR_WHOM = re.compile(r"nơi nhận\s*[:.]?\s*")
_POWER = re.compile(
    r"(?:t\s?m\.?|k\s?t\.?|t\s?l\.?|tuq\.?|q\.|t/m\.?|k/t\.?)\s+(?=[^\W\d_])|"
    r"(?:phó\s+)?(?:chủ tịch|giám đốc|trưởng (?:phòng|ban|đoàn)|chánh (?:văn phòng|"
    r"thanh tra)|tổng giám đốc|bí thư|(?:chi )?cục trưởng|hiệu trưởng|thủ tướng|chủ nhiệm|"
    r"(?:vụ|viện|tổ|đội|hạt|trạm) trưởng)|"
    r"(?:bộ|thứ)\s+trưởng|phó trưởng (?:phòng|ban)|chủ (?:tọa|trì)|thư ký|"
    r"người chủ trì|trưởng phòng|phó chánh"
)
_NAME = re.compile(
    r"(?:(?:TS|ThS|PGS|GS|BS|CN|Ông|"
    rf"Bà)\.?\s+){{0,2}}[{UPPER}][{LOWER}{UPPER}']*(?:\s+[{UPPER}][{LOWER}{UPPER}']*){{1,5}}"
)
_APPENDIX = re.compile(r"(?:phụ lục|phụ biểu|biểu (?:số|mẫu)|danh mục|biểu \d)(?!\w)")
_WORK = re.compile(
    r"(?:kế hoạch|chương trình|phương án|đề án|phân công|lộ trình|nhiệm vụ|nội dung|phụ lục|phụ biểu|danh mục)(?!\w)"
)
_ASKS = re.compile(r"(?<!\w)(?:kế hoạch|chương trình|phương án|đề án|phân công|lộ trình|nhiệm vụ|giải pháp)(?!\w)")
_FORM = re.compile(
    r"(?<!\w)(?:đề cương|(?:biểu )?mẫu (?:số|phiếu|báo cáo|\d)|biểu (?:mẫu|số|tổng hợp)|danh sách|số liệu)(?!\w)"
)
_GOES_WITH = re.compile(r"(?:^|\()(?:ban hành )?kèm theo")
_PLAN_ALONE = re.compile(r"(?:kế hoạch|chương trình|phương án|đề án|lộ trình)[\s.]*")
_FIRST_ITEM = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,2}|(?i:phần|mục)\s+\w+|(?i:điều)\s+\d+)\s*[.\-)/:]")
_ITEM = re.compile(r"(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}\.)\s")
_LONGEST_TITLE = 7  # lines
_ANNOUNCES = re.compile(
    r"(?:^|,\s+)(?P<who>(?:Văn phòng|Sở|Ban|UBND|Ủy ban nhân dân|"
    r"Uỷ ban nhân dân)[^,.;:]{2,60}?)\s+(?:xin\s+)?(?:trân trọng\s+)?thông báo (?:để|đến|"
    r"tới|nội dung|kết luận)"
)
_DASHES = "-–—+•*"


@dataclass(frozen=True)
class Tail:
    """Where the body ends (a line's index), where appendices begin, and what stands between."""

    body_to: int
    appendix_from: int
    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()
    issuer: str | None = None


def read_tail(text: str, lines: Sequence[PrintedLine]) -> Tail:
    """The tail of a document; with neither recipients nor a signature the body goes to the last line."""
    for_whom = next(
        (i for i in range(len(lines)) if any(_FOR_WHOM.match(c.plain) for c in columns(text, lines[i]))), None
    )
    near = for_whom if for_whom is not None else len(lines)
    body_to = _first_of_signature(text, lines, near)
    appendix = _appendix(lines, max(body_to, near if for_whom is not None else 0))
    cells = [cell for line in lines[body_to:appendix] for cell in columns(text, line)]
    title, signer = _signature(cells)
    if for_whom is None and signer is None:
        return Tail(len(lines), len(lines), issuer=_announcer(lines))
    return Tail(body_to, appendix, signer, title, _listed(cells), _announcer(lines[:body_to]))


def _first_of_signature(text: str, lines: Sequence[PrintedLine], near: int) -> int:
    """The first capital title line within a few lines of `near`, else `near` itself."""
    for index in range(max(0, near - 12), min(near + 1, len(lines))):
        cells = columns(text, lines[index])
        if (
            cells
            and all(_is_title(cell) or _FOR_WHOM.match(cell.plain) for cell in cells)
            and _name_follows(text, lines, index)
        ):
            return index
    return near


def _name_follows(text: str, lines: Sequence[PrintedLine], index: int) -> bool:
    cells = (cell for line in lines[index + 1 : index + 8] for cell in columns(text, line))
    return any(_NAME.fullmatch(cell.words) and not _is_title(cell) for cell in cells)


def _is_title(cell: Passage) -> bool:
    return cell.words.isupper() and bool(_POWER.match(cell.plain)) and len(cell.words) < 90


def _appendix(lines: Sequence[PrintedLine], start: int) -> int:
    for index in range(start + 1, len(lines)):
        if _APPENDIX.match(lines[index].words.plain) or lines[index].words.words.count("|") >= 3:
            return index
        if appended_work(lines, index):
            return index
    return len(lines)


def appended_work(lines: Sequence[PrintedLine], index: int) -> bool:
    """Whether a plan that goes with the document begins here: `KẾ HOẠCH … (Ban hành kèm theo Quyết định số …)`."""
    words = lines[index].words
    title = _WORK.match(words.plain)
    if title is None or not words.words[: title.end()].isupper():
        return False
    if _PLAN_ALONE.fullmatch(words.plain):
        return True  # a title of its own after the signature needs no words on what it goes with
    return any(_GOES_WITH.search(line.words.plain) for line in lines[index + 1 : index + _LONGEST_TITLE])


def work_of_appendix(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of an appendix that is a plan of work, without its title; none of one that is a form or a list.

    A form, an outline of a report or a list of documents has numbered lines too, and they ask nothing of anybody.
    """
    kept: list[PrintedLine] = []
    taking = False
    for index, line in enumerate(lines):
        if _APPENDIX.match(line.words.plain) or appended_work(lines, index):
            title = " ".join(other.words.plain for other in lines[index : index + _LONGEST_TITLE - 2])
            taking = appended_work(lines, index) and bool(_ASKS.search(title)) and not _FORM.search(title)
            waiting = True
        elif taking and waiting:
            waiting = not _GOES_WITH.search(line.words.plain) and not _FIRST_ITEM.match(line.words.words)
            kept += [line] if _FIRST_ITEM.match(line.words.words) else []
        elif taking:
            kept.append(line)
    return kept


def asks(line: PrintedLine) -> bool:
    """Whether a line of an appendix is of its body: an item or a sentence, and no title."""
    return line.words.words[-1] in ".;:" or bool(_ITEM.match(line.words.words))


def _signature(cells: Sequence[Passage]) -> tuple[str | None, str | None]:
    titles: list[str] = []
    for index, cell in enumerate(cells):
        if _is_title(cell):
            titles.append(cell.words.strip(" ,;"))
        elif titles and _NAME.fullmatch(cell.words) and not cell.plain.startswith(("lưu", "như trên")):
            return " / ".join(titles), cell.words
        elif titles and index and cell.words.isupper() and len(cell.words) < 60 and cell.words[0] not in _DASHES:
            if titles[-1].isupper() and not _POWER.match(cell.plain):
                titles[-1] += " " + cell.words  # a narrow column broke the title
            else:
                titles.append(cell.words)
    return (" / ".join(titles) or None), None


def _listed(cells: Sequence[Passage]) -> tuple[str, ...]:
    names: list[str] = []
    listing = False
    for cell in cells:
        match = _FOR_WHOM.match(cell.plain)
        if match:
            listing = True
            if rest := cell.words[match.end() :].strip(" -;."):
                names.append(rest)
            continue
        dashed = cell.words[0] in _DASHES
        if not listing or _is_title(cell) or (cell.words.isupper() and not dashed):
            continue
        if dashed:
            names.append(cell.words.strip(" -–—+•*;."))
        elif names and cell.words[0].islower():
            names[-1] += " " + cell.words.strip(" ;.")
        elif cell.words.endswith((";", ".")):
            names.append(cell.words.strip(" ;."))
    return tuple(name for name in names if name and not name.lower().startswith("như trên"))


def _announcer(lines: Sequence[PrintedLine]) -> str | None:
    """Who says "… thông báo để các cơ quan biết" in the last words: the issuer of a notice without a letterhead."""
    for line in reversed(lines[-12:]):
        match = _ANNOUNCES.search(line.words.words)
        if match:
            return match["who"].strip()
    return None
