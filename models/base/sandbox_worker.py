"""Work on files from strangers in a sandboxed process: the worker's side. The program's side is `sandbox`.

The process may not write to the person's files, start programs, or take more memory and time than a document can need.
What is asked comes in on stdin and the answer goes out on stdout, each as a frame: a length, then a list of byte
strings.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Final

MEMORY: Final = 1024 * 1024 * 1024  # bytes of address space
SECONDS: Final = 60  # of the processor; the parent counts the clock's
DONE, REFUSED, TOO_MUCH_MEMORY = b"done", b"refused", b"memory"
_LENGTH: Final = 8  # bytes before each frame


def serve(work: Callable[[list[bytes]], list[bytes]]) -> int:
    """Answer the one request on stdin with `work`. Gives the exit code.

    An AppError goes back as itself; any other exception ends the process, and the parent says that it broke.
    """
    request = receive(sys.stdin.buffer)
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not be heard as an answer
    confine()
    send(out, _answer(work, request))
    return 0


def _answer(work: Callable[[list[bytes]], list[bytes]], request: list[bytes]) -> list[bytes]:
    from models.base.errors import AppError

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


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Limit this process for the rest of its life. Where the system refuses, the parent's clock must do."""
    if sys.platform == "win32":
        from models.base import integrity, job_object

        job_object.confine(memory, seconds)
        integrity.lower()
        return
    import resource

    # Files: none may grow. Processes: a document starts no program.
    limits = {"AS": memory, "CPU": seconds, "CORE": 0, "FSIZE": 0, "NPROC": 0}
    for name, most in limits.items():
        what = getattr(resource, f"RLIMIT_{name}", None)
        if what is not None:
            _soft, hard = resource.getrlimit(what)
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            with suppress(OSError, ValueError):  # a system that lacks one of them still has the parent's clock
                resource.setrlimit(what, (allowed, allowed))
    with suppress(OSError):
        os.nice(5)  # the window's own work goes before a stranger's file
