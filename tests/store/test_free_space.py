"""A disk that is nearly full stops the work before it hurts, and the person hears how much is missing."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import offices
import pytest

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.paths import Home
from models.store.backups import backup
from models.store.local import free_space


def free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=megabytes * 1_000_000))


def test_free_space_stops_before_disk_is_full(office: OpenOffice, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    free(monkeypatch, 20)
    offices.add_task(office)
    free(monkeypatch, 7)
    with offices.refused("disk_full"):
        offices.add_task(office)
    with offices.refused("disk_full"):
        backup.make(home, office.data_key, home.backups / "1.cchc")
    free(monkeypatch, 500)
    offices.add_task(office)


def test_free_space_says_how_much_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    free(monkeypatch, 7)
    with pytest.raises(AppError) as caught:
        free_space.refuse_full(tmp_path, 30_000_000)
    assert "7 MB" in caught.value.what and "43 MB" in caught.value.why


def test_free_space_unknown(tmp_path: Path) -> None:
    free_space.refuse_full(tmp_path / "nowhere")
