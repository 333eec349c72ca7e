"""`check`, and what begins with `backup`, but for restoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.settings import Settings
from models.base.words import _
from models.store.backups import backup, backup_list, evidence_copies, offsite, safety
from models.store.backups.backup_list import KeptBackup
from models.store.backups.safety import BackupState
from models.store.integrity import check as checks
from models.work import older_book
from ui.backup import restore_words
from ui.commands import opened, report
from ui.commands.request import DONE, REFUSED, Answer, Request, say


def check(request: Request) -> Answer:
    """Prove the file; code 1 when something is not as it must be. A damaged one is looked through as far as it goes.

    With `--accept` an older book in the place of a newer one is accepted before, with `--put-back` what was changed
    behind the program is put back to what the journal says.
    """
    heads = [(path.name, report.audit_head(path)) for path in request.options.report]
    place, days = _second_place(request)
    data: dict[str, object] = {}
    with opened.office(replace(request, even_damaged=True)) as office:
        if request.options.accept:
            with office.store.write(older_book.OPERATION) as write:
                older_book.accept(write.session, office.home, place)
            say(_("Đã chấp nhận sổ bản cũ; việc này được ghi vào nhật ký."))
        if request.options.put_back:
            data["put_back"] = _put_back(office, place)
        findings = checks.everything(office.home, office.store, office.evidence, office.data_key, place)
        for name, head in heads:
            findings += checks.against_report(office.store, head, name)
        if office.damage is not None:
            told = checks.Finding("file_damaged", f"{office.damage.what} {office.damage.why} {office.damage.do}")
            findings = [told, *(one for one in findings if one.code != told.code)]
    failed = checks.failures(findings)
    for line in _doubts(safety.look(request.home, place, days, changed=False)):
        say(line)
    data = {"ok": not failed, "findings": [asdict(finding) for finding in findings], **data}
    return Answer(data, _check_lines(findings), REFUSED if failed else DONE)


def _check_lines(findings: Sequence[checks.Finding]) -> list[str]:
    lines = [finding.what for finding in findings]
    codes = set(checks.failures(findings))
    if not codes:
        words = _(
            "Sổ nguyên vẹn: tệp dữ liệu, liên kết, nhật ký, từng dòng theo nhật ký, tìm kiếm và minh chứng đều khớp."
        )
        lines.append(words)
    if codes & checks.OLDER:
        lines.append(_("Nếu cố ý dùng bản này, quản trị chạy: check --accept. Nếu không, hãy khôi phục bản mới hơn."))
    if checks.may_put_back(codes):
        lines.append(_("Để đưa mọi thứ về đúng nhật ký, quản trị chạy: check --put-back."))
    return lines


def _put_back(office: OpenOffice, place: str) -> dict[str, object]:
    from models.journal import put_back

    done = put_back.put_back(office.home, office.store, office.data_key, place=place)
    words = _("Đã đưa về đúng nhật ký {rows} dòng, {parts} chỗ trong cấu trúc; việc này được ghi vào nhật ký.")
    say(words.format(rows=done.rows, parts=done.parts))
    return {"rows": done.rows, "parts": done.parts, "index": done.index}


def make_backup(request: Request) -> Answer:
    """Write a backup and read it back."""
    target = request.options.file.absolute()
    with opened.office(request) as office:
        manifest = backup.make(office.home, office.data_key, target)
        safety.note_saved(office.home, target)
        missing = evidence_copies.called_by_book(office.home, office.data_key, manifest.missing)
    words = _("Đã sao lưu và kiểm chứng: {tasks} nhiệm vụ, {entries} số liệu, {events} sự kiện nhật ký: {path}")
    counted = asdict(manifest.contents)
    data = {"file": str(target), **asdict(manifest), **missing_data(missing)}
    return Answer(data, [words.format(**counted, path=target), *missing_lines(missing)])


def list_backups(request: Request) -> Answer:
    """The backups of the home's own folder and of the second place, newest first, with what each says is in it."""
    place, days = _second_place(request)
    found = safety.look(request.home, place, days, changed=False)
    listed = backup_list.kept(request.home.backups) + offsite.kept(request.home, place)
    lines = [_line(one) for one in listed] or [_("Chưa có bản sao lưu nào trong thư mục của sổ.")]
    data = {"backups": [_row(one) for one in listed], "second": _second_data(found)}
    return Answer(data, lines + _doubts(found) + _reminder(found))


def bring(request: Request) -> Answer:
    """Back up what changed and copy the newest to the second place."""
    place, days = _second_place(request)
    if not place:
        raise AppError(
            "second_place_unset",
            _("Chưa chọn nơi sao lưu thứ hai."),
            _("Cài đặt second_place của máy này còn trống."),
            _("Hãy đặt bằng lệnh: setting set second_place THƯ_MỤC."),
        )
    with opened.office(request) as office:
        offsite.refuse_bad(office.home, place)
        backup_list.catch_up(office.home, office.data_key)
        there = offsite.bring(office.home, place, office.data_key)
        missing = evidence_copies.called_by_book(office.home, office.data_key, there.missing)
    found = safety.look(request.home, place, days, changed=False)
    folder = offsite.folder(request.home, place)
    words = _("Đã chép sang nơi thứ hai và đọc lại đối chiếu: bản sao lưu lập {made}, trong {folder}")
    made = _moment(there.made_at) if there.made_at else "?"
    data = {"folder": str(folder), **_second_data(found), **missing_data(missing)}
    return Answer(data, [words.format(made=made, folder=folder), *missing_lines(missing)])


def missing_data(names: Sequence[str]) -> dict[str, object]:
    """Evidence that opens nowhere, by what people call it: for JSON."""
    return {"missing_evidence": len(names), "missing_names": list(names)}


def missing_lines(names: Sequence[str]) -> list[str]:
    """The same in a sentence, or none."""
    return [restore_words.without(names)] if names else []


def _second_place(request: Request) -> tuple[str, int]:
    settings = Settings(request.home.settings)
    return str(settings.get("second_place")), int(settings.get("second_days"))


def _second_data(found: BackupState) -> dict[str, object]:
    there = found.second
    return {
        "place": there.place,
        "there": there.there,
        "brought_at": clock.iso_vietnam(there.brought_at) if there.brought_at else None,
        "made_at": clock.iso_vietnam(there.made_at) if there.made_at else None,
        "newest": there.whole,
        "late": found.late,
    }


def _reminder(found: BackupState) -> list[str]:
    if not found.late:
        return []
    if not found.second.place:
        return [_("Nhắc: chưa có nơi sao lưu thứ hai; ổ đĩa hỏng là mất cả sổ lẫn bản sao lưu.")]
    words = _("Nhắc: từ {since} chưa chép sang nơi sao lưu thứ hai {place}; hãy cắm vào và chạy lệnh backup bring.")
    return [words.format(since=_moment(found.since) if found.since else "?", place=found.second.place)]


def _doubts(found: BackupState) -> list[str]:
    return [restore_words.doubt(one) for one in found.ahead]


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%d/%m/%Y %H:%M}"


def _row(one: KeptBackup) -> dict[str, object]:
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
        "missing_evidence": one.missing,
        "doubted": one.doubted,
    }


def _line(one: KeptBackup) -> str:
    made = f"{_moment(one.made_at)} (?)" if one.doubted else _moment(one.made_at)
    if one.contents is None:
        return _("{made}  không đọc được  {path}").format(made=made, path=one.path)
    words = _("{made}  {tasks} nhiệm vụ, {entries} số liệu, {events} sự kiện nhật ký, {state}  {path}")
    state = restore_words.proof(one)
    held = one.contents
    return words.format(
        made=made, tasks=held.tasks, entries=held.entries, events=held.events, state=state, path=one.path
    )
