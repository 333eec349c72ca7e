"""Asks whether a locked package has a known hole. It needs the network: a command, and no part of the checks.

`dev.py audit` runs it in the environment.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import locked
from environment import ALONE, LOCKS, PYTHON
from system import RefusedError, carry_out, say

PIP_AUDIT = "pip-audit==2.10.1"
_FOUND = 1  # its exit code both for holes and for what it could not ask; only its words tell the two apart


def main() -> int:
    """Exit code 0 only when every locked package was asked about and none has a known hole. Raises RefusedError."""
    return 0 if audit("develop") else 1  # develop.txt holds all of run.txt


def audit(need: str) -> bool:
    """Whether every package of a lock file was asked about and none has a known hole. Raises RefusedError."""
    with tempfile.TemporaryDirectory() as folder:
        tool, wanted, told = Path(folder, "tool"), Path(folder, "wanted.txt"), Path(folder, "told.md")
        pip = [str(PYTHON), *ALONE, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", str(tool)]
        if subprocess.run([*pip, PIP_AUDIT], check=False).returncode:
            raise RefusedError(f"Không tải được {PIP_AUDIT} để kiểm tra. Hãy kiểm tra mạng rồi chạy lại.")
        # Without conditions: packages of every system are asked about, whatever this one is.
        wanted.write_text(locked.requirements(locked.read(LOCKS[need])), "utf-8")
        command = [str(PYTHON), "-X", "utf8", "-m", "pip_audit", "-r", str(wanted), "--disable-pip", "--require-hashes"]
        command += ["--strict", "--progress-spinner", "off", "-f", "markdown", "-o", str(told)]
        done = subprocess.run(
            command, env=os.environ | {"PYTHONPATH": str(tool)}, capture_output=True, text=True, check=False
        )
        return _judged(done.returncode, told.read_text("utf-8") if told.exists() else "", done.stderr)


def _judged(code: int, holes: str, words: str) -> bool:
    if code == 0:
        say("Không gói nào trong tệp khóa có lỗ hổng đã biết.")
        return True
    if code == _FOUND and holes.strip():
        say(f"CÓ LỖ HỔNG ĐÃ BIẾT trong tệp khóa; hãy nâng bản rồi chạy dev.py lock:\n{holes}")
        return False
    last = (words.strip().splitlines() or [""])[-1]
    raise RefusedError(
        f"Chưa kiểm tra được lỗ hổng: nơi công bố không trả lời đủ ({last[:300]}). Hãy chạy lại khi có mạng."
    )


if __name__ == "__main__":
    sys.exit(carry_out(main))
