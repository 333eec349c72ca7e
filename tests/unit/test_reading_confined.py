"""A document is read in a process of its own: the same reading comes back, and a crash there is a refusal here."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import reading_samples as samples

from models.base.errors import AppError, CancelledError
from models.reading import child, confined, read_file
from models.reading.confined import read_file_confined

PDF = samples.SAMPLES / "chi-thi-mau.pdf"


@pytest.mark.parametrize("path", sorted(samples.SAMPLES.glob("*.*")), ids=lambda path: path.name)
def test_the_child_reads_what_we_would_read(path: Path) -> None:
    assert read_file_confined(path) == read_file(path)


def test_a_refusal_of_the_child_is_the_same_refusal(tmp_path: Path) -> None:
    wrong = tmp_path / "Ảnh chụp của Đức.pdf"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(AppError) as ours:
        read_file(wrong)
    with pytest.raises(AppError) as theirs:
        read_file_confined(wrong)
    assert theirs.value.as_dict() == ours.value.as_dict()


def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    """Let the child run `body` instead of reading."""
    (tmp_path / "standing_in.py").write_text(
        f"import sys\nsys.path.insert(0, {str(confined._PROGRAM)!r})\nsys.stdin.read()\n{body}", "utf-8"
    )
    monkeypatch.setattr(confined, "_PROGRAM", tmp_path)
    monkeypatch.setattr(child, "__name__", "standing_in")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("import os; os.abort()", "reading_crashed"),
        ("raise SystemExit(3)", "reading_crashed"),
        ('print(\'{"reading": {"text": 1}}\')', "reading_crashed"),
        ("print('[]')", "reading_crashed"),
        ("sys.stdout.write('{\"reading\": ')", "reading_crashed"),
    ],
)
def test_a_child_that_breaks_is_a_refusal_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, code: str
) -> None:
    stand_in(monkeypatch, tmp_path, body)
    with pytest.raises(AppError) as refusal:
        read_file_confined(PDF)
    assert (refusal.value.code, bool(refusal.value.why), bool(refusal.value.do)) == (code, True, True)


def test_a_child_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "while True: pass")
    began = time.monotonic()
    with pytest.raises(AppError) as refusal:
        read_file_confined(PDF, seconds=0.3)
    assert refusal.value.code == "reading_too_slow"
    assert time.monotonic() - began < 10


def test_the_person_can_call_it_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "while True: pass")
    looks = iter([False, False, True])

    def check() -> None:
        if next(looks):
            raise CancelledError

    with pytest.raises(CancelledError):
        read_file_confined(PDF, check)
    assert not [thread for thread in threading.enumerate() if thread.name == "reading"]


LIMITS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


def confined_run(body: str) -> subprocess.CompletedProcess[str]:
    code = f"from models.reading import child\nchild.confine(400 * 1024 * 1024, 1)\n{body}"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=confined._PROGRAM, capture_output=True, text=True, check=False, timeout=60
    )


@LIMITS
def test_the_child_may_not_take_all_memory() -> None:
    assert "MemoryError" in confined_run("bytearray(500 * 1024 * 1024)").stderr


@LIMITS
def test_the_child_may_not_compute_for_ever() -> None:
    assert confined_run("while True: pass").returncode < 0


@LIMITS
def test_the_child_may_not_write(tmp_path: Path) -> None:
    target = tmp_path / "x"
    done = confined_run(f"file = open({str(target)!r}, 'wb')\nfile.write(b'1')\nfile.flush()")
    assert "OSError" in done.stderr
    assert not target.stat().st_size


@LIMITS
def test_too_much_memory_has_words_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = (
        "from models.reading import child, read\n"
        "def swell(path):\n    raise MemoryError\n"
        "read.read_file = swell\n"
        "from pathlib import Path\nsys.stdout.buffer.write(child.answer(Path('x')))"
    )
    stand_in(monkeypatch, tmp_path, body)
    with pytest.raises(AppError) as refusal:
        read_file_confined(PDF)
    assert (refusal.value.code, bool(refusal.value.do)) == ("reading_too_much_memory", True)


def test_the_child_hears_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CCHC_PASSPHRASE", "không ai được biết")
    heard = tmp_path / "heard"
    stand_in(monkeypatch, tmp_path, f"import os; open({str(heard)!r}, 'w').write(repr((sys.argv, dict(os.environ))))")
    with pytest.raises(AppError):
        read_file_confined(PDF)
    assert "CCHC" not in heard.read_text("utf-8")
    assert PDF.name not in heard.read_text("utf-8")
