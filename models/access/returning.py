"""Who and what of then would count again when an older copy takes the book's place, and how that is ended again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access import by_journal
from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store import faults, schema
from models.store.audit import Change
from models.store.db import Store, WriteTransaction, by_the_program
from models.store.keys import key_slots, slot_keys
from models.store.keys.key_slots import KeyFile
from models.store.sqlite import raw
from models.store.sqlite.connection import connect
from models.work import accounts, rights, ways_in
from models.work.accounts import Account, Holding
from models.work.office import Office
from models.work.ways_in import WayIn

OPERATION = "book.restored"
_HAS = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
_NAME = "SELECT units.name FROM office JOIN units ON units.id = office.unit_id"


@dataclass(frozen=True)
class People:
    """Whom a book lets in: its accounts by id, the fingerprints of their valid ways, and the key file beside it."""

    keys: KeyFile
    accounts: dict[str, Holding]
    ways: frozenset[str]
    office: str = ""  # its name


@dataclass(frozen=True)
class Returning:
    """One thing that would count again. `kind` is account (disabled or unknown now), role, passphrase, recovery.

    `key` names it to whoever lets it return; `was` and `now` are roles ("" where it is not about one).
    """

    key: str
    kind: str
    name: str = ""
    was: str = ""
    now: str = ""


def people(db: Any, keys: KeyFile) -> People:  # noqa: ANN401 - the driver is untyped
    """Whom the book that `db` reads lets in. What the driver throws passes as it is."""
    with raw.any_text(db):
        known = {
            row["id"]: Holding(row["name"], row["role"], disabled=row["disabled_at"] is not None)
            for row in by_journal.rows(db, Account) or []
        }
        noted = frozenset(row["fingerprint"] for row in by_journal.rows(db, WayIn) or [] if row["ended_at"] is None)
        has_name = db.execute(_HAS, ("office",)).fetchone()[0]
        name = db.execute(_NAME).fetchall() if has_name else []
    lying = frozenset(key_slots.ways(keys))
    # A book from before the valid ways were noted takes all that its key file holds.
    return People(keys, known, noted & lying if noted else lying, str(name[0][0]) if name else "")


def of(then: People, now: People) -> list[Returning]:
    """What an older copy of the same office brings back; nothing for another office's."""
    if then.keys.office != now.keys.office:
        return []
    found: dict[str, Returning] = {}
    back: set[str] = set()
    for account, was in then.accounts.items():
        known = now.accounts.get(account)
        if was.disabled or not now.accounts:
            continue
        if known is None or known.disabled:
            back.add(account)
            found[f"account:{account}"] = Returning(f"account:{account}", "account", was.name, was.role)
        elif known.role != was.role:
            key = f"role:{account}"
            found[key] = Returning(key, "role", known.name, was.role, known.role)
    ways = key_slots.ways(then.keys)
    for way in sorted(then.ways - now.ways):
        kind, owner = ways[way]
        was_of = then.accounts.get(owner or "")
        if kind != "computer" and owner not in back and not (was_of and was_of.disabled):
            key = f"{kind}:{owner}" if owner else kind
            found[key] = Returning(key, kind, was_of.name if was_of else "")
    return list(found.values())


def end(new: Home, data_key: bytes, now: People, now_key: bytes, allowed: Collection[str], by: str) -> list[str]:
    """Let the copy in `new`, before it takes the book's place, know the people of `now`, but for what is `allowed`.

    Accounts are disabled, roles put and ways in ended as they are now; the passphrases and the code of now open it,
    and whoever is an administrator now is one there. Gives the keys of what was ended.
    Raises AppError `unknown_returning`, and what the disk or the book refuses.
    """
    with faults.sorting(), closing(connect(new.database, data_key, read_only=True, alone=True)) as db:
        then = people(db, key_slots.load(new.keys))
    back = of(then, now)
    refuse_unknown(back, allowed)
    if then.keys.office != now.keys.office:
        note(new, data_key, by)
        return []
    holdings = _holdings(then, now, allowed)
    keys = _keys(then, now, data_key, now_key, holdings, _kept_ways(then, now, allowed))
    if holdings != then.accounts or key_slots.ways(keys).keys() != then.ways:
        _write(new, data_key, holdings, keys, by)
    else:
        note(new, data_key, by)
    return [one.key for one in back if one.key not in allowed]


def refuse_unknown(back: Collection[Returning], allowed: Collection[str]) -> None:
    """Raises AppError `unknown_returning` when something is let return that does not."""
    unknown = sorted(set(allowed) - {one.key for one in back})
    if unknown:
        raise AppError(
            "unknown_returning",
            _("Bản sao lưu không đưa “{key}” trở lại.").format(key=unknown[0]),
            _("Chỉ cho trở lại được những gì bản xem trước nêu tên."),
            _("Hãy chạy backup compare và chép đúng mã ở mục returning."),
        )


def _holdings(then: People, now: People, allowed: Collection[str]) -> dict[str, Holding]:
    wanted: dict[str, Holding] = {}
    for account, was in then.accounts.items():
        known = now.accounts.get(account) if now.accounts else was
        if f"account:{account}" in allowed:
            wanted[account] = was
        elif known is None:
            wanted[account] = replace(was, disabled=True)
        else:
            role = was.role if f"role:{account}" in allowed else known.role
            wanted[account] = Holding(was.name, role, disabled=known.disabled)
    for account, known in now.accounts.items():
        if account not in wanted and known.role == rights.ADMIN and not known.disabled:
            wanted[account] = known
    return wanted


def _kept_ways(then: People, now: People, allowed: Collection[str]) -> set[str]:
    """The ways of then that stay: those that are valid now too, and those that are let return."""
    ways = key_slots.ways(then.keys)
    names = {way: {f"{kind}:{owner}" if owner else kind, f"account:{owner}"} for way, (kind, owner) in ways.items()}
    return {way for way in then.ways if way in now.ways or names[way] & set(allowed)}


def _keys(
    then: People, now: People, data_key: bytes, now_key: bytes, holdings: dict[str, Holding], kept: set[str]
) -> KeyFile:
    """The key file of the copy: its own slots that stay, and those of now, sealed to its data key."""

    def enters(slot: dict[str, Any]) -> bool:
        owner = key_slots.account_of(then.keys, slot)
        return slot.get("kind") == "recovery" or not (owner in holdings and holdings[owner].disabled)

    stay = [slot for slot in then.keys.slots if slot_keys.fingerprint(slot) in kept and enters(slot)]
    there = {slot_keys.fingerprint(slot) for slot in stay}
    for slot in now.keys.slots:
        way = slot_keys.fingerprint(slot)
        known = slot.get("kind") == "recovery" or key_slots.account_of(now.keys, slot) in holdings
        if way not in now.ways or way in there or not known or not enters(slot):
            continue
        if now_key == data_key:
            stay.append(slot)
        elif slot_keys.has_pair(slot):
            stay.append(slot_keys.resealed(then.keys.office, slot, data_key))
    return replace(then.keys, slots=tuple(stay), names_hidden=now.keys.names_hidden)


def note(new: Home, data_key: bytes, by: str) -> None:
    """A line of its own in the copy's journal: it took a book's place, and nothing in it was changed."""
    with _written(new, data_key, by) as write:
        write.note(_restored(write.session))


def _restored(session: Session) -> list[Change]:
    """The line is about the office; no field of it changed."""
    return [Change("office", row_id, {}, {}, None) for row_id in session.scalars(select(Office.id))]


@contextmanager
def _written(new: Home, data_key: bytes, by: str) -> Iterator[WriteTransaction]:
    if schema.is_old(new.database, data_key):
        schema.upgrade(new, data_key)
    store = Store(new.database, data_key)
    store.guard = by_the_program  # whether somebody may was asked of the book that is replaced
    try:
        with store.write(OPERATION, by=by) as write:
            yield write
    finally:
        store.close()


def _write(new: Home, data_key: bytes, holdings: dict[str, Holding], keys: KeyFile, by: str) -> None:
    with _written(new, data_key, by) as write:
        write.note(_restored(write.session))
        accounts.hold(write.session, holdings)
        ways_in.put(write.session, key_slots.ways(keys))
    key_slots.save(new.keys, keys)
