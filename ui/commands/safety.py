"""`check`, `backup make`, `backup list`, `backup restore`."""

from __future__ import annotations

import os
from dataclasses import asdict

from models.base import clock
from models.base.words import _
from models.store import backup, shelf
from models.store import check as checks
from models.store.shelf import Kept
from ui.cli import DONE, REFUSED, Answer, Request
from ui.commands import opened


def check(request: Request) -> Answer:
    """Prove the file; code 1 when something is not as it must be."""
    with opened.office(request) as office:
        findings = checks.everything(office.home, office.store, office.evidence, office.data_key)
    data = {"ok": not findings, "findings": [asdict(finding) for finding in findings]}
    lines = [finding.text for finding in findings] or [
        _("Sổ nguyên vẹn: tệp dữ liệu, liên kết, nhật ký, tìm kiếm và minh chứng đều khớp.")
    ]
    return Answer(data, lines, REFUSED if findings else DONE)


def make_backup(request: Request) -> Answer:
    """Write a backup and read it back."""
    target = request.options.file.absolute()
    with opened.office(request) as office:
        manifest = backup.make(office.home, office.data_key, target)
    words = _("Đã sao lưu và kiểm chứng: {tasks} nhiệm vụ, {entries} số liệu, {events} sự kiện nhật ký: {path}")
    counted = asdict(manifest.contents)
    return Answer({"file": str(target), **asdict(manifest)}, [words.format(**counted, path=target)])


def list_backups(request: Request) -> Answer:
    """The backups kept in the home's own folder, newest first, with what each says is in it."""
    listed = shelf.kept(request.home.backups)
    lines = [_line(one) for one in listed]
    return Answer(
        {"backups": [_row(one) for one in listed]}, lines or [_("Chưa có bản sao lưu nào trong thư mục của sổ.")]
    )


def _row(one: Kept) -> dict[str, object]:
    held = one.contents
    return {
        "file": str(one.path),
        "made_at": clock.iso_vietnam(one.made_at),
        "size": one.size,
        "tasks": held.tasks if held else None,
        "entries": held.entries if held else None,
        "events": held.events if held else None,
        "head": held.head if held else None,
        "last_change": clock.iso_vietnam(one.last_change) if one.last_change else None,
        "proven_at": clock.iso_vietnam(one.proven_at) if one.proven_at else None,
    }


def _line(one: Kept) -> str:
    made = f"{clock.local(one.made_at):%d/%m/%Y %H:%M}"
    if one.contents is None:
        return _("{made}  không đọc được  {path}").format(made=made, path=one.path)
    words = _("{made}  {tasks} nhiệm vụ, {entries} số liệu, {events} sự kiện nhật ký, {state}  {path}")
    state = _("đã kiểm chứng") if one.proven_at else _("chưa kiểm chứng")
    held = one.contents
    return words.format(
        made=made, tasks=held.tasks, entries=held.entries, events=held.events, state=state, path=one.path
    )


def restore_backup(request: Request) -> Answer:
    """Put a backup in the place of the present office, which is moved aside."""
    source = request.options.file.absolute()
    passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Mật khẩu của sổ khi sao lưu: "))
    aside = backup.restore(request.home, source, passphrase)
    lines = [_("Đã khôi phục từ {name}.").format(name=source.name)]
    if aside is not None:
        lines.append(_("Sổ trước khi khôi phục được giữ ở: {folder}").format(folder=aside))
    return Answer({"restored": str(source), "aside": os.fspath(aside) if aside else None}, lines)


def salvage(request: Request) -> Answer:
    """Copy what can still be read of a damaged book into a new file; the damaged one is not written to."""
    from models.store import keys
    from models.store import salvage as salvaging
    from models.work.history import table_name

    passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Mật khẩu của sổ: "))
    key = keys.unlocked(keys.load(request.home.keys), passphrase).data_key
    saved = salvaging.salvage(request.home, key, request.options.file.absolute())
    lines = [_("Đã vớt dữ liệu vào {path}; tệp hỏng vẫn giữ nguyên.").format(path=saved.file)]
    for loss in saved.tables:
        whole = loss.expected if loss.expected is not None else "?"
        lines.append(f"{table_name(loss.table)}: {loss.read}/{whole}")
    data = {"file": str(saved.file), "tables": [asdict(loss) for loss in saved.tables]}
    return Answer(data, lines)
