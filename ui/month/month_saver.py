"""Saving the monthly grid cell by cell: what is typed and not yet kept, what was refused and why, undo and redo.

No cell is drawn here. What a person typed leaves this only when it is on the disk, or when the person drops it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from models.base.errors import AppError
from models.base.text import show_number
from models.base.undo_stack import UndoStack, Way
from models.base.words import _
from ui.base import messages
from ui.base.commit import Commit
from ui.base.jobs import Jobs
from ui.base.saved_changes import BARRIERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.month import GridRow
    from models.work.month_cells import LineOutcome
    from models.work.periods import PeriodRow

Cell = tuple["GridRow", str, str]  # the line, the column, what was typed


class CellAddress(NamedTuple):
    """One cell of one period, whatever is shown now."""

    period: str
    task_id: str
    unit_id: str
    column: str


class UnsavedCell:
    """What was typed into a cell and is not on the disk: on its way while `why` is empty, refused for `why` else."""

    __slots__ = ("row", "text", "waiting", "why")

    def __init__(self, row: GridRow, text: str, why: str = "", *, waiting: bool = False) -> None:
        self.row = row
        self.text = text
        self.why = why
        self.waiting = waiting


class GridOperation(NamedTuple):
    """A step of the page that can be taken back: its period, the cells it touched, and its word for more than cells."""

    id: str
    period: str
    places: tuple[CellAddress, ...] = ()
    word: str = "progress.put"


class MonthSaver(QObject):
    """All methods on the GUI thread. `speaking` says, while a commit of its own is told around, which kind it was."""

    kept = Signal(str, object)  # the period, list[LineOutcome]: lines as they are now
    changed = Signal(object)  # set[Place]: cells whose draft or mark changed
    history_changed = Signal()
    taken_back = Signal(object)  # GridOperation: what an undo or redo took back or did again
    went = Signal(str, object)  # `undo` or `redo`, when that is on the disk, and the GridOperation
    dated = Signal(object, object)  # the cell of a day put in because a line was called done without one, and the day

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.drafts: dict[CellAddress, UnsavedCell] = {}
        self.saved: set[CellAddress] = set()
        self.speaking = ""
        self._stack: UndoStack[GridOperation] = UndoStack()
        self._under_way = 0
        self._after: list[Callable[[], object]] = []
        jobs.committed.connect(self._heard)

    # Putting

    def put(self, period: PeriodRow, cells: Sequence[Cell], *, retried: bool = False) -> None:
        """Save what was typed into these cells, as one operation; what cannot be read stays, marked and explained.

        Who enters a questioned text again has answered; who has everything `retried` at once has not.
        """
        from models.work import month_cells

        lines: dict[tuple[str, str], dict[str, object]] = {}
        sent: dict[CellAddress, UnsavedCell] = {}
        touched: set[CellAddress] = set()
        for row, column, text in cells:
            place = CellAddress(period.key, row.task_id, row.unit_id, column)
            touched.add(place)
            before = self.drafts.get(place)
            sure = not retried and before is not None and before.text == text
            try:
                value = month_cells.read(row, column, text, period, sure=sure)
            except ValueError as wrong:
                self.drafts[place] = UnsavedCell(row, text, str(wrong))
                self._stack.forget_undone()
                continue
            self.drafts.pop(place, None)
            if value == getattr(row, column) and not (before is not None and before.waiting):
                continue
            self.drafts[place] = sent[place] = UnsavedCell(row, text, waiting=True)
            lines.setdefault((row.task_id, row.unit_id), {})[column] = value
        self.saved -= touched
        self.changed.emit(touched)
        self.history_changed.emit()
        if sent:
            self._send(period.key, [(*line, values) for line, values in lines.items()], sent)

    def hold(self, period: PeriodRow, row: GridRow, column: str, text: str, why: str) -> None:
        """Keep what was typed without saving it (Esc): it waits in its cell."""
        place = CellAddress(period.key, row.task_id, row.unit_id, column)
        self.drafts[place] = UnsavedCell(row, text, why)
        self._stack.forget_undone()
        self.changed.emit({place})
        self.history_changed.emit()

    def drop(self, places: Iterable[CellAddress]) -> None:
        """Throw away what was typed there; the cells show again what is kept."""
        gone = {place for place in places if place in self.drafts and not self.drafts[place].waiting}
        for place in gone:
            del self.drafts[place]
        self.changed.emit(gone)

    def wrong(self) -> list[tuple[CellAddress, UnsavedCell]]:
        """What is typed and not kept, in the order in which it was typed."""
        return [(place, draft) for place, draft in self.drafts.items() if not draft.waiting]

    # Taking back

    def can_undo(self) -> bool:
        """Whether there is an operation of this grid to take back."""
        return self._stack.can("undo") or bool(self._under_way)

    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return self._stack.can("redo")

    def did(self, commit: Commit, period_key: str, places: Iterable[CellAddress] = ()) -> None:
        """A dialog of the page has changed this period: a step like those of the grid, and now the newest."""
        if commit.operation_id is not None:
            self._stack.did(GridOperation(commit.operation_id, period_key, tuple(places), commit.operation))
            self.history_changed.emit()

    def undo(self) -> None:
        """Take back the last operation, once all that was typed before is on the disk."""
        self._take("undo")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._take("redo")

    # Inside

    def _send(
        self, period_key: str, lines: list[tuple[str, str, dict[str, object]]], sent: dict[CellAddress, UnsavedCell]
    ) -> None:
        commits: list[Commit] = []

        def change(session: Session) -> list[LineOutcome]:
            from models.work import month_cells

            return month_cells.put(session, period_key, lines)

        def kept(commit: Commit) -> None:
            commits.append(commit)
            self.speaking = "put"

        def ok(outcomes: list[LineOutcome]) -> None:
            self.speaking = ""
            self._arrived(period_key, outcomes, sent)
            if commits and commits[0].operation_id is not None:
                self._stack.did(GridOperation(commits[0].operation_id, period_key, tuple(sent)))

        self._under_way += 1
        self.history_changed.emit()
        self._jobs.write("progress.put", change, self, ok, partial(self._refused, sent), ended=self._ended, kept=kept)

    def _arrived(self, period_key: str, outcomes: list[LineOutcome], sent: dict[CellAddress, UnsavedCell]) -> None:
        refused = {(o.task_id, o.unit_id): o.refusal for o in outcomes if o.refusal is not None}
        for place, draft in sent.items():
            if self.drafts.get(place) is not draft:
                continue  # typed over meanwhile
            refusal = refused.get((place.task_id, place.unit_id))
            if refusal is not None:
                draft.waiting, draft.why = False, str(refusal)
            else:
                del self.drafts[place]
                self.saved.add(place)
        self._tell_proposed(period_key, outcomes, sent)
        self.kept.emit(period_key, [outcome for outcome in outcomes if outcome.refusal is None])
        self.changed.emit(set(sent))

    def _tell_proposed(
        self, period_key: str, outcomes: Sequence[LineOutcome], sent: dict[CellAddress, UnsavedCell]
    ) -> None:
        """Mark the cells that were filled in along with what was typed, and ask about a day that nobody named."""
        rows = {(place.task_id, place.unit_id): draft.row for place, draft in sent.items()}
        for outcome in outcomes:
            row = rows.get((outcome.task_id, outcome.unit_id))
            new = [name for name, value in outcome.kept.items() if row is not None and value != getattr(row, name)]
            along = [CellAddress(period_key, outcome.task_id, outcome.unit_id, name) for name in new]
            self.saved.update(along)
            for place in along:
                if len(outcomes) == 1 and place.column == "done_on" and place not in sent and outcome.kept["done_on"]:
                    self.dated.emit(place, outcome.kept["done_on"])

    def _refused(self, sent: dict[CellAddress, UnsavedCell], failure: AppError) -> None:
        for draft in sent.values():
            draft.waiting, draft.why = False, str(failure)
        self.changed.emit(set(sent))
        messages.error(self, failure)

    def _take(self, way: Way) -> None:
        if self._under_way:
            self._after.append(partial(self._take, way))
            return
        operation = self._stack.take(way)
        if operation is not None:
            self._take_back(operation, way)

    def _take_back(self, operation: GridOperation, way: Way) -> None:
        def kept(commit: Commit) -> None:
            self.speaking = "undo"
            if commit.operation_id is not None:
                self._stack.took(way, operation._replace(id=commit.operation_id))

        def ok(_none: None) -> None:
            self.speaking = ""
            self.saved -= set(operation.places)
            self.taken_back.emit(operation)
            self.went.emit(way, operation)

        self._under_way += 1
        self._jobs.undo(operation.id, self, "", self._ended, ok=ok, kept=kept)

    def _ended(self) -> None:
        self._under_way -= 1
        self.history_changed.emit()
        if not self._under_way and self._after:
            self._after.pop(0)()

    def _heard(self, commit: Commit) -> None:
        if commit.operation in BARRIERS:
            self._stack.clear()
            self.history_changed.emit()
        # The menu or a banner took something back: where it was our newest, the grid's own keys go on from there.
        back = commit.operation_id
        if commit.operation == "undo" and not self.speaking and back is not None:
            gone: list[GridOperation] = []

            def lead_back(step: GridOperation) -> GridOperation:
                gone.append(step)
                return step._replace(id=back)

            self._stack.went(lambda step: step.id == commit.of, lead_back)
            self.history_changed.emit()
            for step in gone:
                self.taken_back.emit(step)


def step_words(step: GridOperation) -> str:
    """What a step did and in which period: `sửa 2 ô, Tháng 12/2026`."""
    from models.work import periods

    words = {
        "period.adjust": _("điều chỉnh sau khi chốt, {period}"),
        "period.days": _("sửa ngày của kỳ, {period}"),
    }.get(step.word, _("sửa {n} ô, {period}"))
    return words.format(n=show_number(len(step.places)), period=periods.name(step.period))
