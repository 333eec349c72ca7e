"""Sets up, runs and checks Sổ CCHC on a machine that has only Python: `dev.py`, then a word of `COMMANDS` below.

Standard library only. Nothing of the program is imported here: what this file says must be sayable before setup.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an old Python must still be able to read this file, to be told so
    sys.exit(
        "Sổ CCHC cần Python 3.11 trở lên, còn lệnh này đang chạy bằng Python %d.%d. "  # noqa: UP031
        "Hãy cài Python mới hơn rồi chạy lại, ví dụ: python3.12 installer/dev.py setup" % sys.version_info[:2]
    )

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import skipped
from environment import ALONE, LOCKS, PYTHON, ROOT, cause_of, hand_over, prepare
from system import RefusedError, carry_out, complete_system, how_to_get, say

ARCHITECTURE = "tests/test_architecture.py"
SIDE_BY_SIDE = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]  # a file's tests share what they set up
TRIAL = str(ROOT / "installer" / "trial.py")
TIME = (
    16 * 60
)  # seconds, after which no further step of the Windows trial begins: the checks have twenty minutes in all
UV = "uv==0.13.9"  # resolves the lock files; only `lock` needs it

USAGE = """Cách dùng: python3 installer/dev.py LỆNH
  setup        chuẩn bị mọi thứ chương trình cần (vào thư mục .venv)
  run [...]    chuẩn bị rồi chạy chương trình; không có gì thêm thì mở cửa sổ, ví dụ: run demo --out demo-output
  test [...]   chuẩn bị rồi kiểm tra toàn bộ mã nguồn; phần thêm chuyển cho pytest
  lock [...]   tính lại các tệp khóa phiên bản trong installer/lock; phần thêm chuyển cho uv, ví dụ: lock --upgrade
  notice       ghi lại resources/NOTICE: giấy phép của mọi gói trong tệp khóa
  audit        hỏi xem gói nào trong tệp khóa có lỗ hổng đã biết (cần mạng)"""


def setup(_arguments: list[str]) -> int:
    """Everything that `run` needs."""
    prepare("run")
    missing = complete_system("run")
    if missing:
        say(f"Các lệnh chạy được ngay, còn cửa sổ thì cần thêm thư viện hệ thống. {how_to_get(missing)}")
    else:
        say("Đã sẵn sàng. Mở chương trình: python3 installer/dev.py run")
    return 0


def run(arguments: list[str]) -> int:
    """`main.py ARGUMENTS` in the environment; its exit code is ours, and it has the terminal to itself."""
    window = opens_window(arguments)
    if window and not has_screen():
        raise RefusedError(
            "Máy này không có màn hình nên không mở được cửa sổ. "
            "Thử chương trình không cần màn hình: python3 installer/dev.py run demo --out demo-output"
        )
    if prepare("run") or window:
        missing = complete_system("run")
        if missing and window:
            raise RefusedError(f"Cửa sổ cần thêm thư viện hệ thống. {how_to_get(missing)}")
    return hand_over(str(ROOT / "main.py"), *arguments)


def opens_window(arguments: list[str]) -> bool:
    """Whether these arguments name no command, so that the window opens (contracts: global options come first)."""
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        if rest[0] in {"-h", "--help"}:
            return False
        del rest[: 2 if rest[0] == "--home" else 1]
    return not rest


def has_screen() -> bool:
    """Whether a window could be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def test(arguments: list[str]) -> int:
    """The whole check. Every step runs even after one failed, so that one run tells everything."""
    began = time.monotonic()
    go_first()
    prepare("develop")
    missing = complete_system("develop")
    if missing:
        raise RefusedError(f"Bài kiểm tra cần thêm gói hệ thống. {how_to_get(missing)}")
    steps: dict[str, list[str]] = {
        "Quy tắc viết mã (ruff check)": ["-m", "ruff", "check", "."],
        "Trình bày mã (ruff format)": ["-m", "ruff", "format", "--check", "."],
        "Kiểu dữ liệu (mypy)": ["-m", "mypy"],
        "Kiến trúc (pytest)": ["-m", "pytest", ARCHITECTURE],
        "Bài thử (pytest)": ["-m", "pytest", *(arguments or [f"--ignore={ARCHITECTURE}", *SIDE_BY_SIDE])],
    }
    if not arguments:
        steps["Bản cho Windows: dựng, cài, làm một báo cáo (trial.py --short)"] = [TRIAL, "--short"]
    failed: list[str] = []
    untried: dict[str, str] = {}
    passed_over: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "tests.xml")
        options = f"{os.environ.get('PYTEST_ADDOPTS', '')} --junitxml={shlex.quote(report.as_posix())}"
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTEST_ADDOPTS": options.strip()}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each of hundreds of processes would compile all sources anew
        for number, (name, command) in enumerate(steps.items(), 1):
            say(f"== {number}/{len(steps)} {name}")
            since = time.monotonic()
            code, reason = _step(command, began, environment)
            said = "KHÔNG ĐẠT" if code else f"bỏ qua ({reason})" if reason else "đạt"
            say(f"   {said}, {time.monotonic() - since:.0f} giây")
            failed += [name] if code else []
            untried |= {name: reason} if reason else {}
            passed_over += skipped.tests(report)
            report.unlink(missing_ok=True)
    skipped.close(failed, untried, passed_over)
    return 1 if failed else 0


def go_first() -> None:
    """Let the check go before other work where this user may (root), so that a busy machine does not stretch it."""
    with suppress(OSError, AttributeError):  # others may not, and Windows knows no such number
        os.nice(-10)


def _step(command: list[str], began: float, environment: dict[str, str]) -> tuple[int, str]:
    """Carry out one step; its code, and why it was skipped, if it was."""
    if command[0] != TRIAL:
        return subprocess.run([str(PYTHON), *command], cwd=ROOT, env=environment, check=False).returncode, ""
    within = ["--within", str(max(0, round(began + TIME - time.monotonic())))]
    return skipped.heard([str(PYTHON), *command, *within], ROOT, environment)


def lock(arguments: list[str]) -> int:
    """Resolve pyproject.toml again into the lock files: every system, Python from 3.11 on, hashes, no addresses."""
    prepare("run")
    with tempfile.TemporaryDirectory() as folder:
        pip = [str(PYTHON), *ALONE, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", folder, UV]
        if subprocess.run(pip, check=False).returncode:
            raise RefusedError(f"Không tải được {UV} để tính tệp khóa. Hãy kiểm tra mạng rồi chạy lại.")
        uv = str(shutil.which("uv", path=Path(folder, "bin")))
        common = [uv, "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes"]
        common += ["--only-binary", ":all:", "--no-annotate"]
        common += ["--custom-compile-command", "python3 installer/dev.py lock"]
        same = ["--extra", "develop", "--constraint", str(LOCKS["run"])]  # both needs lock the same versions
        for need, extra in (("run", []), ("develop", same)):
            command = [*common, *extra, *arguments, "pyproject.toml", "-o", str(LOCKS[need])]
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                return 1
    return 0


def notice(_arguments: list[str]) -> int:
    """Write the list of licences anew, in the environment whose packages it names."""
    prepare("develop")
    return hand_over(str(ROOT / "installer" / "notice.py"))


def audit(_arguments: list[str]) -> int:
    """Ask about known holes in everything that is locked, for the program and for its tests."""
    prepare("develop")
    return hand_over(str(ROOT / "installer" / "audit.py"))


def usage() -> int:
    """For a command line that is none of ours."""
    say(USAGE)
    return 2


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "lock": lock,
    "notice": notice,
    "audit": audit,
}


def main(arguments: list[str]) -> int:
    """Carry out a command line. Exit codes as in the program: 0 done, 1 refused, 2 wrong usage, 3 a fault of ours."""
    name, rest = (arguments or [""])[0], arguments[1:]
    known = name in COMMANDS and not (name in {"setup", "notice", "audit"} and rest)
    try:
        return carry_out(lambda: COMMANDS[name](rest) if known else usage())
    except OSError as failure:
        say(cause_of(f"{failure} Errno {failure.errno}"))
        return 1
    except Exception as fault:  # noqa: BLE001 - a traceback would say nothing to the person in front of it
        say(f"Lỗi của chính phần cài đặt ({type(fault).__name__}: {fault}). Hãy báo cho người làm chương trình.")
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
