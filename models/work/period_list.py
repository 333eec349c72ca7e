"""The periods of one kind to choose from, each with what has become of it: open, closed, reported, signed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.words import _
from models.work import issuers, periods
from models.work.periods import Period, PeriodRow
from models.work.report_kinds import REPORT_KINDS
from models.work.report_register import Report

_YEARS = 12  # more of them at once make a list that nobody finds anything in


@dataclass(frozen=True)
class MadeReport:
    """A report that the book keeps: whoever issued it, by key and by name, and whether its newest making is signed."""

    issuer: str
    issuer_name: str
    signed: bool


@dataclass(frozen=True)
class ListedPeriod:
    """A period, whether it has begun, and the reports made of it."""

    period: PeriodRow
    begun: bool
    reports: tuple[MadeReport, ...]

    def by(self, issuer: str) -> tuple[MadeReport, ...]:
        """The reports of one issuer; "" stands for all of them."""
        return tuple(one for one in self.reports if issuer in {"", one.issuer})


@dataclass(frozen=True)
class PeriodList:
    """Whole years of periods, oldest first; `present` is the key of the one that today falls in.

    `earlier` and `later` are the keys of the period shown in the year before the first and after the last.
    """

    rows: tuple[ListedPeriod, ...]
    present: str
    earlier: str
    later: str

    def of(self, key: str) -> ListedPeriod | None:
        """The entry of a period; None where it is not listed."""
        return next((one for one in self.rows if one.period.key == key), None)


def read(session: Session, shown: str) -> PeriodList:
    """The periods of the kind of `shown`: of all years that the book knows, of this one and of its own.

    Raises AppError `period_unknown`.
    """
    kind, today = periods.kind_of(shown), clock.today()
    kept = {one.key: periods.row_of(one) for one in session.scalars(select(Period).where(Period.kind == kind))}
    made = _made(session, kind)
    present = periods.containing(session, today, kind).key
    first, last = _years(shown, {*kept, *made, present})
    rows = [
        kept.get(key) or PeriodRow(None, key, kind, *periods.default_days(key), closed=False)
        for year in range(first, last + 1)
        for key in periods.keys_of_year(year, kind)
    ]
    listed = tuple(ListedPeriod(row, row.from_on <= today, tuple(made.get(row.key, ()))) for row in rows)
    return PeriodList(listed, present, f"{first - 1}{shown[4:]}", f"{last + 1}{shown[4:]}")


def state_words(one: ListedPeriod, issuer: str = "") -> str:
    """What has become of a period: `đã chốt, đã ký`; of reports those of `issuer`, or of whoever made one."""
    said = [_("đã chốt") if one.period.closed else _("chưa chốt") if one.begun else _("chưa bắt đầu")]
    mine = one.by(issuer)
    if mine:
        said.append(_("đã ký") if any(report.signed for report in mine) else _("có báo cáo"))
    elif one.reports:
        said.append(_("có báo cáo của cơ quan khác"))
    return ", ".join(said)


def _made(session: Session, kind: str) -> dict[str, list[MadeReport]]:
    """The reports of the kind's periods of which a file is kept, by period, the office's own first."""
    kinds = [one.code for one in REPORT_KINDS.values() if one.period == kind]
    kept = or_(Report.file_id.is_not(None), Report.signed_file_id.is_not(None))
    found = session.scalars(select(Report).where(Report.kind.in_(kinds), kept).order_by(Report.issuer)).all()
    names = {key: issuers.of(session, key).name for key in {one.issuer for one in found}}
    made: dict[str, list[MadeReport]] = defaultdict(list)
    for one in found:
        made[one.period_key].append(MadeReport(one.issuer, names[one.issuer], one.signed_file_id is not None))
    return made


def _years(shown: str, known: set[str]) -> tuple[int, int]:
    """The first and the last year to list, no more than `_YEARS`, with that of `shown` among them."""
    year = int(shown[:4])
    years = [int(key[:4]) for key in known] + [year]
    first = max(min(years), year - _YEARS // 2)
    return first, min(max(years), first + _YEARS - 1)
