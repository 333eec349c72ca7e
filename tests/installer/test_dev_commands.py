"""The commands of `installer/dev.py` as they are typed, and the lock files that they stand on."""

from __future__ import annotations

import ast
import errno
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dev
import environment
import pytest
import system

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def asked_to_go_first(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the check asked the system for, which the tests themselves do not get."""
    asked: list[int] = []

    def refuse(step: int) -> int:
        asked.append(step)
        raise PermissionError

    monkeypatch.setattr(dev.os, "nice", refuse, raising=False)
    return asked


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--home", "/srv/so"], True),
        (["--home=/srv/so"], True),
        (["--home", "demo"], True),
        (["demo"], False),
        (["--home", "/srv/so", "--json", "check"], False),
        (["--json", "task", "list"], False),
        (["--help"], False),
    ],
)
def test_without_a_command_the_window_opens(arguments: list[str], window: bool) -> None:
    assert dev.opens_window(arguments) is window


def test_without_screen_window_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    monkeypatch.setattr(dev, "prepare", lambda _need: pytest.fail("setting up for nothing"))
    assert dev.main(["run", "--home", "x"]) == 1
    assert "run demo" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_screen_is_where_environment_says(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    for other in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(other, raising=False)
    assert dev.has_screen() is False
    monkeypatch.setenv(name, "x")
    assert dev.has_screen() is True
    monkeypatch.delenv(name)
    monkeypatch.setattr(dev.sys, "platform", "win32")
    assert dev.has_screen() is True


@pytest.mark.parametrize("arguments", [[], ["instal"], ["setup", "now"], ["--help"]])
def test_wrong_usage_shows_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 2
    assert "setup" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (system.RefusedError("Thiếu thứ này."), 1, "Thiếu thứ này."),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "đầy"),
        (PermissionError(errno.EACCES, "Permission denied"), 1, "quyền ghi"),
        (KeyboardInterrupt(), 130, "Đã dừng"),
        (ZeroDivisionError("x"), 3, "ZeroDivisionError"),
    ],
)
def test_no_failure_shows_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failure: BaseException,
    code: int,
    sentence: str,
) -> None:
    def fail(_need: str) -> bool:
        raise failure

    monkeypatch.setattr(dev, "prepare", fail)
    assert dev.main(["setup"]) == code
    told = capsys.readouterr()
    assert sentence in told.err
    assert "Traceback" not in told.err + told.out


@pytest.mark.parametrize(("codes", "result"), [([0, 0, 0, 0, 0], 0), ([0, 1, 0, 0, 0], 1), ([1, 1, 1, 1, 1], 1)])
def test_every_step_of_the_check_runs(
    monkeypatch: pytest.MonkeyPatch, asked_to_go_first: list[int], codes: list[int], result: int
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **options: Any) -> SimpleNamespace:
        assert options["env"]["QT_QPA_PLATFORM"] == "offscreen"
        ran.append(command[2:] if command[1] == "-m" else command[1:])
        return SimpleNamespace(returncode=codes[len(ran) - 1])

    monkeypatch.setattr(dev, "prepare", lambda _need: False)
    monkeypatch.setattr(dev, "complete_system", lambda _need: [])
    monkeypatch.setattr(dev.subprocess, "run", run)
    assert dev.main(["test", "-k", "clock"]) == result
    assert [step[0] for step in ran] == ["ruff", "ruff", "mypy", "pytest", "pytest"]
    assert ran[-1] == ["pytest", "-k", "clock"]
    assert asked_to_go_first == [-10]


def test_whole_check_tries_windows_program_in_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    clock = [0.0]

    def run(command: list[str], **_options: Any) -> SimpleNamespace:
        ran.append(command[1:])
        clock[0] += 150.0
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(dev, "prepare", lambda _need: False)
    monkeypatch.setattr(dev, "complete_system", lambda _need: [])
    monkeypatch.setattr(dev.subprocess, "run", run)
    monkeypatch.setattr(dev.time, "monotonic", lambda: clock[0])
    assert dev.main(["test"]) == 0
    assert ran[-1] == [dev.TRIAL, "--short", "--within", str(dev.TIME - 5 * 150)]


def test_check_refused_while_it_could_not_check_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "prepare", lambda _need: False)
    monkeypatch.setattr(dev, "complete_system", lambda _need: ["libegl1"])
    assert dev.main(["test"]) == 1
    assert "libegl1" in capsys.readouterr().err


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the installer beside a main.py of ours, set up already: `.venv` is this Python."""
    shutil.copytree(ROOT / "installer", tmp_path / "installer", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "main.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.getcwd(), sys.stdin.read())\nsys.exit(7)\n", "utf-8"
    )
    python = tmp_path / environment.PYTHON.relative_to(environment.ROOT)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    digest = environment.digest(environment.LOCKS["run"])
    stamp = f'{{"python": "{environment.version()}", "run": "{digest}"}}'
    (tmp_path / ".venv" / environment.STAMP.name).write_text(stamp, "utf-8")
    return tmp_path


def start(checkout: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "installer" / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)


@pytest.mark.skipif(os.name == "nt", reason="making a link needs rights there")
def test_run_hands_over_everything(checkout: Path, tmp_path: Path) -> None:
    away = tmp_path / "nơi khác"
    away.mkdir()
    done = start(checkout, "run", "--json", "check", input="lời", cwd=away)
    assert done.returncode == 7
    assert done.stdout == f"['--json', 'check'] {away} lời\n"
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="making a link needs rights there")
def test_setup_is_quick_when_nothing_changed(checkout: Path) -> None:
    """By what it has the processor do: how long that takes is the machine's."""
    import resource

    def used() -> float:
        told = resource.getrusage(resource.RUSAGE_CHILDREN)
        return told.ru_utime + told.ru_stime

    began = used()
    assert start(checkout, "setup").returncode == 0
    assert used() - began < 1.0


def test_an_old_python_is_told_so() -> None:
    source = (ROOT / "installer" / "dev.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    pretend = "import runpy, sys; sys.version_info = (3, 8, 1, 'final', 0); runpy.run_path(sys.argv[1])"
    command = [sys.executable, "-c", pretend, str(ROOT / "installer" / "dev.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert "Python 3.8" in done.stderr
    assert "Traceback" not in done.stderr


# The lock files


def locked(need: str) -> dict[str, str]:
    """Name and version of each package in a lock file."""
    text = environment.LOCKS[need].read_text("utf-8")
    found = re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", text, re.MULTILINE)
    assert len(found) == len(dict(found))
    return dict(found)


@pytest.mark.parametrize("need", ["run", "develop"])
def test_lock_names_hashes_and_no_address(need: str) -> None:
    text = environment.LOCKS[need].read_text("utf-8")
    assert not re.search(r"://|^-|index-url|find-links| @ ", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    bare = [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]
    assert not bare


def test_locks_hold_what_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {"run": project["dependencies"], "develop": project["optional-dependencies"]["develop"]}
    for need, lines in asked.items():
        pins = locked(need)
        for line in lines:
            name, _extras, version = re.match(r"([\w.-]+)(\[.*?\])?(?:==([\w.]+))?", line).groups()  # type: ignore[union-attr]
            plain = re.sub(r"[-_.]+", "-", name).lower()
            assert pins[plain] == (version or pins[plain]), f"run `dev.py lock`: {line}"


def test_tests_run_with_what_program_runs_with() -> None:
    assert locked("run").items() <= locked("develop").items()
