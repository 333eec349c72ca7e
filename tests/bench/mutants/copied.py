"""A copy of the tree to put bugs into, and pytest over it: never the checkout itself."""

from __future__ import annotations

import compileall
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from changes import Change

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PARTS = ("models", "ui", "tests", "resources", "installer", "main.py", "pyproject.toml", "README.md", ".gitignore")


class Tree:
    """The copy. All that it starts has ended when a method comes back."""

    def __init__(self, top: Path) -> None:
        self.top = top
        top.mkdir()
        for part in PARTS:
            source, target = ROOT / part, top / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)
        for part in ("models", "ui"):
            compileall.compile_dir(top / part, quiet=2)

    @contextmanager
    def with_bug(self, bug: Change) -> Iterator[None]:
        """The bug is in the copy for the block."""
        file = self.top / bug.file
        source, state = file.read_bytes(), file.stat()
        file.write_bytes(bug.applied(source))
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns + 10_000_000_000))  # or its bytecode would be taken
        try:
            yield
        finally:
            file.write_bytes(source)
            os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))

    def note(self, file: str, target: Path, seconds: float) -> int | None:
        """Note what the tests of one file enter; None when that took too long."""
        return self._pytest(["-p", "covering", file], {"MUTANTS_NOTE": str(target)}, seconds)

    def run(self, tests: Sequence[str], seconds: float) -> int | None:
        """Run these tests in this order to the first failure: pytest's code, None when that took too long."""
        listed = self.top / "wanted-tests.txt"
        listed.write_text("\n".join(tests))
        files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
        return self._pytest(["-p", "covering", "-x", *files], {"MUTANTS_TESTS": str(listed)}, seconds)

    def _pytest(self, arguments: list[str], told: dict[str, str], seconds: float) -> int | None:
        env = {**os.environ, **told, "MUTANTS_TOP": str(self.top), "PYTHONPATH": str(HERE), "CI": "1"}
        env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self.top.parent)}
        words = [sys.executable, "-m", "pytest", "-p", "no:xdist", "--no-header", *arguments]
        quiet = subprocess.DEVNULL
        started = subprocess.Popen(words, cwd=self.top, env=env, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            return started.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(started)


def _end(started: subprocess.Popen[bytes]) -> None:
    """The tests and what they started and left behind: all of the session that is theirs alone."""
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


@contextmanager
def tree() -> Iterator[Tree]:
    """A copy that goes with the block, in memory where there is room for it."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="mutants-", dir=where, ignore_cleanup_errors=True) as folder:
        yield Tree(Path(folder).resolve() / "tree")
