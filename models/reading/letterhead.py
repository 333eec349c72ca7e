"""The boxes above a body (NĐ 30/2020, Phụ lục I) as the page shows them: broken cells whole again, who issues it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from models.reading.passage import Passage

KINDS = {
    "TB": "Thông báo",
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "CĐ": "Công điện",
    "BC": "Báo cáo",
    "NQ": "Nghị quyết",
    "CTR": "Chương trình",
    "HD": "Hướng dẫn",
    "TTR": "Tờ trình",
    "BB": "Biên bản",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "QC": "Quy chế",
    "QYĐ": "Quy định",
    "KL": "Kết luận",
    "GM": "Giấy mời",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
}
_OTHER_KINDS = ("Chương trình hành động", "Thông tri", "Thông cáo")  # that no symbol tells by itself
KIND_LINE = re.compile(
    rf"(?P<kind>{'|'.join(sorted({k.lower() for k in (*KINDS.values(), *_OTHER_KINDS)}, key=len, reverse=True))})"
    r"(?=\s|[:.]|$)"
)
DATE = re.compile(
    r"ngày\s*(?P<d>\d{1,2})?[\s.…_]*tháng\s*(?P<m>\d{1,2})?[\s.…_]*năm\s*(?P<y>(?:19|20)\d\d)?", re.IGNORECASE
)
_NO_NUMBER = re.compile(r"số\s*:?")
_NUMBER_ALONE = re.compile(r"\d{1,6}[a-zđ]?\s*[-/–]\s*[A-ZĐ]")
_HALF_DATE = re.compile(r",\s*(?:ngày(?:\s+\d{1,2})?(?:\s+tháng(?:\s+\d{1,2})?)?(?:\s+năm)?)$")
_OTHER_HALF = re.compile(r"(?:\d{1,2}\s+tháng|tháng\s|năm\s|\d{1,4}(?:\s+năm|$))")
NATION = re.compile(
    r"cộng\s*hòa\s*xã\s*hội|chủ nghĩa việt nam|độc\s*lập\s*[-–—]\s*tự\s*do|^đảng cộng sản việt nam$|^nghĩa việt nam$"
)
_BESIDE = re.compile(r"(?<=\w)\s+(?=cộng\s*hòa\s*xã\s*hội|đảng cộng sản việt nam$)(?:cộng\s*hòa|đảng)")
# What stands at the head of a paper of the state, and of the party's; a narrow column breaks it anywhere.
_MOTTOES = tuple(
    motto.split()
    for motto in ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "đảng cộng sản việt nam")
)
_LEAST_MOTTO = 2  # words of it that say that it has begun
_BROKEN_WITHIN = 4  # rows
# Words that begin the name of an office: the line before it was another's name, whole.
_OFFICE = re.compile(
    r"(?:phòng|ban|sở|bộ(?! phận)|văn phòng|trung tâm|(?:chi|tổng) cục|cục|vụ|(?:học )?viện|trường|đại học|bệnh viện|"
    r"công an|(?:bộ|ban) chỉ huy|hội|đoàn|liên đoàn|công đoàn|mặt trận|tổ|đội|tiểu ban|ubnd|hđnd|ủy ban|thường trực|"
    r"thanh tra|kho bạc|tòa án|bảo hiểm|thuế|hải quan|hạt|trạm|quỹ|ngân hàng|(?:tổng )?công ty|tập đoàn|báo|đài|"
    r"thư viện|bảo tàng|(?:tỉnh|thành|thị|huyện|quận|đảng|chi) ủy|đảng bộ|chi bộ|cơ quan|"
    r"bch|btv|bqp|liên (?:minh|hiệp)|"
    r"hợp tác xã|htx|doanh nghiệp|xí nghiệp|nhà (?:máy|văn hóa|thiếu nhi)|viện|khoa|chi nhánh|câu lạc bộ|hiệp hội|"
    r"(?:tỉnh|thành|thị|huyện|quận|chi) đoàn|nông trường|lâm trường|vườn quốc gia|khu bảo tồn|điện lực|bưu điện)(?!\w)"
)
_ABOVE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|bộ|sở|tỉnh ủy|huyện ủy|thành ủy|đảng bộ|chính phủ|"
    r"hội đồng nhân dân|hđnd|tổng cục|cục)(?!\w)"
)
_OF_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|tp\.?)(?!\w)(?! [uủ][yỷ])")
# A name that cannot end here: a word that joins, an office of which.
_UNFINISHED = re.compile(
    r"(?:[,&–-]|(?<!\w)(?:và|của|về|cho|các))$|"
    r"^(?:văn phòng|ban thường vụ|thường trực|trung tâm|ban quản lý|hội đồng)$"
)
_JOINS = re.compile(r"(?:và|&|[-–,])(?!\w)")
_FEW = 3  # words of a line that is the rest of the name above it and no office
_NO_NAME = re.compile(
    r"(?:hỏa tốc|(?:thượng )?khẩn|(?:tuyệt |tối )?mật|dự thảo)(?:\s*$|\s*[.:\d(]|\s+lần)|mẫu (?:số|\d)|\("
)
_LONGEST_NAME = 120


def mended(cells: list[list[Passage]]) -> list[list[Passage]]:
    """The rows with a date or a kind that a narrow column broke put together; the second row is left empty.

    The nation's name set close beside the agency's is a cell of its own.
    """
    for row in cells:
        for place in range(len(row) - 1, -1, -1):
            beside = _BESIDE.search(row[place].plain)
            if beside and row[place].words[: beside.end()].isupper():
                row[place : place + 1] = [row[place].cut(0, beside.start()), row[place].cut(beside.start())]
    for row in cells:
        for place in range(len(row) - 1, 0, -1):
            left, right = row[place - 1], row[place]
            blank = _NO_NUMBER.fullmatch(left.plain) and right.words[0] in "/-0123456789"
            if blank or (_HALF_DATE.search(left.plain) and _OTHER_HALF.match(right.plain)):
                row[place - 1 : place + 1] = [left.joined(right)]
    for row, after in pairwise(cells):
        if not row or not after:
            continue
        rest = next((at for at, cell in enumerate(after) if _OTHER_HALF.match(cell.plain)), None)
        if rest is not None and _HALF_DATE.search(row[-1].plain):
            row[-1] = row[-1].joined(after.pop(rest))
        elif _goes_on_below(row, after):
            row[0] = row[0].joined(after.pop(0))
    for index, row in enumerate(cells):
        for place, cell in enumerate(row):
            row[place] = _whole_motto(cell, cells[index + 1 : index + 1 + _BROKEN_WITHIN])
    return cells


def _goes_on_below(row: Sequence[Passage], after: Sequence[Passage]) -> bool:
    """Whether the next row holds the number that belongs behind "Số:", or the rest of the word for the kind."""
    if _NO_NUMBER.fullmatch(row[0].plain) and _NUMBER_ALONE.match(after[0].words):
        return True
    return len(row) == len(after) == 1 and bool(KIND_LINE.fullmatch(f"{row[0].plain} {after[0].plain}"))


def _whole_motto(cell: Passage, below: Sequence[list[Passage]]) -> Passage:
    """A motto with what a narrow column broke off: "NAM" alone is no office. The rest is taken out of its row."""
    for motto in _MOTTOES:
        said = cell.plain.replace("–", "-").split()
        if not _LEAST_MOTTO <= len(said) < len(motto) or said != motto[: len(said)]:
            continue
        for row in below:
            for place in range(len(row) - 1, -1, -1):
                rest = row[place].plain.replace("–", "-").split()
                if rest and rest == motto[len(said) : len(said) + len(rest)]:
                    cell, said = cell.joined(row.pop(place)), [*said, *rest]
                    break
    return cell


def issuers(cells: Sequence[list[Passage]]) -> tuple[str | None, str | None]:
    """The superior and the issuing body: the capital lines above the number, left of the nation's name."""
    names: list[str] = []
    for row in cells:
        if not row:
            continue
        cell = row[0]
        if NATION.search(cell.plain) or DATE.search(cell.words) or not cell.words.isupper():
            continue
        if KIND_LINE.fullmatch(cell.plain) or _NO_NAME.match(cell.plain) or len(cell.words) > _LONGEST_NAME:
            continue
        names.append(cell.words.strip(" *-"))
    return _parent_and_issuer([name for name in names if name])


def _parent_and_issuer(names: Sequence[str]) -> tuple[str | None, str | None]:
    whole: list[str] = []
    for name in names:
        if whole and _is_rest(whole[-1].lower().replace("uỷ", "ủy"), name.lower().replace("uỷ", "ủy")):
            whole[-1] += " " + name
        else:
            whole.append(name)
    if len(whole) < 2:
        return None, whole[0] if whole else None
    return whole[0], " ".join(whole[1:])


def _is_rest(before: str, line: str) -> bool:
    """Whether a line is the rest of the name that the line before began."""
    if _UNFINISHED.search(before) or _OF_PLACE.match(line) or _JOINS.match(line) or " " not in line:
        return True
    if _OFFICE.match(line):
        return False
    return len(line.split()) <= _FEW or not _ABOVE.match(before)
