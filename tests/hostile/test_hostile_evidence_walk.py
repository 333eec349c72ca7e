"""Any scrambling of evidence over book, backups and stick: what opened somewhere still does, and is not touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoilt_evidence import MOVED, SPOILS

from models.access.opening import OpenOffice
from models.base.paths import Home
from models.base.settings import Settings
from models.store.backups import backup_list, offsite, places, restoring
from models.store.evidence import Evidence
from models.store.integrity import check

NAMES = ("một", "hai", "ba")
PLACES = ("book", "backups", "stick")
# Only what touches the one file, so that what else opens is known.
ONE_FILE = sorted({**SPOILS, **MOVED}.keys() - {"linked_folder", "file_for_folder"})
SPOILT = st.tuples(st.sampled_from(PLACES), st.integers(0, len(NAMES) - 1), st.sampled_from(ONE_FILE))


class World:
    """A book with evidence, its backups and its stick, of which every file is whole at first."""

    def __init__(self, office: OpenOffice, stick: Path) -> None:
        self.office, self.home, self.stick = office, office.home, str(stick)
        stick.mkdir()
        Settings(self.home.settings).put("second_place", self.stick)
        for name in NAMES:
            offices.add_task(office, name, name.encode() * 500)
        self.made = backup_list.make(self.home, office.data_key)
        offsite.bring(self.home, self.stick, office.data_key)
        self.addresses = sorted(path.name for path in self.home.evidence.glob("??/*"))
        self.folders = {
            "book": self.home.evidence,
            "backups": self.home.backups / places.EVIDENCE,
            "stick": offsite.folder(self.home, self.stick) / places.EVIDENCE,
        }

    def spoil(self, place: str, number: int, how: str) -> None:
        address = self.addresses[number]
        path = self.folders[place] / address[:2] / address
        if path.is_file() and not path.is_symlink():
            {**SPOILS, **MOVED}[how](path)

    def whole(self) -> dict[tuple[str, str], bytes]:
        """The bytes of every file that opens under its name."""
        found = {}
        for place, folder in self.folders.items():
            for address in self.addresses:
                opened = Evidence(folder, self.office.data_key).opened(address)
                if opened is not None:
                    found[place, address] = opened.sealed
        return found

    def recoverable(self) -> set[str]:
        """What opens in one of the places, also where only the letters of its name were changed."""
        here = [Evidence(folder, self.office.data_key) for folder in self.folders.values()]
        return {address for address in self.addresses if any(one.found(address) is not None for one in here)}

    def act(self, action: str) -> None:
        home, key = self.home, self.office.data_key
        if action == "make":
            offices.add_task(self.office, "thêm")
            backup_list.make(home, key)
        elif action == "bring":
            offsite.bring(home, self.stick, key)
        elif action == "check":
            check.everything(home, self.office.store, self.office.evidence, key, self.stick)
        elif action == "restore":
            self.office.close()
            restoring.restore(home, self.made.path, offices.PASSPHRASE)


@settings(max_examples=30)
@given(
    spoilt=st.lists(SPOILT, max_size=7, unique_by=lambda one: one[:2]),
    actions=st.permutations(["make", "bring", "check", "restore"]),
)
def test_random_scrambling_loses_nothing_whole(
    tmp_path_factory: pytest.TempPathFactory, template: Path, spoilt: list[tuple[str, int, str]], actions: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    with offices.copied(template, Home(folder / "sổ")) as office:
        world = World(office, folder / "usb")
        for place, number, how in spoilt:
            world.spoil(place, number, how)
        recoverable = world.recoverable()
        for action in actions[: actions.index("restore") + 1]:
            before = world.whole()
            world.act(action)
            after = world.whole()
            assert {place: after.get(place) for place in before} == before, action
            target = {"make": "backups", "bring": "stick", "restore": "book"}.get(action)
            for address in recoverable:
                wanted = [target] if target else list(world.folders)
                assert all((place, address) in after for place in wanted), (action, wanted)
    shutil.rmtree(folder, ignore_errors=True)
