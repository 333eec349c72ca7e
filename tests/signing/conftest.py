"""What the tests of signing share: a held clock and keys that take a moment to make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from signing_sample import DATA, LEADER, MORNING, Held, make_key, make_report

from models.base import clock
from models.signing.sign import sign_pdf


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.fixed(MORNING):
        yield


@pytest.fixture(scope="session")
def leader() -> Held:
    return make_key(LEADER, title="Phó Chủ tịch")


@pytest.fixture(scope="session")
def office() -> Held:
    return make_key("Phòng Nội vụ huyện Bắc Hà")


@pytest.fixture(scope="session")
def report() -> bytes:
    return make_report({"format": "so-cchc/1", "unit": "Phòng Nội vụ"})


@pytest.fixture(scope="session")
def signed(leader: Held) -> bytes:
    with clock.fixed(MORNING):
        return sign_pdf(make_report(DATA), leader.key, role="lanh-dao")
