"""Work on files from strangers in a sandboxed process: the program's side. The worker's side is `sandbox_worker`."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from models.base import child_process, confinement, sandbox_worker
from models.base.errors import AppError
from models.base.words import _

SECONDS: Final = 60.0  # for the whole work; the longest real document takes a few
LARGEST_ANSWER: Final = 256 * 1024 * 1024  # bytes
_LARGEST_REPORT: Final = 4096  # bytes
_REPORT_SECONDS: Final = 20.0  # until a worker must have said how it is confined, else it is started in another way
_LOOK_EVERY: Final = 0.05  # seconds between two looks at whether the person called it off
Told = Callable[[int, int], object]  # so much is done of so much in all
PROGRAM = Path(__file__).resolve().parents[2]  # where the worker's module is found


def call(
    worker: str,
    request: list[bytes],
    check: Callable[[], object] = lambda: None,
    *,
    do: str,
    seconds: float = SECONDS,
    told: Told = lambda _done, _total: None,
) -> list[bytes]:
    """What the module `worker` (one that ends in `sandbox_worker.serve`) answers to `request`.

    One request, one answer: the worker can ask nothing, and it is given the request only after it said that it is
    confined (`confinement`). `check` is called again and again and may raise to call the work off; `told` hears how far
    the work is, where the worker says so, and may raise as well. Both are called on this thread. Raises the worker's
    AppError, `file_not_confined`, and `file_too_slow`, `file_too_much_memory`, `file_broke_reader`, which end in `do`:
    what the person can try.
    """
    command = [sys.executable, "-X", "utf8", "-m", worker]
    faults: list[str] = []
    for start in child_process.ways():
        try:
            exchange = _WorkerExchange(start(command, PROGRAM, child_process.environment()), request)
        except (OSError, subprocess.SubprocessError) as failure:
            faults.append(str(failure))
            continue
        _wait(exchange, check, told, seconds, do)
        if exchange.confined.enough():
            child_process.prove(start)
            return _understood(exchange.heard, do)
        faults += exchange.confined.faults
    raise _not_confined(faults)


class _WorkerExchange(threading.Thread):
    """One exchange with a worker: hears how it is confined, sends the request, keeps the reply."""

    def __init__(self, process: child_process.Child, request: list[bytes]) -> None:
        super().__init__(name="sandbox", daemon=True)
        self.process, self._request = process, request
        self.confined = confinement.Confinement()
        self.heard: list[bytes] = []
        self.told = (0, 0)

    def run(self) -> None:
        """Exchange the frames, or end when the worker is gone or not confined."""
        to, back = self.process.stdin, self.process.stdout
        assert to and back  # noqa: S101 - both were asked for
        try:
            self.confined = confinement.unpacked(sandbox_worker.receive(back, _LARGEST_REPORT))
            if self.confined.enough():
                sandbox_worker.send(to, self._request)
                self.heard = self._answer(back)
        except (OSError, EOFError, ValueError):
            return  # it died, or spoke nonsense; its silence says as much

    def _answer(self, back: IO[bytes]) -> list[bytes]:
        """The answer, after what it said of how far it is. Raises ValueError for numbers that are none."""
        while True:
            heard = sandbox_worker.receive(back, LARGEST_ANSWER)
            if heard[:1] != [sandbox_worker.TOLD]:
                return heard
            done, total = (int(number) for number in heard[1:])
            self.told = (done, total)


def _wait(exchange: _WorkerExchange, check: Callable[[], object], told: Told, seconds: float, do: str) -> None:
    """Let the exchange come to its end, and end the process. Raises `file_too_slow`, and what `check` raises."""
    began = time.monotonic()
    process, last = exchange.process, exchange.told
    exchange.start()
    try:
        while exchange.is_alive():
            exchange.join(_LOOK_EVERY)
            check()
            if exchange.told != last:
                last = exchange.told
                told(*last)
            if exchange.is_alive() and time.monotonic() > began + seconds:
                raise _too_slow(do)
            if not exchange.confined.enough() and time.monotonic() > began + _REPORT_SECONDS:
                break
        if exchange.told != last:
            told(*exchange.told)
    finally:
        process.kill()  # closes the pipe from the other side, so that the thread comes back
        exchange.join()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                _close(pipe)


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


def _not_confined(faults: list[str]) -> AppError:
    reason = "; ".join(dict.fromkeys(faults)) or _("tiến trình đó không khởi động được")
    return AppError(
        "file_not_confined",
        _("Chưa đọc tệp."),
        _(
            "Máy này không giữ được tiến trình đọc tệp trong vùng cách ly ({reason}), nên tệp chưa được đưa cho nó: "
            "một tệp độc hại có thể đọc trộm tệp khác hoặc gửi dữ liệu đi."
        ).format(reason=reason),
        _(
            "Hãy cập nhật hệ điều hành, hoặc cài lại chương trình vào thư mục mặc định; nếu vẫn vậy, gửi câu trên "
            "cho người hỗ trợ."
        ),
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
