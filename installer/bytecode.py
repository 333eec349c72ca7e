"""Python files compiled by the very interpreter that will run them, whatever Python builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from system import RefusedError, apt, how_to_get, say

# Unchecked: the program's folder changes only with a new setup, so no start compares source and compiled file.
_COMPILE = ["-I", "-X", "utf8", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]


def compile_program(program: Path, runtime: dict[str, bytes], work: Path) -> None:
    """Compile `app` (its sources stay: the office may read them) and `lib` (only what was compiled stays).

    Raises RefusedError.
    """
    say("Dịch mã Python bằng chính Python sẽ chạy nó (chừng một phút)")
    compiler = _compiler(runtime, work)
    _run(compiler, [*_COMPILE, "app"], program, work)
    _run(compiler, [*_COMPILE, "-b", "lib"], program, work)
    for source in (program / "lib").rglob("*.py"):
        if not source.with_suffix(".pyc").exists():
            raise RefusedError(f"Không dịch được {source.relative_to(program)}.")
        source.unlink()


def _compiler(runtime: dict[str, bytes], work: Path) -> Path:
    """A copy of the runtime to compile with. wine 8 cannot answer the call that _wmi.pyd makes, and ends."""
    folder = work / "compiler"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in runtime.items():
        if name != "_wmi.pyd":
            (folder / name).write_bytes(data)
    return folder / "python.exe"


def _run(compiler: Path, arguments: list[str], program: Path, work: Path) -> None:
    command = [str(compiler.resolve()), *arguments]
    environment = dict(os.environ)
    if sys.platform != "win32":
        command = ["wine", *command]
        environment |= {"WINEPREFIX": str((work / "wine").resolve()), "WINEARCH": "win64", "WINEDEBUG": "-all"}
        environment |= {"WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=d", "LC_ALL": "C.UTF-8"}
        environment.pop("DISPLAY", None)
        need("wine", "wine")
        (work / "wine").mkdir(parents=True, exist_ok=True)
    # Through pipes: under wine a console program may refuse a file as its standard output.
    done = subprocess.run(
        command, cwd=program, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()
        raise RefusedError(f"Dịch mã Python không xong: {said[-1] if said else done.returncode}")


def need(program: str, package: str) -> None:
    """Make sure that a tool of the build is there; on Debian as root it is installed. Raises RefusedError."""
    if shutil.which(program) is None and not (apt([package]) and shutil.which(program)):
        raise RefusedError(f"Bản dựng cần chương trình {program}. {how_to_get([package])}")
