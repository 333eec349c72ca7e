"""The main job with marked secrets, in processes of its own: none is in a file, a log, an argument or a child."""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import reading_samples

from models.access import opening
from models.base import clock
from models.base.paths import Home
from models.signing.test_key import make_test_p12

ROOT = Path(__file__).parents[2]
PASSPHRASE = "Dấu-Bí-Mật-Một qua suối"
WRONG = "Dấu-Bí-Mật-Hai gõ nhầm"
KEY_PASSPHRASE = "Dấu-Bí-Mật-Ba của khóa"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


class Run:
    """Commands one after another in one place, with everything that they said and everything that ran."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.home = place / "Sổ của Đức"
        self.heard: list[bytes] = []
        self.seen: set[bytes] = set()  # arguments of every process, surroundings of the children
        self.children: set[bytes] = set()  # the modules that strangers' files were opened in

    def __call__(self, *arguments: object, expect: int = 0, office: str = PASSPHRASE, program: str = "") -> dict:
        command = [sys.executable, *(["-c", program] if program else [str(ROOT / "main.py")])]
        command += ["--home", str(self.home), "--json", *map(str, arguments)]
        surroundings = {
            **{name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LD_LIBRARY_PATH"}},
            "CCHC_PASSPHRASE": office,
            "CCHC_KEY_PASSPHRASE": KEY_PASSPHRASE,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "TMPDIR": str(self.place / "tạm"),
            "HOME": str(self.place / "nhà"),
            "PYTHONPATH": str(ROOT),
        }
        process = subprocess.Popen(
            command, cwd=self.place, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        while True:
            with suppress(subprocess.TimeoutExpired):
                said, told = process.communicate(timeout=0.02)
                break
            self.look(process.pid)
        self.heard += [said, told]
        assert process.returncode == expect, told.decode()
        return json.loads(said) if said else {}

    def look(self, pid: int) -> None:
        """Note what any user of the computer could see of the process and its children."""
        for child in [str(pid), *_children(pid)]:
            with suppress(OSError):
                self.seen.add(Path(f"/proc/{child}/cmdline").read_bytes())
            if child != str(pid):
                with suppress(OSError):
                    command = Path(f"/proc/{child}/cmdline").read_bytes()
                    if b"_worker" in command:  # before that it is still our own copy
                        self.children.add(command.split(b"\0")[-2])
                        self.seen.add(Path(f"/proc/{child}/environ").read_bytes())


def _children(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return []


def forms(secret: str | bytes) -> Iterator[bytes]:
    """The ways in which a secret could lie on a disk."""
    if isinstance(secret, str):
        plain = [secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")]
        plain += [unicodedata.normalize("NFD", secret).encode(), json.dumps(secret)[1:-1].encode()]
        plain += [repr(secret.encode())[2:-1].encode()]
    else:
        plain = [secret, repr(secret)[2:-1].encode()]
    for form in plain:
        yield form
        yield form.hex().encode()
        yield form.hex().upper().encode()
        for shift in range(3):
            # The letters at both ends depend on the neighbours; what lies between does not.
            yield base64.b64encode(bytes(shift) + form)[4:-4]
            yield base64.urlsafe_b64encode(bytes(shift) + form)[4:-4]


def found(secrets: dict[str, str | bytes], places: dict[str, bytes]) -> list[str]:
    """Which secret is in which place."""
    return [
        f"{name} in {place}"
        for name, secret in secrets.items()
        for form in dict.fromkeys(forms(secret))
        for place, content in places.items()
        if form in content
    ]


CRASH = """
import sys
from models.work import progress
def put(*anything, **other):
    passphrase = __import__('os').environ['CCHC_PASSPHRASE']
    raise RuntimeError('hỏng giữa chừng')
progress.put = put
from ui import cli
sys.exit(cli.run(cli.parse(sys.argv[1:])))
"""
DEATH = """
import os, sys
from models.base import core_dumps
core_dumps.forbid()
from models.access import opening
real = opening.open_office
def die(*anything, **other):
    real(*anything, **other)
    os.abort()
opening.open_office = die
from ui import cli
sys.exit(cli.run(cli.parse(sys.argv[1:])))
"""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, dict[str, str | bytes]]:
    """The whole main job, with a wrong passphrase, a crash and a death in the middle; and the secrets it met."""
    place = tmp_path_factory.mktemp("bí mật")
    for name in ("tạm", "nhà", "ra", "usb"):
        (place / name).mkdir()
    now = clock.now()
    p12, _authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", KEY_PASSPHRASE)
    (place / "khóa.p12").write_bytes(p12)
    run = Run(place)
    init = run("office", "init", "--name", "Phòng Nội vụ", "--code", "1", "--level", "huyen", "--place", "Bắc Hà")
    run.heard[-2] = b""  # the one place where the recovery code is shown
    run("check", expect=1, office=WRONG)
    (place / "ra" / "cong-van.docx").write_bytes(reading_samples.letter_docx())
    run("directive", "add", place / "ra" / "cong-van.docx", "--accept")
    period = f"{now.year}-{now.month:02d}"
    run("progress", "set", "1", "--period", period, "--percent", "40")
    run("progress", "set", "1", "--period", period, "--percent", "50", expect=3, program=CRASH)
    run("check", expect=-6, program=DEATH)
    made = run("report", "make", "--kind", "thang", "--period", period, "--out", place / "ra")
    signed = run("report", "sign", made["files"][0], "--p12", place / "khóa.p12")
    run("report", "verify", signed["file"])
    run("backup", "make", place / "usb" / "sao.cchc")
    run("backup", "restore", place / "usb" / "sao.cchc")
    run("check")
    office = opening.open_office(Home(run.home), PASSPHRASE)
    secrets: dict[str, str | bytes] = {
        "passphrase": PASSPHRASE,
        "wrong passphrase": WRONG,
        "key passphrase": KEY_PASSPHRASE,
        "recovery code": init["recovery_code"],
        "recovery code without dashes": init["recovery_code"].replace("-", ""),
        "data key": office.data_key,
    }
    office.close()
    return run, secrets


def test_secrets_not_in_files(done: tuple[Run, dict[str, str | bytes]]) -> None:
    run, secrets = done
    files = {str(path): path.read_bytes() for path in run.place.rglob("*") if path.is_file()}
    assert any("nhat-ky" in name for name in files)  # the crash has left its log
    assert found(secrets, files) == []


def test_secrets_not_in_output(done: tuple[Run, dict[str, str | bytes]]) -> None:
    run, secrets = done
    assert found(secrets, {f"output {n}": said for n, said in enumerate(run.heard)}) == []


def test_secrets_not_in_arguments_or_environment(done: tuple[Run, dict[str, str | bytes]]) -> None:
    run, secrets = done
    assert run.children == {
        b"models.reading.reading_worker",
        b"models.signing.signing_worker",
    }  # both were seen at work
    assert found(secrets, {str(n): seen for n, seen in enumerate(run.seen)}) == []


def test_secrets_not_in_core_dump(done: tuple[Run, dict[str, str | bytes]]) -> None:
    run, _secrets = done
    assert [path for path in run.place.rglob("*") if path.name.startswith("core")] == []
    code = "import resource; from models.base import core_dumps; core_dumps.forbid(); print(resource.getrlimit(4))"
    assert resource.RLIMIT_CORE == 4
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "(0, 0)"


@pytest.mark.parametrize("secret", [PASSPHRASE, os.urandom(32)], ids=["words", "bytes"])
def test_secret_search_finds_marker(secret: str | bytes) -> None:
    plain = secret.encode() if isinstance(secret, str) else secret
    for leak in (plain, plain.hex().encode(), base64.b64encode(b"xy" + plain + b"z"), b"{" + plain + b"}"):
        assert found({"it": secret}, {"file": b"before " + leak + b" after"})
    if isinstance(secret, str):
        assert found({"it": secret}, {"file": secret.encode("utf-16")})
