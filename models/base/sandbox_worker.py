"""Work on files from strangers in a sandboxed process: the worker's side. The program's side is `sandbox`.

Before it is told anything it confines itself (`confinement`) and reports how. Then what is asked comes in on stdin and
the answer goes out on stdout, each as a frame: a length, then a list of byte strings.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, Final

from models.base import confinement
from models.base.errors import AppError

MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space
SECONDS: Final = 60  # of the processor; the parent counts the clock's
DONE, REFUSED, TOO_MUCH_MEMORY = b"done", b"refused", b"memory"
TOLD: Final = b"told"  # how far the work is; any number of these come before the answer
_LENGTH: Final = 8  # bytes before each frame


_to_program: list[IO[bytes]] = []  # the pipe to the program, once this process serves it


def tell(done: int, total: int) -> None:
    """Let the program know that so much of `total` is done; nothing where nobody is served. Raises OSError."""
    for out in _to_program:
        send(out, [TOLD, b"%d" % done, b"%d" % total])


def serve(work: Callable[[list[bytes]], list[bytes]], load: Callable[[], object] = lambda: None) -> int:
    """Confine this process, say how, and answer the one request on stdin with `work`. Gives the exit code.

    `load` fetches what `work` needs later, where it could not do so any more (`confinement.confine`). An AppError goes
    back as itself; any other exception ends the process, and the parent says that it broke.
    """
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not be heard as an answer
    send(out, confinement.confine(MEMORY, SECONDS, load).packed())
    _to_program.append(out)
    send(out, _answer(work, receive(sys.stdin.buffer)))
    return 0


def _answer(work: Callable[[list[bytes]], list[bytes]], request: list[bytes]) -> list[bytes]:
    try:
        return [DONE, *work(request)]
    except AppError as refusal:
        return [REFUSED, *(part.encode("utf-8", "replace") for part in refusal.as_dict().values())]
    except MemoryError:
        return [TOO_MUCH_MEMORY]


def send(pipe: IO[bytes], parts: list[bytes]) -> None:
    """Write a frame. Raises OSError."""
    pipe.write(sum(_LENGTH + len(part) for part in parts).to_bytes(_LENGTH, "big"))
    for part in parts:
        pipe.write(len(part).to_bytes(_LENGTH, "big"))
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes], largest: int = sys.maxsize) -> list[bytes]:
    """Read a frame of at most `largest` bytes. Raises EOFError for one that is cut off or too large, OSError."""
    left = _number(pipe)
    if left > largest:
        raise EOFError
    parts = []
    while left > 0:
        size = _number(pipe)
        left -= _LENGTH + size
        if left < 0:
            raise EOFError
        parts.append(_exactly(pipe, size))
    return parts


def _number(pipe: IO[bytes]) -> int:
    return int.from_bytes(_exactly(pipe, _LENGTH), "big")


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found
