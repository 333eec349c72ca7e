"""The parts of a report as they are printed: a person's words before those made from the figures, and nothing empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.reports.data import ReportSection
from models.reports.wording import NOTHING
from models.work.report_kinds import OutlinePart


def printed(
    outline: Sequence[OutlinePart], written: Sequence[ReportSection], edited: Mapping[str, tuple[str, ...]]
) -> tuple[ReportSection, ...]:
    """What is printed of the parts as they were `written` from the figures and `edited` by a person.

    An optional part without words is left out. That there were no tasks is not said above a part that says something.
    """
    optional = {part.code for part in outline if part.optional}
    parts = [replace(part, paragraphs=edited.get(part.code, part.paragraphs)) for part in written]
    kept = [part for part in parts if part.paragraphs or part.code not in optional]
    told = {part.code.rpartition(".")[0] for part in kept if part.code in optional}
    return tuple(
        replace(part, paragraphs=()) if part.code in told and part.paragraphs == (NOTHING,) else part for part in kept
    )


def to_fill(outline: Sequence[OutlinePart], shown: Sequence[ReportSection]) -> tuple[ReportSection, ...]:
    """The parts that are printed, and between them those that are left out while nobody has filled them in."""
    there = {part.code: part for part in shown}
    return tuple(there.get(part.code, ReportSection(part.code, part.level, part.heading)) for part in outline)
