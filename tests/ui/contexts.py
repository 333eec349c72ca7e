"""Ways to ask a desk, or a page over one, in a test: let it come to rest, read and write its book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent

from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.frame.window import Window

V = TypeVar("V")


class Working(Protocol):
    """A desk, a page: whatever hands its work to jobs."""

    jobs: Jobs


def settle(whose: Working) -> None:
    """Let queued work and its follow-ups come to rest; no time passes by sleeping."""
    for _round in range(4):
        assert whose.jobs.settle()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def store(context: Context) -> Any:
    """The store of the office that is open."""
    return context.jobs._office.store  # type: ignore[union-attr]


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
