"""The shape of data.json, format so-cchc/1, as types. It never changes again: a new shape is a new format beside it.

The same shape is published for other programs in `resources/schema/so-cchc-1.schema.json`; a test holds them together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
PeriodId = Annotated[str, Meta(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?$")]
Number = Annotated[int, Meta(ge=0)]
Positive = Annotated[int, Meta(ge=1)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Area = Literal["direction", "institution", "procedure", "apparatus", "civil_service", "finance", "digital"]


class Strict(Struct, forbid_unknown_fields=True, frozen=True):
    """Everything is required and nothing else is allowed, so nothing is ignored."""


class Unit(Strict, frozen=True):
    """An office: who reports, or who stands above it."""

    id: str
    code: str
    name: str
    level: Literal["xa", "huyen", "tinh"]


class Period(Strict, frozen=True):
    """The stretch of days that is reported on, both ends in it."""

    id: PeriodId
    first: Day = field(name="from")
    last: Day = field(name="to")


class Document(Strict, frozen=True):
    """What is printed around the words: head, recipients, foot. Null is what văn thư has not given yet."""

    issuer: str
    parent_issuer: str | None
    number: Positive | None
    symbol: str
    place: str
    issued_on: Day | None
    subject: str
    recipients: list[str]
    bases: list[str]
    opening: list[str]
    closing: str
    copies: list[str]
    archive: str
    signer: str
    signer_title: list[str]


class Section(Strict, frozen=True):
    """One heading and its paragraphs."""

    code: str
    level: Annotated[int, Meta(ge=1, le=3)]
    heading: str
    paragraphs: list[str]


class Counts(Strict, frozen=True):
    """How many tasks, by how they stood on the period's last day."""

    total: Number
    no_deadline: Number
    in_time: Number
    due_soon: Number
    overdue: Number
    done_on_time: Number
    done_late: Number


class AreaCounts(Counts, frozen=True):
    """The counts of one area; null for tasks of none."""

    area: Area | None


class UnitCounts(Counts, frozen=True):
    """The counts of one unit as lead; null for tasks that nobody leads."""

    unit: str | None


class AllCounts(Strict, frozen=True):
    """The same tasks counted together, by area and by unit."""

    all: Counts
    by_area: list[AreaCounts]
    by_unit: list[UnitCounts]


class Task(Strict, frozen=True):
    """One task as it stood on the period's last day."""

    id: str
    number: Number | None
    ref: str
    directive: str
    text: str
    area: Area | None
    state: Literal["new", "doing", "submitted", "accepted", "returned", "paused", "cancelled"]
    timeliness: Literal["no_deadline", "in_time", "due_soon", "overdue", "done_on_time", "done_late"]
    deadline_text: str
    due_on: Day | None
    done_on: Day | None
    percent: Percent | None
    lead: list[str]
    with_units: list[str] = field(name="with")
    note: str


class SignaturePlace(Strict, frozen=True):
    """Where a signature is to be shown: the page from 0, the box in points from the lower left."""

    role: Literal["lanh-dao", "co-quan"]
    page: Number
    box: Annotated[list[int], Meta(min_length=4, max_length=4)]


class DataFile(Strict, frozen=True):
    """All of data.json."""

    format: Literal["so-cchc/1"]
    program: str
    kind: Literal["thang", "quy", "6thang", "9thang", "nam"]
    unit: Unit
    parent: Unit | None
    period: Period
    sequence: Positive
    previous_sha256: Hash | None
    made_at: Moment
    document: Document
    sections: list[Section]
    counts: AllCounts
    tasks: list[Task]
    audit_head: Hash | None
    signature_places: list[SignaturePlace]
