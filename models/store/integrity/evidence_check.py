"""Opens the evidence of a book and of its copies, a few files at a time, and mends what opens somewhere else.

Gives pairs of a code and a sentence, of which `check` makes its findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from models.base.errors import AppError
from models.base.paths import Home
from models.base.text import show_number
from models.base.words import _
from models.store.backups import backup, backup_format, evidence_copies, opened_evidence, places
from models.store.backups.backup_list import KeptBackup
from models.store.backups.opened_evidence import ANEW, LASTS, OpenedEvidence
from models.store.evidence import Evidence

T = TypeVar("T")
MENDED = "evidence_mended"
_AT_ONCE = 5  # files in one step; the largest take 0.2 s
Said = list[tuple[str, str]]


def of_book(home: Home, key: bytes, rows: Sequence[tuple[str, str]], evidence: Evidence) -> Iterator[Said]:
    """The evidence that rows (a name and an address each) name. Beside a damaged book nothing is mended."""
    if not evidence.mends:
        for some in _pieces(rows):
            yield [said for row in some for said in _fault(evidence, *row)]
        return
    sources = evidence_copies.Sources(places.copies(home), key)
    with opened_evidence.noted(home, evidence.folder, key, ANEW) as here:
        for some in _pieces(rows):
            lost, mended = _mend([address for _name, address in some], here, sources)
            words = _("Tệp đính kèm “{name}” bị mất hoặc hỏng trong sổ đã được lấy lại nguyên vẹn từ bản sao.")
            told = [(MENDED, words.format(name=name)) for name, address in some if address in mended]
            yield told + [said for row in some if row[1] in lost for said in _fault(evidence, *row)]


def of_newest_backup(home: Home, key: bytes, newest: KeptBackup) -> Iterator[Said]:
    """The newest backup of the home, read through, with all evidence beside it."""
    try:
        manifest, rows = backup.read_through(newest.path, key)
        folder, lost = newest.path.parent / places.EVIDENCE, set[str]()
        yield from _beside(home, key, folder, backup.needed(manifest, rows), lost)
        backup.refuse_missing(manifest, rows, lost)
    except AppError as refusal:
        words = _("Bản sao lưu mới nhất {name}: {what}").format(
            name=newest.path.name, what=f"{refusal.what} {refusal.why}".strip()
        )
        yield [("backup_not_proven", words)]


def of_second_place(home: Home, key: bytes, newest: KeptBackup) -> Iterator[Said]:
    """The evidence of the newest backup in the second place, but for what was opened there in the last days."""
    try:
        manifest = backup_format.look(newest.path)
    except (AppError, OSError):
        return
    folder, lost = newest.path.parent / places.EVIDENCE, set[str]()
    yield from _beside(home, key, folder, list(manifest.evidence), lost, LASTS)
    if lost:
        words = _("Nơi sao lưu thứ hai thiếu hoặc hỏng {n} tệp minh chứng: {folder}.")
        yield [("backup_not_proven", words.format(n=show_number(len(lost)), folder=folder))]


def _beside(
    home: Home, key: bytes, folder: Path, names: Sequence[str], lost: set[str], within: timedelta = ANEW
) -> Iterator[Said]:
    """Mend the evidence beside backups; what opens nowhere, or cannot be written there, is added to `lost`."""
    mended, sources = 0, evidence_copies.Sources((one for one in places.evidence(home) if one != folder), key)
    with opened_evidence.noted(home, folder, key, within) as there:
        for some in _pieces(names):
            gone, back = _mend(some, there, sources)
            lost |= gone
            mended += len(back)
            yield []
    if mended:
        words = _("{n} tệp minh chứng bị mất hoặc hỏng trong {folder} đã được chép lại từ bản nguyên vẹn.")
        yield [(MENDED, words.format(n=show_number(mended), folder=folder))]


def _mend(names: Iterable[str], there: OpenedEvidence, sources: evidence_copies.Sources) -> tuple[set[str], set[str]]:
    """Those that open nowhere or could not be written there, and those that were mended."""
    lost, before = set[str](), len(there.laid)
    for name in dict.fromkeys(names):
        try:
            lost |= set(evidence_copies.gather([name], there, sources))
        except (AppError, OSError):
            lost.add(name)
    return lost, set(there.laid[before:])


def _fault(evidence: Evidence, name: str, address: str) -> Said:
    refusal = evidence.fault(address)
    if refusal is None:
        return []
    words = _("Tệp đính kèm “{name}”: {what}").format(name=name, what=refusal.what)
    return [(refusal.code, words)]


def _pieces(several: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(several), _AT_ONCE):
        yield several[start : start + _AT_ONCE]
