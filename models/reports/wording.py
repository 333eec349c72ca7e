"""The words a report begins with: facts from the figures, in the usual outline. An official edits them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from models.base.text import show_date, sort_key
from models.base.words import _
from models.reports.data import ReportSection, ReportTask
from models.reports.figures import DONE, LATE, UNDER_WAY, count, share
from models.reports.naming import period_words
from models.work.codes import AREAS
from models.work.periods import PeriodRow
from models.work.report_kinds import OutlinePart, ReportKind

LONG_ABOVE = 60  # tasks; a report of more counts them, and names those that are late or notable
NAMED = 5  # tasks named in a list of the text; all of them are in the appendix
LONGEST = 600  # characters of one task named in the text, about eight lines


def subject(kind: ReportKind, period_key: str, *, sample: bool) -> str:
    """The trích yếu; that of an invented office says that its figures are invented."""
    topic = _topic(kind, period_key)
    words = topic[:1].upper() + topic[1:]
    return _("{subject} (số liệu mẫu, không có giá trị)").format(subject=words) if sample else words


def opening(
    kind: ReportKind, issuer: str, period: PeriodRow, directives: Sequence[str], *, with_tasks: bool
) -> tuple[str, ...]:
    """The paragraph before section I; it names the appendices, as NĐ 30 asks."""
    based = _("Thực hiện {directives}, ").format(directives="; ".join(directives)) if directives else ""
    # A report without tasks has no appendix, and must not name one.
    appendix = _("; chi tiết tại Phụ lục I và II kèm theo") if with_tasks else ""
    words = _("{issuer} báo cáo {topic} (số liệu từ ngày {first} đến ngày {last}{appendix}) như sau:").format(
        appendix=appendix,
        issuer=issuer,
        topic=_topic(kind, period.key),
        first=show_date(period.from_on),
        last=show_date(period.to_on),
    )
    return (based + words,)


def closing(kind: ReportKind, issuer: str, period: PeriodRow, recipients: Sequence[str]) -> str:
    """The paragraph after the last section."""
    words = _("Trên đây là báo cáo {topic} của {issuer}").format(topic=_topic(kind, period.key), issuer=issuer)
    return (
        _("{words}, trân trọng báo cáo {whom}.").format(words=words, whom=", ".join(recipients))
        if recipients
        else (f"{words}.")
    )


def sections(
    outline: Sequence[OutlinePart],
    tasks: Sequence[ReportTask],
    coming: Sequence[ReportTask],
    received: Sequence[str],
    next_key: str,
    *,
    long: bool = False,
) -> tuple[ReportSection, ...]:
    """The parts of the outline with what the figures say; `received` are the directives that came in the period.

    In a `long` report only tasks that are late, nearly due or were done late are named, the worst first.
    """
    areas = {part.content for part in outline} & set(AREAS) - {"direction"}
    contents: dict[str, tuple[str, ...]] = {
        "": (),
        "direction": _direction([task for task in tasks if task.area not in areas], received, long=long),
        "results": _results(tasks),
        "shortcomings": _shortcomings(tasks, long=long),
        "causes": _causes(tasks),
        "plans": _plans(tasks, coming),
        "proposals": (_("Không có kiến nghị, đề xuất."),),
        **{area: _area([task for task in tasks if task.area == area], long=long) for area in areas},
    }
    next_period = period_words(next_key)
    return tuple(
        ReportSection(part.code, part.level, part.heading.format(next_period=next_period), contents[part.content])
        for part in outline
    )


def _topic(kind: ReportKind, period_key: str) -> str:
    return kind.topic.format(period=period_words(period_key))


def _direction(tasks: list[ReportTask], received: Sequence[str], *, long: bool) -> tuple[str, ...]:
    words = []
    if received:
        words.append(
            _("Trong kỳ tiếp nhận {n} văn bản chỉ đạo: {names}.").format(n=len(received), names="; ".join(received))
        )
    return (*words, *_area(tasks, long=long))


def _area(tasks: list[ReportTask], *, long: bool) -> tuple[str, ...]:
    if not tasks:
        return (_("Trong kỳ không có nhiệm vụ được giao thuộc nội dung này."),)
    paragraphs = [_counted(tasks)]
    if long:
        return (*paragraphs, *_notable(tasks))
    paragraphs += _listed(_("Đã hoàn thành:"), [task for task in tasks if task.timeliness in DONE], _done_words)
    paragraphs += _listed(
        _("Chưa hoàn thành, quá hạn:"), [task for task in tasks if task.timeliness in LATE], _due_words
    )
    for heading, codes in (
        (_("Chưa hoàn thành, trong hạn:"), UNDER_WAY),
        (_("Chưa hoàn thành, không quy định thời hạn:"), ("no_deadline",)),
    ):
        paragraphs += _listed(heading, [task for task in tasks if task.timeliness in codes], _running_words)
    return tuple(paragraphs)


def _notable(tasks: list[ReportTask]) -> list[str]:
    """Late ones, the longest overdue first; then what falls due next, and what was done late."""
    late, soon, done_late = (
        sorted(
            (task for task in tasks if task.timeliness == code),
            key=lambda task: (task.due_on or date.max, task.number or 0),
        )
        for code in ("overdue", "due_soon", "done_late")
    )
    return [
        *_listed(_("Chưa hoàn thành, quá hạn:"), late, _due_words),
        *_listed(_("Sắp đến hạn:"), soon, _due_words),
        *_listed(_("Hoàn thành sau thời hạn:"), done_late, _done_words),
    ]


def _counted(tasks: Sequence[ReportTask]) -> str:
    """One sentence whose figures add up: what has no deadline is told by itself."""
    found = count(tasks)
    done_open = _(", không quy định thời hạn {n}").format(n=found.done_open) if found.done_open else ""
    running_open = _("; chưa hoàn thành, không quy định thời hạn {n} nhiệm vụ").format(n=found.running_open)
    return _(
        "Tổng số {total} nhiệm vụ; đã hoàn thành {done} nhiệm vụ (đúng hạn {on_time}, sau thời hạn {late}{done_open}); "
        "chưa hoàn thành, trong hạn {running} nhiệm vụ; chưa hoàn thành, quá hạn {overdue} nhiệm vụ{running_open}."
    ).format(
        total=found.total,
        done=found.done,
        on_time=found.on_time,
        late=found.done_late,
        done_open=done_open,
        running=found.running,
        overdue=found.overdue,
        running_open=running_open if found.running_open else "",
    )


def _listed(heading: str, tasks: list[ReportTask], words: Callable[[ReportTask], str]) -> list[str]:
    if not tasks:
        return []
    lines = [heading, *(f"- {words(task)}" for task in tasks[:NAMED])]
    if len(tasks) > NAMED:
        lines.append(_("- Và {n} nhiệm vụ khác nêu tại Phụ lục II.").format(n=len(tasks) - NAMED))
    return lines


def _short(task: ReportTask) -> str:
    text = _clipped(task.text.rstrip(" .;,"))
    lead = f" ({', '.join(task.lead)})" if task.lead else ""
    return f"{text}{lead}"


def _clipped(text: str) -> str:
    """A text that would fill the page is cut at a word; the appendix has all of it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' .;,')}…"


def _done_words(task: ReportTask) -> str:
    note = _("; {note}").format(note=_clipped(task.note.rstrip(" .;"))) if task.note else ""
    day = _(", hoàn thành ngày {day}").format(day=show_date(task.done_on)) if task.done_on else ""
    return f"{_short(task)}{day}{note}."


def _due_words(task: ReportTask) -> str:
    note = _("; {note}").format(note=_clipped(task.note.rstrip(" .;"))) if task.note else ""
    percent = _(", tiến độ {n} %").format(n=task.percent) if task.percent else ""
    return _("{task}: hạn {day}{percent}{note}.").format(
        task=_short(task), day=show_date(task.due_on), percent=percent, note=note
    )


def _running_words(task: ReportTask) -> str:
    return _due_words(task) if task.due_on else f"{_short(task)}."


def _results(tasks: Sequence[ReportTask]) -> tuple[str, ...]:
    if not tasks:
        return (_("Trong kỳ chưa có nhiệm vụ được giao."),)
    found = count(tasks)
    rate = _("Tỷ lệ hoàn thành: {n} %.").format(n=share(found.done, found.total)) if found.total else ""
    return tuple(filter(None, (_counted(tasks), rate)))


def _shortcomings(tasks: Sequence[ReportTask], *, long: bool) -> tuple[str, ...]:
    late = [task for task in tasks if task.timeliness in LATE]
    if not late:
        return (_("Không có nhiệm vụ chưa hoàn thành, quá hạn."),)
    if long:
        return _late_by_unit(late)
    heading = _("Còn {n} nhiệm vụ chưa hoàn thành, quá hạn:").format(n=len(late))
    return tuple(_listed(heading, late, _due_words))


def _late_by_unit(late: list[ReportTask]) -> tuple[str, ...]:
    """Where the tasks are that the sections before could not all name: units with most of them first."""
    units = Counter(unit for task in late for unit in dict.fromkeys(task.lead))
    words = _("Còn {n} nhiệm vụ chưa hoàn thành, quá hạn, nêu tại Phụ lục II.").format(n=len(late))
    if not units:
        return (words,)
    most = sorted(units.items(), key=lambda item: (-item[1], sort_key(item[0])))
    lines = [_("- {unit}: {n} nhiệm vụ.").format(unit=unit, n=n) for unit, n in most[:NAMED]]
    if len(most) > NAMED:
        lines.append(_("- Và {n} đơn vị khác nêu tại Phụ lục I.").format(n=len(most) - NAMED))
    return (words, _("Đơn vị chủ trì có nhiều nhiệm vụ quá hạn:"), *lines)


def _causes(tasks: Sequence[ReportTask]) -> tuple[str, ...]:
    """What the units wrote of their late tasks, the reason of most tasks first; nothing is made up for the others."""
    late = [task for task in tasks if task.timeliness in LATE]
    if not late:
        return (_("Trong kỳ không có tồn tại, hạn chế cần nêu nguyên nhân."),)
    told = Counter(task.note.rstrip(" .;") for task in late if task.note)
    lines = [_("Theo ghi chú của đơn vị thực hiện:")] if told else []
    for note, number in told.most_common(NAMED):
        lines.append(_("- {note} ({n} nhiệm vụ).").format(note=_clipped(note), n=number))
    silent = len(late) - told.total()
    if silent:
        lines.append(_("Đơn vị thực hiện chưa nêu nguyên nhân của {n} nhiệm vụ quá hạn.").format(n=silent))
    return tuple(lines)


def _plans(tasks: Sequence[ReportTask], coming: Sequence[ReportTask]) -> tuple[str, ...]:
    late = [task for task in tasks if task.timeliness in LATE]
    words = []
    if late:
        words.append(_("Tập trung hoàn thành {n} nhiệm vụ đã quá hạn nêu trên.").format(n=len(late)))
    words += _listed(_("Nhiệm vụ đến hạn trong kỳ tới:"), list(coming), _running_words)
    return tuple(words) or (_("Tiếp tục thực hiện các nhiệm vụ thường xuyên được giao."),)
