"""Strangers' files are opened in a process of its own: what breaks, hangs or swells there is a refusal here."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from patience import LONG

from models.base import integrity, job_object, sandbox, sandbox_worker
from models.base.errors import AppError, CancelledError

DO = "Hãy thử lại."


def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, work: str) -> str:
    """A worker whose `work(request)` has this body."""
    body = "\n    ".join(work.splitlines())
    (tmp_path / "standing_in.py").write_text(
        f"import sys, os, time\nsys.path.insert(0, {str(sandbox.PROGRAM)!r})\nfrom models.base import sandbox_worker\n"
        f"def work(request):\n    {body}\nsys.exit(sandbox_worker.serve(work))",
        "utf-8",
    )
    monkeypatch.setattr(sandbox, "PROGRAM", tmp_path)
    return "standing_in"


def test_sandbox_bytes_round_trip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = stand_in(
        monkeypatch, tmp_path, "print('a library that chatters')\nreturn [*request, b'', b'x' * 3_000_000]"
    )
    assert sandbox.call(worker, [b"", b"\0\xff"], do=DO) == [b"", b"\0\xff", b"", b"x" * 3_000_000]


def test_sandbox_passes_refusal_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = stand_in(
        monkeypatch, tmp_path, "from models.base.errors import AppError\nraise AppError('a', 'Hỏng', 'Vì', 'Hãy')"
    )
    with pytest.raises(AppError) as refusal:
        sandbox.call(worker, [], do=DO)
    assert refusal.value.as_dict() == {"code": "a", "what": "Hỏng", "why": "Vì", "do": "Hãy"}


@pytest.mark.parametrize(
    "work",
    [
        "os.abort()",
        "raise SystemExit(3)",
        "raise KeyError",
        "return [1]",
        "os.write(1, b'[]')\nos._exit(0)",
        "os.write(1, (1 << 60).to_bytes(8, 'big'))\ntime.sleep(60)",
        "os.write(1, bytes(7) + b'\\x09' + (99).to_bytes(8, 'big') + b'x')\nos._exit(0)",
    ],
    ids=["abort", "exit", "exception", "not bytes", "cut off", "too long", "lying length"],
)
def test_sandbox_broken_worker_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, work: str) -> None:
    with pytest.raises(AppError) as refusal:
        sandbox.call(stand_in(monkeypatch, tmp_path, work), [], do=DO)
    assert (refusal.value.code, bool(refusal.value.why), refusal.value.do) == ("file_broke_reader", True, DO)


def test_sandbox_endless_worker_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = stand_in(monkeypatch, tmp_path, "while True: pass")
    began = time.monotonic()
    with pytest.raises(AppError) as refusal:
        sandbox.call(worker, [bytes(5_000_000)], do=DO, seconds=0.3)
    assert refusal.value.code == "file_too_slow"
    assert time.monotonic() - began < sandbox.SECONDS


def test_sandbox_cancelled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = stand_in(monkeypatch, tmp_path, "while True: pass")
    looks = iter([False, False, True])

    def check() -> None:
        if next(looks):
            raise CancelledError

    with pytest.raises(CancelledError):
        sandbox.call(worker, [], check, do=DO)
    assert not [thread for thread in threading.enumerate() if thread.name == "sandbox"]


@pytest.mark.parametrize("questions", [1, 2, 50])
def test_sandbox_worker_asks_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, questions: int) -> None:
    ask = f"with open(1, 'wb') as out:\n    for _ in range({questions}): sandbox_worker.send(out, [b'asked', b'x'])"
    worker = stand_in(monkeypatch, tmp_path, f"{ask}\nos._exit(0)")
    with pytest.raises(AppError) as refusal:
        sandbox.call(worker, [], do=DO)
    assert refusal.value.code == "file_broke_reader"


def test_sandbox_environment_without_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CCHC_PASSPHRASE", "không ai được biết")
    worker = stand_in(monkeypatch, tmp_path, "return [repr((sys.argv, dict(os.environ))).encode()]")
    said = sandbox.call(worker, [b"asked for"], do=DO)[0].decode()
    assert "CCHC" not in said
    assert "asked" not in said


LIMITS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has limits of another kind")


@LIMITS
def test_sandbox_too_much_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = stand_in(monkeypatch, tmp_path, "return [bytes(2 * sandbox_worker.MEMORY)]")
    with pytest.raises(AppError) as refusal:
        sandbox.call(worker, [], do=DO)
    assert (refusal.value.code, refusal.value.do) == ("file_too_much_memory", DO)


def confined_run(body: str) -> subprocess.CompletedProcess[str]:
    code = f"from models.base import sandbox_worker\nsandbox_worker.confine(400 * 1024 * 1024, 1)\n{body}"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=sandbox.PROGRAM, capture_output=True, text=True, check=False, timeout=LONG
    )


@LIMITS
def test_sandbox_cpu_limit() -> None:
    assert confined_run("while True: pass").returncode < 0


@LIMITS
def test_sandbox_write_denied(tmp_path: Path) -> None:
    target = tmp_path / "x"
    done = confined_run(f"file = open({str(target)!r}, 'wb')\nfile.write(b'1')\nfile.flush()")
    assert "OSError" in done.stderr
    assert not target.stat().st_size


def test_job_object_limits_layout() -> None:
    wanted = job_object.limits(sandbox_worker.MEMORY, sandbox_worker.SECONDS)
    assert wanted.process_memory == sandbox_worker.MEMORY
    assert wanted.basic.process_time == sandbox_worker.SECONDS * 10_000_000
    assert wanted.basic.active_processes == 1
    assert wanted.basic.flags == 0x2 | 0x8 | 0x100 | 0x400


def test_low_integrity_label() -> None:
    """A SID: revision, number of parts, authority high byte first (16: mandatory labels), part low byte first."""
    parts, authority = integrity.LOW[1], int.from_bytes(integrity.LOW[2:8], "big")
    assert (integrity.LOW[0], parts, len(integrity.LOW)) == (1, 1, 8 + 4 * parts)
    assert (authority, int.from_bytes(integrity.LOW[8:], "little")) == (16, 0x1000)


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has integrity levels")
def test_sandbox_on_windows_reads_and_does_not_write(tmp_path: Path) -> None:
    (tmp_path / "đọc").write_text("x")
    done = confined_run(f"print(len(open({str(tmp_path / 'đọc')!r}).read()))\nopen({str(tmp_path / 'ghi')!r}, 'w')")
    assert done.stdout.strip() == "1"
    assert "PermissionError" in done.stderr


def test_sandbox_on_windows_confined(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(job_object, "confine", lambda *_limits: asked.append("job"))
    monkeypatch.setattr(integrity, "lower", lambda: asked.append("low"))
    monkeypatch.setattr(sys, "platform", "win32")
    sandbox_worker.confine()
    assert asked == ["job", "low"]


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has job objects")
def test_job_object_limits_on_windows() -> None:
    code = (
        "from models.base import job_object\nassert job_object.confine(400 * 1024 * 1024, 60)\n"
        "try:\n    bytearray(500 * 1024 * 1024)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sandbox.PROGRAM, capture_output=True, check=False)
    assert b"refused" in done.stdout
