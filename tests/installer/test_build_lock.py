"""The lock file as the Windows build reads it: nothing is passed over, and conditions are weighed for Windows."""

from __future__ import annotations

from pathlib import Path

import locked
import pytest
from environment import LOCKS
from locked import LockedPackage
from packaging.markers import default_environment

RUN = LOCKS["run"]


def test_windows_gets_what_only_it_needs_and_nothing_of_linux() -> None:
    names = {package.name for package in locked.for_windows(RUN)}
    assert {"tzdata", "pywin32-ctypes", "sqlcipher3", "pyside6-essentials", "pyhanko"} <= names
    assert not names & {"secretstorage", "jeepney", "zipp", "importlib-metadata", "backports-tarfile"}


def test_every_package_for_windows_pinned_with_hashes() -> None:
    packages = locked.for_windows(RUN)
    assert all(package.version and package.hashes for package in packages)
    wanted = locked.requirements(packages)
    assert ";" not in wanted
    assert wanted.count("==") == len(packages)


def test_a_lock_without_tzdata_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text("pywin32-ctypes==1 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    with pytest.raises(ValueError, match="tzdata"):
        locked.for_windows(lock)


@pytest.mark.parametrize(
    "line",
    [
        "keyring @ file:///somewhere",
        "keyring",
        "keyring>=25",
        "keyring==25,==26",
        "keyring[completion]==25",
        "-r keyring.txt",
        "keyring==25 --hash=md5:0123",
        "keyring==25 --hash=sha256:" + "0" * 63,
    ],
)
def test_line_that_is_not_understood_is_not_passed_over(tmp_path: Path, line: str) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text(f"{line}\n", "utf-8")
    with pytest.raises(ValueError, match="keyring"):
        locked.read(lock)


def test_entry_of_lock_read_whole(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    one, two = "1" * 64, "2" * 64
    lock.write_text(
        "# made by uv\n"
        f"Jeepney==0.9 ; sys_platform == 'linux' \\\n    --hash=sha256:{one} \\\n    --hash=sha256:{two}\n"
        f"pyside6_essentials==6.11.3 \\\n    --hash=sha256:{two}\n",
        "utf-8",
    )
    assert locked.read(lock) == [
        LockedPackage("jeepney", "0.9", 'sys_platform == "linux"', (one, two)),
        LockedPackage("pyside6-essentials", "6.11.3", "", (two,)),
    ]


def test_wheel_found_by_its_name() -> None:
    assert locked.package_of(Path("w", "PySide6_Essentials-6.11.3-cp310-abi3-win_amd64.whl")) == "pyside6-essentials"
    with pytest.raises(ValueError, match="notes"):
        locked.package_of(Path("notes.whl"))


def test_no_condition_weighed_by_machine_that_builds() -> None:
    assert set(locked.WINDOWS) == set(default_environment())


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("", True),
        ("sys_platform == 'win32'", True),
        ("sys_platform == 'linux' or os_name == 'posix'", False),
        ("python_full_version < '3.12'", False),
        ("python_full_version >= '3.9' and sys_platform != 'darwin'", True),
        ("python_version < '3.8'", False),  # as text '3.13' would be the smaller one
        ("(sys_platform == 'linux' or python_version >= '3.12') and implementation_name == 'cpython'", True),
        ("'win' in sys_platform", True),
        ("platform_release == '10' and implementation_version >= '3.13'", True),
    ],
)
def test_conditions_are_weighed_for_windows(condition: str, truth: bool) -> None:
    assert locked.holds(condition, locked.WINDOWS) is truth


@pytest.mark.parametrize("condition", ["extra == 'x'", "sys_platform", "__import__('os') == 'x'"])
def test_condition_that_markers_do_not_have_is_refused(condition: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        locked.holds(condition, locked.WINDOWS)
