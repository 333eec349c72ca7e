"""From proposals to tasks: what is doubtful is asked about first, what is not becomes a task at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.work.review_doubts import doubts

if TYPE_CHECKING:
    from models.work.directive_view import OpenDirective
    from models.work.review import ReviewItem

Accepted = Callable[[Sequence[str], Mapping[str, Sequence[str]], date | None], object]


def ask_and_accept(
    view: QWidget,
    opened: OpenDirective,
    items: Sequence[ReviewItem],
    is_known: Callable[[str], bool],
    accepted: Accepted,
    look: Callable[[str], object],
) -> None:
    """Call `accepted` with the keys, the units instead of names, and the day on which the tasks were given, if told.

    `look` is called with the key of a proposal that the person wants to see before answering.
    """
    doubtful = doubts(items, is_known, given_on=opened.head.issued_on or opened.given_on)
    doubtful = doubtful.of_one() if len(items) == 1 else doubtful
    if not doubtful:
        accepted([item.key for item in items], {}, opened.given_on)
        return
    from ui.directives.accept_question import AcceptQuestion
    from ui.directives.given_day import KnownDays

    days = KnownDays(opened.received_on, opened.meeting_on, opened.head.issued_on or opened.given_on)

    def accept(keys: Sequence[str], instead: Mapping[str, Sequence[str]], day: date | None) -> None:
        accepted(keys, instead, opened.given_on if day in {None, opened.head.issued_on} else day)

    AcceptQuestion(view, items, doubtful, opened.units, accept, look, days).open()
