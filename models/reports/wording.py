"""The words a report begins with: results, then figures in a sentence, in the usual outline. An official edits them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.base.text import say_date
from models.base.words import _
from models.reports import achieved, counted_words, highlights, late_words
from models.reports.data import PeriodBefore, ReportSection, ReportTask, YearSoFar
from models.reports.figures import count, due_within, ours
from models.reports.late_words import NextPeriod
from models.reports.naming import period_words
from models.reports.task_lines import NO_AREA
from models.work.codes import AREAS
from models.work.periods import PeriodRow
from models.work.report_kinds import FILLED, OutlinePart, ReportKind

LONG_ABOVE = 60  # tasks; a report of more names fewer in each section
NOTHING = _("Trong kỳ không có nhiệm vụ được giao thuộc nội dung này.")
_NAMED, _NAMED_LONG = 10, 5  # results named in a section; all of them are in the appendix


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
        first=say_date(period.from_on),
        last=say_date(period.to_on),
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
    coming: NextPeriod,
    received: Sequence[str] = (),
    *,
    own: str = "",
    span: tuple[date, date] | None = None,
    so_far: YearSoFar | None = None,
    before: PeriodBefore | None = None,
    corrected: Sequence[str] = (),
    waived: Sequence[str] = (),
    long: bool = False,
) -> tuple[ReportSection, ...]:
    """The parts of the outline with what the figures say.

    `received` are the directives that came in the period, `corrected` what was put right of closed periods, `waived`
    what nobody had to do, `own` the name of the office. Only tasks of our own are told. With the first and last day
    (`span`), what was late before is told apart. A `long` report names fewer of them.
    """
    told = ours(tasks)
    areas = {part.content for part in outline} & set(AREAS) - {"direction"}
    contents: dict[str, tuple[str, ...]] = {
        "": (),
        FILLED: (),
        "received": _received(received),
        "direction": _direction([task for task in told if task.area not in areas], own, span, long=long),
        "results": _results(told, span, so_far, before, corrected),
        "shortcomings": (*late_words.shortcomings(told, long=long), *waived),
        "causes": late_words.causes(told),
        "plans": late_words.plans(told, coming, own),
        "proposals": (_("Không có kiến nghị, đề xuất."),),
        **{area: _area([task for task in told if task.area == area], own, span, long=long) for area in areas},
    }
    return tuple(_section(part, contents[part.content], period_words(coming.key)) for part in outline)


def _section(part: OutlinePart, paragraphs: Sequence[str], next_period: str) -> ReportSection:
    # A name that was cut ends the sentence with its own points.
    ended = tuple(one.replace("….", "…") for one in paragraphs)
    return ReportSection(part.code, part.level, part.heading.format(next_period=next_period), ended)


def _topic(kind: ReportKind, period_key: str) -> str:
    return kind.topic.format(period=period_words(period_key))


def _received(names: Sequence[str]) -> tuple[str, ...]:
    words = _("Trong kỳ tiếp nhận {n} văn bản chỉ đạo: {names}.")
    return (words.format(n=len(names), names="; ".join(names)),) if names else ()


def _area(tasks: list[ReportTask], own: str, span: tuple[date, date] | None, *, long: bool) -> tuple[str, ...]:
    if not tasks:
        return (NOTHING,)
    most = _NAMED_LONG if long else _NAMED
    return (*achieved.lines(tasks, own, most), _counted(tasks, span))


def _direction(tasks: list[ReportTask], own: str, span: tuple[date, date] | None, *, long: bool) -> tuple[str, ...]:
    """The first section; below it, under their own name as in the appendices, the tasks that nobody gave an area."""
    without = [task for task in tasks if task.area is None]
    given = [task for task in tasks if task.area is not None]
    told = _area(given, own, span, long=long) if given or not without else ()
    return (*told, f"{NO_AREA}:", *_area(without, own, span, long=long)) if without else told


def _counted(tasks: Sequence[ReportTask], span: tuple[date, date] | None) -> str:
    within = due_within(tasks, *span) if span is not None else None
    return counted_words.sentence(len(tasks), count(tasks), within)


def _results(
    tasks: Sequence[ReportTask],
    span: tuple[date, date] | None,
    so_far: YearSoFar | None,
    before: PeriodBefore | None,
    corrected: Sequence[str],
) -> tuple[str, ...]:
    if not tasks:
        words = [_("Trong kỳ chưa có nhiệm vụ được giao.")]
    else:
        words = [*highlights.lines(tasks), _counted(tasks, span)]
        words += [counted_words.so_far(so_far)] if so_far is not None and so_far.counts.total else []
        words += [counted_words.trend(before, count(tasks).results)] if before is not None else []
    if corrected:
        words += [_("Điều chỉnh số liệu của kỳ đã chốt:"), *corrected]
    return tuple(filter(None, words))
