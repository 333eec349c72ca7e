"""Ways to ask a context, or a page over one, in a test: let it come to rest, read and write its book."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent

from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.frame.window import Window

V = TypeVar("V")
PASSPHRASE = "mật khẩu thử nghiệm"


class Working(Protocol):
    """A context, a page: whatever hands its work to jobs."""

    jobs: Jobs


def settle(whose: Working) -> None:
    """Let queued work and its follow-ups come to rest; no time passes by sleeping."""
    for _round in range(4):
        assert whose.jobs.settle()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def open_copy(context: Context, template: Path) -> None:
    """Open a copy of a founded office, with the keys that the tests make cheap, as the jobs of `context` have it."""
    from models.access import opening

    shutil.copytree(template, context.home.folder, dirs_exist_ok=True)
    context.jobs.open(lambda: opening.open_office(context.home, PASSPHRASE), context.jobs)
    assert context.jobs.settle()


def open_office(context: Context) -> Any:
    """The office whose file the jobs have open; None while it is closed. What was asked before comes to its end."""
    assert threading.current_thread() is threading.main_thread(), "the database thread cannot wait for itself"
    got: list[Any] = []
    context.jobs.with_office(got.append, context.jobs, fail=lambda _closed: got.append(None))
    assert context.jobs.settle()
    return got[0]


def enter(context: Context) -> Any:
    """Give the context the office that its jobs have open, as the entrance does; the office."""
    context.office = open_office(context)
    assert context.office is not None
    return context.office


def store(context: Context) -> Any:
    """The store of the office that is open."""
    return open_office(context).store


def write(context: Context, operation: str, change: Callable[[Any], Any]) -> Any:
    """One operation, as a page does it; what it gave back."""
    got: list[Any] = []
    context.jobs.write(operation, change, context.jobs, got.append)
    assert context.jobs.settle()
    return got[0]


def read(context: Context, query: Callable[[Any], Any]) -> Any:
    """What a query of a page gives."""
    got: list[Any] = []
    context.jobs.read(query, context.jobs, got.append)
    assert context.jobs.settle()
    return got[0]


def gate(window: Window, kind: type[V]) -> V:
    """The view that stands before the book: it must be of `kind`."""
    view = window.gate()
    assert isinstance(view, kind)
    return view
