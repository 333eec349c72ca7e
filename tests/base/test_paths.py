"""Files on disk: the old one or the whole new one, never between, whatever fails on the way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.base import paths
from models.base.paths import Home, write_file

DEEP = "đ" * 200


@given(st.binary(max_size=5_000), st.binary(max_size=5_000))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_write_file_round_trip(tmp_path: Path, first: bytes, second: bytes) -> None:
    file = tmp_path / "thư mục mới %20" / "tệp.json"
    write_file(file, first)
    assert file.read_bytes() == first
    write_file(file, second)
    assert file.read_bytes() == second
    assert [path.name for path in file.parent.iterdir()] == ["tệp.json"]


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fdopen", "os.fsync", "Path.replace"])
def test_write_file_failure_keeps_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    file = tmp_path / "số liệu.db"
    write_file(file, b"old")

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(f"models.base.paths.{step}", full)
        with pytest.raises(OSError, match="No space"):
            write_file(file, b"new and longer")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["số liệu.db"]


def test_write_file_stick_pulled_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails first is what is told, not that the half-written file could not be tidied up."""

    def gone(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENODEV, "No such device")

    def cannot_tidy(*_args: object, **_options: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(paths.os, "fsync", gone)
    monkeypatch.setattr(Path, "unlink", cannot_tidy)
    with pytest.raises(OSError, match="No such device"):
        write_file(tmp_path / "báo cáo.pdf", b"x")


@pytest.mark.parametrize(
    ("path", "long"),
    [
        ("C:\\ngắn\\a.pdf", "C:\\ngắn\\a.pdf"),
        (f"C:\\{DEEP}\\a.pdf", f"\\\\?\\C:\\{DEEP}\\a.pdf"),
        (f"\\\\may-chu\\{DEEP}", f"\\\\?\\UNC\\may-chu\\{DEEP}"),
        (f"\\\\?\\C:\\{DEEP}", f"\\\\?\\C:\\{DEEP}"),
    ],
)
def test_long_path_spelled_for_windows(path: str, long: str) -> None:
    assert paths.long_form(path) == long


def test_write_file_part_name_fits(tmp_path: Path) -> None:
    file = tmp_path / ("đ" * 120)  # 240 bytes of the 255 that a file system takes
    write_file(file, b"x")
    assert file.read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs a rename itself")
def test_write_file_syncs_file_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append(os.path.isdir(f"/proc/self/fd/{handle}"))  # noqa: PTH112 - a link that only the system follows
        real(handle)

    monkeypatch.setattr(paths.os, "fsync", watch)
    write_file(tmp_path / "a", b"x")
    assert synced == [False, True]


def test_home_holds_everything(home: Home) -> None:
    places = [home.database, home.keys, home.evidence, home.backups, home.logs, home.settings, home.lock]
    assert {place.parent for place in places} == {home.folder}
    assert len(set(places)) == len(places)


def test_usual_home_outside_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = paths.default_home().folder
    assert folder.name == "SoCCHC"
    assert paths.RESOURCES.parent not in folder.parents


def test_resources_found() -> None:
    assert paths.RESOURCES.is_dir()


def _held_by_another() -> OSError:
    failure = PermissionError(13, "The process cannot access the file because it is being used by another process")
    failure.winerror = 32
    return failure


def test_write_file_waits_for_held_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(paths, "sleep", pauses.append)
    real = Path.replace

    def held(source: Path, target: Path) -> Path:
        if len(pauses) < 4:
            raise _held_by_another()
        return real(source, target)

    monkeypatch.setattr(Path, "replace", held)
    write_file(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    assert pauses == sorted(pauses) and len(pauses) == 4  # longer and longer, and not once more than needed


def test_write_file_gives_up_held_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(paths, "sleep", pauses.append)

    def held(_source: Path, _target: Path) -> Path:
        raise _held_by_another()

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        write_file(tmp_path / "a", b"x")
    assert 1 < sum(pauses) < 2  # seconds that the person waits
    assert list(tmp_path.iterdir()) == []


def test_write_file_folder_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "sleep", lambda _seconds: pytest.fail("waited for nothing"))

    def refuse() -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(PermissionError):
        paths.patiently(refuse)
