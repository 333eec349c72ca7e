"""Work off the GUI thread: who runs it, who hears of it, and what becomes of failures and of the end."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from patience import LONG
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from models.base.errors import AppError, CancelledError
from ui.base import fault, messages
from ui.base.context import Context
from ui.base.jobs import BackgroundWork


def destroy(owner: QObject) -> None:
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)


def test_read_on_database_thread_result_on_gui_thread(context: Context, office: Any) -> None:
    office.store.rows["a"] = 1
    heard: list[tuple[int, threading.Thread]] = []
    context.jobs.read(lambda s: s["a"], context.jobs, lambda n: heard.append((n, threading.current_thread())))
    assert context.jobs.settle()
    assert heard == [(1, threading.main_thread())]
    assert office.store.threads == {"database"}


def test_write_tells_changed_tables_and_offers_undo(context: Context, office: Any) -> None:
    changed, commits, said = [], [], []

    class Place(QWidget):
        def show_error(self, failure: AppError) -> None:
            raise failure

        def show_done(self, text: str, undo_operation: str | None) -> None:
            said.append((text, undo_operation))

    place = Place()
    child = QObject(place)
    context.jobs.changed.connect(changed.append)
    context.jobs.committed.connect(commits.append)
    context.jobs.write("task.add", lambda s: s.setdefault("a", 7), child, said=lambda n: f"Đã thêm {n}")
    assert context.jobs.settle()
    assert changed == [frozenset({"task"})]
    assert [(c.operation, c.operation_id) for c in commits] == [("task.add", "id-0")]
    assert said == [("Đã thêm 7", "id-0")]
    destroy(place)


def test_write_without_change_tells_nothing(context: Context, office: Any) -> None:
    office.store.tables = frozenset()
    changed: list[object] = []
    context.jobs.changed.connect(changed.append)
    context.jobs.write("task.look", lambda s: None, context.jobs)
    assert context.jobs.settle()
    assert changed == []


def test_result_of_deleted_owner_dropped(context: Context, office: Any) -> None:
    owner, heard, changed, hold = QObject(), [], [], threading.Event()
    context.jobs.changed.connect(changed.append)

    def change(session: dict[str, Any]) -> None:
        hold.wait(LONG)
        session["kept"] = True

    context.jobs.write("task.add", change, owner, heard.append, ended=lambda: heard.append("ended"))
    destroy(owner)
    hold.set()
    assert context.jobs.settle()
    assert heard == []
    assert changed == [frozenset({"task"})]
    assert office.store.rows == {"kept": True}


def test_app_error_goes_to_fail(context: Context, office: Any) -> None:
    heard: list[object] = []

    def refuse(_session: object) -> None:
        raise AppError("no", "Không.")

    context.jobs.write(
        "x", refuse, context.jobs, heard.append, lambda e: heard.append(e.code), ended=lambda: heard.append("end")
    )
    assert context.jobs.settle()
    assert heard == ["no", "end"]


def test_app_error_without_fail_shown(context: Context, office: Any) -> None:
    def refuse(_session: object) -> None:
        raise AppError("no", "Không được.")

    with messages.answering() as heard:
        context.jobs.read(refuse, context.jobs)
        assert context.jobs.settle()
    assert heard.asked == [("error", "Không được.")]


def test_refused_write_of_deleted_page_shown(context: Context, office: Any) -> None:
    owner, hold = QObject(), threading.Event()

    def refuse(_session: object) -> None:
        hold.wait(LONG)
        raise AppError("disk_full", "Đĩa đầy.")

    context.jobs.write("x", refuse, owner, fail=lambda e: pytest.fail("a dead owner heard"))
    destroy(owner)
    hold.set()
    with messages.answering() as heard:
        assert context.jobs.settle()
    assert heard.asked == [("error", "Đĩa đầy.")]


def test_cancelled_work_says_nothing(context: Context, office: Any) -> None:
    def stop(_session: object) -> None:
        raise CancelledError

    context.jobs.read(stop, context.jobs, lambda _n: pytest.fail("ok"), lambda _e: pytest.fail("fail"))
    assert context.jobs.settle()


def test_fault_goes_to_crash_window_and_page(context: Context, office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reported, heard = [], []
    monkeypatch.setattr(fault, "reporter", reported.append)
    context.jobs.read(lambda s: s["missing"], context.jobs, fail=lambda e: heard.append(e.code))
    assert context.jobs.settle()
    assert [type(e) for e in reported] == [KeyError]
    assert heard == ["fault"]


def test_slot_delivers_newest_read_only(context: Context, office: Any) -> None:
    hold, ran, heard, other = threading.Event(), [], [], QObject()

    def query(name: str) -> Any:
        def run(_session: object) -> str:
            ran.append(name)
            return name

        return run

    def first(_session: object) -> str:
        ran.append("first")
        hold.wait(LONG)
        return "first"

    context.jobs.read(first, context.jobs, heard.append, slot="search")
    while "first" not in ran:
        hold.wait(0.001)
    for name in ("a", "b", "c"):
        context.jobs.read(query(name), context.jobs, heard.append, slot="search")
    context.jobs.read(query("other owner"), other, heard.append, slot="search")
    context.jobs.read(query("no slot"), context.jobs, heard.append)
    hold.set()
    assert context.jobs.settle()
    assert ran == ["first", "c", "other owner", "no slot"]
    assert heard == ["c", "other owner", "no slot"]


def test_work_refused_before_office_is_open(context: Context) -> None:
    heard: list[str] = []
    context.jobs.read(lambda s: 1, context.jobs, fail=lambda e: heard.append(e.code))
    assert context.jobs.settle()
    assert heard == ["not_open"]


def test_close_after_queued_work(context: Context, office: Any) -> None:
    heard: list[object] = []
    context.jobs.read(lambda s: office.closed, context.jobs, heard.append)
    context.jobs.close(context.jobs, lambda _none: heard.append(("closed", office.closed)))
    context.jobs.read(lambda s: 1, context.jobs, fail=lambda e: heard.append(e.code))
    assert context.jobs.settle()
    assert heard == [0, ("closed", 1), "not_open"]


def test_stop_finishes_writes_and_drops_reads(context: Context, office: Any) -> None:
    started, hold, read = threading.Event(), threading.Event(), []

    def slow(session: dict[str, Any]) -> None:
        started.set()
        hold.wait(LONG)
        session["one"] = 1

    context.jobs.write("one", slow, context.jobs)
    context.jobs.read(lambda s: read.append(1), context.jobs)
    context.jobs.write("two", lambda s: s.update(two=2), context.jobs)
    started.wait(LONG)
    threading.Timer(0.05, hold.set).start()
    context.jobs.stop()
    assert office.store.rows == {"one": 1, "two": 2}
    assert read == []
    assert office.closed == 1
    assert not [t for t in threading.enumerate() if t.name in {"database", "tool"}]


def test_tool_progress_and_result(context: Context) -> None:
    seen, heard = [], []

    def work(task: BackgroundWork) -> str:
        for n in range(3):
            task.progress(n + 1, 3, f"trang {n + 1}")
        return "xong"

    context.jobs.tool(work, context.jobs, heard.append, progress=lambda t: seen.append((t.done, t.total, t.text)))
    assert context.jobs.settle()
    assert heard == ["xong"]
    assert seen[-1] == (3, 3, "trang 3")


def test_tool_cancelled(context: Context) -> None:
    started, heard, ended = threading.Event(), [], []
    context.jobs.work_ended.connect(ended.append)

    def work(task: BackgroundWork) -> str:
        started.set()
        while True:
            task.check()

    task = context.jobs.tool(work, context.jobs, heard.append, heard.append, ended=lambda: heard.append("ended"))
    started.wait(LONG)
    task.cancel()
    assert context.jobs.settle()
    assert heard == ["ended"]
    assert ended == [task]


def test_stop_cancels_tools(context: Context) -> None:
    started = threading.Event()

    def work(task: BackgroundWork) -> None:
        started.set()
        while True:
            task.check()

    context.jobs.tool(work, context.jobs)
    started.wait(LONG)
    context.jobs.stop()
    assert not [t for t in threading.enumerate() if t.name == "tool"]


def test_none_keeps_its_references(context: Context, office: Any) -> None:
    """PySide6 6.12.0 lost one reference to None with each void call, and aborted after some thousands."""
    import sys

    before = sys.getrefcount(None)
    for _n in range(6000):
        context.jobs.setObjectName("x")
        context.jobs.blockSignals(False)
    assert sys.getrefcount(None) > before - 1000
