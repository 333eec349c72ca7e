"""What the setup's script and the starter promise, as far as Linux can tell. trial_setup.py tries the rest."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pack
import pytest
import start
import trial_setup

FOLDER = pack.SCRIPT.parent
PARTS = {path.name: path.read_text("utf-8") for path in (pack.SCRIPT, *sorted(FOLDER.glob("*.nsh")))}
README = (FOLDER / "README.md").read_text("utf-8")


# --- the script


def test_every_exit_code_is_documented() -> None:
    script = "".join(PARTS.values())
    codes = set(re.findall(r"\$\{Refuse\} (\d)", script)) | set(re.findall(r"SetErrorLevel (\d)", script))
    assert codes == {"3", "4", "5", "6", "7"}
    for told in (PARTS["app.nsi"].split("Unicode true")[0], README):
        documented = told[told.index("Exit codes: ") :].split("After each but 0")[0]
        assert set(re.findall(r"[:,]\s(?:; )?(\d)\s", documented)) == codes | {"0", "2"}, documented


def test_makensis_on_windows_finds_files_too() -> None:
    for name, text in PARTS.items():
        assert not re.findall(r"\$\{(?:PARTS|PROGRAM)\}/", text), name


def test_every_sentence_said_in_both_languages_and_used() -> None:
    script = "".join(text for name, text in PARTS.items() if name != "words.nsh")
    words = re.findall(r'^!insertmacro Words (\w+) "([^"]+)" "([^"]+)"$', PARTS["words.nsh"], re.MULTILINE)
    assert len(words) == PARTS["words.nsh"].count("!insertmacro Words")
    for name, vietnamese, english in words:
        assert f"$({name})" in script, name
        assert sorted(re.findall(r"\$\{?\w+", vietnamese)) == sorted(re.findall(r"\$\{?\w+", english)), name


def test_every_step_says_what_it_proves() -> None:
    assert all((step.__doc__ or "").strip() for step in trial_setup.STEPS)


# --- the starter


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(start, "tell", words.append)
    return words


def program(monkeypatch: pytest.MonkeyPatch, result: int | BaseException, *arguments: str) -> list[list[str]]:
    """Stand in for main.py; gives the arguments that it was called with."""
    called: list[list[str]] = []

    def main() -> int:
        called.append(sys.argv[1:])
        if isinstance(result, BaseException):
            raise result
        return result

    module = ModuleType("main")
    module.__dict__["main"] = main
    monkeypatch.setitem(sys.modules, "main", module)
    monkeypatch.setattr(sys, "argv", ["start.py", *arguments])
    return called


def test_files_dropped_on_icon_open_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = [tmp_path / "công văn 1.pdf", tmp_path / "công văn 2.docx"]
    for path in files:
        path.write_bytes(b"")
    for dropped in (files[:1], files):
        called = program(monkeypatch, 0, *map(str, dropped))
        assert start.main() == 0
        assert called == [["--open", str(files[0])]]


def test_other_arguments_go_on_as_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for given in ([], ["--home", str(tmp_path)], ["--open", __file__]):
        called = program(monkeypatch, 1, *given)
        assert start.main() == 1
        assert called == [given]


def test_what_is_not_understood_is_said_where_there_is_no_console(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: list[str]
) -> None:
    program(monkeypatch, SystemExit(2), str(tmp_path))
    with monkeypatch.context() as windowed, pytest.raises(SystemExit, match="2"):
        windowed.setattr(sys, "stderr", None)
        start.main()
    assert len(told) == 1
    assert str(tmp_path) in told[0]


@pytest.mark.parametrize("code", [0, None])
def test_an_ordinary_end_is_not_told(monkeypatch: pytest.MonkeyPatch, told: list[str], code: int | None) -> None:
    program(monkeypatch, SystemExit(code))
    with monkeypatch.context() as windowed, pytest.raises(SystemExit):
        windowed.setattr(sys, "stderr", None)
        start.main()
    assert told == []


def test_program_that_does_not_begin_is_told(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    program(monkeypatch, ImportError("no module named models"))
    assert start.main() == 3
    assert "no module named models" in told[0]


def copy(folder: Path) -> Path:
    for part in ("runtime/pythonw.exe", "app/start.py"):
        path = folder / "program" / part
        path.parent.mkdir(parents=True)
        path.write_bytes(b"")
    return folder


def test_newest_copy_that_is_whole_is_opened(tmp_path: Path) -> None:
    mine, theirs, broken = copy(tmp_path / "mine"), copy(tmp_path / "theirs"), tmp_path / "broken"
    assert start.newer_copy(mine, {mine: "0.9.1", theirs: "0.10.0", broken: "0.11.0"}) == theirs
    assert start.newer_copy(theirs, {mine: "0.9.1", theirs: "0.10.0", broken: "0.11.0"}) is None


def test_copy_that_is_not_older_or_not_installed_opens_itself(tmp_path: Path) -> None:
    mine, theirs = copy(tmp_path / "mine"), copy(tmp_path / "theirs")
    assert start.newer_copy(mine, {mine: "0.9.1", theirs: "0.9.1"}) is None
    assert start.newer_copy(mine, {theirs: "9.0"}) is None
    assert start.newer_copy(mine, {}) is None
