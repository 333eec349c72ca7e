"""What a report counts adds up, and a task without a deadline is neither in time nor late."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from report_sample import sample_tasks

from models.reports import wording
from models.reports.appendix import COUNT_HEAD, COUNT_WIDTHS, count_figures
from models.reports.data import ReportTask
from models.reports.figures import by_area, count
from models.reports.task_lines import status_words
from models.work.codes import TIMELINESS
from models.work.report_kinds import REPORT_KINDS

ONE = sample_tasks(1)[0]
DUE = ONE.due_on


def task(timeliness: str, dated: bool) -> ReportTask:
    done = DUE if timeliness.startswith("done") else None
    due = DUE if timeliness not in {"no_deadline", "done_on_time"} or (dated and timeliness != "no_deadline") else None
    return replace(ONE, timeliness=timeliness, due_on=due, done_on=done, state="accepted" if done else "doing")


def figures_told(sentence: str) -> dict[str, int]:
    ways = {
        "total": r"Tổng số (\d+)",
        "done": r"đã hoàn thành (\d+)",
        "on_time": r"\(đúng hạn (\d+)",
        "late": r", sau thời hạn (\d+)",
        "done_open": r", không quy định thời hạn (\d+)\)",
        "running": r"chưa hoàn thành, trong hạn (\d+)",
        "overdue": r"chưa hoàn thành, quá hạn (\d+)",
        "running_open": r"chưa hoàn thành, không quy định thời hạn (\d+)",
    }
    found = {name: re.search(way, sentence) for name, way in ways.items()}
    return {name: int(match[1]) if match else 0 for name, match in found.items()}


@given(st.lists(st.tuples(st.sampled_from(TIMELINESS), st.booleans()), min_size=1, max_size=40))
def test_sums_agree(kinds: list[tuple[str, bool]]) -> None:
    tasks = [task(*kind) for kind in kinds]
    outline = REPORT_KINDS["thang"].outline
    told = wording.sections(outline, tasks, (), (), "2024-04")
    sentences = [p for part in told for p in part.paragraphs if p.startswith("Tổng số")]
    for sentence in sentences:
        n = figures_told(sentence)
        assert n["done"] == n["on_time"] + n["late"] + n["done_open"]
        assert n["total"] == n["done"] + n["running"] + n["overdue"] + n["running_open"]
    for _area, counts in (*by_area(tasks), (None, count(tasks))):
        total, *parts = map(int, count_figures(counts)[:-1])
        assert total == sum(parts)
    dated = [one for one in tasks if one.due_on is not None]
    assert count(tasks).on_time == sum(one.timeliness == "done_on_time" for one in dated)


def test_task_without_deadline_named_apart() -> None:
    tasks = [task("done_on_time", dated=False), task("no_deadline", dated=False)]
    told = [
        p for part in wording.sections(REPORT_KINDS["thang"].outline, tasks, (), (), "2024-04") for p in part.paragraphs
    ]
    assert "Chưa hoàn thành, không quy định thời hạn:" in told and "Chưa hoàn thành, trong hạn:" not in told
    assert [status_words(one) for one in tasks] == ["Không quy định thời hạn", "Không quy định thời hạn"]
    assert [head for head in COUNT_HEAD if "Không quy định thời hạn" in head] == list(COUNT_HEAD[-3:-1])
    assert sum(COUNT_WIDTHS) == 453.5  # the width between the margins
