"""Closing a period for good, and opening it again with a reason: the questions, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.base import clock
from models.base.text import clean, say_date, show_number
from models.base.words import _
from ui.base import messages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.closing_notice import ClosingNotice
    from models.work.periods import PeriodRow
    from models.work.report_register import KeptReportRow
    from ui.frame.page import Page


def ask_close(
    page: Page, period: PeriodRow, missing: int, notice: ClosingNotice, look: Callable[[str], object]
) -> None:
    """Close `period` if the person wants to; `missing` of its lines have no entry.

    `look` goes to an earlier period that is still open, which is offered.
    """
    title = _("Chốt {name}?").format(name=_lower(period.name))
    begun = period.from_on <= clock.today()  # else closing is refused, and a question would promise otherwise
    if begun and not _wants_to(page, title, why_close(period, missing, notice), notice, look):
        return
    said = _("Đã chốt {name}.").format(name=_lower(period.name))

    def close(session: Session) -> None:
        from models.work import period_closing

        period_closing.close(session, period.key, before_end=True)  # how early it is was said in the question

    # Without Undo: what is closed is opened again with a reason.
    page.jobs.write("period.close", close, page, lambda _none: page.banner.say(said))


def ask_reopen(page: Page, period: PeriodRow, notice: ClosingNotice) -> None:
    """Open a closed `period` again, for a reason."""
    title = _("Mở lại {name}").format(name=_lower(period.name))
    label = _("Lý do mở lại kỳ (được lưu trong nhật ký):")
    reason = messages.ask_text(page, title, label, several_lines=True, why=why_reopen(notice))
    if reason is None:
        return
    said = _("Đã mở lại {name}.").format(name=_lower(period.name))
    words = clean(reason)

    def reopen(session: Session) -> None:
        from models.work import period_closing

        period_closing.reopen(session, period.key, words)

    page.jobs.write("period.reopen", reopen, page, lambda _none: page.banner.say(said))


def why_close(period: PeriodRow, missing: int, notice: ClosingNotice) -> str:
    """What closing means, for figures found wrong later too, and what is not ready for it."""
    left = (period.to_on - clock.today()).days
    told = []
    if notice.earlier_open:
        told.append(_earlier(notice.earlier_open))
    if left > 0:
        told.append(_("Kỳ còn {n} ngày nữa mới hết ({day}).").format(n=left, day=say_date(period.to_on)))
    if missing:
        told.append(_("Còn {n} dòng chưa cập nhật.").format(n=show_number(missing)))
    if notice.to_tell:
        told.append(_("Báo cáo của kỳ này nêu {n} điều chỉnh của kỳ trước.").format(n=show_number(notice.to_tell)))
    told.append(
        _(
            "Sau khi chốt, số liệu của kỳ không sửa thẳng được nữa. Thấy sai thì bấm “Điều chỉnh…” và ghi lý do: số "
            "liệu đã chốt giữ nguyên, báo cáo của kỳ chưa chốt kế tiếp nêu điều chỉnh; hoặc mở lại kỳ và ghi lý do."
        )
    )
    return "\n\n".join(told)


def why_reopen(notice: ClosingNotice) -> str:
    """The reports made of the period, and what becomes of them and of its corrections."""
    told = [_report(one) for one in notice.reports]
    if notice.reports:
        told.append(_("Báo cáo đã lập vẫn giữ trong sổ, không tự đổi; số liệu đổi thì phải lập lại và ký lại."))
    else:
        told.append(_("Chưa lập báo cáo nào của kỳ này."))
    if notice.corrections:
        words = _(
            "{n} điều chỉnh đã ghi trở thành số liệu của chính kỳ này; báo cáo của {periods} không nêu lại các điều "
            "chỉnh ấy nữa."
        )
        names = ", ".join(_lower(_name(key)) for key in notice.told_in)
        told.append(words.format(n=show_number(notice.corrections), periods=names))
    else:
        told.append(_("Kỳ này chưa có điều chỉnh nào."))
    told.append(_("Khi kỳ đang mở, số liệu được sửa thẳng ở bảng, không phải điều chỉnh; sửa xong thì chốt lại."))
    return "\n".join(told)


def _wants_to(page: Page, title: str, why: str, notice: ClosingNotice, look: Callable[[str], object]) -> bool:
    if not notice.earlier_open:
        return messages.ask(page, title, why, yes=_("Chốt kỳ"), danger=True)
    earlier = notice.earlier_open[0]
    see = _("Xem {name}").format(name=_lower(_name(earlier)))
    chosen = messages.choose(page, title, why, [see, _("Chốt kỳ")])
    if chosen == 0:
        look(earlier)
    return chosen == 1


def _earlier(keys: tuple[str, ...]) -> str:
    words = _("▲ {name} chưa chốt.")
    if len(keys) > 1:
        words = _("▲ {name} và {n} kỳ trước đó chưa chốt.")
    more = _("Chốt kỳ ấy sau vẫn được, nhưng số liệu sửa ở đó về sau không làm đổi kỳ này.")
    return f"{words.format(name=_name(keys[0]), n=show_number(len(keys) - 1))} {more}"


def _report(one: KeptReportRow) -> str:
    """`Báo cáo tháng 3/2024 (Phòng Nội vụ): số 12, ngày 15/3/2024, đã ký.`"""
    from models.work.report_kinds import REPORT_KINDS

    number = _("số {number}").format(number=one.number) if one.number else _("chưa có số")
    day = _("ngày {day}").format(day=say_date(one.issued_on)) if one.issued_on else _("chưa có ngày")
    signed = _("đã ký") if one.signed_file_id is not None else _("đã lập, chưa ký")
    name = REPORT_KINDS[one.kind].of(_name(one.period_key))
    return _("▲ {report} ({issuer}): {told}.").format(
        report=name, issuer=one.issuer_name, told=", ".join((number, day, signed))
    )


def _name(key: str) -> str:
    from models.work import periods

    return periods.name(key)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
