"""The office's file while it is open: `with store.write(...)` is the only thing in the program that commits."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import TextClause, event
from sqlalchemy.orm import ORMExecuteState, Session

from models.base import ids
from models.base.errors import AppError, CancelledError
from models.store import audit, diagnoses, faults, search
from models.store.local import free_space
from models.store.sqlite import engine, raw
from models.store.sqlite.gate import UNRECORDED, Permit, Refused

log = logging.getLogger(__name__)

PUT_BACK = "book.put_back"  # the one operation that writes below the classes


@dataclass
class WriteTransaction:
    """One transaction in the making. After the block `changed` names the tables touched."""

    session: Session
    operation: str
    by: str
    recorder: audit.Recorder
    permit: Permit
    guard: Callable[[str, list[audit.Change]], None]
    index_anew: bool = False  # the index of words is made anew at the end
    operation_id: str = field(default_factory=ids.new_id)
    changed: frozenset[str] = frozenset()

    def note(self, changes: Iterable[audit.Change]) -> None:
        """Rows were found written below their classes: they get their events like all others."""
        self.recorder.changes.extend(changes)

    def note_below(self, table: str, changes: Mapping[Any, audit.Change]) -> None:
        """These rows of a table, by their ids, are about to be written below their classes.

        Only to put rows back to what the journal says. Raises AppError `not_allowed`.
        """
        self.guard(PUT_BACK, [])
        self.note(changes.values())
        self.permit.below.update((table, row_id) for row_id in changes)


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
        self.actor = ""
        # Whoever opens the file says in which role it is worked on, and what that role is not allowed; until then
        # nothing is written.
        self.role: str | None = None
        self.guard: Callable[[str, list[audit.Change]], None] = _unsaid
        # Before an operation is kept, what is derived from the rows that it changed is brought up to them.
        self.settle: Callable[[Session, list[audit.Change]], None] = _nothing_follows
        # Asked when a read or a write failed: the refusal where rows were changed outside, None for a fault of ours.
        self.explain: Callable[[], AppError | None] = _nothing

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the file and cannot change it."""
        info = {"role": self.role}
        with (
            faults.sorting(),
            _Reading(self._engine, autoflush=False, expire_on_commit=False, info=info) as session,
            self._explaining(),
        ):
            yield session

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """A row that is lost, or holds what the program never writes, is no fault of whoever looks for it."""
        try:
            yield
        except (AppError, CancelledError, Refused):
            raise
        except Exception as failure:
            if faults.sorted_fault(failure) is not None:
                raise
            explain, self.explain = self.explain, _nothing  # it reads, too
            try:
                refusal = diagnoses.unread() if self._damaged else explain()
            finally:
                self.explain = explain
            if refusal is None:
                raise
            # It may be a fault of ours all the same, so the log says where; the failure's own words could hold what
            # the book holds.
            where = "".join(traceback.format_tb(failure.__traceback__))
            log.info("a book could not be read: %s\n%s", type(failure).__name__, where)
            raise refusal from None

    @contextmanager
    def write(self, operation: str, by: str | None = None) -> Iterator[WriteTransaction]:
        """One operation of the person's: everything inside is saved together with its audit events, or nothing is.

        `operation` is a stable word (`task.finish`) kept in the audit trail; `by` is who did it (default: the actor).
        Raises AppError `disk_full` before the disk is, and when the guard refuses the operation or what it changed.
        """
        guard = self.guard
        guard(operation, [])
        free_space.refuse_full(self.path.parent)
        permit = Permit()
        writer = self._engine.execution_options(writes=permit)
        info = {"role": self.role, "actor": self.actor if by is None else by}
        explaining = self._explaining() if operation != PUT_BACK else nullcontext()
        with (
            explaining,
            _refusals(permit),
            faults.sorting(),
            _Writing(writer, expire_on_commit=False, info=info) as session,
        ):
            recorder = audit.Recorder(session, permit)
            write = WriteTransaction(session, operation, info["actor"] or "", recorder, permit, guard)
            yield write
            session.flush()
            told = len(recorder.changes)
            # What was written below the classes is put back with all that is kept of it.
            self.settle(session, [change for change in recorder.changes if change.row is not None])
            session.flush()
            guard(operation, recorder.changes)
            session.connection()  # an operation that asked nothing of the file has its transaction all the same
            permit.end()
            if write.index_anew:
                with raw.under(session) as db:
                    search.rebuild(db)
            else:
                search.update(session, recorder.changes)
            audit.append(session, recorder.changes, operation, write.operation_id, write.by, told)
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


def by_the_program(_operation: str, _changes: list[audit.Change]) -> None:
    """The guard of a book that is being made: there is nobody yet whose right it could be."""


def _nothing_follows(_session: Session, _changes: list[audit.Change]) -> None:
    pass


def _nothing() -> None:
    """Nobody can tell."""


def _unsaid(_operation: str, _changes: list[audit.Change]) -> None:
    raise Refused("nobody said in whose name this book is written")


@contextmanager
def _refusals(permit: Permit) -> Iterator[None]:
    """The driver only says `not authorized`; this says that it was the gate, also where somebody caught that."""
    try:
        yield
    except (AppError, CancelledError):
        raise
    except Exception:
        permit.hold()
        raise


# Once for all sessions of a kind: one is made at every keystroke of a search.
class _Reading(Session):
    pass


class _Writing(Session):
    pass


@event.listens_for(_Reading, "before_flush")
def _refuse_flush(*_args: object) -> None:
    raise RuntimeError("a read tried to write; use Store.write")


@event.listens_for(_Writing, "do_orm_execute")
def _refuse_unseen(state: ORMExecuteState) -> None:
    # The gate would refuse them too; here the fault is told by where it was made. A text may be any statement.
    if state.is_update or state.is_delete or state.is_insert or isinstance(state.statement, TextClause):
        raise Refused(UNRECORDED)
