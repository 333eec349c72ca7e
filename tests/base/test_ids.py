"""Row ids: they never repeat, they are version 7, and they sort by birth."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from models.base.ids import new_id


def test_id_is_uuid_version_7() -> None:
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_ids_unique_over_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [one for batch in pool.map(lambda _n: [new_id() for _ in range(5_000)], range(4)) for one in batch]
    assert len(set(made)) == 20_000


def test_ids_sort_by_birth() -> None:
    made = [new_id() for _ in range(20_000)]
    births = [one[:13] for one in made]
    assert births == sorted(births)
    assert len(set(births)) > 1
