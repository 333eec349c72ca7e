"""Reporting periods: the month that runs from day 15 to day 14, and the quarter, half, nine months and year over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Index, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_date
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import rights

_FORMS = {
    "month": re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"([0-9]{4})-Q([1-4])"),
    "half": re.compile(r"([0-9]{4})-H([12])"),
    "nine_months": re.compile(r"([0-9]{4})-(9)M"),
    "year": re.compile(r"([0-9]{4})()"),
}


class Period(Table):
    """A period whose days somebody changed, or that something hangs on. The rest follow from their name."""

    __tablename__ = "periods"
    __declared__ = Declaration(
        title=_("Kỳ báo cáo"),
        rank=9,
        write="period.days",
        words={
            "from_on": _("Từ ngày"),
            "to_on": _("Đến ngày"),
            "closed_at": _("Chốt lúc"),
            "closed_by": _("Người chốt"),
            "reopen_reason": _("Lý do mở lại"),
        },
        untold=frozenset({"key", "kind"}),
        writes=dict.fromkeys(("closed_at", "closed_by", "reopen_reason"), "period.close"),
        made_along=True,
        subject=("key",),
        name=lambda row: name(row["key"]),
        at_start=True,
        pages=frozenset({"overview", "tasks", "month", "reports", "units"}),
    )
    __table_args__ = (Index(None, "to_on"),)

    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    reopen_reason: Mapped[str | None]


# Made once: they are part of every cell's saving.
_BY_KEY = select(Period).where(Period.key == bindparam("key"))
_HOLDING = (
    select(Period)
    .where(Period.kind == bindparam("kind"), Period.from_on <= bindparam("day"), Period.to_on >= bindparam("day"))
    .order_by(Period.from_on.desc())
)


@dataclass(frozen=True)
class PeriodRow:
    """A period as lists show it. `id` is None while nothing is stored about it; `to_on` is the last day inside."""

    id: str | None
    key: str
    kind: str
    from_on: date
    to_on: date
    closed: bool

    @property
    def name(self) -> str:
        """`Tháng 3/2024`."""
        return name(self.key)


def kind_of(key: str) -> str:
    """month, quarter, half, nine_months or year. Raises AppError `period_unknown` for anything else."""
    for kind, form in _FORMS.items():
        found = form.fullmatch(key)
        if found and 1900 < int(found[1]) < 2200:
            return kind
    raise AppError(
        "period_unknown",
        _("Kỳ báo cáo “{key}” không hợp lệ.").format(key=key),
        _("Kỳ được viết như 2024-03 (tháng), 2024-Q1 (quý), 2024-H1 (6 tháng), 2024-9M (9 tháng) hoặc 2024 (năm)."),
        _("Hãy viết lại kỳ theo một trong các dạng đó."),
    )


def default_days(key: str) -> tuple[date, date]:
    """First and last day by the cut-off rule of NĐ 09/2019/NĐ-CP: from day 15 of the month before, to day 14.

    Raises AppError `period_unknown`.
    """
    kind = kind_of(key)
    year, part = _FORMS[kind].fullmatch(key).groups()  # type: ignore[union-attr]
    number = int(part or 1)
    months = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}[kind]
    last = 9 if kind == "nine_months" else number * months
    first = last - months + 1
    before = date(int(year), first, 1) - timedelta(days=1)
    return before.replace(day=15), date(int(year), last, 14)


def year_of_reporting(day: date) -> tuple[date, date]:
    """First and last day of the reporting year that holds `day`, by the cut-off rule."""
    return default_days(default_key(day, "year"))


def name(key: str) -> str:
    """The period in the office's words: `Tháng 3/2024`, `Quý I/2024`, `6 tháng đầu năm 2024`, `Năm 2024`."""
    kind = kind_of(key)
    year, part = _FORMS[kind].fullmatch(key).groups()  # type: ignore[union-attr]
    if kind == "month":
        return _("Tháng {month}/{year}").format(month=int(part), year=year)
    if kind == "quarter":
        return _("Quý {quarter}/{year}").format(quarter=("I", "II", "III", "IV")[int(part) - 1], year=year)
    if kind == "half":
        words = _("6 tháng đầu năm {year}") if part == "1" else _("6 tháng cuối năm {year}")
        return words.format(year=year)
    return (_("9 tháng năm {year}") if kind == "nine_months" else _("Năm {year}")).format(year=year)


def get(session: Session, key: str) -> PeriodRow:
    """The period, stored or not. Raises AppError `period_unknown`."""
    kind = kind_of(key)
    found = kept(session, key)
    if found is not None:
        return row_of(found)
    first, last = default_days(key)
    return PeriodRow(None, key, kind, first, last, closed=False)


def kept(session: Session, key: str) -> Period | None:
    """The period's own row, None where nothing is stored about it."""
    return session.scalars(_BY_KEY, {"key": key}).first()


def stored(session: Session, key: str) -> Period:
    """The period's own row, made now if there was none. Raises AppError `period_unknown`."""
    found = kept(session, key)
    if found is None:
        first, last = default_days(key)
        found = Period(key=key, kind=kind_of(key), from_on=first, to_on=last)
        session.add(found)
        session.flush()
    return found


def following(session: Session, period: PeriodRow) -> PeriodRow:
    """The period that plans are made for in the report of this one: the next of its kind.

    No nine months follow the nine months: the last quarter of their year does.
    """
    kind = "quarter" if period.kind == "nine_months" else period.kind
    return containing(session, period.to_on + timedelta(days=1), kind)


def containing(session: Session, day: date, kind: str = "month") -> PeriodRow:
    """The period of `kind` that `day` falls in; edited days are respected."""
    found = session.scalars(_HOLDING, {"kind": kind, "day": day}).first()
    if found is not None:
        return row_of(found)
    return get(session, default_key(day, kind))


def default_key(day: date, kind: str = "month") -> str:
    """The key of the period of `kind` that holds `day` by the cut-off rule.

    No nine months hold the last quarter of a year: for its days the key is that of the nine months before.
    """
    shifted = day + timedelta(days=17) if day.day >= 15 else day
    month, year = shifted.month, shifted.year
    return {
        "month": f"{year}-{month:02d}",
        "quarter": f"{year}-Q{(month + 2) // 3}",
        "half": f"{year}-H{1 if month <= 6 else 2}",
        "nine_months": f"{year}-9M",
        "year": f"{year}",
    }[kind]


def neighbour(key: str, step: int) -> str:
    """The key of the period of the same kind that lies `step` periods later. Raises AppError `period_unknown`."""
    kind = kind_of(key)
    year, part = _FORMS[kind].fullmatch(key).groups()  # type: ignore[union-attr]
    each = {"month": 12, "quarter": 4, "half": 2}.get(kind, 1)
    place = int(year) * each + (int(part) - 1 if each > 1 else 0) + step
    year, number = str(place // each), place % each + 1
    endings = {"month": f"-{number:02d}", "quarter": f"-Q{number}", "half": f"-H{number}", "nine_months": "-9M"}
    return year + endings.get(kind, "")


def counterpart(key: str, kind: str, present: str) -> str:
    """The period of `kind` that belongs to another: the longer one that holds it, or one that lies inside it.

    Inside it is that of the month `present`, else the last one. The nine months stand for the quarter after them too.
    By the names and not by the days, which an office may have moved. Raises AppError `period_unknown`.
    """
    first, last = _months(key)
    year, month = key[:4], last
    if present[:4] == year and first <= int(present[5:]) <= last:
        month = int(present[5:])
    return default_key(date(int(year), month, 1), kind)


def _months(key: str) -> tuple[int, int]:
    """The first and the last month of a period's year that it is made of."""
    first, last = default_days(key)
    return (first + timedelta(days=17)).month, last.month


def change_days(session: Session, key: str, from_on: date, to_on: date) -> None:
    """Move a period's limits, as some offices do. Raises AppError `wrong_dates`, `period_closed`."""
    period = stored(session, key)
    refuse_closed(row_of(period))
    if to_on < from_on:
        raise AppError(
            "wrong_dates",
            _("Ngày cuối kỳ đứng trước ngày đầu kỳ."),
            _("Kỳ {name} phải có ít nhất một ngày.").format(name=name(key)),
            _("Hãy sửa lại hai ngày này."),
        )
    period.from_on, period.to_on = from_on, to_on


def lock(session: Session, key: str, by: str | None = None) -> Period:
    """Mark a period as closed; `period_closing.close` also keeps its result.

    `by` is whoever is at work, if nobody else is named.

    Raises AppError `period_closed`, `not_allowed`.
    """
    rights.require(session, "period.close")
    period = stored(session, key)
    refuse_closed(row_of(period))
    period.closed_at = clock.now().replace(microsecond=0)
    period.closed_by = session.info.get("actor", "") if by is None else by
    return period


def unlock(session: Session, key: str, reason: str) -> Period:
    """Mark a closed period as open, for a reason that is kept; `period_closing.reopen` also lets go of its result.

    Raises AppError `reason_missing`, `period_open`, `not_allowed`.
    """
    rights.require(session, "period.reopen")
    period = stored(session, key)
    if period.closed_at is None:
        raise AppError("period_open", _("{name} chưa chốt.").format(name=name(key)), "", _("Không cần mở lại."))
    if not reason.strip():
        raise AppError(
            "reason_missing",
            _("Chưa ghi lý do mở lại kỳ."),
            _("Lý do được lưu trong nhật ký để giải trình sau này."),
            _("Hãy ghi lý do mở lại."),
        )
    period.closed_at, period.closed_by, period.reopen_reason = None, None, reason.strip()
    return period


def refuse_closed(period: PeriodRow) -> None:
    """Raises AppError `period_closed` when the period is locked."""
    if period.closed:
        raise AppError(
            "period_closed",
            _("{name} đã chốt nên không sửa được nữa.").format(name=period.name),
            _("Số liệu của kỳ đã chốt là căn cứ của báo cáo đã gửi."),
            _("Hãy điều chỉnh (ở trang Cập nhật kỳ, hoặc lệnh period adjust) hay mở lại kỳ này; đều phải ghi lý do."),
        )


def keys_of_year(year: int, kind: str) -> list[str]:
    """The periods of `kind` in a reporting year, in their order."""
    return list(dict.fromkeys(default_key(date(year, month, 1), kind) for month in range(1, 13)))


def of_year(session: Session, year: int) -> list[PeriodRow]:
    """Every period of a reporting year, months first, each with its own days and whether it is locked."""
    keys = [key for kind in _FORMS for key in keys_of_year(year, kind)]
    known = {period.key: row_of(period) for period in session.scalars(select(Period).where(Period.key.in_(keys)))}
    return [known.get(key) or PeriodRow(None, key, kind_of(key), *default_days(key), closed=False) for key in keys]


def span(period: PeriodRow) -> str:
    """`15/02/2024 – 14/03/2024`."""
    return f"{show_date(period.from_on)} – {show_date(period.to_on)}"


def row_of(period: Period) -> PeriodRow:
    """The stored period as lists show it."""
    return PeriodRow(period.id, period.key, period.kind, period.from_on, period.to_on, period.closed_at is not None)
