"""`progress set`, and `period adjust` for a period that is closed."""

from __future__ import annotations

from argparse import Namespace

from models.base.errors import AppError
from models.base.words import _
from models.work import adjustments, periods, progress, task_list, units
from models.work.progress import UNCHANGED, NewProgress
from models.work.result_parts import Correction
from ui.commands import opened
from ui.commands.request import Answer, Request
from ui.commands.task import as_json, row_of


def put(request: Request) -> Answer:
    """A unit's entry for a task and period."""
    options = request.options
    entry = _entry(options)
    with opened.office(request) as office:
        with office.store.write("progress.put") as write:
            task = task_list.find(write.session, options.task)
            unit = units.find(write.session, options.unit).id if options.unit else None
            progress.put(write.session, task.id, options.period, entry, unit)
            task_id = task.id
        row = row_of(office, task_id)
    words = _("Đã ghi kỳ {period} cho nhiệm vụ số {number}: {percent} %.")
    line = words.format(period=options.period, number=row.number, percent=row.percent)
    return Answer({"period": options.period, "task": as_json(row)}, [line])


def adjust(request: Request) -> Answer:
    """A correction of a unit's entry in a closed period, told in the next report."""
    options = request.options
    entry = _entry(options)
    with opened.office(request) as office, office.store.write(adjustments.OPERATION) as write:
        task = task_list.find(write.session, options.task)
        unit = units.find(write.session, options.unit).id if options.unit else None
        made = adjustments.adjust(write.session, task.id, options.period, entry, options.reason, unit)
    words = _("Đã ghi điều chỉnh {period}: {n} số liệu; báo cáo kỳ sau sẽ nêu.")
    line = words.format(period=periods.name(options.period).lower(), n=len(made))
    return Answer({"period": options.period, "adjustments": [correction_as_json(one) for one in made]}, [line])


def correction_as_json(one: Correction) -> dict[str, str]:
    """A correction in the spelling that scripts read."""
    names = ("task", "unit", "period", "field", "before", "after", "reason", "by")
    return {name: getattr(one, name) for name in names}


def _entry(options: Namespace) -> NewProgress:
    given = {name: getattr(options, name) for name in ("state", "percent", "value", "note")}
    given |= {"done_on": options.done, "reason": options.delay, "promised_on": options.promised}
    if all(value is None for value in given.values()):
        raise AppError(
            "nothing_to_set",
            _("Chưa có gì để ghi."),
            _("Lệnh cần ít nhất một trong --percent, --value, --note, --state, --done, --reason, --promised."),
            _("Hãy thêm giá trị cần ghi."),
        )
    return NewProgress(**{name: UNCHANGED if value is None else value for name, value in given.items()})
