"""What is broken into: each scene saves something by the public functions and tells its old state from its new one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import offices
from sqlalchemy import select, text

from models.access import opening, own_ways, rekey
from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.reports import making
from models.reports.reader import embedded_data
from models.signing.signed_file import sign_file
from models.signing.signing_key import SigningKey, open_p12
from models.signing.test_key import make_test_p12
from models.signing.verify import verify_pdf
from models.store import schema
from models.store.backups import backup, restoring
from models.store.integrity import check
from models.store.keys import key_slots
from models.work import attachments, people, progress, tasks
from models.work.progress import NewProgress
from models.work.tasks import Task, TaskFields

MOMENT = datetime(2024, 3, 16, 2, 0, tzinfo=UTC)
PERIOD = "2024-03"
NEW_PASSPHRASE = "mật khẩu đổi lần hai"
State = str


@dataclass(frozen=True)
class Scene:
    """`act` changes the office of a folder; `state` says afterwards, without faults, how the folder looks."""

    name: str
    act: Callable[[Path, Callable[[], None]], None]  # the folder, and what to call when the faults may begin
    state: Callable[[Path], State]
    prepare: Callable[[Path], None] = lambda _folder: None


class BetweenError(Exception):
    """The folder holds what is neither the old state nor the new one."""


def home_of(folder: Path) -> Home:
    """The office of a scene's folder."""
    return Home(folder / "sổ")


def opened(folder: Path, passphrase: str = offices.PASSPHRASE) -> OpenOffice:
    """The office of a scene's folder, open."""
    return opening.open_office(home_of(folder), passphrase)


def begin(folder: Path) -> None:
    """An office with a few tasks, a signer, evidence and a backup."""
    with clock.fixed(MOMENT):
        office = offices.found(home_of(folder))
        with office.store.write("task.add") as write:
            people.save(write.session, None, name="Nguyễn Văn Đức", title="Trưởng phòng", signs=True)
            for number in range(8):
                made = tasks.add(write.session, TaskFields(f"Việc {number}", lead=("Xã Lùng Cải",), area="digital"))
            attachments.attach(write.session, office.evidence, made.id, "đầu.pdf", b"%PDF-first" * 500)
        backup.make(home_of(folder), office.data_key, folder / "usb" / "sao.cchc")
        office.close()


def looked_at(folder: Path) -> tuple[set[str], str]:
    """The texts of the tasks and the head of the chain. Raises BetweenError when `check` finds anything."""
    office = opened(folder)
    try:
        findings = check.everything(home_of(folder), office.store, office.evidence, office.data_key)
        if findings:
            raise BetweenError("; ".join(finding.what for finding in findings))
        with office.store.read() as session:
            texts = set(session.scalars(select(Task.text)))
            head = session.execute(text("SELECT hash FROM audit_events ORDER BY number DESC LIMIT 1")).scalar_one()
    finally:
        office.close()
    return texts, head


def _by(*new: str) -> Callable[[Path], State]:
    def state(folder: Path) -> State:
        found = looked_at(folder)[0] & set(new)
        if found not in (set(), set(new)):
            raise BetweenError(f"only {found}")
        return "new" if found else "old"

    return state


def _save(folder: Path, go: Callable[[], None]) -> None:
    office = opened(folder)
    go()
    with office.store.write("task.add") as write:
        s = write.session
        for name in ("thêm một", "thêm hai"):
            task = tasks.add(s, TaskFields(name, lead=("Xã Lùng Phình",), note="ghi chú " * 300))
            progress.put(s, task.id, PERIOD, NewProgress(percent=40, note="đang làm"))
    office.close()


def _evidence(folder: Path, go: Callable[[], None]) -> None:
    office = opened(folder)
    go()
    with office.store.write("task.attach") as write:
        task = tasks.add(write.session, TaskFields("có tệp"))
        attachments.attach(write.session, office.evidence, task.id, "mới.pdf", b"%PDF-second" * 20_000)
    office.close()


def _more(folder: Path) -> None:
    office = opened(folder)
    with office.store.write("task.attach") as write:
        task = tasks.add(write.session, TaskFields("sau bản sao lưu"))
        attachments.attach(write.session, office.evidence, task.id, "sau.pdf", b"%PDF-third" * 900)
    office.close()


def _backup(folder: Path, go: Callable[[], None]) -> None:
    office = opened(folder)
    go()
    backup.make(home_of(folder), office.data_key, folder / "usb" / "sao.cchc")
    office.close()


def _backup_state(folder: Path) -> State:
    if "sau bản sao lưu" not in looked_at(folder)[0]:
        raise BetweenError("the office itself lost a task")
    office = opened(folder)
    try:
        number = backup.prove(folder / "usb" / "sao.cchc", office.data_key).contents.tasks
    finally:
        office.close()
    return {8: "old", 9: "new"}[number]


def _restore(folder: Path, go: Callable[[], None]) -> None:
    go()
    restoring.restore(home_of(folder), folder / "usb" / "sao.cchc", offices.PASSPHRASE)


def _restore_state(folder: Path) -> State:
    return "old" if "sau bản sao lưu" in looked_at(folder)[0] else "new"


def _found(folder: Path, go: Callable[[], None]) -> None:
    go()
    offices.found(home_of(folder)).close()


def _found_state(folder: Path) -> State:
    if not opening.exists(home_of(folder)):
        return "old"
    looked_at(folder)
    return "new"


_STEP = '''"""A step that rebuilds a table, as real ones do."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("people", recreate="always") as table:
        table.add_column(sa.Column("phone", sa.Text, nullable=False, server_default="-"))
'''


def _upgrade(folder: Path, go: Callable[[], None]) -> None:
    steps = Path(tempfile.mkdtemp()) / "steps"
    shutil.copytree(schema.SCRIPTS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "versions" / "v9999.py").write_text(_STEP.format(before=schema.NEWEST), "utf-8")
    schema.SCRIPTS, schema.NEWEST = steps, "9999"
    go()
    opened(folder).close()


def _upgrade_state(folder: Path) -> State:
    newest, schema.NEWEST = schema.NEWEST, "9999"  # else the new shape would be called one of a later program
    try:
        with _NoUpgrade():
            texts, _head = looked_at(folder)
            office = opened(folder)
            with office.store.read() as session:
                columns = {row[1] for row in session.execute(text("PRAGMA table_info(people)"))}
                version = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
                names = list(session.execute(text("SELECT name FROM people")).scalars())
            office.close()
    finally:
        schema.NEWEST = newest
    if len(texts) != 8 or names != ["Nguyễn Văn Đức"] or ("phone" in columns) != (version == "9999"):
        raise BetweenError(f"{version} {sorted(columns)} {names}")
    return "new" if version == "9999" else "old"


class _NoUpgrade:
    """Looking must not upgrade."""

    def __enter__(self) -> None:
        self._real = schema.upgrade
        schema.upgrade = lambda _home, _key: None

    def __exit__(self, *_failure: object) -> None:
        schema.upgrade = self._real


def _report(folder: Path, go: Callable[[], None]) -> None:
    office = opened(folder)
    go()
    with clock.fixed(MOMENT):
        making.make_file(office, "thang", PERIOD, folder / "ra")
    office.close()


def _report_state(folder: Path) -> State:
    looked_at(folder)
    office = opened(folder)
    try:
        with office.store.read() as session:
            kept = session.execute(text("SELECT sequence, file_id FROM reports")).all()
            if kept and (kept[0][0] != 1 or not kept[0][1]):
                raise BetweenError(f"half a register entry: {kept}")
            if kept:
                attachments.content(session, office.evidence, kept[0][1])
    finally:
        office.close()
    written = list((folder / "ra").glob("*.pdf")) if (folder / "ra").exists() else []
    if any(not file.read_bytes().rstrip().endswith(b"%%EOF") for file in written):
        raise BetweenError("half a PDF in the folder")
    if written and not kept:
        raise BetweenError("a file left the book that its register does not know")
    return "new" if written else "registered" if kept else "old"


@cache
def key() -> SigningKey:
    """A throw-away key."""
    with clock.fixed(MOMENT):
        p12, _ca = make_test_p12("Nguyễn Văn Đức", "Phòng Nội vụ", "mật khẩu khóa")
        return open_p12(p12, "mật khẩu khóa")


def _made(folder: Path) -> None:
    office = opened(folder)
    with clock.fixed(MOMENT):
        made = making.make(office, "thang", PERIOD)
    office.close()
    (folder / "bao-cao.pdf").write_bytes(made.content)


def _sign(folder: Path, go: Callable[[], None]) -> None:
    key()
    office = opened(folder)
    go()
    with clock.fixed(MOMENT):
        target = folder / "bao-cao-da-ky.pdf"
        sign_file(folder / "bao-cao.pdf", target, key(), role="lanh-dao")
        with office.store.write("report.sign") as write:
            content = target.read_bytes()
            making.remember_signed(write.session, office.evidence, target.name, content, embedded_data(content))
    office.close()


def _sign_state(folder: Path) -> State:
    looked_at(folder)
    office = opened(folder)
    try:
        with office.store.read() as session:
            kept = session.execute(text("SELECT signed_file_id FROM reports")).scalar()
    finally:
        office.close()
    target = folder / "bao-cao-da-ky.pdf"
    if not target.exists():
        if kept:
            raise BetweenError("registered a signed file that is not there")
        return "old"
    if not verify_pdf(target.read_bytes()).intact:
        raise BetweenError("a signed file that does not verify")
    return "new" if kept else "signed"


def _passphrase(folder: Path, go: Callable[[], None]) -> None:
    office = opened(folder)
    go()
    with offices.cheap_keys():
        own_ways.change_passphrase(office, offices.PASSPHRASE, NEW_PASSPHRASE)
    office.close()


def _passphrase_state(folder: Path) -> State:
    from models.base.errors import AppError

    try:
        opened(folder).close()
    except AppError as refusal:
        if refusal.code not in {"wrong_passphrase", "slot_void"}:
            raise
        opened(folder, NEW_PASSPHRASE).close()
        return "new"
    return "old"


def _rekey(folder: Path, go: Callable[[], None]) -> None:
    office = opened(folder)
    go()
    with offices.cheap_keys():
        rekey.rekey(office, offices.PASSPHRASE)[0].close()


def _rekey_state(folder: Path) -> State:
    looked_at(folder)
    home = home_of(folder)
    if [*home.folder.glob("truoc-doi-khoa-*"), *home.folder.glob(".dang-khoi-phuc")]:
        raise BetweenError("the old book still lies there")
    return "new" if key_slots.load(home.keys).generation else "old"


SCENES = (
    Scene("save", _save, _by("thêm một", "thêm hai")),
    Scene("evidence", _evidence, _by("có tệp")),
    Scene("backup", _backup, _backup_state, _more),
    Scene("restore", _restore, _restore_state, _more),
    Scene("found", _found, _found_state, lambda folder: shutil.rmtree(home_of(folder).folder)),
    Scene("upgrade", _upgrade, _upgrade_state),
    Scene("report", _report, _report_state),
    Scene("sign", _sign, _sign_state, _made),
    Scene("passphrase", _passphrase, _passphrase_state),
    Scene("rekey", _rekey, _rekey_state),
)


def prepared(place: Path, names: tuple[str, ...] = ()) -> Iterator[tuple[Scene, Path]]:
    """Each scene (of `names`, if any) with the folder of an office in `place` that it can be played in."""
    started = place / "mẫu"
    begin(started)
    key()
    for scene in SCENES:
        if not names or scene.name in names:
            template = place / scene.name
            shutil.copytree(started, template)
            scene.prepare(template)
            yield scene, template
            shutil.rmtree(template)
