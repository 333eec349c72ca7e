"""`directive read` and `directive add`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from models.base import clock
from models.base.text import show_date
from models.base.words import _
from models.reading.proposal import ProposedTask, Reading
from models.work import review_doubts
from models.work.codes import area_name, recurring_words, whose_name
from ui.commands.request import Answer, Request, counted, say

if TYPE_CHECKING:
    from models.work.directives import Directive
    from models.work.tasks import Task


def read(request: Request) -> Answer:
    """Read a document and print what it says; nothing is kept."""
    from models.reading.reading_json import as_json
    from models.reading.sandboxed_reading import read_file_sandboxed

    found = read_file_sandboxed(request.options.file, told=counted(_("Đang đọc: {done}/{total} trang")))
    return Answer(as_json(found), _lines(found))


def add(request: Request) -> Answer:
    """Keep a document with its file; with `--accept` every proposal becomes a task."""
    from models.reading.files.readers import content_of
    from models.reading.reading_json import as_json
    from models.reading.sandboxed_reading import read_sandboxed
    from models.work import directives, unassigned
    from ui.commands import opened

    path = request.options.file
    content = content_of(path)
    found = read_sandboxed(content, told=counted(_("Đang đọc: {done}/{total} trang")))
    warnings: list[str] = as_json(found)["warnings"]
    options = request.options
    with opened.office(request) as office, office.store.write("directive.add") as write:
        row = directives.add(write.session, office.evidence, found, path.name, content)
        label = directives.label(row)
        twin = directives.same_paper(write.session, row)
        if twin is not None:
            warnings.append(directives.same_paper_words(twin))
        kept = {"id": row.id, "number": row.number, "label": label}
        accepted = directives.accept(write.session, row.id, found.tasks, options.assigned) if options.accept else []
        for words in _about_day(row, accepted, options.assigned):
            warnings.append(words)
            if request.as_json:
                say(words)
        nobody = unassigned.count(write.session, [task.id for task in accepted])
        numbers = [task.number for task in accepted]
    lines = [
        _("Đã lưu {label} với {n} đề xuất.").format(label=label, n=len(found.tasks)),
        *([_("Đã nhận {n} nhiệm vụ.").format(n=len(numbers))] if options.accept else []),
        *([_("Chưa giao đơn vị: {n} nhiệm vụ.").format(n=nobody)] if nobody else []),
        *warnings,
    ]
    data: dict[str, Any] = {"directive": kept, "proposals": len(found.tasks), "tasks": numbers, "unassigned": nobody}
    data["warnings"] = warnings
    return Answer(data, lines)


def _about_day(row: Directive, accepted: Sequence[Task], assigned: date | None) -> list[str]:
    """What the day from which the accepted tasks count makes of them, where a person may want another one."""
    received = clock.local(row.added_at).date()
    words = [_undated(received)] if accepted and row.issued_on is None and assigned is None else []
    since = assigned or row.issued_on or received
    missed = review_doubts.missed(accepted, since)
    return [*words, *([_missed(missed, since)] if missed else [])]


def _undated(received: date) -> str:
    """That nobody knows when the tasks were given, and which day stands in."""
    words = _("Văn bản không ghi ngày: ngày giao của các nhiệm vụ là ngày nhận, {day}. Ghi ngày khác bằng --assigned.")
    return words.format(day=show_date(received))


def _missed(occurrences: int, since: date) -> str:
    """That recurring duties are overdue as soon as they are accepted."""
    words = _("Nhiệm vụ định kỳ được tính từ ngày {day}: {n} kỳ đã qua chưa có kết quả, là quá hạn ngay.")
    return words.format(n=occurrences, day=show_date(since)) + " " + _("Ghi ngày giao khác bằng --assigned.")


def _lines(found: Reading) -> list[str]:
    head = found.head
    sign = f"{head.number or ''}/{head.symbol}" if head.symbol else head.number
    about = [
        (_("Loại văn bản"), head.kind),
        (_("Số, ký hiệu"), sign),
        (_("Ngày"), show_date(head.issued_on)),
        (_("Cơ quan ban hành"), head.issuer),
        (_("Trích yếu"), head.subject),
        (_("Người ký"), " ".join(filter(None, (head.signer_title, head.signer)))),
    ]
    lines = [f"{name}: {value or _('văn bản không ghi')}" for name, value in about]
    return [*lines, "", *(_task_line(task) for task in found.tasks), *found.warnings]


def _task_line(task: ProposedTask) -> str:
    due = show_date(task.due_on) or recurring_words(task.recurrence, task.due_day)
    whose = whose_name(task.whose) if task.whose != "ours" else ""
    about = " · ".join(filter(None, (whose, area_name(task.area), ", ".join(task.lead), due)))
    return f"{task.ref:<5} {task.text}" + (f" [{about}]" if about else "")
