"""The office's file while it is open: `with store.write(...)` is the only thing in the program that commits."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import TextClause, event
from sqlalchemy.orm import ORMExecuteState, Session

from models.base import ids
from models.base.errors import AppError, CancelledError
from models.store import audit, diagnoses, faults, search
from models.store.local import free_space
from models.store.sqlite import engine

log = logging.getLogger(__name__)


@dataclass
class WriteTransaction:
    """One transaction in the making. After the block `changed` names the tables touched."""

    session: Session
    operation: str
    by: str
    recorder: audit.Recorder
    operation_id: str = field(default_factory=ids.new_id)
    changed: frozenset[str] = frozenset()

    def note(self, changes: Iterable[audit.Change]) -> None:
        """Rows were written below their classes, or found written so: they get their events like all others."""
        self.recorder.changes.extend(changes)


class Store:
    """One open office file. Sessions never leave the thread that asked for them; rows leave as plain dataclasses."""

    def __init__(self, path: Path, key: bytes, *, damaged: bool = False, alone: bool = False) -> None:
        """Stand before an existing, up-to-date file; it is opened by the first `read` or `write`.

        A `damaged` one is opened so that nothing can be written to it; `alone` leaves its -wal file unread.
        """
        self.path = path
        self._damaged = damaged
        self._held: Any = None
        self._engine = engine.of_damaged(path, key, alone=alone) if damaged else engine.of_book(path, key)
        self._writer = self._engine.execution_options(writes=True)
        self.actor = ""
        # Whoever opens the file says in which role it is worked on, and what that role is not allowed.
        self.role: str | None = None
        self.guard: Callable[[str, list[audit.Change]], None] = _unguarded

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the file and cannot change it."""
        info = {"role": self.role}
        with faults.sorting(), Session(self._engine, autoflush=False, expire_on_commit=False, info=info) as session:
            event.listen(session, "before_flush", _refuse_flush)
            try:
                yield session
            except Exception as failure:
                if not self._damaged or isinstance(failure, AppError | CancelledError):
                    raise
                # A row whose other half is lost is no fault of whoever looks for it. It may be one of ours all the
                # same, so the log says where; the failure's own words could hold what the book holds.
                where = "".join(traceback.format_tb(failure.__traceback__))
                log.info("a damaged book could not be read: %s\n%s", type(failure).__name__, where)
                raise diagnoses.unread() from None

    @contextmanager
    def write(self, operation: str, by: str | None = None) -> Iterator[WriteTransaction]:
        """One operation of the person's: everything inside is saved together with its audit events, or nothing is.

        `operation` is a stable word (`task.finish`) kept in the audit trail; `by` is who did it (default: the actor).
        Raises AppError `disk_full` before the disk is, and when the guard refuses the operation or what it changed.
        """
        self.guard(operation, [])
        free_space.refuse_full(self.path.parent)
        info = {"role": self.role, "actor": self.actor if by is None else by}
        with faults.sorting(), Session(self._writer, expire_on_commit=False, info=info) as session:
            recorder = audit.Recorder(session)
            event.listen(session, "do_orm_execute", _refuse_unseen)
            write = WriteTransaction(session, operation, info["actor"] or "", recorder)
            yield write
            session.flush()
            self.guard(operation, recorder.changes)
            search.update(session, recorder.changes)
            audit.append(session, recorder.changes, operation, write.operation_id, write.by)
            session.commit()
            write.changed = frozenset(change.table for change in recorder.changes)

    def connection(self) -> Any:  # noqa: ANN401 - the driver is untyped
        """A driver connection for the tools of `store` (backup, check); the caller gives it back by closing it."""
        return self._engine.raw_connection()

    def hold(self, connection: Any) -> None:  # noqa: ANN401
        """Keep a reader of the same file open as long as this store is."""
        self._held = connection

    def close(self) -> None:
        """Let go of the file; what was committed is in it."""
        self._engine.dispose()
        if self._held is not None:
            self._held.close()
            self._held = None


def _unguarded(_operation: str, _changes: list[audit.Change]) -> None:
    return


def _refuse_flush(*_args: object) -> None:
    raise RuntimeError("a read tried to write; use Store.write")


def _refuse_unseen(state: ORMExecuteState) -> None:
    # A statement without loaded rows would leave no audit event, and a text may be any statement.
    changes = state.is_update or state.is_delete or state.is_insert or isinstance(state.statement, TextClause)
    if changes and not state.execution_options.get("audited"):
        raise RuntimeError("a change that leaves no audit event")
