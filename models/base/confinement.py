"""How the process that reads a stranger's file is confined, and what of it must hold before it is given the file.

The process confines itself and reports how; its parent sends the file only when that is `enough`. It could lie, but
until it has the file nobody has told it to. The kinds:

- `landlock` (Linux): opens only the program, Python, fonts and time zones, and nothing to write.
- `no-opening` (Linux without Landlock): opens no file at all any more.
- `system-calls` (Linux): no network, no other process, no program started, no shared memory (`syscall_filter`).
- `no-network` (Linux): a network of its own with nobody in it. More than enough, and not to be had everywhere.
- `app-container` (Windows): an AppContainer without any capability: no network, none of the person's files.
- `restricted-token`, `low-integrity` (Windows): no privileges, and writes nothing of the person's. It can read what
  they can read, and connect: Windows has nothing better without an AppContainer.
- `job` (Windows): memory, time, and no program started.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

# On each system: any of these sets is enough.
ENOUGH: Final = {
    "linux": (frozenset({"landlock", "system-calls"}), frozenset({"no-opening", "system-calls"})),
    "win32": (frozenset({"app-container", "job"}), frozenset({"restricted-token", "low-integrity", "job"})),
}
_PROGRAM = Path(__file__).resolve().parents[2]
# Of the system: libraries that are loaded when they are needed, fonts for pages without their own, the time zones.
_SYSTEM: Final = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf",
    "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo", "/etc/localtime", "/dev/urandom",
)  # fmt: skip
_OWN_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000  # CLONE_NEWUSER | CLONE_NEWNET


@dataclass
class Confinement:
    """What holds, by the names above, and why the rest does not."""

    kinds: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def enough(self, system: str = sys.platform) -> bool:
        """Whether a process confined like this may be given a stranger's file."""
        return any(wanted <= set(self.kinds) for wanted in ENOUGH.get(system, ()))

    def packed(self) -> list[bytes]:
        """As it goes through the pipe."""
        return ["\n".join(part).encode("utf-8", "replace") for part in (self.kinds, self.faults)]

    def note(self, kind: str, holds: object, fault: str = "") -> None:
        """Write down that it holds, or that it does not."""
        if holds:
            self.kinds.append(kind)
        else:
            self.faults.append(f"{kind}: {fault}" if fault else kind)


def unpacked(parts: list[bytes]) -> Confinement:
    """What `packed` gave. Raises ValueError."""
    kinds, faults = (part.decode("utf-8", "replace").splitlines() for part in parts)
    return Confinement(kinds, faults)


def confine(memory: int, seconds: int, load: Callable[[], object] = lambda: None) -> Confinement:
    """Confine this process for the rest of its life, to `memory` bytes and `seconds` of the processor as well.

    `load` imports and reads what is needed later; it is called where the system can only forbid every opening.
    """
    if sys.platform == "win32":
        return _on_windows(memory, seconds)
    return _on_linux(memory, seconds, load)


def _on_windows(memory: int, seconds: int) -> Confinement:
    from models.base import access_token, integrity, job_object

    done = Confinement()
    done.note("job", job_object.confine(memory, seconds))
    done.note("app-container", access_token.in_container())
    done.note("restricted-token", access_token.without_privileges())
    done.note("low-integrity", integrity.lower())
    return done


def _on_linux(memory: int, seconds: int, load: Callable[[], object]) -> Confinement:
    _limit(memory, seconds)
    done = Confinement()
    if not sys.platform.startswith("linux"):
        done.faults.append(sys.platform)
        return done
    from models.base import landlock, syscall_filter

    done.note("no-network", *_alone())
    try:
        landlock.restrict(_readable())
        done.kinds.append("landlock")
    except OSError as failure:
        done.note("landlock", holds=False, fault=failure.strerror or "")
        import_whole("encodings")
        load()
        sys.meta_path.insert(0, _NothingMore())
    opening = "landlock" in done.kinds
    try:
        syscall_filter.restrict(opening=opening)
        done.kinds += ["system-calls"] if opening else ["system-calls", "no-opening"]
    except OSError as failure:
        done.note("system-calls", holds=False, fault=failure.strerror or "")
    return done


def import_whole(*names: str) -> None:
    """Import these modules and packages, with all that is in them but for what this system lacks."""
    from importlib import import_module
    from pkgutil import walk_packages

    for name in names:
        inside = getattr(import_module(name), "__path__", ())
        for module in walk_packages(inside, f"{name}.", onerror=lambda _name: None):
            with suppress(ImportError):
                import_module(module.name)


class _NothingMore:
    """Where no file may be opened: ends this process at what was not imported beforehand.

    A library that lacks a part of itself may go on and give another answer, and a verdict on a signature must be right.
    """

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Nothing. A package that is not installed may be missing; whoever asked for it lives without it."""
        top = name.partition(".")[0]
        if top in sys.modules or top in sys.stdlib_module_names:
            os._exit(1)


def _limit(memory: int, seconds: int) -> None:
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


def _alone() -> tuple[bool, str]:
    """Whether this process was given a network of its own; the reason where it was not (often so in a container)."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_OWN_USER_AND_NETWORK) == 0:
        return True, ""
    return False, os.strerror(ctypes.get_errno())


def _readable() -> list[Path]:
    """The program's own files, Python's, and the system's few. The folder of the program itself is not among them:
    who runs it from a folder of theirs may keep other things there.
    """
    packages = [path for path in map(Path, sys.path) if path.name in {"site-packages", "dist-packages", "lib-dynload"}]
    return [_PROGRAM / "models", _PROGRAM / "resources", Path(os.__file__).parent, *packages, *map(Path, _SYSTEM)]
