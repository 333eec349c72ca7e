"""The process in which a document is read: a path comes in on stdin, a reading or a refusal goes out on stdout.

It may not write files, start programs, or take more memory and time than a document can need.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024  # bytes of address space
SECONDS = 60  # of the processor; the parent counts the clock's
TOO_MUCH_MEMORY = "reading_too_much_memory"


def main() -> int:
    """Read the one path that stdin holds and answer in JSON."""
    path = Path(sys.stdin.buffer.read().decode("utf-8", "surrogatepass"))
    confine()
    sys.stdout.buffer.write(answer(path))
    sys.stdout.buffer.flush()
    return 0


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Limit this process for the rest of its life. Windows has no such limits: there the parent's clock must do."""
    if sys.platform == "win32":
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


def answer(path: Path) -> bytes:
    """The JSON of `{"reading": ...}` or `{"error": ...}`; what is neither ends the process with a traceback."""
    import msgspec

    from models.base.errors import AppError
    from models.reading.read import read_file

    said: dict[str, Any]
    try:
        said = {"reading": read_file(path)}
        return msgspec.json.encode(said)
    except AppError as refusal:
        said = {"error": refusal.as_dict()}
    except MemoryError:
        said = {"error": {"code": TOO_MUCH_MEMORY, "what": "", "why": "", "do": ""}}
    return msgspec.json.encode(said)


if __name__ == "__main__":
    sys.exit(main())
