"""The process that reads a stranger's file was taken over: what it may still reach is tried, one thing after another.

On Linux. Each attempt must be refused by the system itself; that the same attempts succeed without the confinement is
tried as well, where that harms nothing.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import reading_samples as samples
from hostile_files import pdf
from patience import LONG
from stand_in_worker import stand_in

from models.base import sandbox
from models.base.errors import AppError
from models.reading import sandboxed_pages, sandboxed_reading
from models.reading.read import read_content
from models.signing import sandboxed_signing
from models.signing.signing_key import open_p12
from models.signing.test_key import make_test_p12

if not sys.platform.startswith("linux"):
    pytest.skip("Windows has its own ways, which installer/trial.py tries", allow_module_level=True)


def landlock_fault() -> str:
    """Why this kernel has no Landlock; empty where it has."""
    from models.base import landlock

    try:
        landlock.abi()
    except OSError as failure:
        return f"this kernel has no Landlock: {failure}"
    return ""


WITHOUT_LANDLOCK = landlock_fault()

BEFORE = """
import ctypes, encodings.idna, fcntl, resource, socket, subprocess
libc = ctypes.CDLL(None, use_errno=True)
def called(*words):
    answer = libc.syscall(*(ctypes.c_long(word) if isinstance(word, int) else word for word in words))
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
def opened(path, flags=os.O_RDONLY):
    os.read(os.open(path, flags), 1)
parent = os.getppid()
room = ctypes.create_string_buffer(64)
X86 = os.uname().machine == 'x86_64'
"""

# Name: the attack. `request` names the folder of the test, where a file `mine`, a socket and a TCP port wait.
FILES = {
    "file of the person": "opened(folder + '/mine')",
    "folder of the person": "os.listdir(folder)",
    "home": "os.listdir(os.path.expanduser('~'))",
    "root folder": "os.listdir('/')",
    "passwd": "opened('/etc/passwd')",
    "machine's name": "opened('/etc/hostname')",
    "parent's memory": "opened(f'/proc/{parent}/mem')",
    "parent's environment": "opened(f'/proc/{parent}/environ')",
    "parent's descriptors": "os.listdir(f'/proc/{parent}/fd')",
    "own memory": "opened('/proc/self/mem', os.O_RDWR)",
    "program's own folder": "os.listdir(sys.path[0])",
    "terminal": "opened('/dev/tty', os.O_RDWR)",
    "path only": "os.open(folder + '/mine', os.O_PATH)",
    "link out": "opened(folder + '/mine/../mine')",
}
WRITING = {
    "new file": "os.open(folder + '/new', os.O_WRONLY | os.O_CREAT)",
    "new file in tmp": "os.open('/tmp/so-cchc-attack', os.O_WRONLY | os.O_CREAT)",
    "nameless file": "os.open('/tmp', os.O_WRONLY | os.O_TMPFILE)",
    "existing file": "os.open(folder + '/mine', os.O_WRONLY)",
    "emptying": "os.truncate(folder + '/mine', 0)",
    "removing": "os.unlink(folder + '/mine')",
    "renaming": "os.rename(folder + '/mine', folder + '/yours')",
    "new folder": "os.mkdir(folder + '/new')",
    "link": "os.symlink('/etc/passwd', folder + '/new')",
    "hard link": "os.link(folder + '/mine', folder + '/new')",
    "rights": "os.chmod(folder + '/mine', 0o777)",
    "times": "os.utime(folder + '/mine')",
    "named pipe": "os.mkfifo(folder + '/new')",
    "attribute": "os.setxattr(folder + '/mine', 'user.x', b'1')",
    "program's file": "os.open(sandbox_worker.__file__, os.O_RDWR)",
    "shared memory": "os.open('/dev/shm/so-cchc-attack', os.O_RDWR | os.O_CREAT)",
}
NETWORK = {
    "tcp": "socket.create_connection(('127.0.0.1', port))",
    "tcp outside": "socket.create_connection(('1.1.1.1', 80), timeout=1)",
    "udp": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    "ipv6": "socket.socket(socket.AF_INET6)",
    "unix": "socket.socket(socket.AF_UNIX).connect(folder + '/socket')",
    "abstract unix": "socket.socket(socket.AF_UNIX).connect('\\0so-cchc-attack')",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "raw": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "listening": "socket.create_server(('127.0.0.1', 0))",
    "name": "socket.getaddrinfo('example.org', 80)",
    "pair to elsewhere": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b'x', folder + '/socket')",
    "stream to elsewhere": "socket.socketpair()[0].sendto(b'x', folder + '/socket')",
    "descriptor through a pair": "socket.send_fds(socket.socketpair()[0], [b'x'], [0])",
}
PROCESSES = {
    "fork": "os.fork() or os._exit(0)",
    "program": "os.execv('/bin/true', ['true'])",
    "shell": "assert os.system('true') == 0 or os.fork()",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "thread": "import _thread\n_thread.start_new_thread(time.sleep, (0,))",
    "signal to parent": "os.kill(parent, 0)",
    "signal to all": "os.kill(-1, 0)",
    "signal to parent's thread": "called(234 if X86 else 131, parent, parent, 0)",
    "signal by owner of a pipe": "fcntl.fcntl(0, fcntl.F_SETOWN, parent)",
    "handle to parent": "os.pidfd_open(parent)",
    "debugger": "called(101 if X86 else 117, 16, parent, 0, 0)",
    "parent's memory by call": "called(310 if X86 else 270, parent, room, 1, room, 1, 0)",
    "parent's memory written": "called(311 if X86 else 271, parent, room, 1, room, 1, 0)",
    "parent's limits": "resource.prlimit(parent, resource.RLIMIT_CORE, (0, 0))",
    "parent's priority": "os.setpriority(os.PRIO_PROCESS, parent, 19)",
    "comparing": "called(312 if X86 else 272, parent, os.getpid(), 0, 0, 0)",
}
KERNEL = {
    "program in memory": "os.memfd_create('x')",
    "program by handle": "called(322 if X86 else 281, 0, b'', 0, 0, 0x1000)",
    "io_uring": "called(425, 1, room)",
    "key ring": "called(250 if X86 else 219, 0, -3, 1)",
    "new key": "called(248 if X86 else 217, b'user', b'x', b'y', 1, -3)",
    "system v memory": "called(29 if X86 else 194, 0, 4096, 0o1600)",
    "message queue": "called(240 if X86 else 180, b'so-cchc', 0o102, 0o600, 0)",
    "system v queue": "called(68 if X86 else 186, 0, 0o1600)",
    "bpf": "called(321 if X86 else 280, 0, room, 64)",
    "perf": "called(298 if X86 else 241, room, 0, -1, -1, 0)",
    "userfaultfd": "called(323 if X86 else 282, 0)",
    "own namespace": "assert not libc.unshare(0x10000000), PermissionError",
    "mounting": "called(165 if X86 else 40, b'x', b'/mnt', b'tmpfs', 0, 0)",
    "root": "os.chroot('/')",
    "personality": "called(135 if X86 else 92, 0)",
    "dumpable again": "assert libc.prctl(4, 1, 0, 0, 0) == 0",
    "file by handle": "called(304 if X86 else 265, -100, room, 0)",
    "watching files": "called(294 if X86 else 26, 0)",
    "call of another abi": "called(0x40000000 + 39)",
}
ATTACKS = {**FILES, **WRITING, **NETWORK, **PROCESSES, **KERNEL}
ALL = """
folder, port = request[0].decode(), int(request[1])
done, attacks = [], {attacks!r}
for name, code in attacks.items():
    try:
        exec(code)
        done.append(name.encode())
    except (OSError, AssertionError, RuntimeError):
        pass
return [b'through', *done]
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[list[bytes]]:
    """A folder with what a person has in theirs, a socket that listens, and a port; as the request of the attacker."""
    (tmp_path / "mine").write_bytes(b"Danh sach mat")
    with ExitStack() as stack:
        local = stack.enter_context(socket.socket(socket.AF_UNIX))
        local.bind(str(tmp_path / "socket"))
        local.listen()
        outward = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        yield [str(tmp_path).encode(), str(outward.getsockname()[1]).encode()]


def attacked(
    monkeypatch: pytest.MonkeyPatch, folder: Path, place: list[bytes], attacks: dict[str, str], before: str = ""
) -> list[bytes]:
    worker = stand_in(monkeypatch, folder, ALL.format(attacks=attacks), before=BEFORE + before)
    return sandbox.call(worker, place, do="")


@pytest.mark.skipif(bool(WITHOUT_LANDLOCK), reason=WITHOUT_LANDLOCK or "has it")
@pytest.mark.parametrize("kind", [FILES, WRITING, NETWORK, PROCESSES, KERNEL], ids=lambda kind: next(iter(kind)))
def test_child_reaches_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: list[bytes], kind: dict[str, str]
) -> None:
    assert attacked(monkeypatch, tmp_path, place, kind) == [b"through"]
    assert (tmp_path / "mine").read_bytes() == b"Danh sach mat"
    assert {path.name for path in tmp_path.iterdir()} <= {"mine", "socket", "standing_in.py", "__pycache__"}


WITHOUT = """
from models.base import landlock
def none(_paths):
    raise OSError(38, 'no Landlock')
landlock.restrict = none
"""
HALF = """
from models.base import confinement
confinement.confine = lambda *_asked: confinement.Confinement(['landlock'])
"""


def test_child_reaches_nothing_without_landlock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: list[bytes]
) -> None:
    """An older kernel: what remains is that no file is opened at all any more."""
    own = {"own code": "opened(sandbox_worker.__file__)"}
    assert attacked(monkeypatch, tmp_path, place, ATTACKS | own, WITHOUT) == [b"through"]


@pytest.mark.parametrize("job", ["reading", "pages", "signing"])
def test_work_done_without_landlock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, job: str) -> None:
    worker = {"reading": sandboxed_reading, "pages": sandboxed_pages, "signing": sandboxed_signing}[job]
    (tmp_path / "older_kernel.py").write_text(
        f"import sys, runpy\nsys.path.insert(0, {str(sandbox.PROGRAM)!r})\n{WITHOUT}\n"
        f"runpy.run_module({worker.WORKER!r}, run_name='__main__')",
        "utf-8",
    )
    monkeypatch.setattr(sandbox, "PROGRAM", tmp_path)
    monkeypatch.setattr(worker, "WORKER", "older_kernel")
    if job == "reading":
        for make in (samples.letter_docx, samples.directive_pdf, lambda: "V/v kế hoạch".encode("cp1258", "ignore")):
            assert sandboxed_reading.read_sandboxed(make()) == read_content(make())
    elif job == "pages":
        assert sandboxed_pages.sizes_sandboxed(samples.directive_pdf())
        assert sandboxed_pages.picture_sandboxed(samples.directive_pdf(), 0, 100)[0] == 100
    else:
        key = open_p12(make_test_p12("Trần Thị Bình", "Phòng Nội vụ", "mật khẩu khóa")[0], "mật khẩu khóa")
        signed = sandboxed_signing.sign_sandboxed(pdf("x"), key, role="lanh-dao")
        assert sandboxed_signing.verify_sandboxed(signed).intact


HARMLESS = ("file of the person", "passwd", "new folder", "tcp", "unix", "signal to parent", "program in memory")


def test_attacks_succeed_unconfined(tmp_path: Path, place: list[bytes]) -> None:
    """So that none of them fails by a mistake in it."""
    body = "\n    ".join(ALL.format(attacks={name: ATTACKS[name] for name in HARMLESS}).splitlines())
    code = f"import sys, os, time\n{BEFORE}\ndef work(request):\n    {body}\nprint(work({place!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=LONG)
    assert done.stdout.strip() == str([b"through", *(name.encode() for name in HARMLESS)])


@pytest.mark.parametrize(
    "before",
    [
        f"{WITHOUT}\nfrom models.base import syscall_filter\n"
        "def no(**_how): raise OSError(22, 'no seccomp')\nsyscall_filter.restrict = no",
        HALF,
        "sys.exit(0)",
        "os.write(1, b'\\0' * 7 + b'\\1')",
    ],
    ids=["nothing had", "half", "gone", "nonsense"],
)
def test_file_not_given_to_unconfined(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: list[bytes], before: str
) -> None:
    worker = stand_in(monkeypatch, tmp_path, f"os.mkdir({str(tmp_path / 'told')!r})\nreturn request", before=before)
    with pytest.raises(AppError) as refusal:
        sandbox.call(worker, [b"secret"], do="")
    assert (refusal.value.code, bool(refusal.value.why), bool(refusal.value.do)) == ("file_not_confined", True, True)
    assert not (tmp_path / "told").exists()


def test_parent_closed_to_others() -> None:
    """The program's memory and environment, for any program of the same person, not only for the reader."""
    code = (
        "import sys\nsys.argv = ['main.py', 'setting', 'list']\nimport runpy, os\n"
        "from ui import cli\ncli.run = lambda request: 0\n"
        "try:\n    runpy.run_path('main.py', run_name='__main__')\nexcept SystemExit:\n    pass\n"
        "from models.base import own_variables\n"
        "mode = os.stat(f'/proc/{os.getpid()}/mem').st_uid\n"
        "block = open('/proc/self/environ', 'rb').read() if os.getuid() == 0 else b''\n"
        "import ctypes\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), own_variables.given('CCHC_PASSPHRASE'), b'con trau' in block,\n"
        "      any(name.startswith('CCHC_') for name in os.environ))\n"
        "import subprocess\nprint(b'CCHC_' in subprocess.run(['env'], capture_output=True).stdout)"
    )
    secrets = {"CCHC_PASSPHRASE": "con trau", "CCHC_KEY_PASSPHRASE": "con trau", "CCHC_NEW_PASSPHRASE": "con trau"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=sandbox.PROGRAM,
        env=os.environ | secrets,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG,
    )
    assert done.stdout.split("\n")[:2] == ["0 con trau False False", "False"]
