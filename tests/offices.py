"""Small offices for tests: founded once with cheap keys, then copied, because founding is slow and copying is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.base.errors import AppError
from models.base.paths import Home
from models.store import keys
from models.work import opening
from models.work.opening import OfficeSpec, OpenOffice

PASSPHRASE = "bảy con trâu qua suối"
CHEAP = {"memory_kib": 64, "iterations": 1, "lanes": 1}
SPEC = OfficeSpec(
    name="Phòng Nội vụ",
    level="huyen",
    parent="Ủy ban nhân dân huyện Bắc Hà",
    place="Bắc Hà",
    children=(("02839", "Thị trấn Bắc Hà"), ("02842", "Xã Lùng Cải"), ("02848", "Xã Lùng Phình")),
)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block must be refused with this code, and the person told what happened and what to do."""
    with pytest.raises(AppError) as caught:
        yield
    assert (caught.value.code, bool(caught.value.what), bool(caught.value.do)) == (code, True, True)


@contextmanager
def cheap_keys() -> Iterator[None]:
    """Passphrases without their cost: a test need not keep anybody out."""
    cost, keys.COST = keys.COST, CHEAP
    try:
        yield
    finally:
        keys.COST = cost


def found(home: Home, spec: OfficeSpec = SPEC) -> OpenOffice:
    """A new office, open."""
    with cheap_keys():
        return opening.found(home, spec, PASSPHRASE)[0]


def founded_once(folder: Path) -> Path:
    """The folder of a founded and closed office, to be copied."""
    found(Home(folder)).close()
    (folder / "so-cchc.lock").unlink()
    return folder


@contextmanager
def copied(template: Path, home: Home) -> Iterator[OpenOffice]:
    """A copy of a founded office, open in `home`."""
    shutil.copytree(template, home.folder, dirs_exist_ok=True)
    with cheap_keys():
        office = opening.open_office(home, PASSPHRASE)
    try:
        yield office
    finally:
        office.close()
