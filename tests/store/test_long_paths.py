"""Folders so deep that Windows takes them only in its long form: every door asks for that form."""

from __future__ import annotations

from pathlib import Path

import offices
import pytest

from models.access import opening
from models.base import files, paths
from models.base.paths import Home
from models.base.settings import Settings
from models.store.backups import backup, backup_format, backup_list, offsite, restoring
from models.store.sqlite.connection import connect, uri
from models.work import attachments, tasks
from models.work.tasks import TaskFields


def test_long_path_office_life(template: Path, deep: Path) -> None:
    home = Home(deep / "sổ")
    with offices.copied(template, home) as office:
        with office.store.write("task.add") as write:
            task = tasks.add(write.session, TaskFields("một"))
            attachments.attach(write.session, office.evidence, task.id, "a.pdf", b"content")
        Settings(home.settings).put("second_place", str(deep / "usb"))
        made = deep / "usb" / "bản sao.cchc"
        backup.make(home, office.data_key, made)
        assert backup.prove(made, office.data_key).contents.tasks == 1
        assert backup_format.look(made).contents.tasks == 1
        backup_list.make(home, office.data_key)
        assert offsite.bring(home, str(deep / "usb"), office.data_key).whole
        assert offsite.look(home, str(deep / "usb")).there
        assert offsite.same_disk(home, str(deep / "usb"))
        (kept,) = offsite.kept(home, str(deep / "usb"))
        assert kept.contents is not None and kept.contents.tasks == 1
    found = restoring.preview(home, made, offices.PASSPHRASE)
    assert (found.manifest.contents.tasks, found.missing) == (1, 0)
    elsewhere = Home(deep / "máy mới")
    restoring.restore(elsewhere, made, offices.PASSPHRASE)
    opening.open_office(elsewhere, offices.PASSPHRASE).close()
    assert not deep.exists()


def test_long_path_files_of_person(deep: Path) -> None:
    paths.write_file(deep / "công văn.txt", b"x")
    assert files.read(deep / "công văn.txt", 10) == b"x"


def test_long_path_inside_data_folder_recognised() -> None:
    folder = Path("\\\\?\\C:\\sổ" if paths.os.name == "nt" else "/sổ")
    assert paths.same_or_inside(folder / "sao-luu", folder)
    assert paths.same_or_inside(folder, folder)
    assert not paths.same_or_inside(folder.parent / "sổ khác", folder)


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("\\\\?\\C:\\sổ\\a", "C:\\sổ\\a"),
        ("\\\\?\\UNC\\may-chu\\chung", "\\\\may-chu\\chung"),
        ("\\\\may-chu\\chung", "\\\\may-chu\\chung"),
        ("C:\\sổ", "C:\\sổ"),
    ],
)
def test_long_path_short_form(long: str, short: str) -> None:
    assert paths.short_form(long) == short


@pytest.mark.parametrize(
    "name", ["\\\\may-chu\\chung\\sổ.cchc", "\\\\?\\C:\\sổ\\100%25 #1?.db", "//may-chu/chung/sổ.cchc"]
)
def test_long_path_uri_for_sqlite(name: str, tmp_path: Path) -> None:
    """`file://may-chu/...`, which Path.as_uri makes of a share, is refused: "invalid uri authority"."""
    address = uri(tmp_path / name.replace("/", "\\"), "rwc")
    assert not address.startswith("file://")
    connect(tmp_path / name.replace("/", "\\"), b"k" * 32, create=True).close()
    assert (tmp_path / name.replace("/", "\\")).exists()
