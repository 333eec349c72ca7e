"""The folder `.venv`: made by one Python version, filled from one lock file, trusted only when it was finished."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from system import RefusedError, apt, how_to_get, say

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "so-cchc.json"  # written last: without it an environment is not trusted and is made anew
LOG = VENV / "so-cchc-setup.log"
LOCKS = {need: ROOT / "installer" / "lock" / f"{need}.txt" for need in ("run", "develop")}
# Without the person's own modules and settings, and in UTF-8: a Windows code page cannot write a Vietnamese path.
ALONE = ("-I", "-X", "utf8")
STEP_OF_PIP = ("Collecting ", "Processing ", "Ignoring ", "Requirement already satisfied: ")  # one for each package
SPACE = 1_000_000_000  # bytes: the environment takes 600 MB, and pip unpacks beside it


def prepare(need: str) -> bool:
    """Make `.venv` hold what `need` ("run" or "develop") locks; False when it already did. Raises RefusedError."""
    if is_ready(need):
        return False
    with alone(LOCKS["run"]):
        if is_ready(need):
            return False
        began = time.monotonic()
        if read_stamp().get("python") != version() or not PYTHON.exists():
            make_environment()
        STAMP.unlink(missing_ok=True)
        install(LOCKS[need])
        installed = ("run", "develop") if need == "develop" else ("run",)  # develop.txt holds all of run.txt
        stamp = {"python": version()} | {name: digest(LOCKS[name]) for name in installed}
        beside = STAMP.with_suffix(".part")
        beside.write_text(json.dumps(stamp), "utf-8")
        beside.replace(STAMP)
        say(f"Thư viện Python đã sẵn sàng ({time.monotonic() - began:.0f} giây).")
    return True


def enter(need: str) -> None:
    """Have the rest of this command done by the Python of `.venv`, prepared for `need`: others may lack packages.

    Returns only there. Raises RefusedError.
    """
    prepare(need)
    if Path(sys.prefix).resolve() != VENV.resolve():
        sys.exit(hand_over(*sys.argv))


def hand_over(*arguments: str) -> int:
    """Run a file (with its arguments) by the Python of `.venv` in place of this one; gives its exit code."""
    command = [str(PYTHON), *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def is_ready(need: str) -> bool:
    """Whether `.venv` was finished by this Python version from the lock file as it is now."""
    stamp = read_stamp()
    return PYTHON.exists() and stamp.get("python") == version() and stamp.get(need) == digest(LOCKS[need])


def read_stamp() -> dict[str, str]:
    """What the last finished setup wrote down; nothing when there was none."""
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def version() -> str:
    """`3.11`: an environment serves one minor version."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def digest(lock: Path) -> str:
    """SHA-256 of a lock file. Line ends do not count: a checkout on Windows may change them."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Let one setup at a time work on this checkout; a second one says so and waits."""
    with file.open("rb") as handle:
        if not take(handle.fileno(), wait=False):
            say("Một lượt chuẩn bị khác đang chạy trong thư mục này; đang chờ lượt đó xong…")
            while not take(handle.fileno(), wait=True):
                pass
        yield  # closing the file lets go


def take(handle: int, wait: bool) -> bool:
    """Lock an open file for this process; False when another one has it (on Windows also after waiting 10 seconds)."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 1 << 30, os.SEEK_SET)  # beyond the end: others can still read the file
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as busy:
        if busy.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def make_environment() -> None:
    """A new empty `.venv`. An unfinished one is dropped: after an interrupted pip nobody knows which files are whole.

    What was already downloaded is in pip's cache, so starting again is cheap.
    """
    if shutil.disk_usage(ROOT).free < SPACE:
        raise RefusedError(
            f"Ổ đĩa chứa {ROOT} không đủ chỗ: cần khoảng {SPACE // 1_000_000_000} GB trống. Hãy dọn bớt rồi chạy lại."
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{version()}-venv"
        if not apt([package]):
            way = how_to_get([package]) if sys.platform != "win32" else "Hãy cài lại Python bản đầy đủ từ python.org."
            raise RefusedError(f"Python trên máy này thiếu phần tạo môi trường (venv). {way}")
    say(f"[1/2] Tạo môi trường Python {version()} trong {VENV}")
    # The base Python: `.venv`'s own one could not clear itself away.
    base = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run([base, *ALONE, "-m", "venv", "--clear", str(VENV)], capture_output=True, check=False)
    if made.returncode:
        raise RefusedError(cause_of((made.stdout + made.stderr).decode("utf-8", "replace")))


def install(lock: Path) -> None:
    """Install exactly what `lock` names, each file checked against its hash, built packages only. RefusedError."""
    packages = len(re.findall(r"^[a-z0-9]", lock.read_text("utf-8"), re.MULTILINE | re.IGNORECASE))
    say(f"[2/2] Tải và cài {packages} gói thư viện (lần đầu cần mạng, khoảng 120 MB)")
    command = [str(PYTHON), *ALONE, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    environment = os.environ | {"PIP_USER": "0"}
    with (
        LOG.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=environment,
        ) as pip,
    ):
        assert pip.stdout is not None
        done = 0
        for line in pip.stdout:
            log.write(line)
            done += line.startswith(STEP_OF_PIP)
            show_progress(line, done, packages)
    if pip.returncode:
        raise RefusedError(cause_of(LOG.read_text("utf-8")))


def show_progress(line: str, done: int, packages: int) -> None:
    """Turn a line of pip into one of ours, where it tells that something moves."""
    if large := re.match(r"\s+Downloading ([A-Za-z0-9_]+)-.*\((\d+)\.\d MB\)", line):
        say(f"      {done}/{packages} đang tải {large[1]} ({large[2]} MB)")
    elif line.startswith(STEP_OF_PIP) and done % 10 == 0:
        say(f"      {done}/{packages}")
    elif line.startswith("Installing collected packages"):
        say("      Đã tải đủ; đang chép vào .venv (chừng nửa phút)…")
    elif "Retrying (" in line:
        say("      Mạng chậm hoặc ngắt quãng, đang thử lại…")


CAUSES = (
    (r"No space left|Errno 28|not enough space", "Ổ đĩa đã đầy. Hãy dọn bớt (cần khoảng 1 GB trống) rồi chạy lại."),
    (
        r"DO NOT MATCH THE HASHES",
        "Một gói tải về không đúng mã kiểm tra trong tệp khóa nên không được cài. Hãy thử lại bằng đường mạng khác; "
        "nếu vẫn vậy thì nguồn gói đã bị thay đổi.",
    ),
    (
        r"NewConnectionError|NameResolution|name resolution|ConnectTimeout|ReadTimeout|ProxyError"
        r"|Network is unreachable|Connection (refused|reset|aborted|to)|SSLError|timed out|ProtocolError",
        "Không kết nối được mạng để tải thư viện. Hãy kiểm tra mạng (và máy chủ proxy nếu cơ quan có dùng) "
        "rồi chạy lại; phần đã tải được giữ lại.",
    ),
    (
        r"No matching distribution|none of the wheels|is not a supported wheel",
        "Chưa có bản dựng sẵn của một thư viện cho máy này. Cần Python 3.11 đến 3.14 loại 64 bit, "
        "trên Windows 10 trở lên hoặc Linux có glibc 2.34 trở lên (Debian 12, Ubuntu 22.04).",
    ),
    (
        r"Permission ?[Dd]enied|Access is denied|WinError (5|32)|Errno 13|Read-only file system|Errno 30",
        f"Không ghi được vào {VENV}. "
        "Hãy đóng chương trình nếu đang mở và kiểm tra quyền ghi ở thư mục đó rồi chạy lại.",
    ),
)


def cause_of(output: str) -> str:
    """The sentence for what a failed tool printed."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, output):
            return sentence
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "không có thông báo")
    return f"Không cài được thư viện: {last}. Nhật ký đầy đủ: {LOG}"
