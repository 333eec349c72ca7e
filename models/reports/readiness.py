"""What is still missing before a report can be signed: the check list beside the pages."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import clock
from models.base.text import show_date
from models.base.words import _
from models.reports.data import ReportData


@dataclass(frozen=True)
class Check:
    """One line of the list. `state` is `ok`, `note` (may stay so) or `missing`."""

    state: str
    text: str


def checks(data: ReportData) -> tuple[Check, ...]:
    """The list for a gathered report."""
    head = data.letterhead
    return (
        _present(head.place, _("Có địa danh"), _("Chưa có địa danh: ghi ở trang Cài đặt"), "missing"),
        _present(data.signer.name, _("Có người ký"), _("Chưa chọn người ký: thêm người ở trang Đơn vị"), "missing"),
        _present(data.recipients, _("Có nơi nhận báo cáo"), _("Chưa ghi Kính gửi: ghi ở trang Cài đặt"), "missing"),
        _present(head.number, _("Đã có số"), _("Số để trống cho văn thư ghi"), "note"),
        _present(head.issued_on, _("Đã có ngày"), _("Ngày để trống cho văn thư ghi"), "note"),
        _ended(data),
        _without_figures(data),
        _empty(data),
    )


def _present(value: object, there: str, absent: str, state: str) -> Check:
    return Check("ok", there) if value else Check(state, absent)


def _ended(data: ReportData) -> Check:
    made, last = clock.local(data.made_at).date(), data.period.last
    if made >= last:
        return Check("ok", _("Kỳ đã hết"))
    words = _("Kỳ chưa hết (đến {last}): số liệu mới tính đến {day}")
    return Check("note", words.format(last=show_date(last), day=show_date(made)))


def _without_figures(data: ReportData) -> Check:
    silent = [task for task in data.tasks if task.percent in {None, 0} and not task.note and task.done_on is None]
    if not silent:
        return Check("ok", _("Mọi nhiệm vụ đã có số liệu"))
    return Check("note", _("{n} nhiệm vụ chưa có số liệu kỳ này").format(n=len(silent)))


def _empty(data: ReportData) -> Check:
    parents = {part.code.rsplit(".", 1)[0] for part in data.sections if "." in part.code}
    empty = [part.heading for part in data.sections if not part.paragraphs and part.code not in parents]
    if not empty:
        return Check("ok", _("Mục nào cũng có lời"))
    return Check("missing", _("Chưa có lời: {headings}").format(headings="; ".join(empty)))
