"""Rescues a damaged book: a new one is made of what can still be read; the damaged file is not written to.

What is wrong is found by `store.damage`; the old files are kept aside in whatever way the book goes on.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.access import opening
from models.access.open_office import OpenOffice, shows
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home, write_file
from models.base.text import show_number
from models.base.words import _
from models.journal import history, put_back
from models.store import faults
from models.store.backups import backup_list, evidence_copies, swap
from models.store.db import Store, by_the_program
from models.store.diagnoses import Diagnosis
from models.store.keys import key_slots
from models.store.local import last_close
from models.store.local.lock import FileLock
from models.store.sqlite import damage, salvage, wal
from models.store.sqlite.connection import connect

_IN_THE_MAKING = ".cuu-du-lieu-"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RescuedBook:
    """A new book made of what could be read, waiting in a folder inside the home; `report` says what is missing."""

    folder: Path
    saved: salvage.SalvageResult
    report: str


def without_wal(opened: OpenOffice) -> OpenOffice:
    """Move the -wal file that does not belong to the damaged office into a folder of its own, and open it again.

    Raises AppError as `opening.enter` does.
    """
    opened.close()
    with FileLock(opened.home.lock), faults.sorting(disk=True):
        folder = wal.set_aside(opened.home)
    again = opening.enter(opened.home, _inside(opened), even_damaged=True)
    again.notices = (damage.wal_aside(folder.name), *again.notices)
    return again


def rescue(opened: OpenOffice, progress: Callable[[int, int], object] = lambda _done, _total: None) -> RescuedBook:
    """Make a new book of what can be read of the damaged one, which is only read; it is used by `use`.

    Raises AppError `nothing_rescued` when too little is left to be a book, `disk_full`; CancelledError from
    `progress`. Nothing is left behind then.
    """
    home, key = opened.home, opened.data_key
    wrong = opened.damage or damage.diagnose(home, key)
    if wrong is not None and wrong.kind in {"missing", "empty", "foreign"}:
        raise _nothing()
    with faults.sorting(disk=True):
        for left in home.folder.glob(f"{_IN_THE_MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=home.folder, prefix=_IN_THE_MAKING))
    try:
        new = Home(folder)
        saved = salvage.salvage(home, key, new.database, progress)
        with faults.sorting(disk=True):
            shutil.copyfile(home.keys, new.keys)
        if damage.diagnose(new, key) is not None or not _is_book(new, key):
            raise _nothing()
        journalled = _journalled(new, key, saved, opened.account.name)
        rows = evidence_copies.named_by_book(new, key)
        _elsewhere, missing = evidence_copies.unopened(home, key, home.evidence, sorted(rows))
        lost = evidence_copies.called(missing, rows)
        return RescuedBook(folder, saved, report(wrong, saved, lost, journalled))
    except BaseException as failure:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(failure, AppError) and failure.code == "damaged":
            raise _nothing() from None
        raise


def use(opened: OpenOffice, made: RescuedBook) -> tuple[OpenOffice, Path, Path | None]:
    """Put the rescued book in the place of the damaged one; gives it open, where the old files went, and the report.

    The report's file is None where the disk refused it: the book is saved all the same, and the caller has the words.
    Raises AppError; then the damaged book stands where it was.
    """
    home = opened.home
    opened.close()
    with FileLock(home.lock), faults.sorting(disk=True):
        with closing(connect(made.folder / home.database.name, opened.data_key)) as db:
            newest = db.execute("SELECT number, hash FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
        number, head = newest or (0, "")
        last_close.replaced(Home(made.folder), number, head, backup_list.next_branch(home))
        aside = swap.change_places(home, made.folder)
    shutil.rmtree(made.folder, ignore_errors=True)
    told = _kept_report(home, made.report)
    return opening.enter(home, _inside(opened)), aside or home.folder, told


def forget(made: RescuedBook) -> None:
    """The rescued book is not wanted."""
    shutil.rmtree(made.folder, ignore_errors=True)


def report(
    wrong: Diagnosis | None, saved: salvage.SalvageResult, evidence: Sequence[str] = (), journalled: int = 0
) -> str:
    """What was saved and what is missing, table by table: plain text to be read, kept and sent.

    `evidence` names the files that the book still has rows of, and that open nowhere. `journalled` rows are not as the
    journal that could be read says, and were entered in it as they are.
    """
    at = f"{clock.local(clock.now()):%H:%M %d/%m/%Y}"
    lines = [_("BIÊN BẢN CỨU DỮ LIỆU SỔ CCHC"), _("Lập lúc {at}").format(at=at), ""]
    if wrong is not None:
        lines += [_("Tình trạng: {what} {why}").format(what=wrong.what, why=wrong.why), ""]
    lines += [_("Từng bảng (đọc được / phải có):"), *(f"- {line}" for line in table_lines(saved)), ""]
    lost = [table for table in saved.tables if table.lost != 0]
    if lost:
        names = ", ".join(history.table_name(table.table) for table in lost)
        lines.append(_("Còn thiếu hoặc không biết chắc: {names}. Hãy đối chiếu với hồ sơ giấy.").format(names=names))
    else:
        lines.append(_("Không thiếu dòng nào."))
    if evidence:
        lines.append(
            _("Tệp minh chứng không mở được ở đâu, cần đính kèm lại: {names}.").format(names=", ".join(evidence))
        )
    if journalled:
        words = _("{n} dòng khác với phần nhật ký còn đọc được: giữ như đang có và ghi vào nhật ký của sổ mới.")
        lines.append(words.format(n=show_number(journalled)))
    lines.append(_("Tệp hỏng không bị ghi thêm và được giữ riêng."))
    return "\n".join(lines) + "\n"


def table_lines(saved: salvage.SalvageResult) -> list[str]:
    """One line for each table that holds or held anything."""
    lines = []
    for table in saved.tables:
        if not table.read and not table.expected and table.expected is not None:
            continue
        whole = "?" if table.expected is None else str(table.expected)
        parts = [f"{history.table_name(table.table)}: {table.read}/{whole}"]
        if table.rebuilt:
            parts.append(_("{n} dòng dựng lại từ nhật ký").format(n=table.rebuilt))
        if table.dropped:
            parts.append(_("{n} dòng bỏ vì mất dòng gốc").format(n=table.dropped))
        if table.lost:
            parts.append(_("thiếu {n} dòng").format(n=table.lost))
        lines.append("; ".join(parts))
    return lines


def _kept_report(home: Home, words: str) -> Path | None:
    path = home.folder / f"bien-ban-cuu-du-lieu-{clock.local(clock.now()):%Y%m%d-%H%M%S}.txt"
    try:
        write_file(path, words.encode("utf-8-sig"))
    except OSError as failure:
        log.info("report of a rescue not kept: %s", type(failure).__name__)
        return None
    return path


def _journalled(home: Home, key: bytes, saved: salvage.SalvageResult, by: str) -> int:
    """Where something is lost, the journal of the new book takes its rows as they are; else it knows better than they.

    Gives how many rows were not as it said.
    """
    if all(table.lost == 0 and not table.dropped for table in saved.tables):
        return 0
    store = Store(home.database, key)
    store.guard = by_the_program
    try:
        return put_back.take_as_they_are(store, by)
    finally:
        store.close()


def _is_book(home: Home, key: bytes) -> bool:
    store = Store(home.database, key)
    try:
        return shows(store)
    except Exception as failure:  # noqa: BLE001 - a book without its first rows fails in many ways, all the same
        log.info("what was rescued is no book: %s", type(failure).__name__)
        return False
    finally:
        store.close()


def _inside(opened: OpenOffice) -> key_slots.Unlocked:
    return key_slots.Unlocked(opened.data_key, opened.account.id or None, key_slots.load(opened.home.keys))


def _nothing() -> AppError:
    return AppError(
        "nothing_rescued",
        _("Không cứu được gì từ tệp dữ liệu này."),
        _("Phần còn đọc được không đủ để thành một sổ."),
        _("Hãy khôi phục từ bản sao lưu gần nhất."),
    )
