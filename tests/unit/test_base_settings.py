"""This computer's settings: kept, read again, and never a reason not to start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.base.paths import Home
from models.base.settings import DEFAULTS, Settings


def test_without_a_file_the_defaults_hold(home: Home) -> None:
    assert {key: Settings(home.settings).get(key) for key in DEFAULTS} == DEFAULTS
    assert not home.folder.exists()


def test_what_is_put_is_there_the_next_time(home: Home) -> None:
    Settings(home.settings).put("page", "tháng")
    Settings(home.settings).put("remember", True)
    again = Settings(home.settings)
    assert again.get("page") == "tháng"
    assert again.get("remember") is True


def test_a_value_that_was_changed_in_place_is_kept_too(home: Home) -> None:
    kept = Settings(home.settings)
    columns = kept.get("columns")
    columns["tasks"] = "AAAA"
    assert kept.get("columns") == {}
    assert DEFAULTS["columns"] == {}
    kept.put("columns", columns)
    columns["tasks"] = "BBBB"
    kept.put("columns", columns)
    assert Settings(home.settings).get("columns") == {"tasks": "BBBB"}


def test_nothing_is_written_for_a_value_that_is_there_already(home: Home) -> None:
    Settings(home.settings).put("page", DEFAULTS["page"])
    assert not home.settings.exists()


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'{"page": 5, "remember": "", "x": 1}'])
def test_a_damaged_file_gives_the_defaults(home: Home, damaged: bytes) -> None:
    home.folder.mkdir()
    home.settings.write_bytes(damaged)
    kept = Settings(home.settings)
    assert {key: kept.get(key) for key in DEFAULTS} == DEFAULTS
    kept.put("page", "tasks")
    assert json.loads(home.settings.read_text("utf-8")) == {"page": "tasks"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.sampled_from([*DEFAULTS, "other"]), JSON))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_values_of_the_declared_types(tmp_path: Path, found: dict[str, Any]) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(found), "utf-8")
    kept = Settings(file)
    assert all(type(kept.get(key)) is type(default) for key, default in DEFAULTS.items())


def test_only_declared_keys_and_types_are_taken(home: Home) -> None:
    kept = Settings(home.settings)
    with pytest.raises(KeyError):
        kept.get("pasword")
    with pytest.raises(KeyError):
        kept.put("pasword", "x")
    with pytest.raises(TypeError):
        kept.put("page", 5)
