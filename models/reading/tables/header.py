"""What the columns of a table hold, by the words of its header of one to three rows. Its rows are not here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.reading.tables.cells import Cell

_LONGEST_TITLE = 90  # letters of a column's title; what is longer is a row
_LONGEST_UNDER = 45
_MOST_ROWS = 3
_WHO: Final = (
    r"(?:cơ quan|đơn vị|đvị|đv|cq|bộ phận|phòng|ban|người|cá nhân|tổ chức|cán bộ|công chức|viên chức|chuyên viên|"
    r"lãnh đạo|đồng chí|đ/c|chủ thể|thành viên|địa phương)"
)
_ACTS: Final = (
    r"(?:thực hiện|triển khai|tham mưu|phụ trách|đầu mối|đảm nhiệm|đảm nhận|giải quyết|xử lý|soạn thảo|chuẩn bị|"
    r"chịu trách nhiệm|được giao|được phân công|chỉ đạo|theo dõi|xây dựng|rà soát|báo cáo)"
)
# The order is that of asking: "Thời gian thực hiện" is a time before "thực hiện" makes it somebody's.
_ROLES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("number", re.compile(r"(?:stt|tt|số tt|số thứ tự|t\.t|s\.t\.t|no\.?|#)\.?$")),
    ("name", re.compile(r"(?:họ,? (?:và )?tên|họ, tên|danh sách)")),
    ("quarter", re.compile(r"(?:quý|quí|q)\s*\.?\s*(?:iv|iii|ii|i|[1-4])(?:\s*[/\-]?\s*(?:năm )?20\d\d)?$")),
    ("month", re.compile(r"(?:tháng|th|t)\s*\.?\s*(?:1[0-2]|0?[1-9])(?:\s*/\s*20\d\d)?$")),
    ("year", re.compile(r"(?:năm )?20\d\d$")),
    ("task", re.compile(r"(?:các |tên )?(?:nội dung|nhiệm vụ|công việc|hoạt động)(?!\w)(?! cơ quan)")),
    ("product", re.compile(r"(?:dự kiến |yêu cầu (?:về )?|tên |hình thức )?(?:sản phẩm|kết quả|đầu ra|sp(?!\w))")),
    (
        "start",
        re.compile(r"(?:(?:thời gian|thời điểm|ngày|tháng|mốc) )?(?:bắt đầu|khởi động|khởi công)(?!.*(?:kết|hoàn))"),
    ),
    ("start", re.compile(r"(?:từ|ngày bắt đầu|từ ngày|từ tháng)$")),
    (
        "time",
        re.compile(
            r"(?:(?:ngày|mốc|dự kiến|tháng|yêu cầu về) )?"
            r"(?:thời gian|thời hạn|tiến độ|hạn(?! (?:chế|mức|điền))(?:\W|$)|thời điểm)"
        ),
    ),
    ("time", re.compile(r"(?:ngày |tháng )?(?:hoàn thành|kết thúc|xong|phải xong|đến ngày|đến hết|trình|nộp)(?!\w)")),
    (
        "time",
        re.compile(
            r"(?:đến|lộ trình|deadline|ngày thực hiện|ngày báo cáo)(?!\w)|.{0,20}thời (?:gian|hạn) (?:hoàn|thực)"
        ),
    ),
    ("leader", re.compile(rf"(?:.{{0,30}}chủ trì|.{{0,12}}(?:đơn vị|cơ quan) (?:đầu mối|chính)|chủ đầu tư|{_WHO} cđ)")),
    ("helper", re.compile(rf".{{0,40}}phối hợp|{_WHO}(?:.{{0,16}})?\s(?:cùng |tham gia|liên quan|hỗ trợ|phối)")),
    (
        "leader",
        re.compile(r"(?:.{0,8}trách nhiệm|.{0,8}phân công|tổ chức thực hiện|giao cho|giao(?: đơn vị)?$|đầu mối)"),
    ),
    ("leader", re.compile(rf"{_WHO}(?:(?:,| và|\s*[/\-–;])*\s*{_WHO})*(?:\s+\S+)?\s+{_ACTS}")),
    ("leader", re.compile(rf"{_WHO}(?:(?:,| và|\s*[/\-–;])+\s*{_WHO})*$|(?:chủ trì|thực hiện|tham mưu)$")),
    (
        "task",
        re.compile(
            r"(?:.{0,25}(?:nhiệm vụ|công việc|hoạt động)|.{0,14}nội dung|.{0,12}(?:đầu việc|giải pháp|hạng mục)|"
            r"(?:những |các )?việc |việc$|tên |(?:các )?(?:bước|khâu|đề án|chuyên đề|dự án)(?!\w))"
        ),
    ),
    ("group", re.compile(r"(?:.{0,8}lĩnh vực|nhóm|.{0,6}mục tiêu|.{0,6}chỉ tiêu|.{0,6}tiêu chí|yêu cầu$|vấn đề)")),
)
_OFFICES = re.compile(r".{0,30}chủ trì|(?:cơ quan|đơn vị|bộ phận|phòng)(?!\w)")
# A column of these makes the table one of figures, of papers, of persons or of procedures, unless it charges somebody
# and says until when.
_FIGURES = re.compile(
    r"(?:đơn vị tính|đvt|đ\.v\.t|số lượng|sl$|tỷ lệ|tỉ lệ|đơn giá|thành tiền|khối lượng|tổng (?:số|điểm|cộng)|điểm|"
    r"số (?:hồ sơ|người|điểm|tiền|liệu|văn bản)|kế hoạch (?:năm|giao)|thực hiện (?:năm|\d)|so sánh|đạt|%|"
    r"kinh phí|mức chi|diện tích)"
)
_OTHER_LISTS = re.compile(
    r"(?:số,? (?:và )?ký hiệu|số hiệu|ký hiệu|trích yếu|chức vụ|chức danh|ngày,? tháng,? năm|ngày sinh|năm sinh|"
    r"(?:thời gian|thời hạn) giải quyết|(?:phí|lệ phí)(?!\w)|cách thức|căn cứ pháp lý|mã (?:số|tthc|thủ tục|hồ sơ)|"
    r"(?:cơ quan|nơi) ban hành|ngày ban hành|(?:kết quả|tình hình|mức độ) (?:thực hiện|đạt|giải quyết|hoàn thành)|"
    r"(?:hiện|thực) trạng|tình trạng|số điện thoại|điện thoại|email|địa chỉ|cơ quan (?:giải quyết|có thẩm quyền))"
)
_APART = re.compile(r"(?:ghi chú|cấp (?!trưởng)|thành phần|địa điểm|đối tượng)")
_COUNTED = re.compile(r"(?:tháng|quý|quí|thời gian|tiến độ)")
_GATHERS = re.compile(r"(?:tổ chức thực hiện|phân công|trách nhiệm|giao|cơ quan|đơn vị|thực hiện)")
# A word that titles of columns begin with, whatever their role.
_TITLE = re.compile(
    r"(?:(?:s\.?)?t\.?t(?!\w)|số t|nội dung|nhiệm vụ|công việc|hoạt động|tên |thời |hạn|tiến độ|hoàn thành|ngày|"
    r"cơ quan|đơn vị|bộ phận|người|phòng|chủ trì|phối hợp|trách nhiệm|phân công|tổ chức|sản phẩm|kết quả|đầu ra|"
    r"ghi chú|lãnh đạo|giải pháp|việc|lộ trình|mốc|nhóm|lĩnh vực|mục tiêu|dự kiến|quý|tháng|cá nhân|đầu mối|giao|các )"
)
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,2}|[A-HĐa-h])\s*\)?(?:\s*=.*)?")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_TIME: Final = frozenset({"start", "time", "quarter", "month", "year"})
_OF_OFFICES: Final = frozenset({"leader", "helper"})


@dataclass(frozen=True)
class Columns:
    """The role of each column, its title, and how many rows the header takes.

    Roles: `number`, `group`, `task`, `leader`, `helper`, `product`, `start`, `time`, and for columns that are marked
    with a cross `until:YEAR:MONTH` (a year of 0 is the document's). None: a column that says nothing of a task.
    """

    roles: tuple[str | None, ...]
    titles: tuple[str, ...]
    rows: int = 1

    def title(self, role: str) -> str:
        """The words over the column of a role."""
        return self.titles[self.roles.index(role)] if role in self.roles else ""


def columns_of(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """The columns when the first of `rows` head a plan; rows after the header are not looked at closely."""
    if not rows or len(rows[0]) < 2:
        return None
    titles, parents = _titles(rows[0]), [""] * len(rows[0])
    if not {"task", "group", "number"} & {_role(title) for title in titles}:
        return None
    best = _plan(titles, parents, 1)
    for used in range(1, min(_MOST_ROWS, len(rows))):
        under = _under(rows[0] if used == 1 else [], titles, parents, rows[used])
        if under is None:
            break
        titles, parents = under
        best = _plan(titles, parents, used + 1) or best
    return best


def may_head(row: Sequence[Cell]) -> bool:
    """A quick look whether a row can be a header at all; most rows are none, and need no closer one."""
    if not row or row[0].words.words[:1].isdigit():
        return False
    short = [one.words.plain for one in row if one and len(one.words.words) <= _LONGEST_UNDER]
    return len(short) * 2 > sum(map(bool, row)) and sum(bool(_TITLE.match(words)) for words in short) > 1


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    words = [one.words.words for one in row if one]
    whole = len(words) == len(row) or all(one.startswith("(") for one in words)
    return len(words) > 1 and whole and all(_NUMBERED.fullmatch(one) for one in words) and len(set(words)) == len(words)


def is_other_list(row: Sequence[Cell]) -> bool:
    """Whether a row heads a table that is plainly no plan: papers, persons, procedures, figures."""
    titles = _titles(row)
    other = sum(bool(_OTHER_LISTS.match(title)) or _role(title) == "name" for title in titles)
    return bool(other) or sum(bool(_FIGURES.match(title)) for title in titles) > 1


def _titles(row: Sequence[Cell]) -> list[str]:
    return ["" if one.is_same else one.words.plain.strip(" .:;*") for one in row]


def _under(
    first: Sequence[Cell], titles: list[str], parents: list[str], row: Sequence[Cell]
) -> tuple[list[str], list[str]] | None:
    """Titles and what stands over them once `row` is taken for a further row of the header; None when it is none."""
    below = _titles(row)
    told = [title for title in below if title]
    if not told or any(len(title) > _LONGEST_UNDER for title in told):
        return None
    if is_numbering(row) and not any(_COUNTED.search(title) for title in titles):
        return None
    placed = _placed(titles, parents, below)
    if any(title and _role(above) == "number" for above, title in zip(titles, below, strict=False)):
        placed = None  # a number under "STT" is the first row's
    spread = _spread(titles, [title for title in below if title]) if all(titles) and first else None
    return spread or placed


def _placed(titles: list[str], parents: list[str], below: list[str]) -> tuple[list[str], list[str]] | None:
    """The second row stands under the first place by place; a blank title belongs to the one at its left."""
    width = max(len(titles), len(below))
    titles, below = [*titles, *[""] * (width - len(titles))], [*below, *[""] * (width - len(below))]
    over = [*parents, *[""] * (width - len(parents))]
    new, new_parents, known = list(titles), list(over), 0
    for place, title in enumerate(below):
        if not title:
            continue
        left = next((titles[p] for p in range(place, -1, -1) if titles[p]), "")
        whole = f"{left} {title}".strip()
        known += _role(title, left) is not None or _role(whole) is not None
        wraps = titles[place] and title[:1].islower() and _role(title, left) is None
        new[place], new_parents[place] = (whole if wraps else title), f"{over[place]} {left}".strip()
    told = sum(1 for title in below if title)
    if known * 2 < told or known == 0:
        return None
    # Only a nearer word for the same ("Nhiệm vụ" over "Nội dung") may stand under the column of tasks.
    nearer = all(_role(below[p]) in {"task", "group"} for p in range(width) if below[p] and _role(titles[p]) == "task")
    return (new, new_parents) if nearer else None


def _spread(titles: list[str], told: list[str]) -> tuple[list[str], list[str]] | None:
    """The second row without blanks: its titles take the place of the one title that gathers them."""
    kinds = [_kind(_role(title, "thời gian") if _role(title) is None else _role(title)) for title in told]
    if len(told) < 2 or None in kinds:
        return None
    new, parents = list(titles), [""] * len(titles)
    for kind in dict.fromkeys(kinds):
        mine = [title for title, other in zip(told, kinds, strict=True) if other == kind]
        places = [p for p, title in enumerate(new) if _kind(_role(title)) == kind]
        gathering = [p for p in places if kind == "time" or _GATHERS.match(new[p])]
        if len(gathering) != 1 or len(places) != 1 or len(mine) < 2:
            return None
        place = gathering[0]
        parents[place : place + 1] = [new[place]] * len(mine)
        new[place : place + 1] = mine
    return new, parents


def _kind(role: str | None) -> str | None:
    return "time" if role in _OF_TIME else "office" if role in _OF_OFFICES else None


def _plan(titles: Sequence[str], parents: Sequence[str], rows: int) -> Columns | None:
    """The columns of a plan: a task, and who or until when; None when these titles head none."""
    if any(len(title) > _LONGEST_TITLE for title in titles):
        return None
    roles = [_of(title, parent) for title, parent in zip(titles, parents, strict=True)]
    kinds = {role if role is None or not role.startswith("until:") else "until" for role in roles}
    if "task" not in kinds and "group" in kinds and {"leader", "helper"} & kinds and kinds & {"time", "until"}:
        roles = ["task" if role == "group" else role for role in roles]
        kinds.add("task")
    if "task" not in kinds or not _charges(kinds, titles, roles):
        return None
    return Columns(tuple(_single(roles, titles)), tuple(titles), rows)


def _charges(kinds: set[str | None], titles: Sequence[str], roles: Sequence[str | None]) -> bool:
    figures = sum(bool(_FIGURES.match(title)) for title in titles)
    other = any(_OTHER_LISTS.match(title) for title in titles)
    who, when = bool({"leader", "helper"} & kinds), bool({"time", "until"} & kinds)
    if who and when:
        return True
    if other or "name" in kinds:
        return False
    if who:
        bare = all(
            title in {"đơn vị", "cơ quan"} for title, role in zip(titles, roles, strict=True) if role == "leader"
        )
        return not (bare and figures)
    if when:
        return not figures
    named = any(role == "product" and "kết quả" not in title[:8] for title, role in zip(titles, roles, strict=True))
    return named and not figures


def _single(roles: list[str | None], titles: Sequence[str]) -> list[str | None]:
    """Each role once: the office among those who lead, the last of the tasks, else the first of its kind."""
    done = list(roles)
    leaders = [place for place, role in enumerate(done) if role == "leader"]
    if len(leaders) > 1:  # "Đơn vị thực hiện" and "Người phụ trách": the office answers for the task
        chief = [place for place in leaders if "chủ trì" in titles[place]]
        offices = [place for place in leaders if _OFFICES.match(titles[place])]
        keep = (chief or offices or leaders)[0]
        done = [None if place in leaders and place != keep else role for place, role in enumerate(done)]
    tasks = [place for place, role in enumerate(done) if role == "task"]
    for place in tasks[:-1]:
        done[place] = "group"
    groups = [place for place, role in enumerate(done) if role == "group"]
    for place in groups:
        if place > tasks[-1] or place != groups[0]:
            done[place] = None
    for place, role in enumerate(done):
        if role == "name" or (role in done[:place] and not str(role).startswith("until:")):
            done[place] = None
    return done


def _of(title: str, parent: str) -> str | None:
    role = _role(title, parent)
    if role in {"quarter", "month", "year"}:
        return None if _FIGURES.search(parent) else _crossed(role, title, parent)
    return role


def _role(title: str, parent: str = "") -> str | None:
    """The role of a column by its title, and by what stands over it: `Quý I` under `Thời gian`, `5` under `Tháng`."""
    if not title:
        return None
    if re.search(r"(?:quý|quí)", parent) and re.fullmatch(r"(?:iv|iii|ii|i|[1-4])", title):
        return "quarter"
    if _COUNTED.search(parent) and re.fullmatch(r"(?:0?[1-9]|1[0-2])", title):
        return "month"
    outcome = title.startswith("kết quả")
    if _FIGURES.match(title) or (_OTHER_LISTS.match(title) and not outcome) or _APART.match(title):
        return None
    return next((role for role, pattern in _ROLES if pattern.match(title)), None)


def _crossed(role: str, title: str, parent: str) -> str | None:
    """`until:YEAR:MONTH` for a column that is crossed in the quarter, month or year of its title."""
    year = re.search(r"20\d\d", title) or re.search(r"20\d\d", parent)
    told = int(year[0]) if year else 0
    if role == "year":
        return f"until:{told}:12" if told else None
    number = re.sub(r"\s*[/\-]?\s*(?:năm )?20\d\d$", "", title)
    found = re.search(r"(iv|iii|ii|i|\d{1,2})$", number)
    if found is None:
        return None
    last = _ROMAN.get(found[1]) or int(found[1])
    return f"until:{told}:{last * 3 if role == 'quarter' else last}"
