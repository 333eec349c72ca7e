"""What is still missing before a report can be signed: the check list beside the pages, and asked about at signing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import fold, say_date, show_number
from models.base.words import _
from models.reports import letters
from models.reports.data import ReportData
from models.reports.figures import ours, told
from models.reports.standing import percent
from models.work import directives, month, periods


@dataclass(frozen=True)
class Check:
    """One line of the list. `state` is `ok`, `note` (may stay so) or `missing`.

    `code` says what it is about: `place`, `signer`, `recipients`, `province`, `number`, `date`, `ended`, `figures`,
    `words`, `unassigned`, `directive_number`, `letters`; `where` is the period or section that it leads to, `task:` or
    `directive:` with an id, of a letter its `MissingLetter.target`.
    """

    state: str
    text: str
    code: str = field(default="", compare=False)
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class GridGap:
    """How many lines of the grid of `period_key` nobody has filled in."""

    period_key: str
    missing: int


def grid_gap(session: Session, period_key: str) -> GridGap:
    """The gap in the month that a report rests on: its own, or the newest in a longer period. Counts as the grid does.

    Raises AppError `period_unknown`.
    """
    period = periods.get(session, period_key)
    if period.kind != "month":
        day = min(period.to_on, max(clock.today(), period.from_on))
        period_key = periods.containing(session, day).key
    grid = month.read(session, period_key)
    return GridGap(period_key, len(grid.rows) - grid.filled)


def without_number(session: Session, data: ReportData) -> dict[str, str]:
    """The directives without a number, by id, that the report cites: those that gave its tasks, or came meanwhile."""
    received = directives.received(session, data.period.first, data.period.last)
    return directives.without_number(session, [task.id for task in data.tasks], [row.id for row in received])


def checks(
    data: ReportData, gap: GridGap | None = None, without_number: Mapping[str, str] = MappingProxyType({})
) -> tuple[Check, ...]:
    """The list for a gathered report. `gap` is that of the book now; a file by itself only has its own figures.

    `without_number` are the directives that have none, by id, with the words that they are cited by.
    """
    head = data.letterhead
    return (
        _present("place", head.place, _("Có địa danh"), _("Chưa có địa danh: ghi ở trang Cài đặt"), "missing"),
        _present(
            "signer", data.signer.name, _("Có người ký"), _("Chưa chọn người ký: thêm người ở trang Đơn vị"), "missing"
        ),
        _present(
            "recipients",
            data.recipients,
            _("Có nơi nhận báo cáo"),
            _("Chưa ghi Kính gửi: ghi ở trang Cài đặt"),
            "missing",
        ),
        _present("number", head.number, _("Đã có số"), _("Số để trống cho văn thư ghi"), "note"),
        _present("date", head.issued_on, _("Đã có ngày"), _("Ngày để trống cho văn thư ghi"), "note"),
        _ended(data),
        _without_figures(data) if gap is None else _unfilled(gap),
        _empty(data),
        *_unassigned(data),
        *_without_province(data),
        *_unnumbered(without_number),
        *_letters(data),
    )


def unclean(found: Sequence[Check]) -> list[Check]:
    """What is not as it should be, the missing first."""
    return sorted((check for check in found if check.state != "ok"), key=lambda check: check.state != "missing")


def _present(code: str, value: object, there: str, absent: str, state: str) -> Check:
    return Check("ok", there, code) if value else Check(state, absent, code)


def _ended(data: ReportData) -> Check:
    made, last = clock.local(data.made_at).date(), data.period.last
    if made >= last:
        return Check("ok", _("Kỳ đã hết"), "ended")
    words = _("Kỳ chưa hết (đến {last}): số liệu mới tính đến {day}")
    return Check("note", words.format(last=say_date(last), day=say_date(made)), "ended", data.period.id)


def _without_figures(data: ReportData) -> Check:
    silent = [task for task in ours(data.tasks) if not told(task) and not percent(task)]
    if not silent:
        return Check("ok", _("Mọi nhiệm vụ đã có số liệu"), "figures")
    return Check("note", _("{n} nhiệm vụ chưa có số liệu kỳ này").format(n=len(silent)), "figures")


def _unfilled(gap: GridGap) -> Check:
    if not gap.missing:
        return Check("ok", _("Mọi dòng của bảng cập nhật đã có số liệu"), "figures", gap.period_key)
    words = _("{n} dòng chưa cập nhật ở bảng {period}")
    told = words.format(n=show_number(gap.missing), period=periods.name(gap.period_key))
    return Check("note", told, "figures", gap.period_key)


def _empty(data: ReportData) -> Check:
    parents = {part.code.rsplit(".", 1)[0] for part in data.sections if "." in part.code}
    empty = [part for part in data.sections if not part.paragraphs and part.code not in parents]
    if not empty:
        return Check("ok", _("Mục nào cũng có nội dung"), "words")
    headings = "; ".join(part.heading for part in empty)
    return Check("missing", _("Chưa có nội dung: {headings}").format(headings=headings), "words", empty[0].code)


def _unassigned(data: ReportData) -> list[Check]:
    """A line where something is counted under no unit; it leads to the first such task."""
    tasks = [task for task in ours(data.tasks) if any(not part.unit for part in task.counted)]
    if not tasks:
        return []
    words = _("{n} nhiệm vụ chưa giao đơn vị nào: báo cáo ghi “Chưa giao đơn vị”")
    return [Check("note", words.format(n=show_number(len(tasks))), "unassigned", f"task:{tasks[0].id}")]


def _without_province(data: ReportData) -> list[Check]:
    """A line for a Sở that is addressed without its province, which the book may not know."""
    words = _("Kính gửi “{name}” chưa ghi của tỉnh nào: ghi ở trang Cài đặt")
    bare = [name for name in data.recipients if fold(name) == "so noi vu"]
    return [Check("note", words.format(name=name), "province") for name in bare]


def _unnumbered(directives: Mapping[str, str]) -> list[Check]:
    """A line for each that is cited by its meeting instead: its number may have come since."""
    words = _("Văn bản chưa có số: {name}")
    return [
        Check("note", words.format(name=name), "directive_number", f"directive:{key}")
        for key, name in directives.items()
    ]


def _letters(data: ReportData) -> list[Check]:
    """A line for each place, and only where there are some: the pages are not made before they are mended."""
    found = letters.places_to_correct(letters.missing(data))
    words = _("Phông chữ không có ký tự ở {place}")
    return [Check("missing", words.format(place=place), "letters", target) for place, target in found]
