"""What this computer is asked to remember, and cannot: said, not passed over."""

from __future__ import annotations

from pathlib import Path

import offices
import pytest

from models.access import opening, own_ways
from models.access.opening import OpenOffice
from models.base import secrets
from models.base.paths import Home
from models.store.backups import backup, safety


def test_founding_without_keyring_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "find_backend", lambda: None)
    with offices.cheap_keys():
        office, _code = opening.found(Home(tmp_path / "sổ"), offices.SPEC, offices.PASSPHRASE, remember=True)
    (said,) = [one for one in office.notices if one.kind == "not_remembered"]
    assert "không nhớ được mật khẩu" in said.text and said.do
    office.close()


def test_founding_with_keyring_says_nothing(tmp_path: Path, keyring: object) -> None:
    with offices.cheap_keys():
        office, _code = opening.found(Home(tmp_path / "sổ"), offices.SPEC, offices.PASSPHRASE, remember=True)
    assert own_ways.remembered(office.home)
    assert not [one for one in office.notices if one.kind == "not_remembered"]
    office.close()


def test_backup_saved_elsewhere_counts(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    assert safety.look(home, "", 7, changed=False).elsewhere is None
    backup.make(home, office.data_key, tmp_path / "a.cchc")
    safety.note_saved(home, tmp_path / "a.cchc")
    found = safety.look(home, "", 7, changed=True)
    assert found.elsewhere is not None and not found.old
