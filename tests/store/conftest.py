"""An office for tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import offices
import pytest

from models.base.paths import Home
from models.work.opening import OpenOffice


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a founded, closed office."""
    return offices.founded_once(tmp_path_factory.mktemp("founded") / "sổ")


@pytest.fixture
def office(template: Path, home: Home) -> Iterator[OpenOffice]:
    """`Phòng Nội vụ` of `Ủy ban nhân dân huyện Bắc Hà` with three communes, open."""
    with offices.copied(template, home) as opened:
        yield opened
