"""`task attach`, `task files`, `task save-file`, `task detach`: the evidence of a task (minh chứng)."""

from __future__ import annotations

import hashlib
from pathlib import PureWindowsPath
from typing import Any

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.text import show_size
from models.base.words import _
from models.store.local import export_file
from models.work import attachments, task_list, tasks
from models.work.attachments import AttachmentRow
from models.work.tasks import Task
from ui.commands import opened
from ui.commands.request import Answer, Request, say


def attach(request: Request) -> Answer:
    """Keep files as evidence of a task: all of those named, or none when one is refused."""
    found = [attachments.from_file(path) for path in request.options.files]
    with opened.office(request) as office, office.store.write("task.attach") as write:
        task = task_list.find(write.session, request.options.task)
        added = {
            attachments.attach(write.session, office.evidence, task.id, name, content).id: _sha256(content)
            for name, content in found
        }
        rows = [row for row in attachments.of_task(write.session, task.id) if row.id in added]
        about = _about(task)
    words = _("Đã thêm {n} tệp minh chứng vào nhiệm vụ số {number}.")
    lines = [words.format(n=len(rows), number=about["number"]), *map(_line, rows)]
    return Answer({"task": about, "files": [_as_json(row, added[row.id]) for row in rows]}, lines)


def list_files(request: Request) -> Answer:
    """The evidence of a task, oldest first. A file whose content is lost is listed too, without its hash."""
    with opened.office(request) as office:
        with office.store.read() as session:
            task = task_list.find(session, request.options.task)
            rows, about = attachments.of_task(session, task.id), _about(task)
        data = [_as_json(row, _hash_of(office, row)) for row in rows]
    lines = list(map(_line, rows)) or [_("Nhiệm vụ số {number} chưa có tệp minh chứng.").format(number=about["number"])]
    return Answer({"task": about, "files": data}, lines)


def save(request: Request) -> Answer:
    """Write a copy of a file into a folder, under the name that it came with; nothing there is overwritten."""
    wanted = request.options.file
    with opened.office(request) as office, office.store.read() as session:
        row = attachments.find(session, wanted)
        name, content = attachments.content(session, office.evidence, row.attachment_id)
        path = export_file.write_new(request.options.out.absolute(), _file_name(name, row.id), content)
        data = {"file": str(path), "id": row.id, "name": name, "size": len(content), "sha256": _sha256(content)}
    return Answer(data, [_("Đã lưu bản sao: {path}").format(path=path)])


def detach(request: Request) -> Answer:
    """Take a file off its task; its content stays, so that this can be undone."""
    with opened.office(request) as office, office.store.write("task.detach") as write:
        row = attachments.find(write.session, request.options.file)
        task = tasks.get(write.session, row.task_id)
        (gone,) = (each for each in attachments.of_task(write.session, task.id) if each.id == row.id)
        about = _about(task)
        attachments.detach(write.session, gone.id)
    words = _("Đã gỡ tệp {name} khỏi nhiệm vụ số {number}; khôi phục được từ thùng rác (bin list).")
    data = {"task": about, "detached": {"id": gone.id, "name": gone.name}}
    return Answer(data, [words.format(name=gone.name, number=about["number"])])


def _hash_of(office: OpenOffice, row: AttachmentRow) -> str | None:
    try:
        with office.store.read() as session:
            return _sha256(attachments.content(session, office.evidence, row.attachment_id)[1])
    except AppError as refusal:
        say(f"{row.name}: {refusal}")
        return None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file_name(name: str, otherwise: str) -> str:
    """The last part of `name`, however it is written: nothing that a book says leads out of the folder."""
    last = PureWindowsPath(name).name
    return last if last.strip(". ") else otherwise


def _about(task: Task) -> dict[str, Any]:
    return {"id": task.id, "number": task.number}


def _as_json(row: AttachmentRow, sha256: str | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "size": row.size,
        "sha256": sha256,
        "added_at": clock.iso_vietnam(row.added_at),
    }


def _line(row: AttachmentRow) -> str:
    return f"{row.id}  {clock.local(row.added_at):%d/%m/%Y %H:%M}  {show_size(row.size):>8}  {row.name}"
