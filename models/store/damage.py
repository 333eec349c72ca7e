"""What is wrong with a file that does not open as it should, told apart in words. It is only read here, never written.

Where a damaged file goes on from is said by `salvage` and `backup`.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store import faults, heads, last_close
from models.store.connection import connect, examine

SMALL = 20_000_000  # bytes: read through in 0.2 s, so at every start
CLOCK_SLACK = timedelta(minutes=10)
_PAGE = 4096


@dataclass(frozen=True)
class Diagnosis:
    """`kind` is missing, empty, cut, foreign, flipped, foreign_wal or broken; the rest are sentences."""

    kind: str
    what: str
    why: str
    do: str

    def refusal(self) -> AppError:
        """As it is told to whoever wanted to open the file."""
        return AppError("database_missing" if self.kind == "missing" else "damaged", self.what, self.why, self.do)


@dataclass(frozen=True)
class Notice:
    """Something about a sound file that its owner should know: kind older, rewritten, wal_missing or clock."""

    kind: str
    text: str
    do: str


def at_start(home: Home, key: bytes) -> None:
    """Read the file through before anything may be written to it, if it is small or the last end was no clean one.

    Raises AppError `damaged` with what exactly is wrong.
    """
    known = last_close.read(home)
    wal = _wal(home)
    if home.database.stat().st_size <= SMALL or known is None or not known.clean or _size(wal):
        found = diagnose(home, key)
        if found is not None:
            raise found.refusal()


def diagnose(home: Home, key: bytes) -> Diagnosis | None:
    """What is wrong with the file as a whole; None when it reads from its first page to its last."""
    file = home.database
    if not file.exists():
        return _missing(file)
    size = file.stat().st_size
    if not size:
        return _empty(file)
    if _size(_wal(home)) and _sound(file, key):
        # The program died while pages went from the -wal into the file: half a page there is whole in the -wal,
        # and SQLite brings it over. Looking at the file alone would call that damage.
        return None
    if size % _PAGE:
        return _cut(file)
    bad = _bad_pages(file, key)
    if bad and len(bad) >= size // _PAGE:
        return _foreign(file)
    if not bad and _sound(file, key):
        return None
    if not bad and _size(_wal(home)) and _sound(file, key, without_wal=True):
        return _foreign_wal(_wal(home))
    if not bad and _pages_told(file, key) > size // _PAGE:
        return _cut(file)
    return _flipped(file, len(bad), size // _PAGE) if bad else _broken(file)


def notices(home: Home, key: bytes) -> list[Notice]:
    """What a sound file's owner should know: it is an older copy, a -wal file is missing, the clock went back.

    To be called before the note of the last closing is overwritten. Raises AppError.
    """
    found = _wal_notice(home)
    with faults.sorting(), closing(connect(home.database, key, read_only=True)) as db:
        newest = db.execute("SELECT number, at FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
        gaps = heads.gaps(lambda number: _hash(db, number), newest[0] if newest else 0, heads.noted(home))
    if gaps:
        found.append(_older(gaps[0]))
    at = last_close.moment(newest[1]) if newest else None
    if at is not None and at - clock.now() > CLOCK_SLACK:
        words = _("Đồng hồ máy tính đang chạy lùi: sự kiện mới nhất trong sổ ghi lúc {at}, sau giờ hiện tại của máy.")
        found.append(
            Notice(
                "clock",
                words.format(at=f"{clock.local(at):%H:%M %d/%m/%Y}"),
                _("Hãy chỉnh lại ngày giờ của máy. Thứ tự các sự kiện trong nhật ký không phụ thuộc đồng hồ."),
            )
        )
    return found


def _wal(home: Home) -> Path:
    return home.database.with_name(home.database.name + "-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _wal_notice(home: Home) -> list[Notice]:
    known = last_close.read(home)
    if known is None or known.clean or _wal(home).exists():
        return []
    own = {_wal(home).name, home.database.name + "-shm"}
    renamed = [p.name for p in home.folder.glob(f"*{home.database.name}*wal*") if p.name not in own]
    text = _("Lần trước sổ bị tắt đột ngột và tệp {name} không còn bên cạnh tệp dữ liệu.").format(name=_wal(home).name)
    if renamed:
        do = _("Có tệp {other} trông như tệp ấy bị đổi tên: đóng sổ, đổi lại tên cũ rồi mở lại.")
        return [Notice("wal_missing", text, do.format(other=", ".join(sorted(renamed))))]
    do = _("Hãy xem lại các thay đổi cuối cùng trước khi tắt máy; nếu thiếu, khôi phục từ bản sao lưu gần nhất.")
    return [Notice("wal_missing", text, do)]


def _older(gap: heads.Gap) -> Notice:
    kind = "older" if gap.older else "rewritten"
    return Notice(
        kind,
        heads.words(gap),
        _("Nếu anh/chị không cố ý dùng bản này, hãy khôi phục từ bản sao lưu mới hơn trước khi nhập tiếp."),
    )


def _hash(db: Any, number: int) -> str | None:  # noqa: ANN401
    row = db.execute("SELECT hash FROM audit_events WHERE number = ?", (number,)).fetchone()
    return row[0] if row else None


def _bad_pages(file: Path, key: bytes) -> list[str]:
    """Pages of the file itself, without its -wal, whose seal does not fit."""
    with closing(examine(file, key, alone=True)) as db:
        try:
            return [str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check")]
        except driver.Error as failure:
            return [str(failure)]


def _sound(file: Path, key: bytes, *, without_wal: bool = False) -> bool:
    # Without a -wal to read, SQLite is kept from making an empty one beside a file that must be left as it is.
    alone = without_wal or not _size(file.with_name(file.name + "-wal"))
    with closing(examine(file, key, alone=alone)) as db:
        try:
            return bool([row[0] for row in db.execute("PRAGMA quick_check(1)")] == ["ok"])
        except driver.Error as failure:
            known = faults.sorted_fault(failure)
            if known is not None and known.code != "damaged":
                raise known from None  # a disk or a rights' matter says nothing of the file
            return False


def _pages_told(file: Path, key: bytes) -> int:
    """How many pages the file's head says there are."""
    with closing(examine(file, key, alone=True)) as db:
        try:
            return int(db.execute("PRAGMA page_count").fetchone()[0])
        except driver.Error:
            return 1 << 31  # SQLite refuses a file that is shorter than its head says


def _missing(file: Path) -> Diagnosis:
    return Diagnosis(
        "missing",
        _("Không tìm thấy tệp dữ liệu của sổ."),
        _("Tệp {name} đã bị xoá, đổi tên hoặc chuyển đi nơi khác.").format(name=file.name),
        _("Hãy đưa tệp về chỗ cũ, hoặc khôi phục từ bản sao lưu."),
    )


def _empty(file: Path) -> Diagnosis:
    return Diagnosis(
        "empty",
        _("Tệp dữ liệu của sổ trống rỗng (0 byte)."),
        _("Nội dung tệp {name} đã mất, thường do mất điện khi chép tệp hoặc ổ đĩa hỏng.").format(name=file.name),
        _("Hãy khôi phục từ bản sao lưu gần nhất."),
    )


def _cut(file: Path) -> Diagnosis:
    return Diagnosis(
        "cut",
        _("Tệp dữ liệu của sổ bị cắt cụt."),
        _("Tệp {name} ngắn hơn nội dung mà nó phải có, thường do chép dở hoặc rút USB sớm.").format(name=file.name),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất, hoặc cứu những gì còn đọc được."),
    )


def _foreign(file: Path) -> Diagnosis:
    return Diagnosis(
        "foreign",
        _("Tệp dữ liệu không phải của sổ này."),
        _("Không trang nào của tệp {name} mở được bằng khoá của cơ quan: tệp của sổ khác, hoặc đã bị ghi đè.").format(
            name=file.name
        ),
        _("Hãy đưa đúng tệp dữ liệu về chỗ cũ, hoặc khôi phục từ bản sao lưu gần nhất."),
    )


def _foreign_wal(wal: Path) -> Diagnosis:
    return Diagnosis(
        "foreign_wal",
        _("Tệp {name} nằm cạnh tệp dữ liệu không thuộc về nó.").format(name=wal.name),
        _("Tệp dữ liệu thì nguyên vẹn; đọc cùng tệp {name} thì hỏng.").format(name=wal.name),
        _("Hãy chuyển tệp {name} sang thư mục khác (đừng xoá) rồi mở lại sổ.").format(name=wal.name),
    )


def _flipped(file: Path, bad: int, pages: int) -> Diagnosis:
    return Diagnosis(
        "flipped",
        _("Tệp dữ liệu của sổ có {bad} chỗ hỏng trên {pages}.").format(bad=bad, pages=pages),
        _("Một phần nội dung tệp {name} đã đổi khác với lúc ghi: ổ đĩa hỏng, hoặc chương trình khác đã sửa.").format(
            name=file.name
        ),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất, hoặc cứu những gì còn đọc được."),
    )


def _broken(file: Path) -> Diagnosis:
    return Diagnosis(
        "broken",
        _("Cấu trúc bên trong tệp dữ liệu của sổ bị hỏng."),
        _("Từng trang của tệp {name} đọc được nhưng không khớp với nhau.").format(name=file.name),
        _("Không ghi thêm vào tệp này. Hãy khôi phục từ bản sao lưu gần nhất, hoặc cứu những gì còn đọc được."),
    )
