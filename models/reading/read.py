"""The way from a file to a `Reading`: which reader takes which file, and the steps from text to proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from models.base.text import nfc, turned
from models.base.words import _
from models.reading.annexes import asks, work_of_appendix
from models.reading.belonging import settle
from models.reading.finder import Finder
from models.reading.head import read_head
from models.reading.left_out import APPENDIX, remarks_on
from models.reading.lines import PrintedLine, layout_of, printed_lines
from models.reading.numbering import Places, numbered
from models.reading.outline import mend, outline, paragraphs
from models.reading.passage import plain
from models.reading.plan_table import PlanTable, table_at
from models.reading.plan_tasks import plan_drafts
from models.reading.proposal import LeftOut, ProposedTarget, ProposedTask, Reading
from models.reading.proposing import ProposalDraft, Setting
from models.reading.tail import read_tail
from models.reading.targets import target
from models.reading.words.areas import area_of_subject
from models.reading.words.deadlines import Calendar
from models.reading.words.whose import judged


def read_file(path: Path) -> Reading:
    """Read a .txt, .docx or .pdf file, told apart by content. Raises AppError, each reason with a code of its own."""
    from models.reading.files.readers import content_of

    return read_content(content_of(path))


def read_content(content: bytes, tell: Callable[[int, int], object] = lambda _done, _total: None) -> Reading:
    """Read the bytes of a .txt, .docx or .pdf file. Raises AppError, each reason with a code of its own.

    `tell` hears after each page of a PDF how many of how many are read.
    """
    from models.reading.files.readers import text_of

    found = text_of(content, tell)
    return _read(found.text, found.warnings, found.fonts)


def read_text(text: str) -> Reading:
    """Read a directive that is already text. NFC and NFD give the same answer; nothing is ever raised but AppError."""
    return _read(text, (), ())


def _read(text: str, warnings: tuple[str, ...], fonts: tuple[str, ...]) -> Reading:
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " "))
    lines = printed_lines(text)
    tail = read_tail(text, lines)
    opening = read_head(text, lines, tail)
    calendar = Calendar(opening.year, opening.head.issued_on)
    finder = Finder(calendar, opening.head.kind)
    body = lines[opening.body_from : tail.body_to]
    appendix = lines[tail.appendix_from :]
    parts = (
        _from_part(text, body, finder, calendar, "", area_of_subject(plain(opening.head.subject or ""))),
        _from_part(text, appendix, Finder(calendar, None), calendar, "PL"),
    )
    # A table's rows stand where the table does.
    tasks = sorted((task for part in parts for task in part.tasks), key=lambda task: task.source.start)
    targets = tuple(one for part in parts for one in part.targets)
    remarks = list(warnings) + list(opening.warnings)
    if not tasks:
        remarks.append(_("Không tìm thấy nhiệm vụ nào trong văn bản; có thể thêm nhiệm vụ bằng tay."))
    left_out = sorted((one for part in parts for one in part.left_out), key=lambda one: one.source.start)
    remarks += remarks_on(left_out, text)
    if turned(text):
        remarks.append(_("Trong văn bản có ký tự ẩn làm đổi thứ tự chữ; chữ nhìn thấy có thể khác chữ thật."))
    if fonts:
        remarks.append(
            _("Đã chuyển chữ gõ bằng phông cũ ({fonts}) sang Unicode; cần đọc lại trước khi lưu.").format(
                fonts=", ".join(fonts)
            )
        )
    judgement = tuple(judged(task, opening.head) for task in tasks)
    return Reading(text, opening.head, judgement, tuple(remarks), fonts, targets, tuple(left_out))


@dataclass
class _Part:
    """What one part of the document gives: its body, or its appendices."""

    tasks: list[ProposedTask]
    targets: list[ProposedTarget]
    left_out: list[LeftOut]


def _from_part(
    text: str, lines: list[PrintedLine], finder: Finder, calendar: Calendar, prefix: str, leaning: str | None = None
) -> _Part:
    """The tasks of the running text, then those of its plan tables; `prefix` goes before the numbers of an appendix."""
    tables, running = _tables_apart(text, lines)
    left_out: list[LeftOut] = []
    if prefix:
        kept = work_of_appendix(running)
        starts = {line.start for line in kept}
        passed = [line for line in running if line.start not in starts and asks(line)]
        left_out += [LeftOut(APPENDIX, "", line.words.source) for line in passed]
        running = kept
    root = outline(paragraphs(running, layout_of(running)))
    mend(root)
    settle(root)
    finder.walk(root, Setting(leaning=leaning))
    tasks = numbered(root, finder.drafts)
    if prefix:
        tasks = [replace(task, ref=_ref(prefix, task.ref)) for task in tasks]
    for number, table in enumerate(tables, 1):
        name = prefix or "B"
        rows: list[tuple[str, ProposalDraft]] = plan_drafts(
            table, calendar, name if len(tables) == 1 else f"{name}{number}"
        )
        tasks += [draft.finished(ref) for ref, draft in rows]
    places = Places()
    named = [(goal, _ref(prefix, places.of(goal.item))) for goal in finder.goals]
    left_out += _left_out(finder, places, prefix)
    return _Part(tasks, [target(goal, ref) for goal, ref in named], left_out)


def _tables_apart(text: str, lines: list[PrintedLine]) -> tuple[list[PlanTable], list[PrintedLine]]:
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
    return tables, running


def _left_out(finder: Finder, places: Places, prefix: str) -> Iterator[LeftOut]:
    for item, words, kind in finder.left_out:
        ref = "" if item.is_paragraph else _ref(prefix, places.of(item))  # a paragraph is found by its words
        yield LeftOut(kind, ref, words.source)


def _ref(prefix: str, ref: str) -> str:
    return f"{prefix}.{ref}" if prefix and ref else ref
