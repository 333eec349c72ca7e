"""The way from a file to a `Reading`: which reader takes which file, and the steps from text to proposals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from models.base.text import nfc, turned
from models.base.words import _
from models.reading.belonging import settle
from models.reading.finder import Finder
from models.reading.head import read_head
from models.reading.lines import PrintedLine, printed_lines, wrap_width
from models.reading.numbering import numbered
from models.reading.outline import mend, outline, paragraphs
from models.reading.passage import plain
from models.reading.plan_table import PlanTable, table_at
from models.reading.plan_tasks import plan_drafts
from models.reading.proposal import Ground, ProposedTarget, ProposedTask, Reading
from models.reading.proposing import ProposalDraft, Setting
from models.reading.tail import read_tail, work_of_appendix
from models.reading.words.areas import area_of_subject
from models.reading.words.deadlines import Calendar
from models.reading.words.whose import judged


def read_file(path: Path) -> Reading:
    """Read a .txt, .docx or .pdf file, told apart by content. Raises AppError, each reason with a code of its own."""
    from models.reading.files.readers import content_of

    return read_content(content_of(path))


def read_content(content: bytes) -> Reading:
    """Read the bytes of a .txt, .docx or .pdf file. Raises AppError, each reason with a code of its own."""
    from models.reading.files.readers import text_of

    found = text_of(content)
    return _read(found.text, found.warnings, found.fonts)


def read_text(text: str) -> Reading:
    """Read a directive that is already text. NFC and NFD give the same answer; nothing is ever raised but AppError."""
    return _read(text, (), ())


def as_json(reading: Reading) -> dict[str, Any]:
    """The shape of `directive read --json`; remarks on tasks become warnings with their number."""
    head = reading.head
    flags = [
        _("Mục {ref}: {remark}").format(ref=task.ref, remark=remark) for task in reading.tasks for remark in task.flags
    ]
    return {
        "document": {
            "kind": head.kind,
            "number": head.number,
            "symbol": head.symbol,
            "issued_on": head.issued_on.isoformat() if head.issued_on else None,
            "place": head.place,
            "issuer": head.issuer,
            "parent_issuer": head.parent_issuer,
            "subject": head.subject,
            "signer": head.signer,
            "signer_title": head.signer_title,
            "recipients": list(head.recipients),
        },
        "tasks": [_task_json(task) for task in reading.tasks],
        "targets": [_target_json(target) for target in reading.targets],
        "warnings": [*reading.warnings, *flags],
    }


def _task_json(task: ProposedTask) -> dict[str, Any]:
    return {
        "ref": task.ref,
        "text": task.text,
        "area": task.area,
        "lead": list(task.lead),
        "with": list(task.with_units),
        "deadline_text": task.deadline_text,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "recurrence": task.recurrence,
        "source": {"from": task.source.start, "to": task.source.end},
        "class": task.whose,
        "class_reason": task.why or None,
        "why": [_ground_json(ground) for ground in task.grounds],
    }


def _ground_json(ground: Ground) -> dict[str, Any]:
    source = ground.source
    place = {"from": source.start if source else None, "to": source.end if source else None}
    return {"what": ground.what, **place, "how": ground.how, "sure": ground.sure}


def _target_json(target: ProposedTarget) -> dict[str, Any]:
    return {
        "ref": target.ref,
        "text": target.text,
        "name": target.name,
        "value": str(target.value) if target.value is not None else None,
        "measure": target.measure or None,
        "direction": target.direction,
        "deadline_text": target.deadline_text,
        "due_on": target.due_on.isoformat() if target.due_on else None,
        "source": {"from": target.source.start, "to": target.source.end},
    }


def _read(text: str, warnings: tuple[str, ...], fonts: tuple[str, ...]) -> Reading:
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " "))
    lines = printed_lines(text)
    tail = read_tail(text, lines)
    opening = read_head(text, lines, tail)
    calendar = Calendar(opening.year, opening.head.issued_on)
    finder = Finder(calendar, opening.head.kind)
    tasks: list[ProposedTask] = []
    body = lines[opening.body_from : tail.body_to]
    appendix = lines[tail.appendix_from :]
    tasks += _from_part(text, body, finder, calendar, "", area_of_subject(plain(opening.head.subject or "")))
    tasks += _from_part(text, appendix, Finder(calendar, None), calendar, "PL")
    tasks.sort(key=lambda task: task.source.start)  # a table's rows stand where the table does
    remarks = list(warnings) + list(opening.warnings)
    if not tasks:
        remarks.append(_("Không tìm thấy nhiệm vụ nào trong văn bản; có thể thêm nhiệm vụ bằng tay."))
    if turned(text):
        remarks.append(_("Trong văn bản có ký tự ẩn làm đổi thứ tự chữ; chữ nhìn thấy có thể khác chữ thật."))
    if fonts:
        remarks.append(
            _("Đã chuyển chữ gõ bằng phông cũ ({fonts}) sang Unicode; cần đọc lại trước khi lưu.").format(
                fonts=", ".join(fonts)
            )
        )
    return Reading(text, opening.head, tuple(judged(task, opening.head) for task in tasks), tuple(remarks), fonts)


def _from_part(
    text: str, lines: list[PrintedLine], finder: Finder, calendar: Calendar, prefix: str, leaning: str | None = None
) -> list[ProposedTask]:
    """The tasks of the running text, then those of its plan tables; `prefix` goes before the numbers of an appendix."""
    tables: list[PlanTable] = []
    running: list[PrintedLine] = []
    index = 0
    while index < len(lines):
        table = (
            table_at(text, lines, index)
            if "|" in text[lines[index].start : lines[index].end] or "\t" in text[lines[index].start : lines[index].end]
            else None
        )
        if table is not None:
            tables.append(table)
            index = table.after
        else:
            running.append(lines[index])
            index += 1
    if prefix:
        running = work_of_appendix(running)
    root = outline(paragraphs(running, wrap_width(running)))
    mend(root)
    settle(root)
    finder.walk(root, Setting(leaning=leaning))
    tasks = [replace(task, ref=f"{prefix}.{task.ref}") if prefix else task for task in numbered(root, finder.drafts)]
    for number, table in enumerate(tables, 1):
        name = prefix or "B"
        rows: list[tuple[str, ProposalDraft]] = plan_drafts(
            table, calendar, name if len(tables) == 1 else f"{name}{number}"
        )
        tasks += [draft.finished(ref) for ref, draft in rows]
    return tasks
