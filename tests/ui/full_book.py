"""A book in which every list has its longest words: all states, 991 days late, the last minute of a year."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from contexts import enter, open_copy, settle, write
from test_kept_reports import keep, pdf, sign

from ui.base.context import Context

NOW = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
_DIRECTIVE = Path(__file__).parents[1] / "gold" / "ket_luan_giao_ban.txt"
_LONG = (
    "Rà soát, đơn giản hóa thủ tục hành chính nội bộ giữa các cơ quan hành chính nhà nước trên địa bàn huyện; trình "
    "Chủ tịch UBND huyện phê duyệt phương án đơn giản hóa, gửi Sở Nội vụ tổng hợp"
)


@dataclass(frozen=True)
class _Filled:
    folder: Path
    ids: dict[str, str]


_filled: list[_Filled] = []  # by the first test of this process that wants it; all others open a copy


def open_full(context: Context, founded: Path, hold_clock: Callable[[datetime], None]) -> dict[str, str]:
    """Open such a book in a context that has none open; ids of a late task and of the directive by those names."""
    hold_clock(NOW)
    open_copy(context, _filled[0].folder if _filled else founded)
    if not _filled:
        ids, folder = _fill(context), founded.parent / "full"
        shutil.copytree(context.home.folder, folder, ignore=shutil.ignore_patterns("*.lock"))
        _filled.append(_Filled(folder, ids))
    enter(context)
    return dict(_filled[0].ids)


def _fill(context: Context) -> dict[str, str]:
    office = enter(context)
    made: dict[str, str] = write(context, "task.add", _tasks)
    write(context, "progress.put", _figures)
    write(context, "task.remove", _removed)

    def read_directive(session: Any) -> str:
        from models.reading import read
        from models.work import directives

        content = _DIRECTIVE.read_bytes()
        return directives.add(session, office.evidence, read.read_text(content.decode()), "y.txt", content).id

    made["directive"] = write(context, "directive.add", read_directive)
    write(context, "unit.add", _people)
    keep(context, "thang", "2026-12", pdf(2), 30)
    sign(context, "thang", "2026-12", pdf(2) + b"\n% signed\n")
    keep(context, "quy", "2026-Q3", pdf(1), 1)
    from models.access import account_keys

    write(
        context,
        "account.change",
        lambda s: account_keys.add(s, office, "Nguyễn Thị Phương Thảo", "chuyen_vien", "mật khẩu rất dài 2026"),
    )
    settle(context)
    return made


def _tasks(session: Any) -> dict[str, str]:
    from models.work import indicators, tasks
    from models.work.codes import AREAS, RECURRENCES, STATES

    new, today = tasks.TaskFields, date(2026, 12, 31)
    late = tasks.add(session, new(_LONG, "III.12.4", "procedure", ("Xã Lùng Cải",), due_on=today - timedelta(days=991)))
    measured = tasks.add(session, new(_LONG, "8", "digital", ("Xã Lùng Cải",), due_on=today))
    indicators.put(session, measured.id, name="Hồ sơ nộp trực tuyến", measure="hồ sơ", target=Decimal(120000))
    for days in (0, 1, 3):
        soon = new(f"Báo cáo {days}", "9", "direction", ("Thị trấn Bắc Hà",), due_on=today + timedelta(days=days))
        tasks.add(session, soon)
    for area, code in zip(AREAS, RECURRENCES, strict=False):
        tasks.add(session, new(_LONG, "2.1", area, ("Xã Lùng Cải",), recurrence=code))
    tasks.add(session, new(_LONG, "2.2", "finance"))
    for code in STATES:
        task = tasks.add(session, new(_LONG, "4", "civil_service", ("Văn phòng HĐND và UBND huyện Bắc Hà",)))
        if code == "cancelled":
            tasks.cancel(session, task.id, "Trùng việc")
        elif code == "accepted":
            tasks.finish(session, task.id, today)
        elif code != "new":
            tasks.set_state(session, task.id, code)
    before = tasks.add(session, new(_LONG, "5", "apparatus", ("Xã Lùng Cải",), due_on=today - timedelta(days=9)))
    tasks.finish(session, before.id, today)
    on_time = tasks.add(session, new(_LONG, "6", "apparatus", due_on=today + timedelta(days=9)))
    tasks.finish(session, on_time.id, today)
    tasks.add(session, new(_LONG, "7"))
    return {"late": late.id}


def _figures(session: Any) -> None:
    from models.work import periods, progress, tasks
    from models.work.progress import NewProgress

    key = periods.default_key(date(2026, 12, 31))
    done = session.query(tasks.Task).filter_by(ref="8").one()
    day, value = date(2026, 12, 31), Decimal("118888.5")
    entry = NewProgress(percent=100, value=value, state="accepted", done_on=day, note=_LONG)
    progress.put(session, done.id, key, entry)


def _removed(session: Any) -> None:
    from models.work import task_removal, tasks

    task_removal.remove(session, session.query(tasks.Task).filter_by(ref="7").one().id)


def _people(session: Any) -> None:
    from models.work import office, people, units

    units.add(
        session,
        "Văn phòng HĐND và UBND huyện Bắc Hà",
        "huyen",
        code="H12.34.56",
        parent_id=office.own(session).unit_id,
        valid_from=date(2021, 7, 1),
        valid_to=date(2030, 12, 31),
    )
    authority = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    name, title = "Nguyễn Thị Phương Thảo", "Phó Chủ tịch UBND huyện"
    people.save(session, None, name=name, title=title, authority=authority, signs=True)
