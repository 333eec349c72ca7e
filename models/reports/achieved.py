"""What was achieved, task by task, from notes, figures and products: of running tasks as of done ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from models.base.text import fold, show_number
from models.base.words import _
from models.reports.data import ReportTask
from models.reports.figures import share, told
from models.reports.sentence_case import lower_first
from models.reports.standing import (
    NAMED,
    is_done,
    is_paused,
    kind_of_units,
    mended_words,
    names_of,
    percent,
    standing,
)
from models.work.indicators import IndicatorRow
from models.work.result_rules import LATE

_LONGEST = 300  # characters of one note in the text, about four lines; the appendix has all of it


def lines(tasks: Iterable[ReportTask], own: str, most: int) -> list[str]:
    """A line for each task of which there is a result: done ones first, then those with a note or a figure.

    `own` is the name of the office that reports, which needs no naming. After `most` lines the others are counted.
    """
    found = [(task, words) for task in tasks if (words := result_words(task))]
    found.sort(key=lambda one: (not is_done(one[0]), not told(one[0])))
    made = [f"- {called(task, own)}: {words}." for task, words in found[:most]]
    if len(found) > most:
        made.append(_("- Và {n} nhiệm vụ khác có kết quả, nêu tại Phụ lục II.").format(n=len(found) - most))
    return made


def called(task: ReportTask, own: str, units: Sequence[str] | None = None) -> str:
    """The short name of a task and who leads it (or those of `units`); the office itself is not named."""
    names = list(dict.fromkeys(part.unit for part in task.parts)) if units is None else units
    if own and list(names) == [own]:
        return task.short
    named = [name or _("chưa giao đơn vị") for name in names]
    who = names_of(named) if len(named) <= NAMED else f"{len(named)} {kind_of_units(named)}"
    return f"{task.short} ({who})"


def result_words(task: ReportTask) -> str:
    """What was achieved in one task; "" where there is nothing to tell. The cause of a delay is told elsewhere."""
    causes = tuple(fold(part.reason) for part in task.parts if part.reason and part.result == "open_overdue")
    names = [part.unit for part in task.parts]
    words = [lower_first(clipped(note), names) for note in task.notes if not fold(note).startswith(causes)]
    if task.measured:
        words.append(lower_first(task.measured))
    stands = standing(task)
    if is_done(task) and task.product and fold(task.product) not in fold(task.short):
        words.append(_("{stands} (sản phẩm: {product})").format(stands=stands, product=clipped(task.product)))
    elif stands and (is_done(task) or len(task.parts) > 1 or not task.measured):
        words.append(stands)
    elif not stands and not words and percent(task):
        words.append(_("tiến độ {n} %").format(n=percent(task)))
    if words and is_paused(task):
        words.append(_("đang tạm dừng"))
    # Where a part is late its correction is told beside the delay.
    if task.mended and all(part.result not in LATE for part in task.counted):
        words.append(mended_words(task))
    return "; ".join(words)


def measured_words(measure: IndicatorRow, values: Sequence[Decimal]) -> str:
    """`Hồ sơ đã số hóa 1.240/2.310 hồ sơ, đạt 53,7 %`; several units' figures are added, their rates are a range."""
    if not values:
        return ""
    rate = measure.measure.strip() in {"%", "‰"}
    if rate or measure.direction == "down":
        least, most = min(values), max(values)
        told = show_number(least) if least == most else f"{show_number(least)}–{show_number(most)}"
        goal = _(" (mục tiêu {n})").format(n=_with_measure(show_number(measure.target), measure))
        return f"{measure.name} {_with_measure(told, measure)}" + (goal if measure.target is not None else "")
    total = sum(values, Decimal(0))
    if not measure.target or measure.target < 0:
        return f"{measure.name} {_with_measure(show_number(total), measure)}"
    counted = _with_measure(f"{show_number(total)}/{show_number(measure.target)}", measure)
    return _("{name} {counted}, đạt {n} %").format(name=measure.name, counted=counted, n=share(total, measure.target))


def reached(measure: IndicatorRow, values: Sequence[Decimal]) -> bool:
    """Whether the figures of a period reach the goal; several units' rates must all do."""
    if measure.target is None or not values:
        return False
    if measure.direction == "down":
        return max(values) <= measure.target
    rate = measure.measure.strip() in {"%", "‰"}
    return (min(values) if rate else sum(values, Decimal(0))) >= measure.target


def clipped(text: str) -> str:
    """A text that would fill the page is cut at a word; it ends without a mark, because the sentence goes on."""
    text = text.strip().rstrip(" .;,")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' .;,')}…"


def _with_measure(figure: str, measure: IndicatorRow) -> str:
    return f"{figure} {measure.measure}".rstrip()
