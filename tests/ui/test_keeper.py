"""Backups by the clock: after half an hour of changes and at the end, told in the footer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject

from models.store import shelf
from ui import keeper
from ui.desk import Desk
from ui.keeper import Keeper

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)


def change(desk: Desk, name: str) -> None:
    from models.work import tasks

    desk.jobs.write("task.add", lambda s: tasks.add(s, tasks.TaskFields(name)).id, desk.jobs)
    assert desk.jobs.settle()


def made(desk: Desk) -> int:
    return len(shelf.kept(desk.home.backups))


def test_changes_are_backed_up_every_half_hour(real_desk: Desk, hold_clock: Callable[[datetime], None]) -> None:
    desk = real_desk
    desk.office = desk.jobs._office
    shown: list[datetime | None] = []
    desk.show_backup = shown.append
    parent = QObject()
    one = Keeper(desk, parent)
    hold_clock(NOON)

    def look(minutes: int) -> int:
        hold_clock(NOON + timedelta(minutes=minutes))
        one.look()
        assert desk.jobs.settle()
        return made(desk)

    assert look(0) == 0 and shown == [None]  # nothing was changed
    change(desk, "một")
    assert look(1) == 1 and shown[-1] == NOON + timedelta(minutes=1)
    change(desk, "hai")
    assert look(30) == 1
    assert look(31) == 2 and shown[-1] == NOON + timedelta(minutes=31)
    assert look(70) == 2


def test_closing_backs_up_what_changed(real_desk: Desk, hold_clock: Callable[[datetime], None]) -> None:
    change(real_desk, "một")
    for minute, wanted in ((0, 1), (1, 1)):
        hold_clock(NOON + timedelta(minutes=minute))
        real_desk.jobs.with_office(keeper.at_close, real_desk.jobs)
        assert real_desk.jobs.settle()
        assert made(real_desk) == wanted
