"""The end of a document: who signed and for whom it is meant, and where its appendices begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.reading.annexes import opens_annex, opens_unnamed_annex
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
    appendix = _after_name(text, lines, max(body_to, for_whom or 0), signer, appendix)
    cells = [cell for line in lines[body_to:appendix] for cell in columns(text, line)]
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
    return next((index for index in range(start + 1, len(lines)) if opens_annex(lines, index)), len(lines))


def _after_name(text: str, lines: Sequence[PrintedLine], start: int, signer: str | None, stop: int) -> int:
    """Where behind the signer's name something begins that is neither signature nor recipients; else `stop`."""
    names = (i for i in range(start, stop) if any(cell.words == signer for cell in columns(text, lines[i])))
    after = next(names, stop)
    return next((index for index in range(after + 1, stop) if opens_unnamed_annex(lines[index])), stop)


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
