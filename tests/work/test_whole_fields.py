"""A document, its task and its units with every field filled in differently: what goes in comes out in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest

from models.access.opening import OpenOffice
from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
from models.work import (
    attachments,
    directive_view,
    directives,
    extensions,
    overview,
    progress,
    task_detail,
    tasks,
    timeliness,
    unit_list,
    units,
)
from models.work.indicators import IndicatorRow
from models.work.progress import NewProgress
from models.work.task_detail import Party, SourcePassage
from models.work.tasks import TaskFields
from models.work.unit_list import UnitLoad

NOW = datetime(2024, 3, 12, 3, tzinfo=UTC)
BEFORE, WORDS, AFTER = "a" * 1500, "Số hóa hồ sơ", "b" * 1500
TEXT = BEFORE + WORDS + AFTER
HEAD = DirectiveHead(
    *("Công văn", "310", "UBND-NV", date(2024, 3, 5), "Bắc Hà", "Ủy ban nhân dân huyện", "UBND tỉnh"),
    *("Về việc số hóa", "Lò Thị Hoa", "Chủ tịch", ("Sở Nội vụ", "Phòng Nội vụ")),
)
PROPOSED = ProposedTask(
    *("3.1", WORDS, "procedure", ("Xã Lùng Cải", "Đội công tác"), ("Thị trấn Bắc Hà",)),
    *("trước 05/4", date(2024, 4, 4), None, Source(1500, 1500 + len(WORDS)), "Kế hoạch"),
)
LABEL = "Công văn số 310/UBND-NV ngày 5/3/2024"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(NOW)


@pytest.fixture
def paper(office: OpenOffice) -> str:
    with office.store.write("directive.add") as write:
        return directives.add(write.session, office.evidence, Reading(TEXT, HEAD, (PROPOSED,)), "cv.txt", b"cv").id


@pytest.fixture
def task(office: OpenOffice, paper: str) -> str:
    with office.store.write("directive.accept") as write:
        return directives.accept(write.session, paper, (PROPOSED,))[0].id


def detail(office: OpenOffice, task_id: str) -> task_detail.TaskDetail:
    with office.store.read() as session:
        return task_detail.read(session, task_id)


def test_document_says_of_itself_what_was_read(office: OpenOffice, paper: str) -> None:
    with office.store.read() as session:
        row = directives.get(session, paper)
        assert directives.head(row) == HEAD
        assert (row.number, row.text, row.added_at) == (1, TEXT, NOW)
        assert directives.labels(session) == {paper: LABEL}
        (listed,) = directive_view.rows(session)
    assert (listed.id, listed.number, listed.label, listed.kind) == (paper, 1, LABEL, "Công văn")
    assert (listed.issued_on, listed.issuer) == (date(2024, 3, 5), "Ủy ban nhân dân huyện")
    assert (listed.subject, listed.tasks, listed.added_at) == ("Về việc số hóa", 0, NOW)


def test_corrected_head_kept_field_by_field(office: OpenOffice, paper: str) -> None:
    head = DirectiveHead(
        *("Kế hoạch", "9", "KH-UBND", date(2024, 1, 2), "A", "B", "C", "D", "E", "F", ("G",)),
    )
    with office.store.write("directive.head") as write:
        directives.change_head(write.session, paper, head)
    with office.store.read() as session:
        assert directives.head(directives.get(session, paper)) == head
    with office.store.write("directive.head") as write:
        directives.change_head(write.session, paper, DirectiveHead())
    with office.store.read() as session:
        assert directives.head(directives.get(session, paper)) == DirectiveHead()


def test_accepted_proposal_is_task_with_every_field(office: OpenOffice, paper: str, task: str) -> None:
    seen = detail(office, task)
    assert seen.fields == TaskFields(
        text=WORDS,
        ref="3.1",
        area="procedure",
        lead=("Xã Lùng Cải", "Đội công tác"),
        with_units=("Thị trấn Bắc Hà",),
        deadline_text="trước 05/4",
        due_on=date(2024, 4, 4),
        product="Kế hoạch",
        directive_id=paper,
        source_text=LABEL,
        source=(1500, 1500 + len(WORDS)),
    )
    with office.store.read() as session:
        commune, town = units.find(session, "Xã Lùng Cải").id, units.find(session, "Thị trấn Bắc Hà").id
        own = units.find(session, "Phòng Nội vụ").id
    assert seen.lead == (Party("Xã Lùng Cải", commune), Party("Đội công tác", None))
    assert seen.helping == (Party("Thị trấn Bắc Hà", town),)
    assert seen.own == Party("Phòng Nội vụ", own)
    assert seen.passage == SourcePassage(LABEL, "a" * 1200, WORDS, "b" * 1200)
    assert [one.key for one in seen.months] == ["2024-03", "2024-02", "2024-01", "2023-12", "2023-11", "2023-10"]
    row = seen.row
    assert (row.number, row.ref, row.text, row.area, row.state) == (1, "3.1", WORDS, "procedure", "new")
    assert (row.timeliness, row.due_on, row.days_left, row.percent) == ("in_time", date(2024, 4, 4), 23, 0)
    assert (row.deadline_text, row.lead, row.source) == ("trước 05/4", ("Xã Lùng Cải", "Đội công tác"), LABEL)


def test_correction_changes_what_was_corrected_and_nothing_else(office: OpenOffice, task: str) -> None:
    before = detail(office, task).fields
    changed = replace(before, note="thêm", ref="3.2", product="Báo cáo")
    with office.store.write("task.change") as write:
        measure = IndicatorRow(task, "Hồ sơ", "%", Decimal(80), Decimal(10), "down")
        task_detail.save(write.session, task, changed, measure)
    after = detail(office, task)
    assert after.fields == changed
    assert after.passage == SourcePassage(LABEL, "a" * 1200, WORDS, "b" * 1200)
    assert after.indicator == measure


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("một\nhai\nba", (4, 7), ("một\n", "hai", "\nba")),
        ("hai", (0, 3), ("", "hai", "")),
        ("hai", (0, 4), ("", "", "")),
        ("hai", (2, 2), ("", "", "")),
        # Far from both ends, what is shown begins and ends with a whole line.
        (
            "x" * 500 + "\n" + "a" * 1000 + "hai" + "b" * 1000 + "\n" + "y" * 500,
            (1501, 1504),
            ("a" * 1000, "hai", "b" * 1000),
        ),
    ],
)
def test_passage_shown_with_what_stands_around_it(
    office: OpenOffice, text: str, source: tuple[int, int], wanted: tuple[str, str, str]
) -> None:
    with office.store.write("directive.add") as write:
        reading = Reading(text, HEAD, ())
        paper = directives.add(write.session, office.evidence, reading, "cv.txt", text.encode()).id
        fields = TaskFields("Một việc", directive_id=paper, source_text="nguồn", source=source)
        task = tasks.add(write.session, fields).id
    assert detail(office, task).passage == SourcePassage("nguồn", *wanted)


def test_task_of_paper_that_was_not_read_only_names_it(office: OpenOffice) -> None:
    assert detail(office, offices.add_task(office, source_text="CV 5")).passage == SourcePassage("CV 5", "", "", "")


def test_entries_and_extensions_listed_newest_first(office: OpenOffice, task: str) -> None:
    with office.store.write("progress.put") as write:
        session = write.session
        commune, own = units.find(session, "Xã Lùng Cải").id, units.find(session, "Phòng Nội vụ").id
        entry = NewProgress(percent=5, value=Decimal("2.5"), note="một", state="doing")
        progress.put(session, task, "2024-02", entry, commune)
        progress.put(session, task, "2024-03", NewProgress(percent=6, note="hai"), own)
        progress.put(session, task, "2024-03", NewProgress(percent=7, note="ba"), commune)
        extensions.extend(session, task, date(2024, 5, 1), "chờ mẫu", "Bí thư")
        extensions.extend(session, task, date(2024, 6, 1), "chờ người", "Chủ tịch")
    seen = detail(office, task)
    assert [(e.period_key, e.period, e.unit, e.percent, e.note) for e in seen.entries] == [
        ("2024-03", "Tháng 3/2024", "Phòng Nội vụ", 6, "hai"),
        ("2024-03", "Tháng 3/2024", "Xã Lùng Cải", 7, "ba"),
        ("2024-02", "Tháng 2/2024", "Xã Lùng Cải", 5, "một"),
    ]
    last = seen.entries[-1]
    assert (last.unit_id, last.state, last.value, last.done_on, last.updated_at) == (
        *(commune, "doing", Decimal("2.5"), None, NOW),
    )
    assert [(x.on, x.old_due_on, x.new_due_on, x.reason, x.approved_by) for x in seen.extensions] == [
        (NOW.date(), date(2024, 5, 1), date(2024, 6, 1), "chờ người", "Chủ tịch"),
        (NOW.date(), date(2024, 4, 4), date(2024, 5, 1), "chờ mẫu", "Bí thư"),
    ]


# Numbers by unit


def test_load_of_unit_is_what_it_leads(office: OpenOffice) -> None:
    offices.add_task(office, "quá hạn", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 11))
    offices.add_task(office, "hôm nay", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 12))
    offices.add_task(office, "giúp", lead=("Thị trấn Bắc Hà",), with_units=("Xã Lùng Cải",))
    done = offices.add_task(office, "xong", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 1))
    off = offices.add_task(office, "thôi", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 1))
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, done, date(2024, 3, 10))
        tasks.cancel(write.session, off, "thôi")
    with office.store.read() as session:
        book = unit_list.read(session)
        names = {row.id: row.name for row in book.rows}
    assert {names[key]: load for key, load in book.loads.items()} == {
        "Xã Lùng Cải": UnitLoad(2, 1),
        "Thị trấn Bắc Hà": UnitLoad(1, 0),
    }
    assert (names[book.own], book.level, book.people) == ("Phòng Nội vụ", "huyen", ())


def test_overview_counts_each_task_once_and_where_it_belongs(office: OpenOffice) -> None:
    offices.add_task(office, "quá hạn", lead=("Xã Lùng Cải",), due_on=date(2024, 3, 11), area="digital")
    offices.add_task(office, "tuần này", lead=("Xã Lùng Cải", "Thị trấn Bắc Hà"), due_on=date(2024, 3, 18))
    offices.add_task(office, "tuần sau", due_on=date(2024, 3, 19), area="direction")
    offices.add_task(office, "hôm nay", due_on=date(2024, 3, 12), area="digital")
    last_year = offices.add_task(office, "năm ngoái", area="digital")
    this_year = offices.add_task(office, "năm nay", area="digital", due_on=date(2023, 12, 14))
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, last_year, date(2023, 12, 14))
        tasks.finish(write.session, this_year, date(2023, 12, 15))
    with office.store.read() as session:
        seen = overview.read(session, timeliness.today(session))
        assert overview.year_start(session, timeliness.today(session)) == date(2023, 12, 15)
    some = {name: number for name, number in seen.whole.numbers.items() if number}
    assert some == {"overdue": 1, "due_soon": 1, "in_time": 2, "done_late": 1}
    assert (seen.whole.key, seen.whole.name, seen.whole.total) == (None, "", 5)
    assert [(t.key, t.name, t.total) for t in seen.by_area] == [
        *(("direction", "Chỉ đạo, điều hành", 1), ("digital", "Chính quyền số", 3), (None, "", 1)),
    ]
    assert [(t.name, t.numbers["overdue"], t.total) for t in seen.by_unit] == [
        *(("Xã Lùng Cải", 1, 2), ("Thị trấn Bắc Hà", 0, 1), ("", 0, 3)),
    ]
    months = {m.period.key: sum(m.numbers.values()) for m in seen.by_month if any(m.numbers.values())}
    assert months == {"2024-03": 2, "2024-04": 2}
    assert len(seen.by_month) == 12
    assert (seen.unassigned, seen.late_total, seen.soon_total) == (2, 1, 1)
    assert [row.text for row in seen.late] == ["quá hạn"]
    assert [row.text for row in seen.soon] == ["hôm nay"]


def test_evidence_listed_as_it_added(office: OpenOffice) -> None:
    task = offices.add_task(office, "một", b"first")
    with office.store.write("task.attach") as write:
        attachments.attach(write.session, office.evidence, task, "hai.pdf", b"second!")
    files = detail(office, task).files
    assert [(file.name, file.size, file.note) for file in files] == [("một.pdf", 5, ""), ("hai.pdf", 7, "")]


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2023, 12, 14), None),  # of the year before
        (date(2023, 12, 15), "2024-01"),
        (date(2024, 1, 14), "2024-01"),
        (date(2024, 1, 15), "2024-02"),
        (date(2024, 12, 14), "2024-12"),
        (date(2024, 12, 15), None),
    ],
)
def test_deadline_lies_in_one_month_of_year(office: OpenOffice, day: date, key: str | None) -> None:
    offices.add_task(office, "một", due_on=day)
    with office.store.read() as session:
        seen = overview.read(session, timeliness.today(session))
    assert [m.period.key for m in seen.by_month if any(m.numbers.values())] == ([key] if key else [])
