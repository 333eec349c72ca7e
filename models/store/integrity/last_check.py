"""When the whole book was last checked, and what came of it: a small plain file beside the database.

Only the kinds of what was found are noted: the names of files and people stay in the book.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.base import clock
from models.base.notes import read_note
from models.base.paths import Home, write_file
from models.base.words import _
from models.store.local import last_close

EVERY = timedelta(days=7)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LastCheck:
    """`found` holds one code (`check.Finding.code`) for each thing that was not as it must be.

    `events` is the number of the event up to which every row was then compared with the journal.
    """

    at: datetime
    found: tuple[str, ...]
    events: int = 0


def read(home: Home) -> LastCheck | None:
    """What was noted; None when the whole was never checked, or the note cannot be read."""
    try:
        noted = json.loads(read_note(home.last_check))
        at, found = last_close.moment(noted["at"]), noted["found"]
        if at is None or not isinstance(found, list) or not all(isinstance(code, str) for code in found):
            return None
        events = noted.get("events", 0)
        return LastCheck(at, tuple(found), events if type(events) is int and 0 <= events < 1 << 53 else 0)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def note(home: Home, codes: Iterable[str], events: int = 0) -> LastCheck:
    """The whole book was checked just now, up to this event, and these codes were found."""
    made = LastCheck(clock.now().replace(microsecond=0), tuple(codes), events)
    written = {"at": clock.iso_utc(made.at), "found": made.found, "events": made.events}
    try:
        write_file(home.last_check, json.dumps(written, indent=1).encode())
    except OSError as failure:
        # A full disk says so elsewhere; without the note the check is only made again.
        log.info("last check not noted: %s", type(failure).__name__)
    return made


def due(now: datetime, last: LastCheck | None) -> bool:
    """Whether the whole wants checking: never yet, a week ago, or at a moment that is still to come."""
    return last is None or not timedelta(0) <= now - last.at < EVERY


def kind(code: str) -> str:
    """What such a finding is, in a few words."""
    return {
        "file_damaged": _("tệp dữ liệu hỏng"),
        "link_broken": _("liên kết đứt"),
        "chain_head_missing": _("nhật ký thiếu phần đầu"),
        "chain_broken": _("chuỗi nhật ký đứt"),
        "chain_cut": _("nhật ký bị cắt đuôi hoặc tệp là bản cũ"),
        "chain_changed": _("nhật ký khác với lần ghi trước"),
        "schema_changed": _("cấu trúc sổ bị sửa"),
        "row_changed": _("dòng bị sửa ngoài chương trình"),
        "row_unknown": _("dòng không có trong nhật ký"),
        "row_missing": _("dòng bị xóa ngoài chương trình"),
        "search_incomplete": _("mục tìm kiếm thiếu"),
        "search_stale": _("mục tìm kiếm thừa"),
        "evidence_missing": _("thiếu tệp minh chứng"),
        "evidence_damaged": _("tệp minh chứng hỏng"),
        "backup_not_proven": _("bản sao lưu mới nhất không dùng được"),
    }.get(code, code)
