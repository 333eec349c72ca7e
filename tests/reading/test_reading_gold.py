"""The gold files: what a careful official would list. Falls when a change of the rules loses what was found before."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench" / "reading.py"


@pytest.fixture(scope="module")
def scores():
    spec = importlib.util.spec_from_file_location("bench_reading", BENCH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_reading"] = module
    spec.loader.exec_module(module)
    return module.run()


def test_tasks_over_all_documents(scores):
    total, each = scores
    assert len(each) >= 11
    assert total.tasks.precision >= 0.95 and total.tasks.recall >= 0.95, total.errors


@pytest.mark.parametrize("name", ["area", "lead", "with", "due_on", "recurrence", "ref"])
def test_fields_over_all_documents(scores, name):
    tally = scores[0].fields[name]
    assert tally.precision >= 0.95 and tally.recall >= 0.95, scores[0].errors


def test_heads_over_all_documents(scores):
    assert scores[0].head.precision >= 0.95 and scores[0].head.recall >= 0.95
