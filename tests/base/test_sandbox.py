"""Strangers' files are opened in a process of its own: what breaks, hangs or swells there is a refusal here."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from patience import LONG
from stand_in_worker import stand_in

from models.base import (
    access_token,
    child_process,
    confinement,
    integrity,
    job_object,
    sandbox,
    sandbox_worker,
    windows_child,
)
from models.base.errors import AppError, CancelledError

DO = "Hãy thử lại."


def test_sandbox_bytes_round_trip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = stand_in(
        monkeypatch, tmp_path, "print('a library that chatters')\nreturn [*request, b'', b'x' * 3_000_000]"
    )
    assert sandbox.call(worker, [b"", b"\0\xff"], do=DO) == [b"", b"\0\xff", b"", b"x" * 3_000_000]


def test_sandbox_worker_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    tells = "for page in range(1, 4): sandbox_worker.tell(page, 3)\nreturn [b'done']"
    worker = stand_in(monkeypatch, tmp_path, tells)
    told = sandbox.call(worker, [], do=DO, told=lambda done, total: heard.append((done, total)))
    assert told == [b"done"] and heard[-1] == (3, 3)


def test_sandbox_called_off_where_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def called_off(_done: int, _total: int) -> None:
        raise CancelledError

    worker = stand_in(monkeypatch, tmp_path, "sandbox_worker.tell(1, 2)\ntime.sleep(60)")
    with pytest.raises(CancelledError):
        sandbox.call(worker, [], do=DO, told=called_off)


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
        "sandbox_worker.send(sandbox_worker._to_program[0], [b'told', b'x', b'y'])",
    ],
    ids=["abort", "exit", "exception", "not bytes", "cut off", "too long", "lying length", "no numbers"],
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
    code = f"from models.base import confinement\nconfinement.confine(400 * 1024 * 1024, 1)\n{body}"
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
    assert "PermissionError" in done.stderr
    assert not target.exists()


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


@pytest.mark.parametrize(
    ("container", "privileges", "job", "enough"),
    [(True, False, True, True), (False, True, True, True), (False, False, True, False), (True, True, False, False)],
    ids=["container", "restricted token", "neither", "no job"],
)
def test_confinement_on_windows(
    monkeypatch: pytest.MonkeyPatch, container: bool, privileges: bool, job: bool, enough: bool
) -> None:
    monkeypatch.setattr(job_object, "confine", lambda *_limits: job)
    monkeypatch.setattr(access_token, "in_container", lambda: container)
    monkeypatch.setattr(access_token, "without_privileges", lambda: privileges)
    monkeypatch.setattr(integrity, "lower", lambda: True)
    monkeypatch.setattr(sys, "platform", "win32")
    done = confinement.confine(1, 1)
    assert done.enough("win32") == enough
    assert not done.enough("linux")
    assert confinement.unpacked(done.packed()) == done


def test_windows_records_layout() -> None:
    """Of 64-bit Windows: STARTUPINFOEXW has 112 bytes, SECURITY_CAPABILITIES 24."""
    assert ctypes.sizeof(windows_child.Startup) == 112
    assert ctypes.sizeof(windows_child.Capabilities) == 24
    assert windows_child.environment_block({"b": "2", "A": "1 ế"}) == "A=1 ế\0b=2\0\0"


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three ways of starting: one fails, one starts a process that says nothing, the last is the real one."""
    real, tried = child_process.ways()[0], []

    def refused(*_asked: object) -> child_process.Child:
        tried.append("refused")
        raise OSError(5, "no AppContainer")

    def silent(_command: list[str], folder: Path, variables: dict[str, str]) -> child_process.Child:
        tried.append("silent")
        return real([sys.executable, "-c", "pass"], folder, variables)

    def good(command: list[str], folder: Path, variables: dict[str, str]) -> child_process.Child:
        tried.append("good")
        return real(command, folder, variables)

    proven: list[child_process.Start] = []
    monkeypatch.setattr(child_process, "ways", lambda: proven or [refused, silent, good])
    monkeypatch.setattr(child_process, "prove", proven.append)
    return tried


def test_sandbox_next_way_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ways: list[str]) -> None:
    worker = stand_in(monkeypatch, tmp_path, "return request")
    assert sandbox.call(worker, [b"x"], do=DO) == [b"x"]
    assert sandbox.call(worker, [b"y"], do=DO) == [b"y"]
    assert ways == ["refused", "silent", "good", "good"]


def test_sandbox_no_way_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ways: list[str]) -> None:
    monkeypatch.setattr(confinement, "ENOUGH", {})
    worker = stand_in(monkeypatch, tmp_path, f"open({str(tmp_path / 'told')!r}, 'wb')")
    with pytest.raises(AppError) as refusal:
        sandbox.call(worker, [b"x"], do=DO)
    assert refusal.value.code == "file_not_confined"
    assert "no AppContainer" in refusal.value.why
    assert refusal.value.do
    assert ways == ["refused", "silent", "good"]


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has job objects")
def test_job_object_limits_on_windows() -> None:
    code = (
        "from models.base import job_object\nassert job_object.confine(400 * 1024 * 1024, 60)\n"
        "try:\n    bytearray(500 * 1024 * 1024)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sandbox.PROGRAM, capture_output=True, check=False)
    assert b"refused" in done.stdout
