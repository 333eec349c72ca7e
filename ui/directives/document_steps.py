"""Ctrl+Z and Ctrl+Y in an open document: its own steps, those here and those saved to the book, and no other's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.base.undo_stack import Way
from models.base.words import _
from ui.base.commit import Commit
from ui.base.jobs import Jobs
from ui.directives.review_view import ReviewView


class DocumentSteps(QObject):
    """Belongs to the page, on whose banner it says what was taken back; `flush` saves what is being typed there."""

    def __init__(self, page: QWidget, jobs: Jobs, view: ReviewView, flush: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._jobs, self._view, self._flush = page, jobs, view, flush
        view.step_wanted.connect(self._take_saved)
        jobs.committed.connect(self._heard)

    def take(self, way: Way) -> None:
        """Go one step; where there is none left, say so."""
        if way == "undo":
            self._view.undo()
        else:
            self._view.redo()

    def names(self, label: str) -> tuple[str, str]:
        """What would be taken back and what done again in the document that is called so; "" for nothing."""
        return self._name("undo", label), self._name("redo", label)

    def saved(self) -> Callable[[Commit], None]:
        """What notes a commit as a step of the document that is open now."""
        review = self._view.review
        return lambda commit: review.saved(commit.operation_id or "") if commit.tables else None

    def _name(self, way: Way, label: str) -> str:
        review = self._view.review
        there = review.can_undo() if way == "undo" else review.can_redo()
        if operation := review.saved_step(way):
            return self._jobs.name_of(operation)
        return _("thay đổi khi rà soát {label}").format(label=label) if there else ""

    def _take_saved(self, operation: str) -> None:
        self._flush()
        self._jobs.undo(operation, self._page)

    def _heard(self, commit: Commit) -> None:
        if commit.operation == "undo":
            self._view.reviews.went(commit.of, commit.operation_id or "")
