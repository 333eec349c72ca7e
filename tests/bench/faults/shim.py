"""Building the fault layer and starting this process again under it; what it does is in `shim.c`."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT, ONCE, ALWAYS, KILL, TORN = range(5)
_MARK = "SO_CCHC_FAULT_LAYER"


def possible() -> str:
    """Why the layer cannot be used here, or nothing."""
    if not sys.platform.startswith("linux"):
        return "the fault layer needs Linux (LD_PRELOAD)"
    return "" if shutil.which("cc") else "the fault layer needs a C compiler (cc)"


def under_layer() -> bool:
    """Whether this process runs under the layer."""
    return _MARK in os.environ


def start_again() -> int:
    """Run this very command under the layer; its exit code."""
    with tempfile.TemporaryDirectory(prefix="so-cchc-shim-") as folder:
        library = Path(folder) / "shim.so"
        source = Path(__file__).with_suffix(".c")
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        surroundings = {**os.environ, "LD_PRELOAD": str(library), _MARK: str(library)}
        return subprocess.run([sys.executable, *sys.argv], env=surroundings, check=False).returncode


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[_MARK])
    library.fault_arm.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int)
    library.fault_count.restype = ctypes.c_long
    return library


def arm(folder: Path, mode: int, nth: int = 0, error: int = 0) -> None:
    """From now on the `nth` operation that changes `folder` fails in the way of `mode`."""
    _library().fault_arm(os.fsencode(folder), mode, nth, error)


def disarm() -> int:
    """No more faults; how many operations were counted."""
    library = _library()
    library.fault_disarm()
    return int(library.fault_count())
