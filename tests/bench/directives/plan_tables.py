"""Plan tables: columns in many orders and names, headers of one to three rows, merged cells, groups, late rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from .draft import NO_TIME, NOBODY, Draft, capital
from .duties import Duty, topic
from .offices import Owner
from .paper import Cell, Table
from .times import Time

NAMES = {
    "count": ("STT", "TT", "Số TT"),
    "duty": ("Nội dung công việc", "Nhiệm vụ", "Nội dung", "Tên nhiệm vụ", "Nhiệm vụ, giải pháp", "Nội dung nhiệm vụ"),
    "lead": ("Đơn vị chủ trì", "Cơ quan chủ trì", "Chủ trì", "Đơn vị thực hiện", "Cơ quan chủ trì thực hiện"),
    "with": ("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp"),
    "time": ("Thời gian hoàn thành", "Thời hạn", "Thời gian thực hiện", "Hoàn thành", "Tiến độ"),
    "product": ("Sản phẩm", "Kết quả", "Sản phẩm dự kiến"),
    "note": ("Ghi chú", "Kinh phí (triệu đồng)"),
}
PRODUCTS = ("Báo cáo", "Tờ trình", "Văn bản", "Kế hoạch", "Hội nghị", "")
START = "begin"


@dataclass(frozen=True)
class Row:
    """One row of the plan before it is laid out."""

    duty: Duty
    owner: Owner
    helpers: Owner
    time: Time


def plan_table(draft: Draft, rows: int) -> None:
    """A table of duties, put after what was printed last."""
    rng = draft.rng
    columns = _columns(rng)
    drawn = [_row(draft, columns) for _number in range(rows)]
    groups = [number for number in range(rows) if number == 0 or rng.random() < 0.3] if rng.random() < 0.4 else []
    owned = bool(groups) and columns[:2] == ["count", "duty"] and rng.random() < 0.2
    firsts = [max((one for one in groups if one <= at), default=0) if owned else at - at % 3 for at in range(rows)]
    if owned or rng.random() < 0.4:  # one office often leads several rows, which is then said once
        drawn = [
            replace(row, owner=drawn[first].owner, helpers=drawn[first].helpers)
            for row, first in zip(drawn, firsts, strict=True)
        ]
    head, heads = _head(rng, columns)
    body, late = _body(draft, columns, drawn, groups, heads, owned)
    draft.parts.append(Table([*head, *body], heads, late))
    for row in drawn:
        ground = "in the group's row" if owned else "in a column"
        task = draft.task(row.duty, ground, row.owner, row.helpers, row.time)
        if "time" not in columns:
            task.due_on = task.deadline_text = task.recurrence = None
            task.time_form = "none"


def _columns(rng: Random) -> list[str]:
    columns = ["count", "duty", "lead"]
    columns += ["with"] * (rng.random() < 0.7)
    columns += [START] * (rng.random() < 0.2)
    columns += ["time"] * (rng.random() < 0.92)
    if START in columns and "time" not in columns:
        columns.append("time")
    if rng.random() < 0.4:
        columns.insert(rng.choice((2, len(columns))), "product")
    if rng.random() < 0.25:
        columns.append("note")
    if rng.random() < 0.15 and START not in columns and "time" in columns:
        columns.remove("time")
        columns.insert(2, "time")
    if rng.random() < 0.07:
        columns.remove("count")
    if rng.random() < 0.08 and "with" not in columns:
        columns.remove("lead")
        columns.insert(columns.index("duty"), "lead")
    return columns


def _row(draft: Draft, columns: list[str]) -> Row:
    owner = draft.owner(simple=draft.chance(0.6))
    helpers = draft.helpers(owner, 0.8) if "with" in columns else NOBODY
    time = draft.labelled_time(0.95, standing=START not in columns) if "time" in columns else NO_TIME
    if time.form == "from … to" and START in columns:
        time = NO_TIME
    return Row(draft.duty(), owner, helpers, time)


def _head(rng: Random, columns: list[str]) -> tuple[list[list[Cell]], int]:
    """The naming rows: one; or two, where a wide cell stands over two columns; or one and a row of column numbers."""
    names = {key: rng.choice(NAMES[key]) for key in columns if key != START}
    names[START] = "Bắt đầu"
    if START in columns:
        names["time"] = rng.choice(("Hoàn thành", "Kết thúc"))
        rows = _over(columns, names, (START, "time"), rng.choice(("Thời gian", "Thời gian thực hiện")))
        return (rows, 2) if rng.random() < 0.8 else ([*rows, _counted(columns)], 3)
    at = columns.index("lead")
    if rng.random() < 0.35 and columns[at + 1 : at + 2] == ["with"]:
        names["lead"], names["with"] = rng.choice((("Chủ trì", "Phối hợp"), ("Cơ quan chủ trì", "Cơ quan phối hợp")))
        rows = _over(columns, names, ("lead", "with"), rng.choice(("Tổ chức thực hiện", "Phân công thực hiện")))
        return (rows, 2) if rng.random() < 0.8 else ([*rows, _counted(columns)], 3)
    first = [Cell(names[key]) for key in columns]
    if rng.random() < 0.12:
        return [first, _counted(columns)], 2
    return [first], 1


def _counted(columns: list[str]) -> list[Cell]:
    """The row that numbers the columns."""
    return [Cell(f"({number})") for number in range(1, len(columns) + 1)]


def _over(columns: list[str], names: dict[str, str], pair: tuple[str, str], above: str) -> list[list[Cell]]:
    top, low = [], []
    for key in columns:
        if key == pair[0]:
            top.append(Cell(above, span=2))
        elif key != pair[1]:
            top.append(Cell(names[key]))
        low.append(Cell(names[key]) if key in pair else Cell(goes_on=True))
    return [top, low]


def _body(
    draft: Draft, columns: list[str], rows: list[Row], groups: list[int], heads: int, owned: bool
) -> tuple[list[list[Cell]], set[int]]:
    rng = draft.rng
    merged, ditto, in_lines = rng.random() < 0.6, rng.random() < 0.15, rng.random() < 0.3
    body: list[list[Cell]] = []
    late: set[int] = set()
    for at, row in enumerate(rows):
        follows = at > 0 and at not in groups
        if at in groups:
            body.append(_group(draft, columns, groups.index(at), row.owner if owned else None))
        cells = [_cell(rng, key, row, at + 1, in_lines) for key in columns]
        if owned:
            cells[columns.index("lead")] = Cell()
        elif merged and follows and rows[at - 1].owner == row.owner:
            cells[columns.index("lead")] = Cell(goes_on=True)
        elif columns[0] == "count" and follows and not groups and rng.random() < 0.04:
            cells, _late = cells[1:], late.add(heads + len(body))
        if (
            ditto
            and follows
            and row.helpers.words
            and rows[at - 1].helpers == row.helpers
            and len(cells) == len(columns)
        ):
            cells[columns.index("with")] = Cell(rng.choice(("nt", "Như trên", "-nt-")))
        body.append(cells)
    return body, late


def _group(draft: Draft, columns: list[str], group: int, owner: Owner | None) -> list[Cell]:
    """A row that names a group of duties: one wide cell, or its number and its name beside cells; it may name who."""
    words = topic(draft.rng)
    draft.no_task("group", words)
    numeral = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")[group]
    if owner is not None:
        return [Cell(numeral), Cell(words), *(Cell(owner.words if key == "lead" else "") for key in columns[2:])]
    draw = draft.rng.random()
    if columns[0] != "count" or draw < 0.35:
        return [Cell(f"{numeral}. {words}", span=len(columns))]
    if draw < 0.65:
        return [Cell(numeral), Cell(words, span=len(columns) - 1)]
    return [Cell(numeral), Cell(words), *(Cell() for _key in columns[2:])]


def _in_lines(owner: Owner) -> str:
    """Each office on a line of its own, where the words are names and no more."""
    return "\n".join(owner.names) if owner.words in {", ".join(owner.names), " và ".join(owner.names)} else owner.words


def _cell(rng: Random, key: str, row: Row, number: int, in_lines: bool) -> Cell:
    if key == "count":
        return Cell(str(number))
    if key == "duty":
        return Cell(capital(row.duty.words) + rng.choice(("", "", ".")))
    if key == "lead":
        return Cell(_in_lines(row.owner) if in_lines else row.owner.words)
    if key == "with":
        words = row.helpers.words
        return Cell(words[:1].upper() + words[1:] if words.startswith("các") else words)
    if key == "time":
        return Cell(capital(row.time.words))
    if key == START and row.time.due_on:
        early = (row.time.due_on - timedelta(days=rng.randint(32, 70))).replace(day=1)
        return Cell(rng.choice((f"{early.month:02}/{early.year}", f"01/{early.month:02}/{early.year}")))
    if key == "product":
        return Cell(rng.choice(PRODUCTS))
    return Cell(str(rng.randint(10, 500)) if key == "note" and rng.random() < 0.3 else "")
