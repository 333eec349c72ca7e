"""What was done or waived of a closed month later: its grid says so, and no figure of it moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import offices

from models.access.opening import OpenOffice
from models.work import month, period_closing, progress, units, waiving
from models.work.progress import NewProgress


def test_closed_grid_says_what_was_done_or_waived_later_and_moves_no_figure(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    names = ("Xã Lùng Cải", "Xã Lùng Phình")
    done = offices.add_task(office, "báo cáo", lead=names, recurrence="monthly", assigned_on=date(2024, 2, 20))
    waived = offices.add_task(
        office, "trực báo", lead=names[:1], recurrence="monthly", assigned_on=date(2024, 2, 20), ref="3.2"
    )
    hold_clock(datetime(2024, 4, 20, 3, tzinfo=UTC))
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03")

    def closed() -> tuple[list[object], month.PeriodGrid]:
        with office.store.read() as session:
            grid = month.read(session, "2024-03")
        return [replace(row, corrected="") for row in grid.rows], grid

    before, grid = closed()
    assert (grid.since_closing, {row.corrected for row in grid.rows}) == ((), {""})
    hold_clock(datetime(2024, 4, 22, 3, tzinfo=UTC))
    with office.store.write("progress.put", by="Hoa") as write:
        unit = units.find(write.session, names[0]).id
        progress.put(write.session, done, "2024-03", NewProgress(done_on=date(2024, 4, 21)), unit)
    with office.store.write("task.waive", by="Hoa") as write:
        waiving.waive(write.session, waived, "2024-03", "mưa lũ", "Chủ tịch")
    after, grid = closed()
    assert after == before
    told = "hoàn thành ngày 21/4/2024 (Hoa ghi ngày 22/4/2024)"
    let_off = "được miễn thực hiện, do Chủ tịch cho phép, lý do: mưa lũ (Hoa ghi ngày 22/4/2024)"
    assert grid.since_closing == (f"báo cáo, Xã Lùng Cải: {told}", f"mục 3.2, Xã Lùng Cải: {let_off}")
    marked = {(row.task_id, row.unit): row.corrected for row in grid.rows if row.corrected}
    assert marked == {
        (done, "Xã Lùng Cải"): f"Sau khi chốt: {told}.",
        (waived, "Xã Lùng Cải"): f"Sau khi chốt: {let_off}.",
    }
