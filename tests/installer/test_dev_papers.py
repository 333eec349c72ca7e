"""The list of other people's work is of what is locked, and the question about known holes is answered honestly."""

from __future__ import annotations

import subprocess
from email.message import Message
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import audit
import locked
import notice
import pytest
from environment import LOCKS
from libraries import licence_of
from locked import LockedPackage
from system import RefusedError

PACKAGES = locked.read(LOCKS["run"])


def listed() -> dict[str, str]:
    lines = notice.TARGET.read_text("utf-8").split("\n\n", 1)[1].splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_notice_is_of_what_is_locked() -> None:
    assert list(listed()) == [f"{package.name} {package.version}" for package in PACKAGES]
    assert all(words.strip() for words in listed().values())


def test_notice_says_what_packages_say() -> None:
    told = 0
    for package in PACKAGES:
        try:
            declared = licence_of(metadata.metadata(package.name))  # type: ignore[arg-type]
        except metadata.PackageNotFoundError:
            continue  # of another system
        if declared:
            assert listed()[f"{package.name} {package.version}"].startswith(declared)
            told += 1
    assert told > len(PACKAGES) // 2


def test_package_without_licence_stops_notice() -> None:
    bare = LockedPackage("bare", "1", "", ())
    with pytest.raises(RefusedError, match="bare"):
        notice.text([bare], {"bare": Message()})
    message = Message()
    message["License-Expression"] = "MIT"
    assert "bare 1: MIT" in notice.text([bare], {"bare": message})


def answering(monkeypatch: pytest.MonkeyPatch, code: int, holes: str = "", words: str = "") -> list[list[str]]:
    asked: list[list[str]] = []

    def run(command: list[str], **_named: Any) -> SimpleNamespace:
        asked.append(command)
        if "pip_audit" not in command:
            return SimpleNamespace(returncode=0)
        assert "tzdata==" in Path(command[command.index("-r") + 1]).read_text("utf-8")  # of Windows, and asked about
        if holes:
            Path(command[command.index("-o") + 1]).write_text(holes, "utf-8")
        return SimpleNamespace(returncode=code, stderr=words)

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def test_no_known_hole_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, 0)
    assert audit.audit("run") is True
    assert "--strict" in asked[1]  # without it, what could not be asked about would count as sound


def test_a_known_hole_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answering(monkeypatch, 1, "lxml | 6.1.3 | CVE-2026-1")
    assert audit.audit("run") is False
    assert "CVE-2026-1" in capsys.readouterr().err


@pytest.mark.parametrize("code", [1, 2])
def test_what_could_not_be_asked_is_not_called_sound(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    answering(monkeypatch, code, words="ERROR:pip_audit:lxml could not be audited")
    with pytest.raises(RefusedError, match="could not be audited"):
        audit.audit("run")
