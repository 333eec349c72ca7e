"""Diagnoses a file that does not open as it should. It is only read here, never written.

How to go on from a damaged file is in `salvage` and `backup`.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.base import clock
from models.base.paths import Home
from models.base.words import _
from models.store import diagnoses, faults
from models.store.diagnoses import Diagnosis
from models.store.integrity import audit_anchors
from models.store.integrity.audit_anchors import Chain
from models.store.local import data_folder, last_close
from models.store.sqlite import raw, wal
from models.store.sqlite.connection import connect, examine

SMALL = 20_000_000  # bytes: read through in 0.2 s, so at every start
CLOCK_SLACK = timedelta(minutes=10)
_PAGE = 4096
_NEWEST = "SELECT number, at FROM audit_events WHERE typeof(number) = 'integer' ORDER BY number DESC LIMIT 1"
_CLOCK = _("Hãy chỉnh lại ngày giờ của máy. Thứ tự các sự kiện trong nhật ký không phụ thuộc đồng hồ.")


@dataclass(frozen=True)
class Notice:
    """Something about a sound file that its owner should know.

    `kind` is older, rewritten, rows, wal_missing, wal_back, wal_aside, clock, restored, evidence, or a kind of `place`.
    """

    kind: str
    text: str
    do: str
    place: bool = False  # it is about where the book lies, and will be so the next time too


def at_start(home: Home, key: bytes) -> Diagnosis | None:
    """Read the file through before anything may be written to it, if it is small or the last end was no clean one.

    Gives what is wrong with it; nothing for one that may be worked with. Raises AppError for what the disk refuses.
    """
    if not home.database.exists():
        return diagnoses.missing(home.database)
    known = last_close.read(home)
    doubtful = known is None or not known.clean or wal.size(wal.beside(home.database)) > 0
    if doubtful or home.database.stat().st_size <= SMALL:
        return diagnose(home, key)
    return None


def diagnose(home: Home, key: bytes) -> Diagnosis | None:
    """What is wrong with the file as a whole; None when it reads from its first page to its last."""
    file, beside = home.database, wal.beside(home.database)
    if not file.exists():
        return diagnoses.missing(file)
    size = file.stat().st_size
    if not size:
        return diagnoses.empty(file)
    if wal.size(beside) and wal.is_one(beside) and sound(file, key):
        # The program died while pages went from the -wal into the file: half a page there is whole in the -wal,
        # and SQLite brings it over. Looking at the file alone would call that damage.
        return None
    return _alone(file, key, size) or _beside(file, key, beside)


def cut_short(file: Path) -> bool:
    """Whether the file can be no sound one, whatever its key: it is empty, or ends within a page."""
    size = file.stat().st_size
    return not size or bool(size % _PAGE)


def _alone(file: Path, key: bytes, size: int) -> Diagnosis | None:
    """What is wrong with the file itself."""
    bad = _bad_pages(file, key)
    if bad and len(bad) >= size // _PAGE > 1:
        return diagnoses.foreign(file)  # whatever its length: nothing of it opens
    if size % _PAGE:
        return diagnoses.cut(file)
    if bad and len(bad) >= size // _PAGE:
        return diagnoses.foreign(file)
    if not bad and sound(file, key, without_wal=True):
        return None
    if not bad and _pages_by_header(file, key) > size // _PAGE:
        return diagnoses.cut(file)
    return diagnoses.flipped(file, len(bad), size // _PAGE) if bad else diagnoses.broken(file)


def _beside(file: Path, key: bytes, beside: Path) -> Diagnosis | None:
    """What is wrong when the sound file is read together with its -wal."""
    if not wal.size(beside) or wal.is_blank(beside):
        return None
    return None if wal.is_one(beside) and sound(file, key) else diagnoses.foreign_wal(beside)


def notices(home: Home, key: bytes) -> list[Notice]:
    """What a sound file's owner should know: it is an older copy, a -wal file is missing, the clock went back.

    To be called before the note of the last closing is overwritten. Raises AppError.
    """
    found = _wal_notice(home)
    with faults.sorting(), closing(connect(home.database, key, read_only=True)) as db, raw.any_text(db):
        newest = db.execute(_NEWEST).fetchone()
        chain = Chain(newest[0] if newest else 0, lambda number: _hash(db, number), _accepted(db))
        missing = chain.lacks(audit_anchors.noted(home))
    if missing:
        found.append(_older(missing[0]))
    at = last_close.moment(newest[1]) if newest else None
    if at is not None and at - clock.now() > CLOCK_SLACK:
        found.append(clock_notice(at))
    return found


def clock_notice(at: datetime) -> Notice:
    """The computer's clock went back: `at` is later than now and already past."""
    words = _("Đồng hồ máy tính đang chạy lùi: sự kiện mới nhất trong sổ ghi lúc {at}, sau giờ hiện tại của máy.")
    return Notice(
        "clock",
        words.format(at=f"{clock.local(at):%H:%M %d/%m/%Y}"),
        _CLOCK,
    )


def clock_set_back(before: datetime, now: datetime) -> Notice:
    """The computer's clock went back while the book was open."""
    words = _("Đồng hồ máy tính vừa bị chỉnh lùi, từ {before} về {now}.")
    shown = {"before": f"{clock.local(before):%H:%M %d/%m/%Y}", "now": f"{clock.local(now):%H:%M %d/%m/%Y}"}
    return Notice("clock", words.format(**shown), _CLOCK)


def wal_back(name: str) -> Notice:
    """A renamed -wal file was copied back to its place."""
    return Notice(
        "wal_back",
        _("Lần trước sổ bị tắt đột ngột và tệp ghi dở bị đổi tên thành {name}.").format(name=name),
        _("Chương trình đã chép tệp ấy về chỗ cũ và đọc lại đủ các thay đổi; không có gì bị mất."),
    )


def wal_aside(name: str) -> Notice:
    """A -wal file that is not the book's own was moved into the folder of this name."""
    return Notice(
        "wal_aside",
        _("Tệp -wal lạ đã được cất vào thư mục {name} cạnh tệp dữ liệu.").format(name=name),
        _("Sổ mở được bình thường; có thể xóa thư mục ấy khi chắc rằng nó không phải của sổ nào."),
    )


def place_notices(home: Home) -> list[Notice]:
    """What speaks against the place that the book lies in."""
    do = _("Nên chuyển thư mục dữ liệu về ổ cứng của máy; ổ mạng, USB và thư mục đồng bộ chỉ nên chứa bản sao lưu.")
    return [Notice(kind, data_folder.words(kind), do, place=True) for kind in data_folder.kinds(home.folder)]


def _wal_notice(home: Home) -> list[Notice]:
    known, beside = last_close.read(home), wal.beside(home.database)
    if known is None or known.clean or beside.exists():
        return []
    text = _("Lần trước sổ bị tắt đột ngột và tệp {name} không còn bên cạnh tệp dữ liệu.").format(name=beside.name)
    do = _("Hãy xem lại các thay đổi cuối cùng trước khi tắt máy; nếu thiếu, khôi phục từ bản sao lưu gần nhất.")
    return [Notice("wal_missing", text, do)]


def _older(gap: audit_anchors.MissingHead) -> Notice:
    kind = "older" if gap.older else "rewritten"
    return Notice(
        kind,
        audit_anchors.words(gap),
        _(
            "Nếu anh/chị không cố ý dùng bản này, hãy khôi phục từ bản sao lưu mới hơn trước khi nhập tiếp. Nếu cố ý, "
            "quản trị chấp nhận bản này ở Cài đặt, Kiểm tra sổ (hoặc bằng lệnh check --accept); trước đó điều này được "
            "nhắc mỗi lần mở sổ."
        ),
    )


def _hash(db: Any, number: int) -> str | None:  # noqa: ANN401
    row = db.execute("SELECT hash FROM audit_events WHERE number = ?", (number,)).fetchone()
    return row[0] if row else None


def _accepted(db: Any) -> int | None:  # noqa: ANN401
    """Up to which branch what is missing was accepted; None in a book from before that could be done."""
    if not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'older_books'").fetchone()[0]:
        return None
    found = db.execute(audit_anchors.ACCEPTED).fetchone()[0]
    return None if found is None else int(found)


def _bad_pages(file: Path, key: bytes) -> list[str]:
    """Pages of the file itself, without its -wal, whose seal does not fit."""
    with closing(examine(file, key, alone=True)) as db:
        try:
            return [str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check")]
        except driver.Error as failure:
            return [str(failure)]


def sound(file: Path, key: bytes, *, without_wal: bool = False) -> bool:
    """Whether SQLite finds the file well built. Raises AppError for what is the disk's fault."""
    # Without a -wal to read, SQLite is kept from making an empty one beside a file that must be left as it is.
    alone = without_wal or not wal.size(wal.beside(file))
    with closing(examine(file, key, alone=alone)) as db:
        try:
            return bool([row[0] for row in db.execute("PRAGMA quick_check(1)")] == ["ok"])
        except driver.Error as failure:
            known = faults.sorted_fault(failure)
            if known is not None and known.code != "damaged":
                raise known from None  # a disk or a rights' matter says nothing of the file
            return False


def _pages_by_header(file: Path, key: bytes) -> int:
    """How many pages the file's head says there are."""
    with closing(examine(file, key, alone=True)) as db:
        try:
            return int(db.execute("PRAGMA page_count").fetchone()[0])
        except driver.Error:
            return 1 << 31  # SQLite refuses a file that is shorter than its head says
