"""Everything that a report shows, as plain frozen values. It asks no database and knows no layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from models.work.result_parts import Correction, OccurrenceResult, UnitPart
from models.work.result_rules import Counts

ARCHIVE: Final = "VT"  # Văn thư keeps the original (NĐ 30/2020, Phụ lục I, mục II)


@dataclass(frozen=True)
class ReportUnit:
    """The office that reports, or the office above it. `code` is the official one and can be given to another later."""

    name: str  # as it is said in a sentence: "Phòng Nội vụ huyện Bắc Hà"
    code: str = ""
    level: str = "huyen"
    id: str = ""


@dataclass(frozen=True)
class ReportPeriod:
    """One reporting period; `first` and `last` are both inside it (day 15 to day 14 by default: NĐ 09/2019/NĐ-CP)."""

    id: str  # 2024-03, 2024-Q1, 2024-H1, 2024-9M, 2024
    first: date
    last: date
    closed: bool = False  # its figures are those of its closing


@dataclass(frozen=True)
class Letterhead:
    """Elements 1 to 4 of NĐ 30/2020. `number` and `issued_on` stay None until văn thư gives them: blanks are printed.

    `superior` is None for UBND, which shows no cơ quan chủ quản (NĐ 30/2020, Phụ lục I, ô 2).
    """

    issuer: str  # "Phòng Nội vụ"; printed in capitals
    place: str  # "Bắc Hà"
    symbol: str  # "BC-PNV"
    superior: str | None = None  # "UBND huyện Bắc Hà"
    number: int | None = None
    issued_on: date | None = None


@dataclass(frozen=True)
class Signer:
    """Who signs: the lines above the signature as printed (NĐ 30/2020, Phụ lục I, ô 7a) and the name.

    The lines are in capitals, the position last: `("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")`. The name
    has no titles of learning.
    """

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class ReportSection:
    """One heading and its paragraphs, which a person may have edited: plain text, never markup.

    `code` only finds the section again ("I", "II.1"); what is printed (I. / 1. / a)) follows from `level` and order.
    """

    code: str
    level: int  # 1 to 3
    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mended:
    """What was corrected of one unit's part after the period was closed: its own report stays as it was.

    `period` is that of the entry, `told_in` the one whose report tells it; `done`: the part was done after all.
    """

    unit: str
    period: str
    words: str  # "UBND xã Lùng Cải hoàn thành ngày 9/3/2024"
    told_in: str
    done: bool


@dataclass(frozen=True)
class ReportTask:
    """One task in the period, with each unit's part. Parts are judged by whoever gathers, never here.

    Only a task of class (`whose`) `ours` is counted. `lead` are the names in the document while nobody is assigned.
    """

    id: str
    text: str
    parts: tuple[UnitPart, ...] = ()
    occurrences: tuple[OccurrenceResult, ...] = ()  # of a recurring duty
    short: str = ""  # what the text of the report calls it
    whose: str = "ours"
    state: str = "new"
    number: int | None = None  # the number people see
    ref: str = ""  # place in the directive: "3.2"
    directive: str = ""  # "Thông báo số 55/TB-VPUBND ngày 14/3/2024"
    area: str | None = None
    product: str = ""
    lead: tuple[str, ...] = ()
    with_units: tuple[str, ...] = ()
    deadline_text: str = ""
    notes: tuple[str, ...] = ()  # told in the period
    measured: str = ""  # its indicator's figures in words
    reached: bool = False  # they reach the goal; data.json does not say so

    allowed: str = ""  # "đã gia hạn đến 12/5/2024, theo …: …"; among the notes of data.json
    mended: tuple[Mended, ...] = ()  # in words among the notes of data.json
    # Of a recurring duty, data.json says neither: the occurrences due in the period that an earlier report told as
    # done, and the periods of those that were waived.
    told_before: tuple[OccurrenceResult, ...] = ()
    waived: tuple[str, ...] = ()
    span: tuple[date, date] = (date.min, date.max)  # first and last day of the report's period

    @property
    def counted(self) -> tuple[UnitPart, ...]:
        """The parts that are this period's, as `TaskResult.counted`: the others only say how the whole stands."""
        return tuple(part for part in self.parts if not part.earlier)


@dataclass(frozen=True)
class YearSoFar:
    """The counts of the reporting year up to the period's end (lũy kế)."""

    first: date
    counts: Counts


@dataclass(frozen=True)
class PeriodBefore:
    """The counts of the period before of the same kind, for the trend.

    `waived` and `cancelled` are how many of its overdue parts nobody has to do any more, `extended` how many have a
    later day now; `let_off` are the waived occurrences, task and period. data.json says none of that.
    """

    id: str
    counts: Counts
    waived: int = 0
    cancelled: int = 0
    extended: int = 0
    let_off: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class ReportData:
    """One report, complete. Equal values give equal bytes (see `pdf.make_pdf`)."""

    kind: str  # thang, quy, 6thang, 9thang, nam
    unit: ReportUnit
    parent: ReportUnit | None
    period: ReportPeriod
    made_at: datetime  # aware
    program: str  # version of the program
    letterhead: Letterhead
    subject: str  # trích yếu
    signer: Signer
    sections: tuple[ReportSection, ...]
    tasks: tuple[ReportTask, ...] = ()
    adjustments: tuple[Correction, ...] = ()  # of closed periods, told here
    so_far: YearSoFar | None = None  # None where the period begins the year
    before: PeriodBefore | None = None
    recipients: tuple[str, ...] = ()  # Kính gửi
    bases: tuple[str, ...] = ()  # căn cứ
    opening: tuple[str, ...] = ()
    closing: str = ""
    copies: tuple[str, ...] = ()  # Nơi nhận, without "Như trên" and without "Lưu"
    archive: str = ARCHIVE  # after "Lưu:"
    sequence: int = 1  # the how-manieth making of this period's report
    previous_sha256: str | None = None  # of the data.json of the making before
    audit_head: str | None = None  # newest hash of the audit chain
    long: bool = False  # the text names few tasks, and the list of all is printed close; data.json does not say so
