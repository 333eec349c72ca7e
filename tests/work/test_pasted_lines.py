"""Where a pasted block goes: by its place, by the lines it names, or nowhere; and that it changes nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.base import clock
from models.work import month_cells, month_paste
from models.work.codes import STATES
from models.work.month import GridRow
from models.work.month_cells import COLUMNS, EDITABLE
from models.work.month_paste import PastedBlock, Room
from models.work.periods import PeriodRow

MARCH = PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed=False)


def line(number: int, ref: str, text: str, unit: str, **values: object) -> GridRow:
    bare = GridRow(
        *(f"task {ref} {text}", f"unit {unit}", number, ref, text, None, unit, date(2024, 3, 10), "", None),
        *("Hồ sơ", "%", Decimal(80), None, None, None, "", None),
    )
    return replace(bare, **values)  # type: ignore[arg-type]


LINES = [
    line(1, "3.1", "Rà soát thủ tục", "Phòng Nội vụ"),
    line(2, "3.2", "Số hóa hồ sơ", "Thị trấn Bắc Hà"),
    line(2, "3.2", "Số hóa hồ sơ", "Xã Lùng Cải"),
    line(3, "3.10", "Công khai thủ tục", "Phòng Nội vụ"),
    line(4, "9.3", "Kế hoạch Ban Chỉ đạo", "Phòng Nội vụ"),
    line(5, "9.4", "Kế hoạch ban chi dao", "Phòng Nội vụ", indicator=""),
]
ALL = Room(LINES, COLUMNS, 0, "ref")


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))


def whole(of: GridRow, percent: str, note: str = "") -> list[str]:
    """A line as the grid gives it to a sheet, with a percentage put in there."""
    shown = {column: month_cells.show(of, column) for column in COLUMNS} | {"percent": percent, "note": note}
    return [shown[column] for column in COLUMNS]


def percents(found: month_paste.Arrangement) -> dict[int, str]:
    return {place: text for place, column, text in found.cells if column == "percent"}


def test_line_goes_to_task_that_it_names() -> None:
    found = month_paste.arrange(PastedBlock([whole(LINES[4], "70"), whole(LINES[2], "20")]), ALL)
    assert percents(found) == {4: "70", 2: "20"}
    assert found.by_names and not found.strangers


def test_lines_in_their_own_order_stay_where_they_were_put() -> None:
    found = month_paste.arrange(PastedBlock([whole(each, str(n)) for n, each in enumerate(LINES)]), ALL)
    assert percents(found) == {n: str(n) for n in range(len(LINES))}
    assert not found.by_names
    assert found.unmeasured == 0


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("3.2", "Số hóa hồ sơ", "Xã Lùng Cải"), 2),
        (("3.2.", "số hóa hồ sơ", "XÃ LÙNG CẢI"), 2),  # the other place of the tone, capitals
        (("3,2", "So hoa ho so", "xa lung cai"), 2),  # a sheet with a comma before decimals; without marks
        (("", "Số hóa hồ sơ", "Xã Lùng Cải"), 2),
        (("3.2", "", "Xã Lùng Cải"), 2),
        (("3.1", "Công khai thủ tục", "Phòng Nội vụ"), 3),  # a sheet took 3.10 for a number
        (("09/03/2024", "Kế hoạch Ban Chỉ đạo", "Phòng Nội vụ"), 4),  # and 9.3 for a day
        (("", "Kế hoạch Ban Chỉ đạo", ""), 4),  # another task's words differ by their marks only
        (("", "Kế hoạch ban chi dao", ""), 5),
        (("9.3", "", ""), 4),
    ],
)
def test_how_sheet_may_name_line(names: tuple[str, str, str], place: int) -> None:
    row = [*names, *whole(LINES[place], "55")[3:]]
    found = month_paste.arrange(PastedBlock([row]), replace(ALL, top=1 if place != 1 else 0))
    assert percents(found) == {place: "55"}


@pytest.mark.parametrize(
    "names",
    [
        ("9.9", "Việc khác", "Phòng Nội vụ"),
        ("9.3", "Số hóa hồ sơ", "Xã Lùng Cải"),  # the reference of one task, the words of another
        ("3.2", "Số hóa hồ sơ", "Xã Bản Phố"),
        ("3.2", "Số hóa hồ sơ", ""),  # two units
        ("3.1", "", ""),  # 3.1, or 3.10 that a sheet took for a number
        ("", "", "Phòng Nội vụ"),
        ("", "", ""),
    ],
)
def test_line_that_names_none_or_several_goes_nowhere(names: tuple[str, str, str]) -> None:
    rows = [[*names, *whole(LINES[4], "55")[3:]], whole(LINES[2], "20")]
    found = month_paste.arrange(PastedBlock(rows), replace(ALL, top=4 if names[2] == "Xã Lùng Cải" else 3))
    assert percents(found) == {2: "20"}
    assert len(found.strangers) == 1


def test_two_lines_that_name_same_go_nowhere() -> None:
    found = month_paste.arrange(PastedBlock([whole(LINES[2], "20"), whole(LINES[2], "30")]), ALL)
    assert not found.cells
    assert len(found.strangers) == 2


def test_line_that_is_filtered_out_is_not_filled_in() -> None:
    found = month_paste.arrange(PastedBlock([whole(LINES[4], "70")]), replace(ALL, lines=LINES[:2]))
    assert not found.cells and found.strangers == ("9.3 · Kế hoạch Ban Chỉ đạo · Phòng Nội vụ",)


def test_under_merged_cell_line_known_by_its_unit() -> None:
    first, second = whole(LINES[1], "10"), whole(LINES[2], "20")
    second[:2] = ["", ""]
    found = month_paste.arrange(PastedBlock([first, second, [""] * len(COLUMNS)]), replace(ALL, top=3))
    assert percents(found) == {1: "10", 2: "20"}


def test_line_of_titles_says_which_column_is_which() -> None:
    block = [["STT", "Đơn vị", "Hoàn thành (%)", "Nhiệm vụ"], ["1", "Phòng Nội vụ", "70", "Kế hoạch Ban Chỉ đạo"]]
    found = month_paste.arrange(PastedBlock(block), replace(ALL, left="note"))
    assert found.cells == ((4, "percent", "70"),)
    assert found.columns_over == 1
    found = month_paste.arrange(PastedBlock([["Ghi chú", "Hoàn thành"], ["a", "1"], ["b", "2"]]), ALL)
    assert sorted(found.cells) == [(0, "note", "a"), (0, "percent", "1"), (1, "note", "b"), (1, "percent", "2")]
    for older in ("Ngày xong", "Ngày hoàn thành"):
        found = month_paste.arrange(PastedBlock([["Ghi chú", older], ["a", "5/3/2024"]]), ALL)
        assert [column for _line, column, _text in found.cells] == ["note", "done_on"]
    found = month_paste.arrange(PastedBlock([["Ghi chú"], ["a"]]), replace(ALL, left="note"))
    assert found.cells == ((0, "note", "a"),)
    # A word that is also a title is a word where it stands alone.
    found = month_paste.arrange(PastedBlock([["Kết quả"], ["a"]]), replace(ALL, left="note"))
    assert [text for _line, _column, text in found.cells] == ["Kết quả", "a"]


def test_title_that_is_out_of_sight_takes_nothing() -> None:
    block = PastedBlock([["Hoàn thành", "Kết quả", "Ghi chú"], ["1", "2", "a"]])
    found = month_paste.arrange(block, replace(ALL, columns=[c for c in COLUMNS if c != "value"]))
    assert found.cells == ((0, "percent", "1"), (0, "note", "a"))
    assert found.columns_over == 1


@pytest.mark.parametrize("left", ["state", "percent", "value", "done_on"])
def test_names_under_column_of_figures_refused(left: str) -> None:
    block = PastedBlock([["Phòng Nội vụ", "70"], ["Xã Lùng Cải", "20"]])
    found = month_paste.arrange(block, replace(ALL, left=left))
    assert (found.shifted, found.cells) == (left, ())


def test_our_own_block_knows_its_columns() -> None:
    """Copied from the reference on, pasted on the percentage: it is put where it belongs."""
    block = PastedBlock([whole(LINES[4], "70")], COLUMNS)
    found = month_paste.arrange(block, replace(ALL, left="percent", top=4))
    assert percents(found) == {4: "70"}
    # Without names it goes where it is put, and a day is then what it looks like.
    block = PastedBlock([["2024-03-05"]], ["done_on"])
    assert month_paste.arrange(block, replace(ALL, left="note")).cells == ((0, "note", "05/03/2024"),)
    assert month_paste.arrange(block, replace(ALL, left="done_on")).cells == ((0, "done_on", "2024-03-05"),)


def test_what_has_no_room_is_counted() -> None:
    block = PastedBlock([["a", "", "thừa"], ["b", "", ""], ["c", "", ""], ["", "", ""]])
    found = month_paste.arrange(block, replace(ALL, left=COLUMNS[-1], top=4))
    assert [text for _place, _column, text in found.cells] == ["a", "b"]
    assert (found.lines_over, found.columns_over) == (1, 1)  # what is empty is not missed
    block = PastedBlock([["10/03/2024", "", "", "", "5"], ["11/03/2024", "", "", "", "6"]])
    found = month_paste.arrange(block, replace(ALL, left="due_on", top=4))
    assert (found.deadlines, found.unmeasured) == (1, 1)


@pytest.mark.parametrize(
    ("block", "tall", "wide", "texts"),
    [
        ([["1"]], 3, 2, [["1", "1"]] * 3),
        ([["1", "2"]], 3, 1, [["1", "2"]] * 3),
        ([["1"], ["2"]], 4, 1, [["1"], ["2"], ["1"], ["2"]]),
        ([["1"], ["2"]], 3, 1, [["1"], ["2"]]),
        ([["1", "2", "3"]], 1, 2, [["1", "2", "3"]]),
    ],
)
def test_block_repeated_where_it_fits_exactly(
    block: list[list[str]], tall: int, wide: int, texts: list[list[str]]
) -> None:
    room = replace(ALL, columns=["percent", "value", "note"], left="percent", tall=tall, wide=wide)
    found = month_paste.arrange(PastedBlock(block), room)
    wanted = [(n, c, t) for n, row in enumerate(texts) for c, t in zip(room.columns, row, strict=False)]
    assert [*found.cells] == wanted


# On whatever hypothesis finds

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.fixed_dictionaries(
    {
        "state": st.sampled_from([None, *(state for state in STATES if state != "cancelled")]),
        "percent": st.none() | st.integers(0, 100),
        "value": st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False),
        "done_on": st.none() | st.dates(date(1990, 1, 1), date(2024, 3, 12)),
        "promised_on": st.none() | st.dates(date(2024, 3, 12), date(2040, 12, 31)),
        **dict.fromkeys(
            ("reason", "note"),
            st.lists(WORDS, max_size=3).map(lambda words: month_cells.read(LINES[0], "note", "\n".join(words), MARCH)),
        ),
    }
)
EMPTY_WORDS = {"note": "", "reason": ""}
CORNERS = st.tuples(st.integers(0, len(COLUMNS) - 1), st.integers(0, len(COLUMNS) - 1)).map(sorted)


def held(lines: list[GridRow], found: month_paste.Arrangement) -> list[dict[str, object]]:
    """The lines' values once the cells were entered; a cell that is not taken is the test's failure."""
    values: list[dict[str, object]] = [{column: getattr(each, column) for column in EDITABLE} for each in lines]
    for place, column, text in found.cells:
        values[place][column] = month_cells.read(lines[place], column, text, MARCH)
    return values


@given(st.lists(VALUES, min_size=1, max_size=4), CORNERS, st.data())
def test_what_was_copied_is_pasted_as_same_cells(
    values: list[dict[str, object]], corners: list[int], data: st.DataObject
) -> None:
    with clock.fixed(datetime(2024, 3, 12, 3, tzinfo=UTC)):
        hidden = data.draw(st.sets(st.sampled_from(COLUMNS)))
        order = data.draw(st.permutations([column for column in COLUMNS if column not in hidden]))
        across = order[corners[0] : corners[1] + 1]
        if not across:
            return
        lines = [line(n, f"{n}.1", f"Việc {n}", "Xã", **each) for n, each in enumerate(values)]
        empty = [line(n, f"{n}.1", f"Việc {n}", "Xã") for n in range(len(values))]
        block = PastedBlock([[month_cells.exact(each, column) for column in across] for each in lines], across)
        found = month_paste.arrange(block, Room(empty, order, 0, across[0], len(lines), len(across)))
        for before, after in zip(values, held(empty, found), strict=True):
            kept = {column: before[column] if column in across else EMPTY_WORDS.get(column) for column in EDITABLE}
            assert after == kept


@given(
    st.lists(st.lists(st.sampled_from(["", "5", "x", "3.2", "Xã Lùng Cải", "9.3", "Số hóa hồ sơ"]), max_size=6)),
    st.integers(0, len(LINES) - 1),
    st.sampled_from(COLUMNS),
    st.sets(st.sampled_from(COLUMNS)),
)
@example([[], ["", "5"]], 0, "ref", {"ref", "text"})
def test_nothing_changed_outside_block_that_is_seen(
    texts: list[list[str]], top: int, left: str, hidden: set[str]
) -> None:
    seen = [column for column in COLUMNS if column not in hidden or column == left]
    found = month_paste.arrange(PastedBlock(texts), Room(LINES, seen, top, left))
    width = max(map(len, texts), default=0)
    columns = seen[seen.index(left) :][:width]
    assert {column for _place, column, _text in found.cells} <= {*columns} & {*EDITABLE}
    if not any(each for row in texts for field, each in zip(columns, row, strict=False) if field in month_paste.NAMES):
        assert {place for place, _column, _text in found.cells} <= {*range(top, top + len(texts))}
    assert len({(place, column) for place, column, _text in found.cells}) == len(found.cells)
