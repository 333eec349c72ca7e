"""The closing summary of the checks: what was skipped is counted with its reason and never said to have passed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dev
import lab
import pytest
import skipped
import trial

TESTS = """
import pytest

def test_passes():
    pass

@pytest.mark.parametrize("n", range(3))
def test_skipped(n):
    pytest.skip("máy này không có máy in")

@pytest.mark.skipif(True, reason="máy quá chậm")
def test_slow():
    pass
"""


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks with nothing to set up."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)  # of the check that these tests themselves are part of
    monkeypatch.setattr(dev, "prepare", lambda _need: False)
    monkeypatch.setattr(dev, "complete_system", lambda _need: [])


def step_says(monkeypatch: pytest.MonkeyPatch, words: str, code: int = 0) -> None:
    """The step of the Windows program says `words` and ends with `code`; the others pass."""

    def run(command: list[str], **options: Any) -> SimpleNamespace:
        windows = command[1] == dev.TRIAL
        if windows:
            os.write(options["stderr"], words.encode())
        return SimpleNamespace(returncode=code if windows else 0)

    monkeypatch.setattr(dev.subprocess, "run", run)


def test_skipped_tests_counted_by_their_reason(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml=out.xml", "test_some.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert skipped.tests(tmp_path / "out.xml") == {"máy này không có máy in": 3, "máy quá chậm": 1}


def test_step_without_report_skipped_no_tests(tmp_path: Path) -> None:
    assert skipped.tests(tmp_path / "none.xml") == Counter()
    (tmp_path / "cut.xml").write_text("<testsuites><testsuite>")
    assert skipped.tests(tmp_path / "cut.xml") == Counter()


def test_check_has_pytest_report_what_it_skips(
    checked: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(command: list[str], **options: Any) -> SimpleNamespace:
        if command[2] == "pytest":
            report = Path(options["env"]["PYTEST_ADDOPTS"].split("--junitxml=")[1])
            report.write_text('<t><testcase><skipped message="không có wine"/></testcase></t>', "utf-8")
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(dev.subprocess, "run", run)
    assert dev.main(["test", "-x"]) == 0
    told = capsys.readouterr().err
    assert "Bài thử bị bỏ qua: 2\n   2 × không có wine\n" in told  # one in each of the two steps of pytest
    assert told.endswith("Tất cả đều đạt.\n")


def test_skipped_windows_step_is_never_said_to_have_passed(
    checked: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    step_says(monkeypatch, "dựng…\nBỏ qua bài thử: máy chưa có wine.\n")
    assert dev.main(["test"]) == 0
    told = capsys.readouterr().err
    assert "dựng…\n" in told  # what a step says is handed on
    _step, closing = told.split("== 6/6 ")[1].split("\n   ", 1)
    assert closing.startswith("bỏ qua (máy chưa có wine), ")
    assert "Bỏ qua: Bản cho Windows" in closing and "(máy chưa có wine)." in closing
    assert "Tất cả đều đạt" not in told
    assert closing.endswith("1 bước bị bỏ qua, chưa biết đạt hay không.\n")


@pytest.mark.parametrize(("words", "code"), [("mọi thứ đều tốt\n", 0), ("Bỏ qua bài thử: x.\nhỏng\n", 1)])
def test_step_that_was_made_is_not_said_to_be_skipped(
    checked: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, code: int
) -> None:
    step_says(monkeypatch, words, code)
    assert dev.main(["test"]) == code
    told = capsys.readouterr().err
    assert "bị bỏ qua" not in told and "Bỏ qua:" not in told
    assert told.endswith("Tất cả đều đạt.\n" if code == 0 else "(trial.py --short).\n")


def test_trial_begins_its_reason_as_summary_expects(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab, "TOOL", tmp_path / "wine-lab")
    assert trial.run(short=True) == 0
    assert capsys.readouterr().err.startswith(skipped.SAYS)
