"""Work on files from strangers in a sandboxed process: the program's side. The worker's side is `sandbox_worker`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from models.base import sandbox_worker
from models.base.errors import AppError
from models.base.words import _

SECONDS: Final = 60.0  # for the whole work; the longest real document takes a few
LARGEST_ANSWER: Final = 256 * 1024 * 1024  # bytes
_LOOK_EVERY: Final = 0.05  # seconds between two looks at whether the person called it off
PROGRAM = Path(__file__).resolve().parents[2]  # where the worker's module is found
# What Python itself needs to start. Passphrases in our environment are none of a document's business.
_PASSED_ON: Final = {"PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME"}


def call(
    worker: str,
    request: list[bytes],
    check: Callable[[], object] = lambda: None,
    *,
    do: str,
    seconds: float = SECONDS,
) -> list[bytes]:
    """What the module `worker` (one that ends in `sandbox_worker.serve`) answers to `request`.

    One request, one answer: the worker can ask nothing. `check` is called again and again and may raise to call the
    work off. Raises the worker's AppError, and `file_too_slow`, `file_too_much_memory`, `file_broke_reader`, which end
    in `do`: what the person can try.
    """
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", worker],
        cwd=PROGRAM,
        env={name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        reply = _reply(_WorkerExchange(process, request), check, seconds, do)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                _close(pipe)
    return _understood(reply, do)


class _WorkerExchange(threading.Thread):
    """One exchange with a worker: sends the request, keeps the reply."""

    def __init__(self, process: subprocess.Popen[bytes], request: list[bytes]) -> None:
        super().__init__(name="sandbox", daemon=True)
        self.process, self._request = process, request
        self.heard: list[bytes] = []

    def run(self) -> None:
        """Exchange two frames, or end when the worker is gone."""
        to, back = self.process.stdin, self.process.stdout
        assert to and back  # noqa: S101 - both were asked for above
        try:
            sandbox_worker.send(to, self._request)
            self.heard = sandbox_worker.receive(back, LARGEST_ANSWER)
        except (OSError, EOFError, ValueError):
            return  # it died, or spoke nonsense; its silence says as much


def _reply(exchange: _WorkerExchange, check: Callable[[], object], seconds: float, do: str) -> list[bytes]:
    until = time.monotonic() + seconds
    exchange.start()
    try:
        while exchange.is_alive():
            exchange.join(_LOOK_EVERY)
            check()
            if exchange.is_alive() and time.monotonic() > until:
                raise _too_slow(do)
    finally:
        exchange.process.kill()  # closes the pipe from the other side, so that the thread comes back
        exchange.join()
    return exchange.heard


def _close(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        return  # what was never taken is not missed


def _understood(reply: list[bytes], do: str) -> list[bytes]:
    if reply[:1] == [sandbox_worker.DONE]:
        return reply[1:]
    if reply == [sandbox_worker.TOO_MUCH_MEMORY]:
        raise _too_much_memory(do)
    if reply[:1] == [sandbox_worker.REFUSED] and len(reply) == 5:
        raise AppError(*(part.decode("utf-8", "replace") for part in reply[1:]))
    raise broken(do)


def broken(do: str) -> AppError:
    """The refusal when the worker died or answered nonsense."""
    return AppError(
        "file_broke_reader",
        _("Không đọc được tệp."),
        _("Phần đọc tệp đã dừng đột ngột, có thể do tệp hỏng; sổ và dữ liệu không bị ảnh hưởng."),
        do,
    )


def _too_slow(do: str) -> AppError:
    return AppError(
        "file_too_slow",
        _("Đã dừng đọc tệp vì quá lâu."),
        _("Bên trong tệp có phần quá phức tạp, có thể do tệp hỏng hoặc được tạo ra để làm treo máy."),
        do,
    )


def _too_much_memory(do: str) -> AppError:
    return AppError(
        "file_too_much_memory",
        _("Đã dừng đọc tệp vì tệp đòi quá nhiều bộ nhớ."),
        _("Bên trong tệp có phần lớn bất thường; một văn bản không cần nhiều như vậy."),
        do,
    )
