"""Setting up on any machine: what is trusted, what is made anew, and that whatever is missing is said in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import environment
import pytest
import system

ROOT = Path(__file__).resolve().parents[2]
posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own for `environment`: two small lock files, no `.venv` yet."""
    lock = tmp_path / "installer" / "lock"
    lock.mkdir(parents=True)
    for need, names in {"run": ("alembic", "keyring"), "develop": ("alembic", "pytest")}.items():
        entries = "".join(f"{name}==1 \\\n    --hash=sha256:00\n" for name in names)
        (lock / f"{need}.txt").write_text(entries, "utf-8")
    venv = tmp_path / ".venv"
    places = {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "so-cchc.json", "LOG": venv / "so-cchc-setup.log"}
    places |= {"PYTHON": venv / "bin" / "python", "LOCKS": {need: lock / f"{need}.txt" for need in ("run", "develop")}}
    for name, value in places.items():
        monkeypatch.setattr(environment, name, value)
    return tmp_path


@pytest.fixture
def done(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a setup did, with the two slow steps played."""
    steps: list[str] = []

    def make() -> None:
        steps.append("make")
        environment.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        environment.PYTHON.touch()

    monkeypatch.setattr(environment, "make_environment", make)
    monkeypatch.setattr(environment, "install", lambda lock: steps.append(lock.stem))
    return steps


def test_second_setup_has_nothing_to_do(done: list[str]) -> None:
    assert environment.prepare("run") is True
    assert environment.prepare("run") is False
    assert done == ["make", "run"]


def test_what_tests_need_includes_what_program_needs(done: list[str]) -> None:
    environment.prepare("run")
    environment.prepare("develop")
    assert environment.prepare("run") is False
    assert done == ["make", "run", "develop"]


def test_changed_lock_installed_into_what_is_there(done: list[str]) -> None:
    environment.prepare("run")
    environment.LOCKS["run"].write_text("alembic==2 \\\n    --hash=sha256:01\n", "utf-8")
    environment.prepare("run")
    assert done == ["make", "run", "run"]


def test_other_line_ends_are_no_change(done: list[str]) -> None:
    environment.prepare("run")
    lock = environment.LOCKS["run"]
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert environment.prepare("run") is False


def test_an_interrupted_setup_is_made_anew(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    environment.prepare("run")
    environment.LOCKS["run"].write_text("alembic==2 \\\n    --hash=sha256:01\n", "utf-8")
    with monkeypatch.context() as broken:
        broken.setattr(environment, "install", lambda _lock: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            environment.prepare("run")
    environment.prepare("run")
    assert done == ["make", "run", "make", "run"]


@pytest.mark.parametrize("spoil", ["gone", "python", "damaged"])
def test_environment_that_is_not_finished_one_is_made_anew(
    done: list[str], monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    environment.prepare("run")
    if spoil == "gone":
        environment.PYTHON.unlink()
    elif spoil == "python":
        monkeypatch.setattr(environment, "version", lambda: "3.99")
    else:
        environment.STAMP.write_text("[", "utf-8")
    environment.prepare("run")
    assert done == ["make", "run", "make", "run"]


def test_command_goes_on_in_environment(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(environment, "hand_over", lambda *arguments: ran.append(arguments) or 7)
    monkeypatch.setattr(sys, "argv", ["trial.py", "--short"])
    with pytest.raises(SystemExit) as ended:
        environment.enter("develop")
    assert ended.value.code == 7
    assert ran == [("trial.py", "--short")]
    monkeypatch.setattr(sys, "prefix", str(environment.VENV))
    environment.enter("develop")
    assert len(ran) == 1
    assert done == ["make", "develop"]


@pytest.mark.parametrize(
    ("ending", "code", "sentence"),
    [
        (system.RefusedError("Thiếu thứ này."), 1, "Thiếu thứ này."),
        (KeyboardInterrupt(), 130, "Đã dừng"),
        (None, 5, ""),
    ],
)
def test_command_ends_with_code_and_sentence(
    capsys: pytest.CaptureFixture[str], ending: BaseException | None, code: int, sentence: str
) -> None:
    def command() -> int:
        if ending:
            raise ending
        return 5

    assert system.carry_out(command) == code
    told = capsys.readouterr().err
    assert sentence in told
    assert bool(told) is bool(ending)


def test_two_setups_do_not_work_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = environment.LOCKS["run"]
    with environment.alone(lock), lock.open("rb") as other:
        assert environment.take(other.fileno(), wait=False) is False
    with lock.open("rb") as other:
        assert environment.take(other.fileno(), wait=False) is True
    assert capsys.readouterr().err == ""


def pip_that(says: str, code: int) -> None:
    """Put a stand-in where the environment's Python would be."""
    environment.PYTHON.parent.mkdir(parents=True)
    environment.PYTHON.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\nexit {code}\n", "utf-8")
    environment.PYTHON.chmod(0o755)


@posix_only
def test_progress_is_told_in_our_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "Collecting alembic==1\n  Downloading alembic-1-py3-none-any.whl (76.6 MB)\nInstalling collected packages: a"
    pip_that(said, 0)
    environment.install(environment.LOCKS["run"])
    told = capsys.readouterr()
    assert "2 gói" in told.err
    assert "1/2 đang tải alembic (76 MB)" in told.err
    assert "đang chép vào .venv" in told.err
    assert told.out == ""
    assert environment.LOG.read_text("utf-8").strip() == said


@posix_only
def test_failed_install_refused_with_its_cause(project: Path) -> None:
    pip_that("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", 1)
    with pytest.raises(system.RefusedError, match="mã kiểm tra"):
        environment.install(environment.LOCKS["run"])


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("[Errno 28] No space left on device", "đầy"),
        ("NewConnectionError: name resolution\nERROR: No matching distribution found for x==1", "mạng"),
        ("ERROR: No matching distribution found for PySide6==6", "64 bit"),
        ("[WinError 5] Access is denied: 'python.exe'", "Hãy đóng chương trình"),
        ("PermissionError: [Errno 13] Permission denied: '/srv/.venv'", "quyền ghi"),
        ("something new\n\n", "something new"),
        ("", "không có thông báo"),
    ],
)
def test_every_cause_has_its_sentence(output: str, sentence: str) -> None:
    assert sentence in environment.cause_of(output)


def test_full_disk_said_before_anything_made(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda _path: SimpleNamespace(free=10_000))
    with pytest.raises(system.RefusedError, match="không đủ chỗ"):
        environment.make_environment()
    assert not environment.VENV.exists()


def test_python_without_venv_said_with_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(environment, "apt", lambda _packages: False)
    monkeypatch.setattr(system.shutil, "which", lambda _name: "/usr/bin/apt-get")
    with pytest.raises(system.RefusedError, match=rf"sudo apt-get install -y python{environment.version()}-venv"):
        environment.make_environment()


# The system's libraries


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Linux with every library and a font; the folder of the fonts."""
    (tmp_path / "DejaVuSans.ttf").touch()
    monkeypatch.setattr(system, "FONTS", (str(tmp_path), "/does/not/exist"))
    monkeypatch.setattr(system, "can_load", lambda _library: True)
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system.shutil, "which", lambda program: f"/usr/bin/{program}")
    return tmp_path


def test_what_is_missing_is_named_as_debian_names_it(linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert system.missing_packages("develop") == []
    monkeypatch.setattr(system, "can_load", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(system.shutil, "which", lambda _program: None)
    (linux / "DejaVuSans.ttf").unlink()
    assert system.missing_packages("run") == ["libegl1", "fonts-dejavu-core"]
    assert system.missing_packages("develop") == ["libegl1", "fonts-dejavu-core", "poppler-utils"]
    monkeypatch.setattr(system.sys, "platform", "win32")
    assert system.missing_packages("develop") == []


def test_library_looked_for_by_loader() -> None:
    assert system.can_load("libnotthere.so.7") is False


def play_apt(monkeypatch: pytest.MonkeyPatch, user: int, codes: list[int]) -> list[str]:
    """Apt that ends with these codes, one after another; the list fills with the words after `apt-get`."""
    asked: list[str] = []

    def run(command: list[str], **_options: Any) -> SimpleNamespace:
        asked.append(command[1])
        return SimpleNamespace(returncode=codes[len(asked) - 1], stderr="E: Unable to locate package\n")

    monkeypatch.setattr(system.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(system.subprocess, "run", run)
    return asked


def test_apt_looks_for_news_only_when_it_must(linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = play_apt(monkeypatch, 0, [0])
    assert system.apt(["libegl1"]) is True
    assert asked == ["install"]
    asked = play_apt(monkeypatch, 0, [100, 0, 0])
    assert system.apt(["libegl1"]) is True
    assert asked == ["install", "update", "install"]


def test_apt_that_fails_says_why(
    linux: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play_apt(monkeypatch, 0, [100, 100, 100])
    assert system.apt(["libegl1"]) is False
    assert "Unable to locate package" in capsys.readouterr().err


def test_only_root_installs(linux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = play_apt(monkeypatch, 1000, [])
    assert system.apt(["libegl1"]) is False
    assert asked == []
    assert system.how_to_get(["libegl1"]) == "Hãy chạy: sudo apt-get install -y libegl1"
    monkeypatch.setattr(system.shutil, "which", lambda _program: None)
    assert "libegl1" in system.how_to_get(["libegl1"])
    assert "apt-get" not in system.how_to_get(["libegl1"])


def test_tools_speak_vietnamese_whatever_machine_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    monkeypatch.setenv("LC_ALL", "C")
    command = [sys.executable, *environment.ALONE, "-c", "print('Người dùng')"]
    assert subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8").strip() == "Người dùng"
