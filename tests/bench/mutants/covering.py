"""Which tests enter which function: a plugin of pytest that notes it, and what it noted, kept for each test file.

Only entered functions are noted, not lines: cheap, and never too few tests. What a fixture of a whole module or session
enters counts for every test that has the fixture. What a test starts as a process of its own is not seen; such tests
are noted as `starts`, and count for every function.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

_TOP = Path(os.environ.get("MUTANTS_TOP", "."))
_OURS = (f"{_TOP}/models/", f"{_TOP}/ui/")
_seen: set[CodeType] = set()
_started: list[bool] = []
_wide: dict[tuple[str, str], tuple[set[CodeType], bool]] = {}
_notes: dict[str, dict[str, Any]] = {}


def _enter(frame: FrameType, _event: str, _what: object) -> None:
    _seen.add(frame.f_code)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note, or take only the tests that are wanted, in their order."""
    if "MUTANTS_NOTE" in os.environ:
        real = subprocess.Popen.__init__

        def start(self: Any, *args: Any, **options: Any) -> None:
            _started.append(True)
            real(self, *args, **options)

        subprocess.Popen.__init__ = start  # type: ignore[method-assign]
        sys.settrace(_enter)
        threading.settrace(_enter)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only the wanted tests, those first that are wanted first."""
    if "MUTANTS_TESTS" in os.environ:
        wanted = {name: place for place, name in enumerate(Path(os.environ["MUTANTS_TESTS"]).read_text().splitlines())}
        items[:] = sorted((item for item in items if item.nodeid in wanted), key=lambda item: wanted[item.nodeid])


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Any:
    """What a wider fixture enters is everybody's who has it."""
    global _seen  # noqa: PLW0603
    if "MUTANTS_NOTE" not in os.environ or fixturedef.scope == "function":
        return (yield)
    outer, _seen, before = _seen, set(), len(_started)
    try:
        return (yield)
    finally:
        _wide[fixturedef.baseid, fixturedef.argname] = (_seen, len(_started) > before)
        outer |= _seen
        _seen = outer


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: Any) -> Any:
    """Note one test."""
    global _seen  # noqa: PLW0603
    if "MUTANTS_NOTE" not in os.environ:
        return (yield)
    _seen, began = set(), time.perf_counter()
    _started.clear()
    done = yield
    starts = bool(_started)
    for (_base, name), (codes, process) in _wide.items():
        if name in item.fixturenames:
            _seen |= codes
            starts = starts or process
    ours = {(code.co_filename, code.co_qualname) for code in list(_seen) if code.co_filename.startswith(_OURS)}
    entered = sorted(f"{Path(file).relative_to(_TOP).as_posix()}::{name}" for file, name in ours)
    note = _notes.setdefault(item.nodeid, {})  # there already, when it failed
    note |= {"entered": entered, "starts": starts, "seconds": round(time.perf_counter() - began, 3)}
    return done


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A test that fails without any bug finds none."""
    if report.failed:
        _notes.setdefault(report.nodeid, {})["failed"] = True


def pytest_sessionfinish() -> None:
    """Write down what was noted."""
    sys.settrace(None)
    if "MUTANTS_NOTE" in os.environ:
        Path(os.environ["MUTANTS_NOTE"]).write_text(json.dumps(_notes))
