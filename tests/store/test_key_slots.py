"""The ways into an office: passphrase, recovery code, remembered computer; and no other."""

from __future__ import annotations

import base64
import itertools
import json
import unicodedata
from contextlib import suppress
from pathlib import Path

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access import opening, own_ways
from models.access.opening import OpenOffice
from models.base import secrets
from models.base.errors import AppError
from models.base.paths import Home
from models.store.keys import key_slots

WORDS = "Đường lên bản có hoa ban"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_slots, "COST", offices.CHEAP)


@pytest.fixture(scope="module")
def made() -> tuple[key_slots.KeyFile, bytes, str]:
    with offices.cheap_keys():
        return key_slots.new_keys(WORDS)


Made = tuple[key_slots.KeyFile, bytes, str]


def test_passphrase_and_recovery_code_open(made: Made) -> None:
    slots, data_key, code = made
    assert len(data_key) == 32
    assert key_slots.unlock(slots, WORDS) == data_key
    assert key_slots.unlock(slots, code) == data_key


def test_passphrase_decomposed_is_the_same(made: Made) -> None:
    assert unicodedata.normalize("NFD", WORDS) != WORDS
    assert key_slots.unlock(made[0], unicodedata.normalize("NFD", WORDS)) == made[1]


def test_recovery_code_as_copied_by_hand(made: Made) -> None:
    slots, data_key, code = made
    ways = [code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code}\n", code.replace("-", "–")]
    ways += [code.replace("0", "O"), code.replace("0", "o"), code.replace("1", "I"), code.replace("1", "l")]
    for typed in ways:
        assert key_slots.unlock(slots, typed) == data_key, typed


def test_recovery_code_with_lookalike_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = itertools.cycle("0011")
    monkeypatch.setattr("secrets.choice", lambda _letters: next(letters))
    data_key, code = b"k" * 32, key_slots.new_recovery_code()
    keys = key_slots.with_recovery(key_slots.KeyFile("office", ()), data_key, code)
    assert code.replace("-", "") == "0011" * 8
    assert key_slots.unlock(keys, "0O1I" * 8) == data_key


@pytest.mark.parametrize("wrong", ["", "x", WORDS.lower(), WORDS + " ", WORDS[:-1], "A" * 32, "0" * 39])
def test_wrong_secret_refused(made: Made, wrong: str) -> None:
    with offices.refused("wrong_passphrase"):
        key_slots.unlock(made[0], wrong)


@given(st.text())
def test_no_other_passphrase_opens(made: Made, words: str) -> None:
    if unicodedata.normalize("NFC", words) != WORDS:
        with offices.refused("wrong_passphrase"):
            key_slots.unlock(made[0], words)


def test_two_offices_share_no_key(made: Made) -> None:
    slots, data_key, code = key_slots.new_keys(WORDS)
    assert data_key != made[1] and code != made[2] and slots.slots[0]["salt"] != made[0].slots[0]["salt"]


def test_slot_of_other_office_does_not_open(made: Made) -> None:
    with offices.refused("wrong_passphrase"):
        key_slots.unlock(key_slots.KeyFile("another", made[0].slots), WORDS)


def test_short_passphrase_refused() -> None:
    with offices.refused("weak_passphrase"):
        key_slots.new_keys("bảy chữ")
    decomposed = unicodedata.normalize("NFD", "bảy chữ")
    assert len(decomposed) > key_slots.SHORTEST_PASSPHRASE
    with offices.refused("weak_passphrase"):
        key_slots.new_keys(decomposed)


def test_shipped_key_cost() -> None:
    import subprocess
    import sys

    shown = subprocess.run(
        [sys.executable, "-c", "from models.store.keys import key_slots; print(key_slots.COST)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert shown.stdout.strip() == "{'memory_kib': 131072, 'iterations': 4, 'lanes': 2}"


def test_slot_keeps_its_cost(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_slots, "COST", {"memory_kib": 128, "iterations": 2, "lanes": 1})
    assert key_slots.unlock(made[0], WORDS) == made[1]


def test_key_file_holds_no_secret(made: Made, tmp_path: Path) -> None:
    slots, data_key, code = made
    secret = key_slots.new_computer_secret()
    remembering = key_slots.with_computer(slots, data_key, secret)
    key_slots.save(tmp_path / "k", remembering)
    content = (tmp_path / "k").read_text()
    for hidden in (data_key.hex(), base64.b64encode(data_key).decode(), code, code.replace("-", ""), WORDS, secret):
        assert hidden not in content
    assert key_slots.load(tmp_path / "k") == remembering


def test_passphrase_change_keeps_other_slots(made: Made) -> None:
    slots, data_key, code = made
    secret = key_slots.new_computer_secret()
    remembering = key_slots.with_computer(slots, data_key, secret)
    changed = key_slots.with_passphrase(remembering, data_key, "một câu hoàn toàn khác")
    assert key_slots.unlock(changed, "một câu hoàn toàn khác") == data_key
    assert key_slots.unlock(changed, code) == data_key
    assert key_slots.unlock_remembered(changed, secret) == data_key
    with offices.refused("wrong_passphrase"):
        key_slots.unlock(changed, WORDS)


def test_account_goes_with_all_its_ways_in(made: Made) -> None:
    slots, data_key, code = made
    slots = key_slots.with_passphrase(slots, data_key, "mật khẩu của người khác", "khác", "Người khác")
    secret = key_slots.new_computer_secret()
    slots = key_slots.with_computer(slots, data_key, secret, "khác")
    kinds = sorted((slot["kind"], key_slots.account_of(slots, slot) == "khác") for slot in slots.slots)
    assert kinds == [("computer", True), ("passphrase", False), ("passphrase", True), ("recovery", False)]
    kept = key_slots.without(slots, "khác", "computer")
    assert key_slots.unlock_remembered(kept, secret) is None
    assert key_slots.unlocked(kept, "mật khẩu của người khác", "khác").account == "khác"
    gone = key_slots.without(slots, "khác")
    assert {key_slots.account_of(gone, slot) for slot in gone.slots} == {gone.office}
    with pytest.raises(AppError):
        key_slots.unlock(gone, "mật khẩu của người khác")
    assert key_slots.unlock(gone, WORDS) == key_slots.unlock(gone, code) == data_key


@pytest.mark.parametrize("hidden", [False, True])
def test_names_in_key_file_only_when_shown(made: Made, tmp_path: Path, hidden: bool) -> None:
    slots, data_key, _code = made
    slots = key_slots.with_passphrase(slots, data_key, "mật khẩu của người khác", "khác", "Lò Thị Hoa")
    slots = key_slots.with_names(slots, {"khác": "Lò Thị Hoa"}, hidden=hidden)
    key_slots.save(tmp_path / "keys", slots)
    assert ("Lò Thị Hoa" in json.dumps(json.loads((tmp_path / "keys").read_text()), ensure_ascii=False)) is not hidden
    found = key_slots.load(tmp_path / "keys")
    assert found.names_hidden is hidden
    assert key_slots.name_of(found, "khác") == ("" if hidden else "Lò Thị Hoa")
    assert key_slots.unlocked(found, "mật khẩu của người khác", "khác").data_key == data_key


def test_forgotten_computer_does_not_open(made: Made) -> None:
    secret = key_slots.new_computer_secret()
    remembering = key_slots.with_computer(made[0], made[1], secret)
    assert key_slots.unlock_remembered(remembering, secret) == made[1]
    assert key_slots.unlock_remembered(remembering, "0" * 64) is None
    assert key_slots.unlock_remembered(key_slots.forget(remembering), secret) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "keys_missing"),
        (b"", "keys_damaged"),
        (b"\xff\x00 no json", "keys_damaged"),
        (b"[]", "keys_damaged"),
        (b"null", "keys_damaged"),
        (b'{"format": "so-cchc-keys/1"}', "keys_damaged"),
        (b'{"format": "so-cchc-keys/1", "office": "x", "slots": [7]}', "keys_damaged"),
        (b'{"format": "so-cchc-keys/1", "office": "x", "slots": [{"kind": "passphrase"}]}', "keys_damaged"),
        (b'{"format": "so-cchc-keys/1", "office": 4, "slots": []}', "keys_damaged"),
        (b'{"format": 1, "office": "x", "slots": []}', "keys_damaged"),
        (b'{"format": "something else", "office": "x", "slots": []}', "keys_damaged"),
        (b'{"format": "so-cchc-keys/4", "office": "x", "ways": []}', "newer_version"),
    ],
)
def test_key_file_unusable(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "so-cchc.keys"
    if content is not None:
        path.write_bytes(content)
    with offices.refused(code):
        key_slots.load(path)


@given(st.data())
def test_key_file_cut_or_changed(made: Made, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = json.dumps({"format": key_slots.FORMAT, "office": made[0].office, "slots": list(made[0].slots)}).encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:place] + bytes([data.draw(st.integers(32, 126))]) + whole[place + 1 :]
    path = tmp_path_factory.mktemp("keys") / "so-cchc.keys"
    path.write_bytes(data.draw(st.sampled_from([whole[:place], changed])))
    with suppress(AppError):
        slots = key_slots.load(path)
        if all(slot.get("memory_kib", 0) <= 640 and slot.get("iterations", 0) < 10 for slot in slots.slots):
            assert key_slots.unlock(slots, WORDS) == made[1]


@pytest.mark.parametrize("name", ["account", "name"])
def test_slot_named_by_no_text_is_damage(made: Made, tmp_path: Path, name: str) -> None:
    key_slots.save(tmp_path / "keys", made[0])
    content = json.loads((tmp_path / "keys").read_text())
    content["slots"][0][name] = 7
    (tmp_path / "keys").write_text(json.dumps(content))
    with offices.refused("keys_damaged"):
        key_slots.load(tmp_path / "keys")


def test_slot_of_unknown_kind_ignored(made: Made, tmp_path: Path) -> None:
    future = key_slots.KeyFile(made[0].office, ({"kind": "token", "anything": 1}, *made[0].slots))
    key_slots.save(tmp_path / "k", future)
    assert key_slots.unlock(key_slots.load(tmp_path / "k"), WORDS) == made[1]


def test_remembered_computer_opens(office: OpenOffice, home: Home) -> None:
    assert not own_ways.remembered(home)
    assert own_ways.remember_here(office)
    assert own_ways.remembered(home)
    office.close()
    opening.open_office(home).close()
    secrets.forget(key_slots.load(home.keys).office)
    assert not own_ways.remembered(home)
    with offices.refused("locked"):
        opening.open_office(home)


def test_forget_removes_secret_from_keyring(office: OpenOffice, home: Home) -> None:
    own_ways.remember_here(office)
    own_ways.forget_here(office)
    assert secrets.recall(key_slots.load(home.keys).office) is None
    assert not own_ways.remembered(home)


def test_stale_keyring_secret_asks_again(office: OpenOffice, home: Home) -> None:
    own_ways.remember_here(office)
    secrets.keep(key_slots.load(home.keys).office, "0" * 64)
    office.close()
    with offices.refused("locked"):
        opening.open_office(home)


def test_remember_without_keyring_refused(office: OpenOffice, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "find_backend", lambda: None)
    assert not own_ways.remember_here(office)
    assert not any(slot["kind"] == "computer" for slot in key_slots.load(home.keys).slots)


def test_passphrase_change_needs_old_one(office: OpenOffice, home: Home) -> None:
    with offices.refused("wrong_passphrase"):
        own_ways.change_passphrase(office, "đoán mò thôi", "một câu khác hẳn")
    own_ways.change_passphrase(office, offices.PASSPHRASE, "một câu khác hẳn")
    office.close()
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, offices.PASSPHRASE)
    opening.open_office(home, "một câu khác hẳn").close()
