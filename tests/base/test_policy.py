"""What an administrator fixed: from the policy before the file, said where it is wrong, and refused to change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.base import policy, windows
from models.base.errors import AppError
from models.base.paths import Home
from models.base.settings import Settings

Fix = Callable[..., policy.Policy]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The values of the policy key, as Windows would answer."""
    values: dict[str, str] = {}

    class Pretended(windows.Answers):
        def policy(self) -> dict[str, str]:
            return values

    monkeypatch.setattr(windows, "answers", Pretended())
    return values


@pytest.fixture
def fix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fix:
    """`fix("LockMinutes = 5")` writes SoCCHC.ini with these lines and lets the program read it."""

    def write(*lines: str, encoding: str = "utf-8") -> policy.Policy:
        file = tmp_path / policy.FILE
        file.write_text("\r\n".join(("[SoCCHC]", *lines)), encoding)
        found = policy.read(file)
        monkeypatch.setattr(policy, "current", lambda: found)
        return found

    return write


def test_policy_absent(registry: dict[str, str], tmp_path: Path) -> None:
    assert policy.read(tmp_path / policy.FILE) == policy.Policy()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_policy_file_encodings(fix: Fix, registry: dict[str, str], encoding: str) -> None:
    found = fix("ParentUnit = UBND  huyện Bắc Hà", "lockminutes=0", "BackupFolder = /mnt/sao lưu", encoding=encoding)
    assert dict(found.values) == {"ParentUnit": "UBND huyện Bắc Hà", "LockMinutes": 0, "BackupFolder": "/mnt/sao lưu"}
    assert found.faults == ()


def test_policy_registry_before_file(fix: Fix, registry: dict[str, str]) -> None:
    registry["LockMinutes"] = "5"
    found = fix("LockMinutes = 60", "ParentUnit = UBND huyện Bắc Hà")
    assert found.get("LockMinutes") == 5
    assert found.sources["LockMinutes"].startswith("HKLM\\")
    assert found.sources["ParentUnit"].endswith("SoCCHC.ini")


@pytest.mark.parametrize(
    "line",
    ["LockMinutes = năm", "LockMinutes = -1", "LockMinutes = 1441", "BackupFolder = sao-luu", "ParentUnit =", "X = 1"],
)
def test_policy_unreadable_line(fix: Fix, registry: dict[str, str], line: str) -> None:
    found = fix(line)
    assert not found.values
    assert len(found.faults) == 1
    assert line.partition(" ")[0] in found.faults[0]


def test_policy_file_not_ini(registry: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / policy.FILE
    for content in (b"LockMinutes = 5", b"\xff\xfe\xff", b"[Khac]\nLockMinutes=5", b"\x00\xc3\x28"):
        file.write_bytes(content)
        found = policy.read(file)
        assert not found.values
        assert len(found.faults) == 1


def test_policy_folder_names_expanded(fix: Fix, registry: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOI", "/mnt/noi-vu")
    assert fix("BackupFolder = $NOI/sao-luu").get("BackupFolder") == "/mnt/noi-vu/sao-luu"


def test_policy_setting_not_changed(fix: Fix, registry: dict[str, str], home: Home) -> None:
    settings = Settings(home.settings)
    settings.put("lock_minutes", 60)
    fix("LockMinutes = 5")
    assert settings.get("lock_minutes") == 5
    with pytest.raises(AppError) as refused:
        settings.put("lock_minutes", 0)
    assert refused.value.code == "pinned"
    assert "5" in refused.value.what
    assert "SoCCHC.ini" in refused.value.why
    settings.put("lock_minutes", 5)  # the same again is no change


def test_policy_file_survives_upgrade(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def beside(module: Path) -> Path:
        monkeypatch.setattr(policy, "__file__", str(module))
        return policy.beside_program()

    inside = Path("app", "models", "base", "pinned.py")
    assert beside(tmp_path / "SoCCHC-0.1.0" / inside) == tmp_path / "SoCCHC-0.1.0"  # the zip
    assert beside(tmp_path / "nguồn" / inside.relative_to("app")) == tmp_path / "nguồn"  # the source
    installed = tmp_path / "SoCCHC"
    installed.mkdir()
    (installed / "uninstall.exe").touch()
    assert beside(installed / "program" / inside) == installed
