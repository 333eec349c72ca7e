"""What was chosen for the goals of a document, into the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base.words import _
from ui.base.commit import Commit
from ui.base.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.directive_view import OpenDirective


def save(
    page: QWidget,
    jobs: Jobs,
    opened: OpenDirective,
    chosen: Mapping[str, str | None],
    kept: Callable[[Commit], object],
) -> None:
    """Save it in one operation; `kept` hears of the commit."""

    def change(session: Session) -> None:
        from models.work import directive_goals

        directive_goals.decide(session, opened.id, chosen)

    name = _("chọn mục tiêu của {label}").format(label=opened.label)
    said = _("Đã lưu lựa chọn mục tiêu của {label}.").format(label=opened.label)
    jobs.write("directive.goals", change, page, said=said, named=name, kept=kept)
