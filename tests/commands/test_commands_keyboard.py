"""Whether a command may ask: never where nobody could answer, for there it would wait for ever."""

from __future__ import annotations

import io
import sys

import pytest

from models.base.errors import AppError
from ui.commands import opened


class Terminal(io.StringIO):
    """A stdin that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stdin", [None, io.StringIO()], ids=["no console", "a pipe"])
def test_no_question_without_keyboard(monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO | None) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.delenv(opened.KEY_VARIABLE, raising=False)
    assert not opened.has_keyboard()
    with pytest.raises(AppError) as refused:
        opened.secret(opened.KEY_VARIABLE, "?")
    assert refused.value.code == "passphrase_missing"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for a console, which a stand-in is not")
def test_question_at_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert opened.has_keyboard()


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows calls its empty device a terminal")
def test_nul_device_is_no_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("NUL", encoding="utf-8") as nothing:  # noqa: PTH123 - a device, not a path
        monkeypatch.setattr(sys, "stdin", nothing)
        assert not opened.has_keyboard()
