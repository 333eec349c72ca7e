"""Three offices' half years, counted by hand (`tests/gold/months`), against what `period result` says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import gold_months
import offices
import pytest
from gold_months import COUNTS, FOLDER, Counted, Life
from terminal import Terminal

from models.base.paths import Home
from ui.commands import opened

NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_half_year_counted_by_hand(
    name: str, home: Home, run: Terminal, monkeypatch: pytest.MonkeyPatch, hold_clock: Callable[[datetime], None]
) -> None:
    monkeypatch.setenv(opened.OFFICE_VARIABLE, offices.PASSPHRASE)
    page = gold_months.read(name)
    life = Life(page, home, hold_clock)
    end = date.fromisoformat(page.facts["to"])
    for counted in sorted(page.periods, key=lambda one: one.on or end):
        life.live(counted.on or end)
        code, found = run("period", "result", counted.key)
        assert code == 0
        assert_contract(found)
        assert told(life, found, counted) == by_hand(life, counted), f"{name} {counted.key}"
    assert len(page.periods) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_page_agrees_with_itself(name: str) -> None:
    """What was counted on paper adds up: the parts to the counts, and the units to the same."""
    page = gold_months.read(name)
    for one in page.periods:
        ours = [part for key, part in one.parts.items() if page.class_of(key[0], one) == "ours"]
        counted = dict(zip(COUNTS, one.counts, strict=True))
        assert Counter(result for result, _late in ours) == +Counter(counted), one.key
        assert tuple(map(sum, zip(*one.units.values(), strict=True))) == one.counts, one.key
        due = one.counts[0] + one.counts[1] + one.counts[3]
        assert one.rate == (f"{100 * one.counts[0] / due:.2f}" if due else None), one.key


def assert_contract(found: dict[str, Any]) -> None:
    """`period result` in the shape that scripts rely on; keys beside it are none of theirs."""
    counts = {*COUNTS, "on_time_rate"}
    assert found.keys() >= {"period", "closed", "counts", "units", "tasks", "adjustments"}
    assert found["counts"].keys() == counts and all(one.keys() == {"unit", *counts} for one in found["units"])
    named = [part["unit"] for task in found["tasks"] for part in (*task["units"], *task["earlier"])]
    assert "" not in named
    part = {"unit", "result", "percent", "due_on", "done_on", "days_late", "reason"}
    for task in found["tasks"]:
        assert task.keys() >= {"id", "ref", "class", "units", "occurrences"}
        assert all(one.keys() >= part and one["result"] in COUNTS for one in task["units"])
        assert all(one.keys() == {"period", "due_on", "result", "days_late"} for one in task["occurrences"])
    figure = {"task", "unit", "field", "before", "after", "reason", "by"}
    assert all(one.keys() >= figure for one in found["adjustments"])
    ours = [part["result"] for task in found["tasks"] if task["class"] == "ours" for part in task["units"]]
    assert Counter(ours) == +Counter({name: found["counts"][name] for name in COUNTS})


def by_hand(life: Life, counted: Counted) -> dict[str, Any]:
    return {
        "closed": counted.closed,
        "counts": dict(zip(COUNTS, counted.counts, strict=True)) | {"on_time_rate": counted.rate},
        "units": {life.names.get(unit): numbers for unit, numbers in counted.units.items()},
        "parts": {_key(life, key): part for key, part in counted.parts.items()},
        "percents": {_key(life, key): percent for key, percent in counted.percents.items()},
        "before": {_key(life, key) for key in counted.before},
        "adjusted": [(life.tasks[task], life.names[unit], *figure) for task, unit, *figure in counted.adjusted],
        "classes": {life.tasks[task]: life.page.class_of(task, counted) for task, _occurrence, _unit in counted.parts},
    }


def told(life: Life, found: dict[str, Any], counted: Counted) -> dict[str, Any]:
    parts = [(task["id"], part) for task in found["tasks"] for part in task["units"]]
    asked = {_key(life, key) for key in counted.percents}
    return {
        "closed": found["closed"],
        "counts": found["counts"],
        "units": {one["unit"]: tuple(one[name] for name in COUNTS) for one in found["units"]},
        "parts": {_found(task, part): (part["result"], part["days_late"]) for task, part in parts},
        "percents": {_found(task, part): part["percent"] for task, part in parts if _found(task, part) in asked},
        "before": {_found(task["id"], part) for task in found["tasks"] for part in task["earlier"]},
        "adjusted": [tuple(one[name] for name in ("task", "unit", "field", "after")) for one in found["adjustments"]],
        "classes": {task["id"]: task["class"] for task in found["tasks"]},
    }


def _key(life: Life, key: tuple[str, str, str]) -> tuple[str, str, str | None]:
    return life.tasks[key[0]], key[1], life.names.get(key[2])


def _found(task: str, part: dict[str, Any]) -> tuple[str, str, str | None]:
    return task, part["period"] or "", part["unit"]
