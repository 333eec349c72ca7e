"""What the demonstration office shows of each rule by which a period is judged (README, "Cách tính").

Some communes late among many, a recurring duty that was missed and one that was waived, a deadline that was extended,
a task that is paused, what is only followed or only guides, and a correction after a month was closed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base import clock
from models.demo import contents
from models.work import adjustments, extensions, period_closing, periods, progress, tasks, units, waiving
from models.work.periods import PeriodRow
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

_SOURCE = "Kế hoạch cải cách hành chính năm của huyện (mẫu)"
_LEAVE = "Phó Chủ tịch UBND huyện"
_SURVEY, _MISSED, _WAIVED = "III.1", "III.2", "III.3"
_EXTENDED, _PAUSED, _CORRECTED = "III.4", "III.5", "III.6"
_FOLLOWED, _GUIDING = "III.7", "III.8"


def show(opened: OpenOffice, key: str) -> None:
    """Enter the cases, close the month before the period `key`, and tell of both months."""
    day = clock.today()
    with opened.store.read() as session:
        before = periods.get(session, periods.neighbour(key, -1))
    with opened.store.write("task.add") as write:
        ids = {
            fields.ref: task.id
            for fields, task in ((one, tasks.add(write.session, one)) for one in _fields(day, before))
        }
    with opened.store.write("progress.put") as write:
        progress.put(write.session, ids[_PAUSED], before.key, NewProgress(percent=85, note="Đã xong phần móng"))
    with opened.store.write("task.waive") as write:
        waiving.waive(write.session, ids[_WAIVED], before.key, "tháng có lũ quét, tập trung khắc phục", _LEAVE)
    with opened.store.write("period.close") as write:
        period_closing.close(write.session, before.key)
    with opened.store.write(adjustments.OPERATION) as write:
        done = NewProgress(done_on=before.to_on - timedelta(days=6))
        adjustments.adjust(write.session, ids[_CORRECTED], before.key, done, "xã gửi báo cáo sau khi chốt")
    with opened.store.write("task.extend") as write:
        later = day + timedelta(days=20)
        extensions.extend(write.session, ids[_EXTENDED], later, "chờ hướng dẫn của Sở Tư pháp", _LEAVE)
    with opened.store.write("progress.put") as write:
        _this_month(write.session, ids, key, day)


def _fields(day: date, before: PeriodRow) -> list[TaskFields]:
    """The tasks, given on the second day of the month before."""
    survey, soon = day - timedelta(days=5), day + timedelta(days=15)
    told = [
        TaskFields(
            "Báo cáo kết quả khảo sát nhu cầu nộp hồ sơ trực tuyến của người dân",
            _SURVEY,
            "procedure",
            contents.COMMUNES,
            due_on=survey,
        ),
        _one(_MISSED, "Báo cáo tình hình giải ngân kinh phí cải cách hành chính", "finance", recurrence="monthly"),
        _one(_WAIVED, "Cấp tài khoản định danh lưu động tại các xã", "digital", recurrence="monthly"),
        _one(_EXTENDED, "Tự kiểm tra văn bản do UBND cấp xã ban hành", "institution", due_on=day - timedelta(days=1)),
        _one(_PAUSED, "Sửa chữa trụ sở Bộ phận Tiếp nhận và Trả kết quả của huyện", "procedure", due_on=soon),
        TaskFields(
            "Cử công chức tham gia lớp bồi dưỡng kỹ năng số",
            _CORRECTED,
            "civil_service",
            contents.COMMUNES[4:5],
            due_on=before.to_on - timedelta(days=4),
        ),
        TaskFields(
            "Ban hành bộ chỉ số đánh giá cải cách hành chính cấp huyện",
            _FOLLOWED,
            "direction",
            ("Sở Nội vụ tỉnh Mẫu Sơn",),
            due_on=soon,
            whose="followed",
        ),
        TaskFields(
            "Lấy sự hài lòng của người dân làm thước đo chất lượng phục vụ", _GUIDING, "direction", whose="orientation"
        ),
    ]
    given = before.from_on + timedelta(days=1)
    return [replace(one, assigned_on=given, source_text=_SOURCE) for one in told]


def _one(ref: str, text: str, area: str, due_on: date | None = None, recurrence: str | None = None) -> TaskFields:
    """A task of the division that answers for its area."""
    return TaskFields(text, ref, area, (contents.ANSWERS_FOR[area],), due_on=due_on, recurrence=recurrence)


def _this_month(session: Session, ids: dict[str, str], key: str, day: date) -> None:
    """What is told of the present month: seventeen of nineteen communes are through, and why the others are not."""
    *through, slow, stuck = (units.find(session, name).id for name in contents.COMMUNES)
    for unit_id in through:
        progress.put(session, ids[_SURVEY], key, NewProgress(done_on=day - timedelta(days=7)), unit_id)
    promised = day + timedelta(days=7)
    short = NewProgress(percent=70, reason="Thiếu người nhập phiếu", promised_on=promised)
    progress.put(session, ids[_SURVEY], key, short, slow)
    flooded = NewProgress(percent=40, reason="Đường vào hai thôn bị sạt lở", promised_on=promised)
    progress.put(session, ids[_SURVEY], key, flooded, stuck)
    progress.put(session, ids[_MISSED], key, NewProgress(percent=20, reason="Chưa có số liệu của Kho bạc"))
    progress.put(session, ids[_WAIVED], key, NewProgress(percent=50))
    progress.put(session, ids[_PAUSED], key, NewProgress(state="paused", note="Chờ bố trí vốn đợt hai"))
