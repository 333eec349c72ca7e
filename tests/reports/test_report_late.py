"""Late parts in a report: the reason that was told once stays told, promises and granted deadlines are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest
from parts_book import CAI, GIVEN, TOWN, gathered, told, words

from models.access.opening import OpenOffice
from models.reports.canonical import data_json
from models.reports.reader import read_data
from models.reports.task_lines import told_words
from models.work import extensions


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 4, 16, 5, tzinfo=UTC))


def test_reason_of_march_is_still_the_reason_in_april(office: OpenOffice) -> None:
    task_id = offices.add_task(
        office, "Số hóa", lead=(CAI,), due_on=date(2024, 3, 10), assigned_on=GIVEN, area="digital"
    )
    told(office, task_id, "2024-03", CAI, percent=50, reason="Thiếu máy quét", promised_on=date(2024, 5, 20))
    told(office, task_id, "2024-04", CAI, percent=70, note="Đã mượn một máy")
    data = gathered(office, key="2024-04")
    assert words(data, "II.6")[0] == "- Số hóa (UBND xã Lùng Cải): đã mượn một máy; tiến độ 70 %."
    assert words(data, "III.2") == [
        "Còn 1 nhiệm vụ chưa hoàn thành, quá hạn:",
        "- Số hóa (hạn 10/3/2024): UBND xã Lùng Cải quá hạn 35 ngày, tiến độ 70 %, nguyên nhân: thiếu máy quét, "
        "hẹn hoàn thành ngày 20/5/2024.",
    ]
    assert words(data, "III.3") == ["Thiếu máy quét (1 phần việc)."]
    assert words(data, "IV") == [
        "Hoàn thành dứt điểm nhiệm vụ quá hạn:",
        "- Số hóa (UBND xã Lùng Cải): chậm nhất ngày 20/5/2024.",
    ]
    assert told_words(data.tasks[0]) == "Quá hạn 35 ngày (thiếu máy quét), hẹn 20/5/2024; đã mượn một máy"
    [part] = read_data(data_json(data))["tasks"][0]["units"]
    assert (part["reason"], part["promised_on"]) == ("Thiếu máy quét", "2024-05-20")


def test_granted_deadline_is_named_from_the_day_it_was_granted(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = offices.add_task(office, "Rà soát", lead=(TOWN,), due_on=date(2024, 3, 10), assigned_on=GIVEN)
    hold_clock(datetime(2024, 4, 5, 5, tzinfo=UTC))
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task_id, date(2024, 5, 12), "mưa lũ", "Chủ tịch UBND huyện")
    hold_clock(datetime(2024, 4, 16, 5, tzinfo=UTC))
    march, april = gathered(office), gathered(office, key="2024-04")
    assert words(march, "III.2")[1] == "- Rà soát (hạn 10/3/2024): UBND thị trấn Bắc Hà quá hạn 4 ngày."
    assert words(april, "III.2") == ["Không có nhiệm vụ chưa hoàn thành, quá hạn."]
    assert words(april, "IV") == [
        "Nhiệm vụ đến hạn trong kỳ tới:",
        "- Rà soát (UBND thị trấn Bắc Hà): đã gia hạn đến 12/5/2024.",
    ]
    assert told_words(april.tasks[0]) == "Đã gia hạn đến 12/5/2024, theo Chủ tịch UBND huyện: mưa lũ"
    assert read_data(data_json(april))["tasks"][0]["units"][0]["extended_to"] == "2024-05-12"
