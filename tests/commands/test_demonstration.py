"""The demonstration office: each case by which a period is judged, a trusted report, and nobody's real office."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import offices
import pytest
from terminal import Terminal

from models.base.paths import Home
from models.demo import build
from models.work import period_result, periods
from models.work.result_parts import PeriodResult, TaskResult
from ui import cli
from ui.commands import opened


def of(found: PeriodResult, ref: str) -> TaskResult:
    return next(task for task in found.tasks if task.ref == ref)


@pytest.mark.parametrize("day", [date(2024, 3, 14), date(2024, 3, 15), date(2024, 1, 1)])
def test_demonstration_shows_each_case(day: date, home: Home, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
    made = build.build(home, offices.PASSPHRASE)
    with made.office.store.read() as session:
        before = period_result.of_period(session, periods.neighbour(made.period_key, -1))
        now = period_result.of_period(session, made.period_key)
    made.office.close()
    assert (before.closed, now.closed) == (True, False)
    survey = of(now, "III.1").counted
    assert Counter(part.result for part in survey) == {"done_on_time": 17, "open_overdue": 2}
    assert all(part.reason and part.promised_on for part in survey if part.result == "open_overdue")
    missed = {part.period: part.result for part in of(now, "III.2").counted}
    assert missed == {before.period: "open_overdue", made.period_key: "open_in_time"}
    assert [part.result for part in of(now, "II.4").counted] == ["done_late"]
    assert [part.period for part in of(now, "III.3").counted] == [made.period_key]  # the month before was waived
    assert [(part.result, part.extended_to) for part in of(now, "III.4").counted] == [
        ("open_in_time", of(now, "III.4").counted[0].due_on)
    ]
    assert [(part.percent, of(now, "III.5").state) for part in of(now, "III.5").counted] == [(85, "paused")]
    assert [part.result for part in of(before, "III.6").counted] == ["open_overdue"]
    assert [part.result for part in of(now, "III.6").counted] == ["done_on_time"] and len(now.adjustments) == 1
    assert [of(now, ref).whose for ref in ("III.7", "III.8")] == ["followed", "orientation"]
    assert [part.result for part in of(now, "II.12").counted] == ["no_deadline"]


def test_demonstration_report_trusted(
    run: Terminal, tmp_path: Path, home: Home, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2024, 3, 16, 2, tzinfo=UTC))
    code, made = run("demo", "--out", tmp_path / "ra")
    assert (code, made["verified"], made["home"]) == (0, True, str(home.folder))
    verdict = run("report", "verify", made["signed"], "--trust", made["trust"])
    assert (verdict[0], verdict[1]["data"]["kind"]) == (0, "thang")
    assert run("check") == (0, {"ok": True, "findings": []})


def test_demonstration_leaves_real_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = []
    for given in (None, ""):  # set to nothing is not set: the passphrase that was made up is told
        monkeypatch.delenv(opened.OFFICE_VARIABLE, raising=False)
        if given is not None:
            monkeypatch.setenv(opened.OFFICE_VARIABLE, given)
        assert cli.run(cli.parse(["--json", "demo", "--out", str(tmp_path)])) == 0
        made = json.loads(capsys.readouterr().out)
        assert made["passphrase"]
        homes.append(made["home"])
    assert homes == [str(tmp_path / "co-quan-mau"), str(tmp_path / "co-quan-mau-2")]
