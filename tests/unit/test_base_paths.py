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


@given(st.binary(max_size=5_000), st.binary(max_size=5_000))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_is_what_is_there(tmp_path: Path, first: bytes, second: bytes) -> None:
    file = tmp_path / "thư mục mới %20" / "tệp.json"
    write_file(file, first)
    assert file.read_bytes() == first
    write_file(file, second)
    assert file.read_bytes() == second
    assert [path.name for path in file.parent.iterdir()] == ["tệp.json"]


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fdopen", "os.fsync", "Path.replace"])
def test_a_failure_at_any_step_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
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


def test_the_name_of_the_part_fits_where_the_name_fits(tmp_path: Path) -> None:
    file = tmp_path / ("đ" * 120)  # 240 bytes of the 255 that a file system takes
    write_file(file, b"x")
    assert file.read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs a rename itself")
def test_both_the_file_and_its_folder_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append(os.path.isdir(f"/proc/self/fd/{handle}"))  # noqa: PTH112 - a link that only the system follows
        real(handle)

    monkeypatch.setattr(paths.os, "fsync", watch)
    write_file(tmp_path / "a", b"x")
    assert synced == [False, True]


def test_everything_of_an_office_lies_in_its_home(home: Home) -> None:
    places = [home.database, home.keys, home.evidence, home.backups, home.logs, home.settings, home.lock]
    assert {place.parent for place in places} == {home.folder}
    assert len(set(places)) == len(places)


def test_the_usual_home_is_not_beside_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = paths.default_home().folder
    assert folder.name == "SoCCHC"
    assert paths.RESOURCES.parent not in folder.parents


def test_resources_are_found_beside_the_models() -> None:
    assert paths.RESOURCES.is_dir()
