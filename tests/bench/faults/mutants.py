"""Changed inputs of every kind that enters: no crash, no hang over 10 s, no memory over 1 GB, none taken for valid."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import shutil
import signal
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import hostile_pdfs
import offices
import reading_samples
import scenes

from models.base import clock
from models.base.errors import AppError
from models.reading.read import read_file
from models.reports import making
from models.reports.reader import embedded_data, read_data
from models.signing.appearance import redrawn
from models.signing.certificates import read_certificates
from models.signing.sign import sign_pdf
from models.signing.signing_key import open_p12
from models.signing.test_key import make_test_p12
from models.signing.verify import verify_pdf
from models.store.backups import backup, backup_format
from models.store.faults import sorting
from models.store.keys import key_slots
from models.store.sqlite.connection import connect
from models.work.unit_csv import read_units

LONGEST = 10  # seconds for one input
MEMORY = 1_000_000_000  # bytes
_BATCH = 250  # inputs that one process takes, at most
UNITS = "code,name\n" + "".join(f"{n},Xã Bản Phố {n}\n" for n in range(9))
_TOKENS = (b"\0" * 64, b"\xff" * 16, b"999999999999", b"-1", b"<<", b"/Kids", b"&amp;" * 50, b"(" * 200, b"\r\n" * 100)


@dataclass(frozen=True)
class Kind:
    """`use` takes the changed input as the program would and gives a word when it was wrongly taken for valid."""

    name: str
    original: bytes
    use: Callable[[bytes], str | None]
    inside: bool = False  # change what is packed in the zip, and pack it again


def run(*, quick: bool, only: tuple[str, ...] = ()) -> tuple[list[str], int]:
    """100,000 changed inputs (2,000 when quick), in two processes; the lines to print and how many findings."""
    total = 2_000 if quick else 100_000
    minutes = float(os.environ.get("MINUTES", "inf"))
    with tempfile.TemporaryDirectory(prefix="so-cchc-mutants-") as place:
        before, tempfile.tempdir = tempfile.tempdir, place  # what a killed child leaves goes with the rest
        kinds = _warm([kind for kind in _kinds(Path(place) / "sổ mẫu") if not only or kind.name in only])
        until = time.monotonic() + minutes * 60
        batch = min(_BATCH, total // len(kinds) + 1)
        tried: Counter[str] = Counter()
        fates: Counter[str] = Counter()
        wrong: list[str] = []
        slowest, largest, first = 0.0, 0, 0
        running: dict[int, tuple[int, Kind, int]] = {}
        while (first < total and time.monotonic() < until) or running:
            while first < total and len(running) < 2 and time.monotonic() < until:
                kind = kinds[first // batch % len(kinds)]
                running |= _started(kind, first, min(batch, total - first))
                first += batch
            reading, (begun, kind, child) = next(iter(running.items()))
            del running[reading]
            told = _heard(reading, child)
            tried[kind.name] += len(told)
            for line in told:
                fates[f"{kind.name} {line['fate']}"] += 1
                slowest = max(slowest, line["seconds"])
                largest = max(largest, line["memory"])
                if line["fate"] not in {"refused", "taken"}:
                    wrong.append(f"{kind.name} seed {line['seed']}: {line['fate']} {line['said']}")
            if told and told[-1]["fate"] == "died":
                left = begun + batch - told[-1]["seed"] - 1
                if left > 0:
                    running |= _started(kind, told[-1]["seed"] + 1, left)
    tempfile.tempdir = before
    lines = [f"mutants: {sum(tried.values())} inputs; slowest {slowest:.2f} s; most memory {largest / 1e6:.0f} MB"]
    lines += [f"    {name:<22} {number}" for name, number in sorted(fates.items())]
    lines += [f"    WRONG {line}" for line in wrong[:20]]
    return lines, len(wrong) + (largest > MEMORY)


def _warm(kinds: list[Kind]) -> list[Kind]:
    """Use each original once: what is imported for it is imported here, and is no input's time."""
    for kind in kinds:
        with suppress(AppError):
            kind.use(kind.original)
    return kinds


def _started(kind: Kind, first: int, number: int) -> dict[int, tuple[int, Kind, int]]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with suppress(BaseException):
            _batch(kind, first, number, writing)
        os._exit(0)
    os.close(writing)
    return {reading: (first, kind, child)}


def _heard(reading: int, child: int) -> list[dict]:
    with os.fdopen(reading, "rb") as pipe:
        lines = [json.loads(line) for line in pipe.read().splitlines()]
    _pid, status = os.waitpid(child, 0)
    told = [line for line in lines if "fate" in line]
    begun = [line for line in lines if "fate" not in line]
    if len(begun) > len(told):
        hung = os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGALRM, signal.SIGPROF}
        told.append(
            {**begun[-1], "fate": "died", "said": "hung" if hung else f"status {status}", "seconds": 0.0, "memory": 0}
        )
    return told


def _batch(kind: Kind, first: int, number: int, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = tempfile.mkdtemp()
    for seed in range(first, first + number):
        os.write(pipe, json.dumps({"seed": seed}).encode() + b"\n")
        changed = mutated(kind, random.Random(seed))
        # By the processor's clock, for a busy machine is no fault of the input; and by the wall's, for what only waits.
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        signal.alarm(12 * LONGEST)
        began = time.process_time()
        try:
            said = kind.use(changed)
            fate = "accepted" if said else "taken"
        except AppError:
            fate, said = "refused", ""
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is a finding
            fate, said = "fault", f"{failure!r}"[:200] + _where(failure)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        told = {"seed": seed, "fate": fate, "said": said, "seconds": time.process_time() - began, "memory": memory}
        os.write(pipe, json.dumps(told).encode() + b"\n")


def _where(failure: BaseException) -> str:
    import traceback

    ours = [f for f in traceback.extract_tb(failure.__traceback__) if "/models/" in f.filename]
    return f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def mutated(kind: Kind, dice: random.Random) -> bytes:
    """The kind's original with one to six changes; never the original itself."""
    while True:
        changed = _repacked(kind.original, dice) if kind.inside else _changed(kind.original, dice)
        if changed != kind.original:
            return changed


def _repacked(original: bytes, dice: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        victim = dice.choice(packed.namelist())
        for name in packed.namelist():
            content = packed.read(name)
            again.writestr(name, _changed(content, dice) if name == victim else content)
    return made.getvalue()


def _changed(original: bytes, dice: random.Random) -> bytes:
    data = bytearray(original)
    for _change in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        span = min(int(dice.expovariate(1 / 20)) + 1, len(data))
        how = dice.randrange(7)
        if how == 0 and data:
            data[min(at, len(data) - 1)] ^= 1 << dice.randrange(8)
        elif how == 1:
            data[at : at + span] = dice.randbytes(span)
        elif how == 2:
            del data[at : at + span]
        elif how == 3:
            data[at:at] = data[at : at + span * 10]
        elif how == 4:
            data[at:at] = dice.choice(_TOKENS)
        elif how == 5:
            other = dice.randrange(len(data) + 1)
            data[at : at + span] = data[other : other + span]
        elif dice.random() < 0.1:
            del data[at:]
    return bytes(data)


def _kinds(place: Path) -> list[Kind]:
    """Everything that enters, each with its judge."""
    scenes.begin(place)
    home = scenes.home_of(place)
    office = scenes.opened(place)
    with clock.fixed(scenes.MOMENT):
        report = making.make(office, "thang", scenes.PERIOD).content
        p12, authority = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
        signed = sign_pdf(report, open_p12(p12, "mật khẩu khóa"), role="lanh-dao")
    data_key = office.data_key
    office.close()
    samples = {
        ".txt": (reading_samples.SAMPLES / "thong-bao-mau.txt").read_bytes(),
        ".docx": reading_samples.letter_docx(),
        ".pdf": reading_samples.directive_pdf(),
    }
    kept = place / "usb" / "sao.cchc"
    return [
        Kind("txt", samples[".txt"], _read(".txt")),
        Kind("docx", samples[".docx"], _read(".docx")),
        Kind("docx inside", samples[".docx"], _read(".docx"), inside=True),
        Kind("pdf", samples[".pdf"], _read(".pdf")),
        Kind("report pdf", report, _read(".pdf")),
        Kind("signed pdf", signed, _judge_signed(signed)),
        Kind("data.json in pdf", report, _data_in),
        Kind("data.json", embedded_data(report) or b"", lambda data: read_data(data) and None),
        Kind("p12", p12, _judge_p12(p12)),
        Kind("certificate", authority, lambda data: read_certificates([data]) and None),
        Kind("picture", hostile_pdfs.png(60, 20, (b"tEXt", b"Comment\0x")), lambda data: redrawn(data) and None),
        Kind("units csv", UNITS.encode(), lambda data: read_units(_kept(".csv", data)) and None),
        Kind("key file", home.keys.read_bytes(), _judge_keys(data_key)),
        Kind("backup", kept.read_bytes(), _judge_backup(kept, data_key)),
        Kind("database", home.database.read_bytes(), _judge_database(home.database.read_bytes(), data_key)),
    ]


def _kept(ending: str, data: bytes) -> Path:
    path = Path(tempfile.gettempdir()) / f"x{ending}"
    path.write_bytes(data)
    return path


def _read(ending: str) -> Callable[[bytes], str | None]:
    def use(data: bytes) -> None:
        read_file(_kept(ending, data))

    return use


def _data_in(data: bytes) -> None:
    inside = embedded_data(data)
    if inside is not None:
        read_data(inside)


def _judge_signed(original: bytes) -> Callable[[bytes], str | None]:
    hole_from = original.rindex(b"/Contents <") + len(b"/Contents <")
    hole = slice(hole_from, original.index(b">", hole_from))

    def use(data: bytes) -> str | None:
        if not verify_pdf(data).intact:
            return None
        # The signature itself lies in a hole that nothing covers: its padding may differ, the document may not.
        same = data[: hole.start] == original[: hole.start] and data[hole.stop :] == original[hole.stop :]
        return None if same else "a changed document was called intact"

    return use


def _judge_p12(original: bytes) -> Callable[[bytes], str | None]:
    before = open_p12(original, "mật khẩu khóa").certificate.sha256

    def use(data: bytes) -> str | None:
        return None if open_p12(data, "mật khẩu khóa").certificate.sha256 == before else "another certificate"

    return use


def _judge_keys(data_key: bytes) -> Callable[[bytes], str | None]:
    def use(data: bytes) -> str | None:
        found = key_slots.unlocked(key_slots.load(_kept(".keys", data)), offices.PASSPHRASE)
        return None if found.data_key == data_key else "another key"

    return use


def _judge_backup(original: Path, data_key: bytes) -> Callable[[bytes], str | None]:
    manifest = backup_format.look(original)

    def use(data: bytes) -> str | None:
        source = _kept(".cchc", data)
        beside = source.parent / backup.EVIDENCE
        if not beside.exists():  # what lies beside a backup is not what is changed here
            shutil.copytree(original.parent / backup.EVIDENCE, beside)
        found = backup.prove(source, data_key)
        return None if found.contents == manifest.contents else "another content"

    return use


def _judge_database(original: bytes, data_key: bytes) -> Callable[[bytes], str | None]:
    def texts(data: bytes) -> list[str]:
        path = _kept(".db", data)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        with sorting(), closing(connect(path, data_key)) as db:
            if [row[0] for row in db.execute("PRAGMA quick_check")] != ["ok"]:
                return []
            return [row[0] for row in db.execute("SELECT text FROM tasks ORDER BY number")]

    before = texts(original)

    def use(data: bytes) -> str | None:
        return None if texts(data) in ([], before) else "other rows"

    return use
