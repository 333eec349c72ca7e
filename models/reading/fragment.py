"""A proposal from a stretch of the document that a person chose: read by the same rules as the whole, nothing else."""

from __future__ import annotations

from datetime import date

from models.reading.passage import passage
from models.reading.proposal import ProposedTask, Source
from models.reading.proposing import deadline_of, product_in
from models.reading.words.areas import area_of_words
from models.reading.words.deadlines import Calendar
from models.reading.words.roles import roles_in


def read_fragment(text: str, start: int, end: int, issued_on: date | None = None) -> ProposedTask | None:
    """What `text[start:end]` says as one duty; None when it has no words. `ref` is left empty: nobody numbered it."""
    body = passage(text, start, end)
    if not body:
        return None
    roles = roles_in(body)
    deadline = deadline_of(body, Calendar(issued_on.year if issued_on else None, issued_on))
    return ProposedTask(
        ref="",
        text=body.words,
        area=area_of_words(body.plain),
        lead=roles.lead,
        with_units=roles.with_units,
        deadline_text=deadline.words,
        due_on=deadline.due_on,
        recurrence=deadline.recurrence,
        due_day=deadline.due_day,
        source=Source(body.source.start, body.source.end),
        product=product_in(body),
        flags=deadline.flags,
    )


def place_in_words(text: str, start: int, end: int, at: int) -> tuple[str, int]:
    """The words of `text[start:end]` as a proposal writes them, and where in them the offset `at` of `text` falls."""
    body = passage(text, start, end)
    place = sum(1 for offset in body.at if offset < at)
    return body.words, place
