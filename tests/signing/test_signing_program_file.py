"""A setup on a stick: its version and its maker are told; nothing else passes for a setup of ours."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from offices import refused
from program_images import setup

from models.base.version import VERSION
from models.signing import program_file, program_image
from ui.support import update_words


@pytest.mark.parametrize(
    ("version", "newer"),
    [("99.0.0", True), (f"{VERSION}.1", True), (VERSION, False), (f"{VERSION}.0", False), ("0.0.9", False)],
)
def test_setup_version_compared_by_number(tmp_path: Path, version: str, newer: bool) -> None:
    found = program_file.look(setup(tmp_path, version))
    assert (found.version, found.newer()) == (version, newer)
    assert ("mới hơn" in update_words.version(found)) is newer
    assert ("đúng bằng" in update_words.version(found)) is (version.startswith(VERSION) and not newer)


def test_setup_read_from_its_structure(tmp_path: Path) -> None:
    image = program_image.read(setup(tmp_path, "1.2.3", blob=b"signature").read_bytes())
    assert image.strings == {"ProductName": "Sổ CCHC", "ProductVersion": "1.2.3"}
    assert (image.version, image.signature) == ((1, 2, 3, 0), b"signature")


def test_setup_judged_in_private_copy(tmp_path: Path) -> None:
    path = setup(tmp_path)
    found = program_file.look(path)
    assert found.copy.parent != tmp_path and found.copy.name == path.name
    assert found.copy.parent.stat().st_mode & 0o077 == 0
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.is_still()
    found.drop()
    assert not found.copy.parent.exists() and not found.is_still()


def test_setup_without_pinned_publisher_not_run(tmp_path: Path) -> None:
    found = program_file.look(setup(tmp_path))
    assert (found.signature, found.newer(), found.may_run()) == ("unpinned", True, False)
    assert "Không kiểm chứng được" in update_words.signature(found)
    assert found.sha256 in update_words.lines(found)[2]


def test_setup_of_other_program_refused(tmp_path: Path) -> None:
    wrong = [setup(tmp_path, "1.0", product="Chương trình khác"), setup(tmp_path, version="mới nhất")]
    text = tmp_path / "SoCCHC-99-setup.exe"
    text.write_bytes(setup(tmp_path).read_bytes()[2:])
    for path in (*wrong, text):
        with refused("not_our_setup"):
            program_file.look(path)
    with refused("file_missing"):
        program_file.look(tmp_path / "đã rút USB.exe")
