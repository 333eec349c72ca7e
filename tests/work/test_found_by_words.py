"""What a search finds besides a task's words: its area, its units, how it stands; and which task a command means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import task_list, tasks, timeliness, units
from models.work.named_standings import named_in
from models.work.task_list import TaskFilter
from models.work.task_order import URGENT


@pytest.fixture
def book(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> OpenOffice:
    """Seven tasks on 12 March 2024, in no order of their urgency."""
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    offices.add_task(office, "một", area="finance")
    offices.add_task(office, "hai", area="procedure", due_on=date(2024, 4, 1))
    offices.add_task(office, "ba", area="procedure", due_on=date(2024, 3, 1))
    four = offices.add_task(office, "bốn", due_on=date(2024, 3, 13))
    five = offices.add_task(office, "năm", due_on=date(2024, 2, 1))
    six = offices.add_task(office, "sáu: thủ tục quá hạn của năm trước")
    seven = offices.add_task(office, "bảy", due_on=date(2024, 2, 20))
    with office.store.write("task.state") as write:
        s = write.session
        tasks.set_state(s, four, "doing")
        tasks.finish(s, five, date(2024, 2, 1))
        tasks.cancel(s, six, "trùng")
        tasks.assign(s, seven, [units.find(s, "Xã Lùng Cải").id], [units.find(s, "Xã Lùng Phình").id])
    return office


def found(office: OpenOffice, search: str, **more: object) -> list[int]:
    with office.store.read() as session:
        wanted = TaskFilter(search=search, **more)  # type: ignore[arg-type]
        now = timeliness.today(session)
        rows = task_list.page(session, wanted, now)
        assert task_list.count(session, wanted, now) == len(rows)
        return [row.number for row in rows]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("Thủ tục hành chính", [2, 3]),
        ("tai chinh", [1]),
        ("hành chính ba", [3]),
        ("lùng cải", [7]),
        ("lung phinh", [7]),
        ("quá hạn", [3, 6, 7]),
        ("QUA HAN", [3, 6, 7]),
        ("quá h", [3, 6, 7]),
        ("quá hạn lùng", [7]),
        ("thủ tục quá hạn", [3, 6]),
        ("sắp đến hạn", [4]),
        ("trong hạn", [2]),
        ("đang thực hiện", [4]),
        ("hoàn thành đúng hạn", [5]),
        ("đã hoàn thành", [5]),
        ("đã huỷ", [6]),
        ("Đã hủy", [6]),
        ("đã h", [5, 6]),
        ("xong", []),
    ],
)
def test_search_finds_area_unit_standing(book: OpenOffice, typed: str, numbers: list[int]) -> None:
    assert found(book, typed) == numbers


def test_search_for_cancelled_where_they_left_out(book: OpenOffice) -> None:
    assert found(book, "đã hủy", alive=True) == [6]
    assert found(book, "thủ tục", alive=True) == [2, 3]


def test_search_follows_changed_area(book: OpenOffice) -> None:
    with book.store.write("task.change") as write:
        task_list.find(write.session, "3").area = "digital"
    assert found(book, "thủ tục hành chính") == [2]
    assert found(book, "chinh quyen so") == [3]


def test_list_most_urgent_first(book: OpenOffice) -> None:
    assert found(book, "", sort=URGENT) == [7, 3, 4, 2, 1, 5, 6]
    assert found(book, "thủ tục", sort=URGENT) == [3, 2, 6]
    with book.store.read() as session:
        now = timeliness.today(session)
        parts = [task_list.page(session, TaskFilter(sort=URGENT), now, offset=at, limit=3) for at in (0, 3, 6, 9)]
        assert [[row.number for row in part] for part in parts] == [[7, 3, 4], [2, 1, 5], [6], []]


@pytest.mark.parametrize(
    ("typed", "codes", "besides"),
    [
        ("rà soát đang thực hiện đất đai", ("doing",), "rà soát đất đai"),
        ("đang", (), ""),
        ("đang thực", ("doing",), ""),
        ("trả lại, làm tiếp", ("returned",), ""),
        ("không quy định thời hạn", ("no_deadline",), ""),
        ("chưa hoàn thành, quá hạn", ("overdue",), ""),
        ("quá hạn", ("overdue",), ""),
        ("chưa hoàn thành", ("in_time", "due_soon", "overdue"), ""),
        ("quá hạn hoàn thành sau thời hạn", ("done_late",), "quá hạn"),
        ("", (), ""),
    ],
)
def test_standings_named(typed: str, codes: tuple[str, ...], besides: str) -> None:
    assert named_in(typed) == (codes, besides)


def test_find_means_own_words_of_task(office: OpenOffice) -> None:
    offices.add_task(office, "Công khai bộ thủ tục", area="finance")
    offices.add_task(office, "Rà soát", area="procedure")
    with office.store.read() as session:
        assert task_list.find(session, "thủ tục").number == 1
