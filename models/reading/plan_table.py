"""Plan tables (STT | Nhiệm vụ | Sản phẩm | Chủ trì | Phối hợp | Thời gian) in lines whose cells stand side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.reading.lines import PrintedLine
from models.reading.passage import NOTHING, Passage, passage

SAME = "〃"  # how a cell merged with the one above is written; documents also write "nt" or a ditto mark
_DITTO = re.compile(r'(?:〃|-?\s*(?:nt|như trên)\s*-?|["”″]{1,2})', re.IGNORECASE)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:stt|tt|số tt|số thứ tự)$")),
    ("helper", re.compile(r".{0,30}phối hợp")),
    (
        "leader",
        re.compile(
            r"(?:.{0,30}chủ trì|(?:cơ quan|đơn vị|bộ phận|phòng|người|cá nhân)(?:(?:,| và|\s*/)?\s*(?:cơ quan|"
            r"đơn vị|bộ phận|người|cá nhân))?\s*(?:\S+ )?(?:thực hiện|tham mưu|phụ trách|đầu mối)|"
            r"trách nhiệm|phân công)"
        ),
    ),
    ("time", re.compile(r"(?:(?:ngày|mốc) )?(?:thời gian|thời hạn|tiến độ|hạn(?: |$)|thời điểm|hoàn thành)")),
    ("product", re.compile(r"(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra)")),
    ("quarter", re.compile(r"(?:quý|quí|q)\s*\.?\s*(?:iv|iii|ii|i|[1-4])$")),
    ("task", re.compile(r"(?:.{0,25}nhiệm vụ|.{0,12}nội dung|.{0,12}công việc|.{0,6}hoạt động|.{0,12}mục tiêu|tên )")),
)
_OFFICES = re.compile(r".{0,30}chủ trì|(?:cơ quan|đơn vị|bộ phận|phòng)(?!\w)")
_MARKDOWN_RULE = re.compile(r"[\s|:\-–+=]+")


@dataclass
class Row:
    """One row of a plan: the cells by role. A `heading` row holds only a title for the rows below it."""

    cells: dict[str, Passage]
    quarters: tuple[int, ...] = ()
    heading: bool = False

    def words(self, role: str) -> Passage:
        """The cell of a role, or nothing."""
        return self.cells.get(role, NOTHING)


@dataclass
class PlanTable:
    """The rows of one table in order, and the index of the line after it."""

    rows: list[Row] = field(default_factory=list)
    after: int = 0


def cells_of(text: str, line: PrintedLine, *, bordered: bool) -> list[Passage]:
    """The cells of a line of a table, empty ones kept: bars separate cells (and may border the row), else tabs do."""
    raw = text[line.start : line.end]
    mark = "|" if raw.count("|") >= 2 else "\t" if raw.count("\t") >= 2 else None
    if mark is None:
        return []
    start, end = line.start, line.end
    if mark == "|" and bordered:
        # Borders at the ends of a row open no cell of their own.
        lead = len(raw) - len(raw.lstrip())
        if raw[lead] == "|":
            start += lead + 1
        if raw.rstrip().endswith("|"):
            end = line.start + len(raw.rstrip()) - 1
    found: list[Passage] = []
    for piece in re.finditer(rf"[^{re.escape(mark)}]*", text[start:end]):
        if piece.end() > piece.start() or not found or text[start + piece.start() - 1 : start + piece.start()] == mark:
            found.append(passage(text, start + piece.start(), start + piece.end()))
    return found


def table_at(text: str, lines: Sequence[PrintedLine], index: int) -> PlanTable | None:
    """The plan table whose header row is the line at `index`, or None when none begins there."""
    bordered = text[lines[index].start : lines[index].end].lstrip().startswith("|")
    roles = _header(cells_of(text, lines[index], bordered=bordered))
    if roles is None:
        return None
    table = PlanTable(after=index + 1)
    while table.after < len(lines):
        cells = cells_of(text, lines[table.after], bordered=bordered)
        if not cells:
            if table.rows and _is_spill(lines[table.after]) and not table.rows[-1].heading:
                _spill(table.rows[-1], lines[table.after].words)
                table.after += 1
                continue
            break
        table.after += 1
        if _MARKDOWN_RULE.fullmatch(text[lines[table.after - 1].start : lines[table.after - 1].end]):
            continue
        second = _header(cells)
        if second is not None and not table.rows:
            roles = [b or a for a, b in zip(roles, second, strict=False)]
            continue
        if second is not None:
            continue  # the header repeated on the next page
        quarters = [_role(c) for c in cells]
        if not table.rows and quarters.count("quarter") > 1:  # one alone is the time of the first row
            roles = _with_quarters(roles, cells)
            continue
        _add(table.rows, roles, cells)
    return table


def names_columns(cells: Sequence[str]) -> bool:
    """Whether these cells are the header row of a plan table."""
    return _header([Passage(words, range(len(words))) for words in cells]) is not None


def _header(cells: Sequence[Passage]) -> list[str | None] | None:
    if len(cells) < 2:
        return None
    roles = [_role(cell) for cell in cells]
    if "task" not in roles or not {"leader", "time", "product", "helper", "quarter"} & set(roles):
        return None
    if any(len(cell.words) > 90 for cell in cells):
        return None
    if roles.count("leader") > 1:  # "Đơn vị thực hiện" and "Người phụ trách": the office answers for the task
        offices = [place for place, cell in enumerate(cells) if roles[place] == "leader" and _OFFICES.match(cell.plain)]
        keep = offices[0] if offices else roles.index("leader")
        roles = [None if role == "leader" and place != keep else role for place, role in enumerate(roles)]
    # Only the first column of a role counts: "Nội dung" and "Nhiệm vụ" side by side are a group and its task.
    seen: set[str] = set()
    for place in range(len(roles) - 1, -1, -1):
        role = roles[place]
        if role == "task" and role in seen:
            roles[place] = "group"
        elif role in seen and role not in {"quarter"}:
            roles[place] = None
        if role:
            seen.add(role)
    return [f"q{_quarter(c)}" if role == "quarter" else role for role, c in zip(roles, cells, strict=True)]


def _role(cell: Passage) -> str | None:
    for role, pattern in _ROLES:
        if pattern.match(cell.plain):
            return role
    return None


def _quarter(cell: Passage) -> int:
    match = re.search(r"(iv|iii|ii|i|[1-4])$", cell.plain)
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(match[1]) or int(match[1]) if match else 4


def _with_quarters(roles: list[str | None], cells: Sequence[Passage]) -> list[str | None]:
    whole = [*roles, *([None] * (len(cells) - len(roles)))]
    for place, cell in enumerate(cells):
        if _role(cell) == "quarter":
            whole[place] = f"q{_quarter(cell)}"
    return whole


def _is_spill(line: PrintedLine) -> bool:
    words = line.words.words
    return words[0].islower() and len(words) < 200 and not line.gap


def _spill(row: Row, words: Passage) -> None:
    row.cells["task"] = row.words("task").joined(words)


def _add(rows: list[Row], roles: list[str | None], cells: Sequence[Passage]) -> None:
    row = Row({})
    quarters: list[int] = []
    above = next((r for r in reversed(rows) if not r.heading), None)
    for role, cell in zip(roles, cells, strict=False):
        if role is None or not cell:
            continue
        if role.startswith("q") and role[1:].isdigit():
            quarters.append(int(role[1:]))
        elif _DITTO.fullmatch(cell.words):
            if above and role not in {"task", "number"}:
                row.cells[role] = above.words(role)
        else:
            row.cells[role] = cell
    row.quarters = tuple(quarters)
    rest = {role for role in row.cells if role not in {"number", "task", "group"}}
    if not row.words("task"):
        if row.words("group") and not rest:
            rows.append(Row({"task": row.words("group")}, heading=True))
        elif row.words("number") and not rest and len(row.words("number").words) > 6:
            rows.append(Row({"task": row.words("number")}, heading=True))
        elif above and rest:
            for role in rest:
                if row.words(role) != above.words(role):
                    glue = " " if row.words(role).words[0].islower() else "; "
                    above.cells[role] = above.words(role).joined(row.words(role), glue)
        return
    if above and not row.words("number") and row.words("task").words[0].islower():
        # The end of a page broke the row; whoever wrote it began no new one in the middle of a sentence.
        for role, cell in row.cells.items():
            above.cells[role] = above.words(role).joined(cell)
        return
    row.heading = not rest and not row.quarters
    rows.append(row)
