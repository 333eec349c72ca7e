"""The shape of data.json of a report that judges each unit's part, format so-cchc/3, as types. It never changes again.

Format 2 is that of packages between offices. The same shape is published for other programs in
`resources/schema/so-cchc-3.schema.json`; a test holds them together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from models.reports.format1 import (
    Area,
    Day,
    Document,
    Hash,
    Moment,
    Number,
    Percent,
    Period,
    PeriodId,
    Positive,
    Section,
    SignaturePlace,
    Strict,
    Unit,
)

Rate = Annotated[str, Meta(pattern=r"^[0-9]{1,3}\.[0-9]{2}$")]
Result = Literal["done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline"]


class Results(Strict, frozen=True):
    """How many parts have each result; `due` is what had to be done, the rate what of it was done in time, in %."""

    total: Number
    due: Number
    done_on_time: Number
    done_late: Number
    open_in_time: Number
    open_overdue: Number
    no_deadline: Number
    on_time_rate: Rate | None


class Counts(Results, frozen=True):
    """Also how many of the parts without a deadline are done, and of how many nothing is told."""

    no_deadline_done: Number
    no_deadline_silent: Number


class AreaCounts(Counts, frozen=True):
    """The counts of one area; null for tasks of none."""

    area: Area | None


class UnitCounts(Counts, frozen=True):
    """The counts of one unit's own parts; null for what was given to nobody."""

    unit: str | None


class YearCounts(Results, frozen=True):
    """The counts of the reporting year from its first day to the period's last."""

    first: Day = field(name="from")


class BeforeCounts(Results, frozen=True):
    """The counts of the period before, of the same kind."""

    period: PeriodId


class AllCounts(Strict, frozen=True):
    """The same parts counted together, by area and by unit; of tasks of class ours alone."""

    all: Counts
    by_area: list[AreaCounts]
    by_unit: list[UnitCounts]
    year_to_date: YearCounts | None
    before: BeforeCounts | None


class Part(Strict, frozen=True):
    """One unit's part: null for nobody's; `period` is that of the occurrence of a recurring duty.

    `earlier`: it was done and counted in an earlier period, and no count of this one is about it.
    """

    unit: str | None
    period: PeriodId | None
    result: Result
    percent: Percent
    due_on: Day | None
    extended_to: Day | None
    done_on: Day | None
    days_late: Number
    reason: str
    promised_on: Day | None
    earlier: bool


class Occurrence(Strict, frozen=True):
    """One occurrence of a recurring duty, done when every unit has done it."""

    period: PeriodId
    due_on: Day
    result: Result
    days_late: Number


class Task(Strict, frozen=True):
    """One task in the period."""

    id: str
    number: Number | None
    ref: str
    directive: str
    text: str
    short: str
    area: Area | None
    whose: Literal["ours", "followed", "orientation"] = field(name="class")
    state: Literal["new", "doing", "submitted", "accepted", "returned", "paused", "cancelled"]
    product: str
    deadline_text: str
    lead: list[str]
    with_units: list[str] = field(name="with")
    notes: list[str]
    measured: str
    units: list[Part]
    occurrences: list[Occurrence]


class Adjustment(Strict, frozen=True):
    """One figure of a closed period that was corrected since."""

    task: str
    unit: str
    period: PeriodId
    field_name: str = field(name="field")
    before: str
    after: str
    reason: str
    by: str


class DataFile(Strict, frozen=True):
    """All of data.json."""

    format: Literal["so-cchc/3"]
    program: str
    kind: Literal["thang", "quy", "6thang", "9thang", "nam"]
    unit: Unit
    parent: Unit | None
    period: Period
    closed: bool  # the figures are those of the period's closing
    sequence: Positive
    previous_sha256: Hash | None
    made_at: Moment
    document: Document
    sections: list[Section]
    counts: AllCounts
    tasks: list[Task]
    adjustments: list[Adjustment]
    audit_head: Hash | None
    signature_places: list[SignaturePlace]
