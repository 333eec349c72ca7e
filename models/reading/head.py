"""What a document says about itself: the boxes of NĐ 30/2020 (Phụ lục I) around the body. The body is not here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.base.words import _
from models.reading.letterhead import DATE, KIND_LINE, KINDS, NATION, issuers, mended
from models.reading.lines import PrintedLine, columns
from models.reading.outline import marker_of
from models.reading.passage import UPPER, Passage
from models.reading.proposal import DirectiveHead
from models.reading.tail import Tail
from models.reading.words.cues import heading_nature

_NUMBER = re.compile(
    r"(?<!\w)số\s*:?\s*(?P<number>\d{1,6}[a-zđ]?(?:/(?:19|20)\d\d)?|"
    r"[.…_\s]*)\s*(?P<mark>[/\-])\s*(?P<symbol>[A-ZĐa-z][\w&\-–.]*(?:\s?[\-–/&]\s?[A-ZĐ][\w&]*)*)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"(?P<place>[{UPPER}][^\d,;:|]{{1,40}}?)\s*,\s*$")
_BODY_OPENER = re.compile(
    r"(?:căn cứ|thực hiện|thi hành|theo(?! dõi)|"
    r"ngày(?! (?:hội|thế giới|quốc tế|toàn dân|pháp luật|chuyển đổi|sách|chạy))|"
    r"sáng(?! (?:tạo|kiến))|chiều|để|trong|tiếp tục|qua|nhằm|"
    r"tính đến|đến nay|hiện nay|bên cạnh|nhìn chung|những (?:năm|tháng) |nhân dịp|hằng năm|hàng năm|từ ngày|"
    r"sau khi|kính gửi|\(?kèm theo|triển khai|vừa qua|thời gian|năm \d|hôm nay|bước sang|"
    r"cải cách hành chính là|tại(?! chức)|điện(?! (?:khí|hóa|tử|lực))|quyết định\s*:?$|"
    r"xét(?! (?:tuyển|chọn|tặng|công nhận|nâng|thăng|xử)))(?!\w)"
)
# Right under the word for the kind these begin a subject ("KẾ HOẠCH / Triển khai …"), further down the body.
_MAY_NAME = re.compile(r"(?:thực hiện|triển khai|thi hành|tiếp tục|nhằm|trong|năm \d)(?!\w)")
_LONE_NUMBER = re.compile(r"(?:[IVX]{1,4}|[A-H]|\d{1,2})\W*")  # of an item whose words are on the next line
# The last line of a title: "Năm 2027", "Năm học 2027 - 2028", "Tháng 5/2027".
_TIME_OF_TITLE = re.compile(
    r"\(?(?:(?:quý|quí) [ivx\d]+|tháng \d{1,2}|6 tháng (?:đầu|cuối) năm|năm|năm học|giai đoạn|nhiệm kỳ|tuần \d{1,2})?"
    r"[,\s/]*(?:năm(?: học)? )?\d{4}(?:\s*[-–]\s*\d{4})?\)?"
)
_ABOUT = re.compile(r"v/v\s*:?\s*|về việc\s+")
_ADDRESSED = re.compile(r"kính gửi\s*:?\s*")
_WIRED = re.compile(r"(?:điện\s*:?|.{0,90}(?<!\w)điện\s*:)\s*$")
_RULING = re.compile(
    r"(?:chủ tịch|ủy ban nhân dân|ubnd|giám đốc|bộ trưởng|thủ tướng|hội đồng|(?:[\w ]{0,12})?trưởng(?!\w)|thường trực|"
    r"chánh|ban (?:chấp hành|thường vụ|giám đốc|chỉ đạo)|hội nghị|đại hội|bí thư|đảng ủy|chi bộ|"
    r"tổng giám đốc|thống đốc)"
)
_LONGEST_HEAD = 70
_LONGEST_LINE = 20  # words of a line of a title


@dataclass(frozen=True)
class DocumentOpening:
    """The head, the first line of the body, the year that the document is about, and remarks."""

    head: DirectiveHead
    body_from: int
    year: int | None
    warnings: tuple[str, ...]


@dataclass
class _HeadStart:
    number: str | None = None
    symbol: str | None = None
    kind: str | None = None
    about: str | None = None
    kind_at: int = -1
    last: int = -1
    about_at: int = -1


def read_head(text: str, lines: Sequence[PrintedLine], tail: Tail) -> DocumentOpening:
    """The head of the document whose end `tail` describes."""
    first = min(_LONGEST_HEAD, tail.body_to)
    cells = mended([columns(text, line) or [line.words] for line in lines[:first]])
    found = _HeadStart()
    numbered = _find_number(cells, found)
    issued_on, place, year, warnings = _find_date(cells, numbered)
    _find_kind(cells, found)
    subject, body_from = _subject(cells, lines, found, numbered)
    to, body_from = _recipients(lines, body_from, tail.body_to)
    parent, issuer = issuers(cells[: max(numbered if numbered >= 0 else found.kind_at, 0)])
    subject_years = [int(y) for y in re.findall(r"năm\s+(20\d\d)", (subject or "").lower())]
    years = [y for y in (*subject_years, year) if y]
    kind = found.kind or _kind_by_symbol(found)
    head = DirectiveHead(
        kind=kind,
        number=found.number,
        symbol=found.symbol,
        issued_on=issued_on,
        place=place,
        issuer=issuer or tail.issuer,
        parent_issuer=parent,
        subject=subject,
        signer=tail.signer,
        signer_title=tail.signer_title,
        recipients=(*to, *tail.recipients),
    )
    return DocumentOpening(head, body_from, max(years) if years else None, warnings)


def _find_number(cells: Sequence[list[Passage]], found: _HeadStart) -> int:
    """Fill in number and symbol; the line they stand on, or -1."""
    for index, row in enumerate(cells):
        for cell in row:
            match = _NUMBER.match(cell.words)
            if match is None:
                continue
            number = match["number"].strip(" .…_")
            found.number = number or None
            found.symbol = re.sub(r"\s*([\-–/&])\s*", r"\1", match["symbol"]).strip(" .-–").replace("–", "-") or None
            found.last = max(found.last, index)
            return index
    return -1


def _find_date(
    cells: Sequence[list[Passage]], numbered: int
) -> tuple[date | None, str | None, int | None, tuple[str, ...]]:
    for index, row in enumerate(cells):
        if numbered >= 0 and index > numbered + 8:
            break
        for cell in row:
            match = DATE.search(cell.words)
            if match is None or (match.end() < len(cell.words.rstrip(" .")) and numbered != index):
                continue
            before = cell.words[: match.start()]
            number = _NUMBER.match(before)
            place = _PLACE.search(before[number.end() :] if number else before)
            if place is None and before.strip(" ,") and not number:
                continue
            name = place["place"].strip() if place else None
            year = int(match["y"]) if match["y"] else None
            if not (match["d"] and match["m"] and year):
                return None, name, year, ()
            try:
                return date(year, int(match["m"]), int(match["d"])), name, year, ()
            except ValueError:
                return None, name, year, (_("Ngày ban hành ghi trong văn bản không có trong lịch."),)
    return None, None, None, ()


def _find_kind(cells: Sequence[list[Passage]], found: _HeadStart) -> None:
    for index, row in enumerate(cells):
        if any(_ADDRESSED.match(cell.plain) for cell in row):
            return  # the body of a letter begins here; "kế hoạch." on a line of its own is the end of a sentence
        for cell in row:
            about = _ABOUT.match(cell.plain)
            if about and found.about_at < 0 and cell.plain.startswith("v/v"):
                found.about_at = index
            match = KIND_LINE.match(cell.plain)
            if match is None or found.kind_at >= 0 or (len(row) > 1 and not cell.words.isupper()):
                continue
            if cell.words[0].islower() or (found.about_at >= 0 and not cell.words.isupper()):
                continue  # the rest of a sentence that a line's end broke; beside "V/v" no kind stands above a body
            rest = cell.words[match.end() :].strip(" :.")
            head = cell.words[: match.end()]
            if (
                (head.isupper() or not rest)
                and len(cell.words) < 300
                and not (rest and rest[0].islower() and not head.isupper())
            ):
                found.kind, found.kind_at = match["kind"].capitalize(), index
                found.last = max(found.last, index)


def _kind_by_symbol(found: _HeadStart) -> str | None:
    """A symbol names its kind (NĐ 30/2020, Phụ lục III); one that begins with the agency is a công văn's."""
    if not found.symbol:
        return "Công văn" if found.about_at >= 0 else None
    first = re.split(r"[-/]", found.symbol)[0].upper()
    return KINDS.get(first) or ("Công văn" if found.about_at >= 0 else None)


def _subject(
    cells: Sequence[list[Passage]], lines: Sequence[PrintedLine], found: _HeadStart, numbered: int
) -> tuple[str | None, int]:
    if found.kind_at >= 0:
        start = found.kind_at
        cell = next(c for c in cells[start] if KIND_LINE.match(c.plain))
        match = KIND_LINE.match(cell.plain)
        parts = [cell.words[match.end() :].strip(" :.") if match else ""]
    elif found.about_at >= 0:
        start = found.about_at
        cell = next(c for c in cells[start] if c.plain.startswith("v/v"))
        parts = [cell.words[_about_length(cell.plain) :]]
    else:
        return None, _after_head(cells, found, numbered)
    index = start + 1
    while index < len(cells) and (
        not cells[index] or _continues_subject(cells[index], lines[index], parts, found.kind_at >= 0)
    ):
        parts += [cell.words for cell in cells[index][:1]]
        index += 1
    subject = " ".join(part for part in parts if part).strip(" .:")
    return subject or None, max(index, _after_head(cells, found, numbered) if found.kind_at < 0 else index)


def _about_length(plain: str) -> int:
    match = _ABOUT.match(plain)
    return match.end() if match else 0


def _continues_subject(row: list[Passage], line: PrintedLine, parts: list[str], named: bool) -> bool:
    cell = row[0]
    so_far = " ".join(part for part in parts if part)
    if (
        NATION.search(cell.plain)
        or _ADDRESSED.match(cell.plain)
        or _NUMBER.match(cell.words)
        or (DATE.search(cell.words) and len(row) > 1)
    ):
        return False
    if re.match(r"[\w .]{2,30},\s*ngày", cell.plain):
        return False
    marker = marker_of(cell)
    low = cell.words[0].islower() and (marker is None or marker.kind != "letter")
    first = named and not so_far and not line.words.words.endswith((":", ";", ".", ","))
    if not _has_small(cell) and so_far.isupper() and _is_more_of_title(cell, gap=line.gap):
        return True  # whatever the second line of a title in capitals begins with
    if ". " in cell.words and not low:
        return False
    if so_far and _TIME_OF_TITLE.fullmatch(cell.plain):
        return True
    if not low and not (first and _MAY_NAME.match(cell.plain)) and (_BODY_OPENER.match(cell.plain) or marker):
        return False
    if cell.plain.startswith("(") or len(cell.words) > 400 or len(so_far) > 600:
        return False
    if not so_far:
        return named
    if _ABOUT.fullmatch(f"{so_far.lower()} "):
        return True  # "VỀ VIỆC" on a line of its own
    if cell.words.isupper() != so_far.isupper() or (cell.words.isupper() and _RULING.match(cell.plain)):
        return low
    if line.gap and not low:
        return False
    return (not so_far.endswith((".", ":", ";")) and not cell.words.endswith((".", ":", ";"))) or low


def _is_more_of_title(cell: Passage, *, gap: bool) -> bool:
    """Whether a line in capitals below a title in capitals is of it; Word writes each line as a paragraph (`gap`)."""
    marker = marker_of(cell)
    if (
        _LONE_NUMBER.fullmatch(cell.words)
        or _RULING.match(cell.plain)
        or KIND_LINE.match(cell.plain)
        or cell.words[-1] in ":;."
    ):
        return False
    if marker is not None:
        return marker.kind == "number" and not gap and not cell.words[marker.length :].strip()
    return not (gap and heading_nature(cell.plain)) and len(cell.words.split()) <= _LONGEST_LINE


def _has_small(cell: Passage) -> bool:
    return cell.words != cell.words.upper()


def _after_head(cells: Sequence[list[Passage]], found: _HeadStart, numbered: int) -> int:
    """The first line that belongs to none of the boxes above the body."""
    last = max(found.last, numbered, found.about_at)
    for index, row in enumerate(cells[: last + 12]):
        if any(NATION.search(cell.plain) or re.match(r"[\w .]{2,40},\s*ngày.{0,40}năm", cell.plain) for cell in row):
            last = max(last, index)
    return last + 1


def _recipients(lines: Sequence[PrintedLine], start: int, stop: int) -> tuple[tuple[str, ...], int]:
    """`Kính gửi:` (or a công điện's list after "điện:") and the line after it."""
    for index in range(start, min(start + 8, stop)):
        words = lines[index].words
        match = _ADDRESSED.match(words.plain) or _WIRED.match(words.plain)
        if match is None:
            continue
        names: list[str] = []
        if rest := words.words[match.end() :].strip(" :"):
            names += _names(rest)
        after = index + 1
        while after < stop and _is_recipient(
            lines[after], names, words if after == index + 1 else lines[after - 1].words
        ):
            line = lines[after].words
            if names and line.words[0].islower():
                names[-1] += " " + line.words.strip(" ;.")
            else:
                names += _names(line.words)
            after += 1
        return tuple(names), after
    return (), start


def _is_recipient(line: PrintedLine, names: list[str], before: Passage) -> bool:
    words = line.words.words
    if words[0] in "-–—+•*":
        return len(words) < 200
    if not names:
        return len(words) < 200 and not _BODY_OPENER.match(line.words.plain)
    return before.words.endswith((";", ",")) and len(words) < 200 and not _BODY_OPENER.match(line.words.plain)


def _names(words: str) -> list[str]:
    parts = (part.strip(" -–—+•*.;") for part in words.split(";"))
    return [part for part in parts if part]
