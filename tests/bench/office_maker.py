"""Offices of any size for benchmarks: the same for the same numbers, with the words of real directives, and quickly."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))

from made_rows import session_beside
from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base import clock
from models.base.paths import Home
from models.base.text import sort_key
from models.store import audit, search
from models.store.db import WriteTransaction
from models.store.keys import key_slots
from models.work import part_standing, periods
from models.work.codes import AREAS
from models.work.progress import Progress
from models.work.tasks import Assignment, Task
from models.work.units import Unit

PASSPHRASE = "mật khẩu để đo tốc độ"
CHEAP = {"memory_kib": 8 * 1024, "iterations": 1, "lanes": 1}
_AT_ONCE = 5_000
_DUTIES = (
    "Rà soát, cập nhật", "Xây dựng kế hoạch", "Tham mưu ban hành văn bản", "Tổ chức tuyên truyền", "Kiểm tra việc",
    "Báo cáo kết quả", "Đôn đốc các xã, thị trấn", "Triển khai thực hiện", "Thống kê, tổng hợp", "Công khai đầy đủ",
    "Số hóa hồ sơ", "Cắt giảm thời gian giải quyết", "Bồi dưỡng nghiệp vụ", "Khắc phục tồn tại", "Đánh giá, xếp loại",
)  # fmt: skip
_MATTERS = (
    "thủ tục hành chính nội bộ", "quy trình nội bộ giải quyết hồ sơ", "văn bản quy phạm pháp luật hết hiệu lực",
    "vị trí việc làm và tinh giản biên chế", "kỷ luật, kỷ cương hành chính", "văn hóa công sở",
    "quản lý, sử dụng tài chính công", "dịch vụ công trực tuyến toàn trình", "chữ ký số chuyên dùng công vụ",
    "Đề án 06 về dữ liệu dân cư", "Chỉ số cải cách hành chính năm", "mức độ hài lòng của người dân",
    "tiếp nhận và trả kết quả tại Bộ phận Một cửa", "chế độ báo cáo định kỳ", "hồ sơ quá hạn và thư xin lỗi",
    "phong trào thi đua cải cách hành chính", "cơ sở dữ liệu cán bộ, công chức", "thanh toán trực tuyến phí, lệ phí",
)  # fmt: skip
_WHERE = (
    "trên địa bàn huyện Bắc Hà", "tại các cơ quan chuyên môn", "ở cấp xã", "đối với lĩnh vực đất đai",
    "đối với lĩnh vực hộ tịch", "theo Kế hoạch của Ủy ban nhân dân tỉnh", "theo Nghị quyết 76/NQ-CP",
    "bảo đảm đúng tiến độ", "gắn với chuyển đổi số", "sau sắp xếp đơn vị hành chính",
)  # fmt: skip
_PLACES = (
    "Lùng Cải", "Lùng Phình", "Tả Van Chư", "Tả Củ Tỷ", "Thải Giàng Phố", "Hoàng Thu Phố", "Bản Phố", "Bản Liền",
    "Tà Chải", "Na Hối", "Cốc Ly", "Nậm Mòn", "Nậm Đét", "Nậm Khánh", "Bảo Nhai", "Nậm Lúc", "Cốc Lầu", "Bản Cái",
)  # fmt: skip
_RHYTHMS = ("monthly", "monthly", "quarterly", "regular", "half_yearly", "yearly")


class _Row:
    """What the search index needs to see of a task."""

    __declared__ = Task.__declared__

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


@dataclass(frozen=True)
class _Made:
    tasks: list[dict[str, Any]]
    assignments: list[dict[str, Any]]


def make_office(
    home: Home, tasks: int = 10_000, *, years: int = 1, entries: bool = False, until: date | None = None
) -> OpenOffice:
    """A new open office with `tasks` tasks spread over the `years` before `until` (default today), 18 communes.

    With `entries`, every task has monthly entries of its lead unit for as long as it was alive. About one task in
    thirty is a recurring duty of the last year; most tasks are done, a few are overdue.
    """
    until = until or clock.today()
    cost, key_slots.COST = key_slots.COST, CHEAP
    children = tuple((f"{2839 + 3 * place:05}", f"Xã {name}") for place, name in enumerate(_PLACES))
    try:
        spec = OfficeSpec("Phòng Nội vụ", "huyen", "085", "UBND huyện Bắc Hà", "Bắc Hà", children=children)
        office, _code = opening.found(home, spec, PASSPHRASE)
    finally:
        key_slots.COST = cost
    with office.store.read() as session:
        units = [(unit.id, unit.name) for unit in session.query(Unit).where(Unit.level == "xa")]
    random = Random(tasks * 31 + years)
    ids = _Ids(until)
    for first in range(0, tasks, _AT_ONCE):
        made = _tasks(random, ids, units, range(first, min(first + _AT_ONCE, tasks)), tasks, years, until)
        with session_beside(office) as session:
            operation = ids()
            _insert(session, operation, Task, made.tasks)
            _insert(session, operation, Assignment, made.assignments)
        if entries:
            with office.store.write("progress.put", by="maker") as write:
                rows = list(_entries(write, ids, made, until))
            with session_beside(office) as session:
                _insert(session, ids(), Progress, rows)
        with office.store.write(audit.DERIVED, by="maker") as write:
            running = [task["id"] for task in made.tasks if not task["done_on"]]
            part_standing.renew(write.session, running)
    return office


class _Ids:
    """Ids as `models.base.ids` makes them, but the same each time."""

    def __init__(self, until: date) -> None:
        self._next = int(datetime(until.year, until.month, until.day, tzinfo=clock.VIETNAM).timestamp()) << 24

    def __call__(self) -> str:
        self._next += 1
        plain = f"{self._next:024x}"
        return f"{plain[:8]}-{plain[8:12]}-7{plain[12:15]}-8{plain[15:18]}-{plain[18:]:0>12}"


def _insert(session: Session, operation: str, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert many rows with their audit events and their place in the search index, in one statement each."""
    if not rows:
        return
    session.execute(insert(table), rows)
    changes = [
        audit.Change(table.__tablename__, row["id"], None, {k: audit.plain(v) for k, v in row.items()}, _Row(row))
        for row in rows
    ]
    if table is Task:
        search.update(session, changes)
    audit.append(session, changes, "task.add", operation, "maker")


def _tasks(
    random: Random, ids: _Ids, units: Sequence[tuple[str, str]], which: range, total: int, years: int, until: date
) -> _Made:
    made = _Made([], [])
    days = years * 365
    for place in which:
        born = until - timedelta(days=days - days * place // total)
        leads = random.sample(units, 1 if random.random() < 0.9 else 2)
        task = _task(random, ids(), place + 1, born, leads, until)
        made.tasks.append(task)
        done = {"done_on": task["done_on"], "percent": 100 if task["done_on"] else 0, "next_due_on": None}
        made.assignments.extend(
            {"id": ids(), "task_id": task["id"], "unit_id": unit, "role": "lead", **done} for unit, _name in leads
        )
    return made


def _task(
    random: Random, task_id: str, number: int, born: date, leads: Sequence[tuple[str, str]], until: date
) -> dict[str, Any]:
    text = f"{random.choice(_DUTIES)} {random.choice(_MATTERS)} {random.choice(_WHERE)} năm {born.year}"
    lead = "; ".join(name for _unit, name in leads)
    recurrence = random.choice(_RHYTHMS) if random.random() < 0.03 else None
    due_on = None if recurrence or random.random() < 0.2 else born + timedelta(days=random.randint(10, 90))
    done_on = _done(random, born, due_on, until) if not recurrence else None
    percent = 100 if done_on else random.choice((0, 0, 20, 50, 80))
    old = (until - born).days > 365  # a recurring duty ends with the plan that laid it down
    cancelled = random.random() < 0.02 or (old and recurrence)
    state = "accepted" if done_on else "cancelled" if cancelled else "doing" if percent else "new"
    return {
        "id": task_id, "number": number, "ref": f"{random.randint(1, 9)}.{random.randint(1, 12)}", "text": text,
        "area": random.choice(AREAS) if random.random() < 0.95 else None, "product": "Báo cáo kết quả",
        "deadline_text": f"trước ngày {due_on:%d/%m/%Y}" if due_on else "", "due_on": due_on,
        "recurrence": recurrence, "state": state, "percent": percent, "done_on": done_on, "standing_period": None,
        "lead_text": lead, "with_text": "Văn phòng HĐND và UBND" if random.random() < 0.3 else "", "note": "",
        "directive_id": None, "source_text": f"Kế hoạch số {random.randint(1, 400)}/KH-UBND ngày {born:%d/%m/%Y}",
        "source_from": None, "source_to": None, "text_key": sort_key(text)[:200], "lead_key": sort_key(lead)[:200],
        "created_at": datetime(born.year, born.month, born.day, 2, tzinfo=clock.VIETNAM),
    }  # fmt: skip


def _done(random: Random, born: date, due_on: date | None, until: date) -> date | None:
    """Most are done around their deadline; of the last year one in a hundred is still not."""
    done_on = max(born, (due_on or born + timedelta(days=40)) + timedelta(days=random.randint(-20, 8)))
    forgotten = random.random() < 0.01 and (until - born).days < 365
    return done_on if done_on <= until and not forgotten else None


def _entries(write: WriteTransaction, ids: _Ids, made: _Made, until: date) -> Iterator[dict[str, Any]]:
    leads = {row["task_id"]: row["unit_id"] for row in made.assignments}
    known: dict[str, str] = {}
    for task in made.tasks:
        day, last = task["created_at"].date(), task["done_on"] or until
        while day <= last:
            key = periods.default_key(day)
            if key not in known:
                known[key] = periods.stored(write.session, key).id
            done = bool(task["done_on"]) and periods.default_key(task["done_on"]) == key
            yield {
                "id": ids(), "task_id": task["id"], "unit_id": leads[task["id"]], "period_id": known[key],
                "state": "accepted" if done else "doing", "percent": 100 if done else task["percent"] % 100,
                "value": None, "note": "", "done_on": task["done_on"] if done else None,
                "updated_at": datetime(day.year, day.month, day.day, 3, tzinfo=clock.VIETNAM),
            }  # fmt: skip
            day += timedelta(days=31)
