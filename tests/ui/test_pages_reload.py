"""Every page against every table that it shows: one row of that table alone changes, and the page says so at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from contexts import settle, store, write
from PySide6.QtWidgets import QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session
from task_book import NOW, build, dialog
from words_on_screen import choose_line, words_on

from models.journal import history
from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
from models.reports import report_draft
from models.work import (
    attachments,
    directives,
    extensions,
    indicators,
    lead_meanings,
    people,
    periods,
    progress,
    unit_groups,
    units,
    ways_in,
)
from models.work.accounts import Account
from models.work.attachments import Attachment, TaskFile
from models.work.directives import Directive
from models.work.extensions import Extension
from models.work.indicators import Indicator
from models.work.office import Office
from models.work.older_book import OlderBook
from models.work.people import Person
from models.work.periods import Period
from models.work.progress import NewProgress, Progress
from models.work.report_register import Report, fill_head, keep_signed
from models.work.signed_copies import SignedCopy
from models.work.tasks import Assignment, Task
from models.work.unit_groups import NamedGroup
from models.work.units import Unit
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PAGES
from ui.tasks.task_view import TaskView

Change = Callable[[Session], None]


def _first(session: Session, table: type[Any], *where: Any) -> Any:
    return session.scalars(select(table).where(*where)).one()


def _set(table: type[Any], name: str, value: Any, *where: Any) -> Change:
    return lambda session: setattr(_first(session, table, *where), name, value)


def _delete(table: type[Any], *where: Any) -> Change:
    return lambda session: session.delete(_first(session, table, *where))


LATE = Task.text == "Rà soát thủ tục hành chính"
COMMUNE = Unit.name == "Xã Lùng Cải"


def _moved(session: Session) -> None:
    """The late task goes to the other commune, without a word of it in the task's own row."""
    late = _first(session, Task, LATE)
    held = _first(session, Assignment, Assignment.task_id == late.id)
    held.unit_id = _first(session, Unit, Unit.name == "Thị trấn Bắc Hà").id


def _longer(session: Session) -> None:
    """March runs to its end, and holds today; April begins after it."""
    _first(session, Period, Period.key == "2024-03").to_on = date(2024, 3, 31)
    _first(session, Period, Period.key == "2024-04").from_on = date(2024, 4, 1)


def _other_office(session: Session) -> None:
    _first(session, Office).unit_id = _first(session, Unit, COMMUNE).id


def _taken(session: Session) -> None:
    """A task of the directive is one no more."""
    _first(session, Task, Task.text == "Góp ý Bộ tiêu chí").directive_id = None


def _remove_paper(session: Session) -> None:
    _taken(session)
    session.flush()
    session.delete(_first(session, Directive))


def _remove_person(session: Session) -> None:
    people.remove(session, _first(session, Person).id)


@dataclass(frozen=True)
class Case:
    """One page and one table. With the change `words` come on screen in some line, and `gone` goes from all of them.

    Before, the page is brought to show what was `chosen`, and the line of its list with the words `line`.
    """

    page: str
    table: str
    change: Change
    words: str = ""
    gone: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    line: str = ""


MARCH = {"period": "2024-03"}
IN_HISTORY = "16/03/2024 10:00 | Quản trị | Sửa thông tin cơ quan"  # what the view of a task says of this change
PROCEDURE = "Cải cách thủ tục hành chính"
RENAMED = _set(Task, "text", "Việc đổi tên", LATE)
UNIT = _set(Unit, "name", "Xã Đổi Tên", COMMUNE)
KNOWN = _set(Unit, "name", "Sở Nội vụ", COMMUNE)
NOTE = _set(Progress, "note", "Mất mạng, ghi chú mới", Progress.note == "Mất điện")
SOON = _set(Office, "due_soon_days", 1)  # today is the 16th, and a task is due on the 18th
MEASURE = _set(Indicator, "name", "Chỉ số mới")
PERSON = _set(Person, "name", "Sùng Thị Mới")
SIGNED = _set(SignedCopy, "signer", "Sùng Thị Mới")
PAPER = _set(Directive, "doc_number", "987")
CASES = (
    Case("overview", "tasks", RENAMED, "Việc đổi tên"),
    Case("overview", "assignments", _moved, "Thị trấn Bắc Hà | *1* | 1 |"),
    Case("overview", "units", UNIT, "Xã Đổi Tên"),
    Case("overview", "periods", _longer, "còn 15 ngày tới ngày chốt số liệu"),
    Case("overview", "office", SOON, "0 Sắp đến hạn", "1 Sắp đến hạn"),
    Case("directives", "directives", _set(Directive, "subject", "Trích yếu mới"), "Trích yếu mới"),
    Case("directives", "tasks", _taken, "1 mục chờ nhận | 0 |", "1 mục chờ nhận | 1 |"),
    Case("directives", "units", KNOWN, "Sở Nội vụ: có trong danh mục đơn vị", chosen={"directive": "Công văn"}),
    Case("tasks", "tasks", RENAMED, "Việc đổi tên"),
    Case("tasks", "assignments", _moved, "Rà soát thủ tục hành chính", chosen={"unit": "Thị trấn Bắc Hà"}),
    Case("tasks", "units", UNIT, "Xã Đổi Tên"),
    Case("tasks", "periods", _longer, "31/03/2024"),
    Case("tasks", "office", SOON, "0 Sắp đến hạn", "1 Sắp đến hạn"),
    Case("tasks", "directives", PAPER, "987/CV-UBND", chosen={"directive": "Công văn"}),
    Case("task", "tasks", RENAMED, "Việc đổi tên"),
    Case("task", "assignments", _moved, IN_HISTORY),
    Case("task", "progress", NOTE, "ghi chú mới"),
    Case("task", "indicators", MEASURE, "Chỉ số mới"),
    Case("task", "extensions", _set(Extension, "reason", "Lý do mới", Extension.reason == "chờ mẫu"), "Lý do mới"),
    Case("task", "task_files", _delete(TaskFile), IN_HISTORY),
    Case("month", "tasks", RENAMED, "Việc đổi tên", chosen=MARCH),
    Case("month", "assignments", _moved, "Rà soát thủ tục hành chính | Thị trấn Bắc Hà |", chosen=MARCH),
    Case("month", "progress", NOTE, "ghi chú mới", chosen=MARCH),
    Case("month", "periods", _longer, "31/03/2024", chosen=MARCH),
    Case("month", "units", UNIT, "Xã Đổi Tên", chosen=MARCH),
    Case("month", "indicators", MEASURE, "Chỉ số mới", chosen=MARCH),
    Case("reports", "reports", _set(Report, "number", "45"), "45", chosen=MARCH),
    Case("reports", "tasks", RENAMED, "Việc đổi tên", chosen=MARCH, line=PROCEDURE),
    Case("reports", "progress", NOTE, "ghi chú mới", chosen=MARCH, line="Nguyên nhân chủ yếu"),
    Case("reports", "periods", _longer, "31/03/2024", chosen=MARCH),
    Case("reports", "people", PERSON, "Sùng Thị Mới", chosen=MARCH),
    Case("reports", "office", _set(Office, "place", ""), "Chưa có địa danh", chosen=MARCH),
    Case("reports", "indicators", MEASURE, "chỉ số mới", chosen=MARCH, line=PROCEDURE),
    Case("reports", "directives", PAPER, "987/CV-UBND", chosen=MARCH, line="Văn bản chỉ đạo"),
    Case("reports", "signed_copies", SIGNED, "Đã ký: Sùng Thị Mới lúc", chosen=MARCH),
    Case("units", "units", UNIT, "Xã Đổi Tên"),
    Case("units", "people", PERSON, "Sùng Thị Mới"),
    Case("units", "office", _other_office, "*Xã Lùng Cải (cơ quan dùng sổ này)*"),
    Case("units", "tasks", _set(Task, "state", "cancelled", LATE), "Xã Lùng Cải | 02842 | Xã |  |  | "),
    Case("units", "assignments", _moved, "Thị trấn Bắc Hà | 02839 | Xã |  | 2 | 1"),
    Case("units", "periods", _longer, "Xã Lùng Cải | 02842 | Xã |  | 2 | 1"),
    Case("settings", "office", _set(Office, "place", "Địa danh mới"), "Địa danh mới"),
    Case("settings", "units", _set(Unit, "name", "Phòng Đổi Tên", Unit.name == "Phòng Nội vụ"), "Phòng Đổi Tên"),
    Case("settings", "accounts", _set(Account, "name", "Người Mới"), "Người Mới"),
)


def _fill(session: Session, evidence: Any, made: dict[str, str]) -> None:
    """Beside the tasks: one row of every table that a page shows."""
    commune = units.find(session, "Xã Lùng Cải").id
    indicators.put(session, made["late"], name="Hồ sơ trực tuyến", measure="%", target=Decimal(80))
    progress.put(
        session, made["late"], "2024-03", NewProgress(percent=40, value=Decimal("72.5"), note="Mất điện"), commune
    )
    # Done for April, in which today lies: as soon as today lies in March it is to be done again.
    progress.put(session, made["monthly"], "2024-04", NewProgress(done_on=NOW.date()), commune)
    person = people.save(session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True)
    fill_head(session, "thang", "2024-03", number="7", issued_on=None, signer_id=person.id)
    keep_signed(session, evidence, "thang", "2024-03", name="daky.pdf", content=b"%PDF")
    head = DirectiveHead("Công văn", "310", "CV-UBND", date(2024, 3, 5), subject="Về việc góp ý")
    proposed = ProposedTask("1", "Góp ý", None, ("Sở Nội vụ",), (), None, None, None, Source(0, 4))
    paper = directives.add(session, evidence, Reading("Góp ý Bộ tiêu chí", head, (proposed,)), "cv.txt", b"cv")
    task = _first(session, Task, Task.text == "Góp ý Bộ tiêu chí")
    task.directive_id, task.source_text = paper.id, "Công văn số 310/CV-UBND"
    attachments.attach(session, evidence, made["late"], "minh chứng.pdf", b"pdf")
    extensions.extend(session, made["late"], date(2024, 3, 15), "chờ mẫu", "Chủ tịch")
    extensions.extend(session, made["soon"], date(2024, 3, 18), "chờ người", "Chủ tịch")
    periods.stored(session, "2024-03")
    units.add(session, "Xã Không Việc", "xa")
    unit_groups.save(session, "Vùng cao", [commune])


@pytest.fixture
def filled(real_context: Context, hold_clock: Any) -> Context:
    hold_clock(NOW)
    made = build(real_context)
    evidence = real_context.office.evidence  # type: ignore[union-attr]
    write(real_context, "task.add", lambda session: _fill(session, evidence, made))
    return real_context


def opened(context: Context, key: str, shown: Any) -> Page:
    entry = next(one for one in PAGES if one.key == key)
    module, name = entry.path.split(":")
    page: Page = shown(getattr(import_module(module), name)(context))
    settle(context)
    return page


def opened_task(context: Context, shown: Any) -> QWidget:
    """The own view of the late task."""
    page = opened(context, "tasks", shown)
    with store(context).read() as session:
        late = _first(session, Task, LATE).id
    page.open_task(late)  # type: ignore[attr-defined]
    settle(context)
    return dialog(TaskView)  # type: ignore[no-any-return]


def _ids(context: Context, chosen: dict[str, str]) -> dict[str, str]:
    """The choice with ids for the names that stand in it."""
    with store(context).read() as session:
        named = {
            "unit": lambda name: units.find(session, name).id,
            "directive": lambda _n: _first(session, Directive).id,
        }
        return {key: named[key](value) if key in named else value for key, value in chosen.items()}


ROWS: dict[str, Change] = {
    "tasks": RENAMED,
    "progress": NOTE,
    "assignments": _moved,
    "extensions": _set(Extension, "reason", "Lý do mới", Extension.reason == "chờ mẫu"),
    "indicators": MEASURE,
    "task_files": _delete(TaskFile),
    "directives": PAPER,
    "reports": _set(Report, "number", "45"),
    "periods": _longer,
    "units": UNIT,
    "people": PERSON,
    "office": SOON,
    "accounts": _set(Account, "name", "Người Mới"),
    "signed_copies": SIGNED,
    "older_books": lambda session: session.add(OlderBook(noted="x.cchc", events=2, kept=1, head="AB", branch=1)),
    "unit_groups": _set(NamedGroup, "name", "Nhóm mới"),
    "lead_meanings": lambda session: lead_meanings.remember(session, {"Các xã": ("Xã Lùng Cải",)}),
    "attachments": _set(Attachment, "name", "tên mới.pdf", Attachment.name == "minh chứng.pdf"),
    "ways_in": lambda session: ways_in.put(session, {}),
}
REMOVED: dict[str, Change] = {
    "tasks": _delete(Task, Task.text == "Cơ cấu lại chi ngân sách"),
    "directives": _remove_paper,
    "units": _delete(Unit, Unit.name == "Xã Không Việc"),
    "people": _remove_person,
    "task_files": _delete(TaskFile),
    "indicators": _delete(Indicator),
    "unit_groups": _delete(NamedGroup),
}
# The journal and the bin have tests of their own. What goes to the bin with a task goes in the task's own change.
# Results of periods, corrections and waivers are told by commands so far; pages read them again all the same.
_RESULTS = frozenset({"closed_results", "adjustments", "waivers"})
UNTRIED = {
    "overview": _RESULTS,
    "tasks": _RESULTS,
    # office: whose entries those of a task that nobody leads are; reports: named in the list of periods alone
    "month": _RESULTS | {"office", "reports"},
    "directives": frozenset({"unit_groups", "lead_meanings"}),  # seen where units are chosen
    "reports": frozenset({"units"}) | _RESULTS,  # units: a test of its own, too
    "settings": frozenset({"older_books"}),  # and its test of accepting one
    "audit": frozenset(ROWS) | _RESULTS,
    "bin": frozenset({*REMOVED, "progress", "assignments", "extensions"}) | _RESULTS,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}-{case.table}")
def test_a_change_of_one_table_is_seen_at_once(case: Case, filled: Context, shown: Any) -> None:
    page = opened_task(filled, shown) if case.page == "task" else opened(filled, case.page, shown)
    if case.chosen:
        page.show_filter(_ids(filled, case.chosen))
        settle(filled)
    if case.line:
        choose_line(page, case.line)
        settle(filled)
    before = words_on(page)
    changed: list[frozenset[str]] = []
    filled.jobs.changed.connect(changed.append)
    write(filled, "office.change", case.change)
    settle(filled)
    derived = {"tasks", "assignments"} if case.table == "periods" else set()  # whose parts move with the days
    assert changed == [frozenset({case.table, *derived})]
    after = words_on(page)
    new, old = set(after) - set(before), set(before) - set(after)
    assert any(case.words in line for line in new), (sorted(new), sorted(old))
    assert case.gone in "\n".join(old)
    assert not case.gone or not any(case.gone in line for line in after)


def test_a_new_name_of_the_office_is_in_the_report_at_once(
    filled: Context, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered: list[str] = []
    real = report_draft.read

    def read(session: Session, kind: str, *rest: Any) -> report_draft.ReportDraft:
        draft = real(session, kind, *rest)
        gathered.append(draft.data.letterhead.issuer)
        return draft

    monkeypatch.setattr(report_draft, "read", read)
    opened(filled, "reports", shown)
    write(filled, "unit.change", _set(Unit, "name", "Phòng Đổi Tên", Unit.name == "Phòng Nội vụ"))
    settle(filled)
    assert gathered == ["Phòng Nội vụ", "Phòng Đổi Tên"]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_every_table_that_a_page_names_is_tried(entry: Any) -> None:
    module, name = entry.path.split(":")
    page = getattr(import_module(module), name)
    named = {table for table, _name in history.kinds() if page.shows(page, frozenset({table}))}
    assert named - UNTRIED.get(entry.key, frozenset()) == {case.table for case in CASES if case.page == entry.key}


@pytest.mark.parametrize("table", sorted(ROWS))
def test_the_journal_shows_a_change_of_every_table(table: str, filled: Context, shown: Any) -> None:
    page = opened(filled, "audit", shown)
    before = words_on(page)
    write(filled, "office.change", ROWS[table])
    settle(filled)
    new = "\n".join(set(words_on(page)) - set(before))
    assert table in UNTRIED["audit"]
    assert "Sửa thông tin cơ quan" in new and history.table_name(table) in new


@pytest.mark.parametrize("table", ["tasks", "directives", "units", "people", "task_files", "indicators", "unit_groups"])
def test_the_bin_shows_what_was_removed(table: str, filled: Context, shown: Any) -> None:
    page = opened(filled, "bin", shown)
    before = words_on(page)
    write(filled, "office.change", REMOVED[table])
    settle(filled)
    new = "\n".join(set(words_on(page)) - set(before))
    assert f"{history.table_name(table)} | " in new
