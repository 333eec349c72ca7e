"""The tests' own strictness: what `conftest.py` promises to refuse is refused, and a clean test is not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRIED = """
import logging, threading, warnings
import conftest, pytest
from PySide6.QtCore import QThread, qWarning
from PySide6.QtWidgets import QWidget

kept, ended = [], threading.Event()
conftest.PATIENCE = 2.0  # one of these threads never ends

def test_clean(qtbot, home, hold_clock):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    thread = threading.Thread(target=lambda: None)
    thread.start()

@pytest.mark.expects_log("bad .*thing")
def test_clean_announced():
    logging.getLogger("a.b").warning("bad %s", "thing")

def test_broken_log():
    logging.getLogger("a.b").error("bad thing")

@pytest.mark.expects_log("bad thing")
def test_broken_silence():
    pass

def test_broken_thread():
    threading.Thread(target=ended.wait, args=(30,), daemon=True, name="left").start()

def test_clean_after_thread():
    ended.set()

def test_broken_window(qtbot):
    kept.append(QWidget())

def test_broken_qthread(qtbot):
    kept.append(QThread())
    kept[-1].start()

def test_clean_after_qthread(qtbot):
    thread = kept.pop()
    thread.quit()
    assert thread.wait(60_000)

def test_broken_warning():
    warnings.warn("old", DeprecationWarning)

def test_broken_qt_message(qtbot):
    qWarning("from Qt")

def test_broken_exception_in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
"""


def test_strictness_fails_what_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_tried.py").write_text(TRIED, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "--tb=no", "--show-capture=no"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = re.findall(r"^(PASSED|FAILED|ERROR) \S+::(test_\w+)", done.stdout, re.MULTILINE)
    refused = {name for fate, name in said if fate != "PASSED"}
    assert {name for _fate, name in said} == set(re.findall(r"def (test_\w+)", TRIED)), done.stdout + done.stderr
    assert refused == {name for name in re.findall(r"def (test_\w+)", TRIED) if "broken" in name}
