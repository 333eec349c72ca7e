"""What comes back from the bin when its number was given to something else meanwhile, and how the bin is searched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import offices
import pytest
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.journal import bin as bin_
from models.journal.bin import RestoredRow
from models.reading.proposal import DirectiveHead, Reading
from models.work import directive_view, directives, people, task_removal, tasks, units
from models.work.tasks import TaskFields

NOW = datetime(2024, 3, 10, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(NOW)


def do(office: OpenOffice, operation: str, change: Callable[[Session], object], by: str = "Lan") -> None:
    with office.store.write(operation, by=by) as write:
        change(write.session)


def restored(office: OpenOffice, *tables: str) -> list[RestoredRow]:
    with office.store.write("bin.restore") as write:
        found = [row.number for table in tables for row in bin_.rows(write.session, "", table)]
        return bin_.restore_all(write.session, found)


def read_in(session: Session, office: OpenOffice, number: str) -> str:
    head = DirectiveHead("Công văn", number, "UBND")
    reading = Reading(f"Văn bản {number}", head, ())
    return directives.add(session, office.evidence, reading, f"{number}.txt", number.encode()).id


def test_unit_and_document_get_another_number_without_word(office: OpenOffice) -> None:
    do(office, "unit.add", lambda s: units.add(s, "Xã Một", "xa"))
    do(office, "directive.add", lambda s: read_in(s, office, "1"))
    with office.store.read() as session:
        unit, paper = units.find(session, "Xã Một").id, directive_view.rows(session)[0].id
        number = units.get(session, unit).number
    do(office, "unit.remove", lambda s: units.remove(s, unit))
    do(office, "directive.remove", lambda s: directives.remove(s, paper))
    do(office, "unit.add", lambda s: units.add(s, "Xã Hai", "xa"))
    do(office, "directive.add", lambda s: read_in(s, office, "2"))
    back = restored(office, "units", "directives")
    assert back == [RestoredRow("Đơn vị", "Xã Một", ()), RestoredRow("Văn bản chỉ đạo", "Công văn 1/UBND", ())]
    with office.store.read() as session:
        assert (units.find(session, "Xã Hai").number, units.get(session, unit).number) == (number, number + 1)
        assert [(row.number, row.id == paper) for row in directive_view.rows(session)] == [(2, True), (1, False)]


def test_what_keeps_its_number_comes_back_without_word(office: OpenOffice) -> None:
    first, second = offices.add_task(office, "một"), offices.add_task(office, "hai")
    do(office, "task.remove", lambda s: task_removal.remove(s, first))
    assert restored(office, "tasks") == [RestoredRow("Nhiệm vụ", "Số 1: một", ())]
    do(office, "task.remove", lambda s: task_removal.remove(s, second))
    do(office, "task.add", lambda s: tasks.add(s, TaskFields("ba")))
    (note,) = restored(office, "tasks")[0].notes
    assert note == "Số 2 đã cấp cho nhiệm vụ khác, nay mang số 3."


def test_bin_searched_by_words_kind_and_person(office: OpenOffice) -> None:
    task = offices.add_task(office, "Số hóa hồ sơ")
    do(office, "person.save", lambda s: people.save(s, None, name="Lò Thị Hoa", title="Trưởng phòng"))
    do(office, "task.remove", lambda s: task_removal.remove(s, task), by="Lan")
    do(office, "person.remove", lambda s: people.remove(s, people.rows(s)[0].id), by="Huệ")
    with office.store.read() as session:

        def found(words: str = "", table: str = "") -> list[str]:
            return [row.subject for row in bin_.rows(session, words, table)]

        assert found() == ["Lò Thị Hoa", "Số 1: Số hóa hồ sơ"]
        assert found("so hoa") == ["Số 1: Số hóa hồ sơ"]
        assert found("hue") == ["Lò Thị Hoa"]
        assert found("hoa lan") == ["Số 1: Số hóa hồ sơ"]
        assert found("nhiem vu") == ["Số 1: Số hóa hồ sơ"]
        assert found("", "people") == ["Lò Thị Hoa"]
        assert found("", "units") == found("không có") == []
        (row,) = bin_.rows(session, "", "people")
        assert (row.kind, row.table, row.by, row.at, row.parts) == ("Người", "people", "Huệ", NOW, "")
