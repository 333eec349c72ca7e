"""This computer's settings: kept, read again, and never a reason not to start."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.base import paths
from models.base.paths import Home
from models.base.settings import DEFAULTS, Settings


def test_settings_defaults(home: Home) -> None:
    assert {key: Settings(home.settings).get(key) for key in DEFAULTS} == DEFAULTS
    assert not home.folder.exists()


def test_settings_put_and_read(home: Home) -> None:
    Settings(home.settings).put("page", "tháng")
    Settings(home.settings).put("remember", True)
    again = Settings(home.settings)
    assert again.get("page") == "tháng"
    assert again.get("remember") is True


def test_settings_value_changed_in_place(home: Home) -> None:
    kept = Settings(home.settings)
    columns = kept.get("columns")
    columns["tasks"] = "AAAA"
    assert kept.get("columns") == {}
    assert DEFAULTS["columns"] == {}
    kept.put("columns", columns)
    columns["tasks"] = "BBBB"
    kept.put("columns", columns)
    assert Settings(home.settings).get("columns") == {"tasks": "BBBB"}


def test_settings_unchanged_value_not_written(home: Home) -> None:
    Settings(home.settings).put("page", DEFAULTS["page"])
    assert not home.settings.exists()


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b'{"page": 5, "remember": "", "x": 1}'])
def test_settings_damaged_file(home: Home, damaged: bytes) -> None:
    home.folder.mkdir()
    home.settings.write_bytes(damaged)
    kept = Settings(home.settings)
    assert {key: kept.get(key) for key in DEFAULTS} == DEFAULTS
    kept.put("page", "tasks")
    assert json.loads(home.settings.read_text("utf-8")) == {"page": "tasks"}


@pytest.fixture
def holder(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Path]]:
    """The files that another program holds, as an antivirus does: Windows refuses to open them."""
    held: set[Path] = set()
    real = Path.open

    def opened(path: Path, *args: Any, **options: Any) -> Any:
        if path in held:
            failure = PermissionError(13, "The process cannot access the file")
            failure.winerror = 32  # type: ignore[attr-defined]
            raise failure
        return real(path, *args, **options)

    Settings(home.settings).put("second_place", "E:\\Sao lưu")
    Settings(home.settings).put("task_views", {"Của tôi": {"search": "đường"}})
    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(paths, "sleep", lambda _seconds: None)
    yield held


def test_settings_wait_for_held_file(home: Home, holder: set[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    holder.add(home.settings)
    monkeypatch.setattr(paths, "sleep", lambda _seconds: holder.clear())
    assert Settings(home.settings).get("second_place") == "E:\\Sao lưu"


def test_settings_held_at_start_not_lost(home: Home, holder: set[Path]) -> None:
    holder.add(home.settings)
    kept = Settings(home.settings)
    assert kept.get("second_place") == ""
    holder.clear()
    kept.put("page", "tasks")
    assert kept.get("second_place") == "E:\\Sao lưu"
    assert Settings(home.settings).get("second_place") == "E:\\Sao lưu"
    assert Settings(home.settings).get("page") == "tasks"


def test_settings_merge_with_held_file(home: Home, holder: set[Path]) -> None:
    holder.add(home.settings)
    kept = Settings(home.settings)
    holder.clear()
    kept.put("task_views", {**kept.get("task_views"), "Quá hạn": {}})
    assert sorted(Settings(home.settings).get("task_views")) == ["Của tôi", "Quá hạn"]


def test_settings_held_not_overwritten(home: Home, holder: set[Path]) -> None:
    before = home.settings.read_bytes()
    holder.add(home.settings)
    kept = Settings(home.settings)
    with pytest.raises(PermissionError):
        kept.put("page", "tasks")
    assert kept.get("page") == "tasks"  # until the program ends
    holder.clear()
    assert home.settings.read_bytes() == before
    kept.put("lock_minutes", 5)
    again = Settings(home.settings)
    assert (again.get("page"), again.get("lock_minutes")) == ("tasks", 5)
    assert again.get("second_place") == "E:\\Sao lưu"


def test_settings_refused_callback(home: Home, holder: set[Path]) -> None:
    heard: list[OSError] = []
    kept = Settings(home.settings)
    kept.refused = heard.append
    holder.add(home.settings)
    kept.put("page", "tasks")
    assert (len(heard), kept.get("page")) == (1, "tasks")


def test_settings_keep_values_of_other_process(home: Home) -> None:
    window = Settings(home.settings)
    Settings(home.settings).put("lock_minutes", 30)
    window.put("window", "AAAA")
    assert Settings(home.settings).get("lock_minutes") == 30
    assert window.get("lock_minutes") == 30


@pytest.mark.parametrize(
    ("written", "look"),
    [
        ({}, "system"),
        ({"dark": True}, "dark"),  # what programs wrote before there was a third choice
        ({"dark": False}, "light"),
        ({"dark": True, "look": "system"}, "system"),
        ({"look": "pink"}, "system"),
    ],
)
def test_settings_old_look_kept(home: Home, written: dict[str, Any], look: str) -> None:
    home.folder.mkdir()
    home.settings.write_text(json.dumps(written), "utf-8")
    assert Settings(home.settings).get("look") == look
    Settings(home.settings).put("page", "tasks")
    assert Settings(home.settings).get("look") == look


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.sampled_from([*DEFAULTS, "other"]), JSON))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_settings_types_from_any_file(tmp_path: Path, found: dict[str, Any]) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(found), "utf-8")
    kept = Settings(file)
    assert all(type(kept.get(key)) is type(default) for key, default in DEFAULTS.items())


def test_settings_refuse_undeclared(home: Home) -> None:
    kept = Settings(home.settings)
    with pytest.raises(KeyError):
        kept.get("pasword")
    with pytest.raises(KeyError):
        kept.put("pasword", "x")
    with pytest.raises(TypeError):
        kept.put("page", 5)
