"""The key slots: one random data key, wrapped once for each way in.

A way in is an account's passphrase, the recovery code, or a computer that an account may open without asking.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from models.base import ids
from models.base.errors import AppError
from models.base.notes import NO_NOTE, read_note
from models.base.paths import patiently, write_file
from models.base.text import fold, nfc
from models.base.words import _
from models.store import faults
from models.store.keys import passphrase_strength, slot_keys

FORMAT = "so-cchc-keys/3"
# In the first form there was one passphrase for all; it counts as that of the first administrator's account, whose id
# is the office's own. In the first two a slot had no key pair.
_KNOWN = {"so-cchc-keys/1", "so-cchc-keys/2", FORMAT}
SHORTEST_PASSPHRASE = passphrase_strength.SHORTEST
# About 0.3 s on a desktop of 2024 and 0.6 s on a district's; each slot stores its own, so they can be raised later.
COST = {"memory_kib": 128 * 1024, "iterations": 4, "lanes": 2}
# What one slot may ask for at most, eight times today's: a key file that came with a stranger's backup must neither
# keep the person waiting for minutes nor take the computer's memory.
_MOST_MEMORY_KIB = 512 * 1024
_MOST_WORK = 8 * COST["memory_kib"] * COST["iterations"]
# What all slots that one passphrase is tried on may take: a hundred of today's, half a minute to a minute.
_MOST_IN_ALL = 100 * COST["memory_kib"] * COST["iterations"]
LARGEST = 1_000_000  # bytes; a slot has about 700
MOST_SLOTS = 500  # two for each account, and the recovery code
_RECOVERY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed from paper
_RECOVERY_LENGTH = 32  # 160 bits
_MISREAD = str.maketrans("OIL", "011")
_NAMING_LENGTH = 60  # bytes, sealed (`data_keys`)


@dataclass(frozen=True)
class KeyFile:
    """What the key file holds: the office's id and its slots. Nothing in it opens the office without a secret.

    The accounts' names stand in it, so that a person picks one before typing; an office may hide them.
    """

    office: str
    slots: tuple[dict[str, Any], ...]
    names_hidden: bool = False
    generation: int = 0  # how often the data key was exchanged
    naming: str = ""  # the key that names evidence, sealed with the data key; "" while it is derived from that one


@dataclass(frozen=True)
class Unlocked:
    """What a passphrase opened. `account` is None for the recovery code, which belongs to the office.

    `way` is the fingerprint of the slot that it opened: the book says whether that is still valid. It is "" for
    somebody who is inside already.
    """

    data_key: bytes = field(repr=False)
    account: str | None
    keys: KeyFile
    way: str = ""
    kind: str = ""
    renewed: dict[str, Any] | None = field(default=None, repr=False)  # the slot as made today, where it was not


def load(path: Path) -> KeyFile:
    """Read the slots. Raises AppError `keys_missing`, `keys_damaged` or `newer_version`."""
    try:
        written = patiently(lambda: _begin_of(path))
        content = json.loads(written)
        if content["format"] not in _KNOWN and content["format"].startswith("so-cchc-keys/"):
            raise _newer()
        found = _read(content)
        if content["format"] not in _KNOWN or not isinstance(found.office, str) or len(found.slots) > MOST_SLOTS:
            raise ValueError
    except FileNotFoundError:
        raise AppError(
            "keys_missing",
            _("Không tìm thấy tệp khóa của sổ."),
            _("Tệp {name} phải nằm cạnh tệp dữ liệu; thiếu nó thì không mật khẩu nào mở được sổ.").format(
                name=path.name
            ),
            _("Hãy chép lại tệp này từ bản sao lưu."),
        ) from None
    except OSError as failure:  # held by another program, or a disk that does not read: its content is another matter
        raise faults.sorted_fault(failure) or faults.disk_failing() from None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise damaged(path.name) from None
    return found


def _begin_of(path: Path) -> bytes:
    try:
        return read_note(path, LARGEST)
    except OSError as failure:
        if failure.errno in NO_NOTE:
            raise ValueError from None
        raise


def save(path: Path, keys: KeyFile) -> None:
    """Write the slots, whole or not at all. Raises OSError."""
    content: dict[str, Any] = {"format": FORMAT, "office": keys.office, "slots": list(keys.slots)}
    content |= {"generation": keys.generation, "naming": keys.naming} if keys.generation else {}
    if keys.names_hidden:
        content["names_hidden"] = True
        content["slots"] = [{**slot, "name": ""} if "name" in slot else slot for slot in keys.slots]
    write_file(path, json.dumps(content, indent=1, sort_keys=True).encode())


def new_keys(passphrase: str, name: str = "") -> tuple[KeyFile, bytes, str]:
    """A new data key (32 bytes) with two ways in, and the recovery code to print once. Raises `weak_passphrase`.

    The passphrase is that of the first account, called `name`; its id is the office's.
    """
    refuse_short(passphrase)
    data_key = secrets.token_bytes(32)
    code = new_recovery_code()
    keys = with_recovery(KeyFile(ids.new_id(), ()), data_key, code)
    return with_passphrase(keys, data_key, passphrase, name=name), data_key, code


def new_recovery_code() -> str:
    """A code to print once: 160 random bits in groups of four."""
    code = "".join(secrets.choice(_RECOVERY_LETTERS) for _place in range(_RECOVERY_LENGTH))
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def with_recovery(keys: KeyFile, data_key: bytes, code: str) -> KeyFile:
    """The office opens with this recovery code; the one before opens nothing from now on."""
    others = tuple(slot for slot in keys.slots if slot.get("kind") != "recovery")
    return replace(keys, slots=(*others, _slot(keys.office, {"kind": "recovery"}, _code(code), data_key)))


def refuse_short(passphrase: str) -> None:
    """Raises AppError `weak_passphrase` for one that is too short to keep anybody out.

    How hard it is to guess is judged where it is chosen (`passphrase_strength`).
    """
    if len(nfc(passphrase)) < SHORTEST_PASSPHRASE:
        raise AppError(
            "weak_passphrase",
            _("Mật khẩu quá ngắn."),
            _("Mật khẩu bảo vệ toàn bộ dữ liệu của cơ quan nên cần ít nhất {n} ký tự.").format(n=SHORTEST_PASSPHRASE),
            _("Hãy đặt một câu dễ nhớ gồm vài từ."),
        )


def unlock(keys: KeyFile, passphrase: str) -> bytes:
    """The data key for any account's passphrase or the recovery code. Raises `wrong_passphrase`."""
    return unlocked(keys, passphrase).data_key


def unlocked(keys: KeyFile, passphrase: str, account: str | None = None, *, first: str = "") -> Unlocked:
    """What a passphrase or a recovery code opens; with `account`, only that account's passphrase is tried.

    Each try takes as long as stretching does, so the slot of `first` (an id or a name) is tried before the others.
    Raises `wrong_passphrase`; there is no other way in.
    """
    found = next(each_unlocked(keys, passphrase, account, first=first), None)
    if found is None:
        raise wrong_passphrase()
    return found


def each_unlocked(keys: KeyFile, passphrase: str, account: str | None = None, *, first: str = "") -> Iterator[Unlocked]:
    """All that it opens, as `unlocked` has it, one after the other: a slot that was replaced may still lie there."""
    code, work = _code(passphrase), 0
    preferred = account_named(keys, first) or first
    for slot in sorted(keys.slots, key=lambda slot: account_of(keys, slot) != preferred):
        secret = {"passphrase": nfc(passphrase), "recovery": code}.get(slot.get("kind", ""))
        if secret is None or (slot["kind"] == "recovery" and len(code) != _RECOVERY_LENGTH):
            continue
        if slot["kind"] == "passphrase" and account not in {None, account_of(keys, slot)}:
            continue
        work += slot["memory_kib"] * slot["iterations"]
        if work > _MOST_IN_ALL:
            raise _too_many_slots()
        found = slot_keys.opened(keys.office, slot, secret)
        if found is not None:
            owner = account_of(keys, slot) if slot["kind"] == "passphrase" else None
            renewed = _renewed(keys.office, slot, secret, found)
            yield Unlocked(found, owner, keys, slot_keys.fingerprint(slot), slot["kind"], renewed)


def wrong_passphrase() -> AppError:
    """It opens nothing."""
    return AppError(
        "wrong_passphrase",
        _("Mật khẩu không đúng."),
        _("Sổ được mã hóa; chỉ mật khẩu của người được chọn hoặc mã khôi phục mới nhất mở được."),
        _("Hãy kiểm tra tên người dùng, bộ gõ, phím Caps Lock rồi nhập lại, hoặc dùng mã khôi phục mới nhất đã in."),
    )


def unlock_remembered(keys: KeyFile, secret: str) -> bytes | None:
    """The data key for what this computer's keyring keeps, or None when that no longer opens it."""
    found = remembered(keys, secret)
    return found.data_key if found else None


def remembered(keys: KeyFile, secret: str) -> Unlocked | None:
    """The data key for what this computer's keyring keeps, and whose way in it is."""
    for slot in keys.slots:
        if slot.get("kind") == "computer":
            found = slot_keys.opened(keys.office, slot, secret)
            if found is not None:
                return Unlocked(found, account_of(keys, slot), keys, slot_keys.fingerprint(slot), slot["kind"])
    return None


def new_computer_secret() -> str:
    """What goes into this computer's keyring, and nowhere else."""
    return secrets.token_hex(32)


def with_computer(keys: KeyFile, data_key: bytes, secret: str, account: str | None = None) -> KeyFile:
    """Let an account in from the computer whose keyring has this secret, and from no other."""
    slot = slot_keys.made(keys.office, {"kind": "computer", "account": account or keys.office}, secret, data_key)
    return replace(keys, slots=(*forget(keys).slots, slot))


def forget(keys: KeyFile) -> KeyFile:
    """Destroy the ways in that keyrings hold."""
    return replace(keys, slots=tuple(slot for slot in keys.slots if slot.get("kind") != "computer"))


def with_passphrase(
    keys: KeyFile, data_key: bytes, passphrase: str, account: str | None = None, name: str = ""
) -> KeyFile:
    """The same key behind another passphrase of this account (the first one, if none is named).

    Raises AppError `weak_passphrase`.
    """
    refuse_short(passphrase)
    owner = account or keys.office
    others = tuple(s for s in keys.slots if s.get("kind") != "passphrase" or account_of(keys, s) != owner)
    about = {"kind": "passphrase", "account": owner, "name": nfc(name) or name_of(keys, owner)}
    return replace(keys, slots=(_slot(keys.office, about, nfc(passphrase), data_key), *others))


def without(keys: KeyFile, account: str, *kinds: str) -> KeyFile:
    """Destroy an account's ways in, or those of these kinds only."""
    gone = kinds or ("passphrase", "computer")
    return replace(
        keys, slots=tuple(s for s in keys.slots if s.get("kind") not in gone or account_of(keys, s) != account)
    )


def account_of(keys: KeyFile, slot: dict[str, Any]) -> str:
    """Whose slot it is; one of the first form is the first administrator's."""
    return str(slot.get("account", keys.office))


def name_of(keys: KeyFile, account: str) -> str:
    """The account's name as the key file has it; nothing when names are hidden or it was of the first form."""
    return dict(accounts(keys)).get(account, "")


def accounts(keys: KeyFile) -> list[tuple[str, str]]:
    """Id and name of every account that has a passphrase, for the choice before unlocking."""
    found = {account_of(keys, s): str(s.get("name", "")) for s in keys.slots if s.get("kind") == "passphrase"}
    return list(found.items())


def account_named(keys: KeyFile, name: str) -> str | None:
    """The id of the account of this id or name, or of this part of one name only; None where the key file cannot tell.

    It cannot for hidden names, and for one that was changed while this file was elsewhere.
    """
    wanted = fold(name)
    if not wanted.strip():
        return None
    known = accounts(keys)
    exact = [account for account, called in known if account == name or fold(called) == wanted]
    found = exact or [account for account, called in known if wanted in fold(called)]
    return found[0] if len(found) == 1 else None


def with_names(keys: KeyFile, names: dict[str, str], *, hidden: bool) -> KeyFile:
    """The accounts called so from now on, or no names at all in the key file."""
    slots = tuple(
        {**s, "name": names.get(account_of(keys, s), "")} if s.get("kind") == "passphrase" and "account" in s else s
        for s in keys.slots
    )
    return replace(keys, slots=slots, names_hidden=hidden)


def with_slot(keys: KeyFile, way: str, slot: dict[str, Any]) -> KeyFile:
    """This slot in the place of the one with the fingerprint `way`."""
    return replace(keys, slots=tuple(slot if slot_keys.fingerprint(one) == way else one for one in keys.slots))


def with_both(keys: KeyFile, before: KeyFile) -> KeyFile:
    """These slots and those of before: while a change is under way neither the old nor the new secret fails."""
    known = {slot_keys.fingerprint(slot) for slot in keys.slots}
    return replace(keys, slots=(*keys.slots, *(s for s in before.slots if slot_keys.fingerprint(s) not in known)))


def ways(keys: KeyFile) -> dict[str, tuple[str, str | None]]:
    """Kind and owner (None for the recovery code's) of each slot that opens the office, by its fingerprint."""
    known = [slot for slot in keys.slots if slot.get("kind") in slot_keys.KINDS]
    return {
        slot_keys.fingerprint(s): (s["kind"], None if s["kind"] == "recovery" else account_of(keys, s)) for s in known
    }


def only(keys: KeyFile, fingerprints: Collection[str]) -> KeyFile:
    """Without the ways in that are not among these; slots of kinds that we do not know stay."""
    kept = (s for s in keys.slots if s.get("kind") not in slot_keys.KINDS or slot_keys.fingerprint(s) in fingerprints)
    return replace(keys, slots=tuple(kept))


def _read(content: Any) -> KeyFile:  # noqa: ANN401
    generation, naming = content.get("generation", 0), content.get("naming", "")
    if type(generation) is not int or generation < 0 or len(slot_keys.unb64(naming)) not in {0, _NAMING_LENGTH}:
        raise ValueError
    slots = tuple(_sound(slot) for slot in content["slots"])
    return KeyFile(content["office"], slots, content.get("names_hidden") is True, generation, naming)


def _sound(slot: Any) -> dict[str, Any]:  # noqa: ANN401
    """The slot when it has what its kind needs; one of a kind that we do not know is passed over when unlocking.

    Raises KeyError, ValueError, TypeError.
    """
    if slot["kind"] in slot_keys.KINDS:
        if not slot_keys.well_formed(slot) or not (slot["kind"] == "computer" or _affordable(slot)):
            raise ValueError("slot")
        if not all(isinstance(slot.get(name, ""), str) for name in ("account", "name")):
            raise ValueError("account")
    return dict(slot)


def _affordable(slot: dict[str, Any]) -> bool:
    asked = [slot[name] for name in ("memory_kib", "iterations", "lanes")]
    if not all(type(number) is int for number in asked):
        return False
    memory, iterations, lanes = map(int, asked)
    few = 1 <= lanes <= 64 and 8 * lanes <= memory <= _MOST_MEMORY_KIB
    return few and iterations >= 1 and memory * iterations <= _MOST_WORK


def _slot(office: str, about: dict[str, Any], secret: str, data_key: bytes) -> dict[str, Any]:
    return slot_keys.made(office, {**about, "kdf": "argon2id", **COST}, secret, data_key)


def _code(typed: str) -> str:
    """A recovery code as it is stretched, however it was copied from paper."""
    return "".join(c for c in typed.upper().translate(_MISREAD) if c.isalnum())


def _renewed(office: str, slot: dict[str, Any], secret: str, data_key: bytes) -> dict[str, Any] | None:
    """The slot as slots are made today, if it was made when computers were slower, or without a key pair."""
    strong = slot["memory_kib"] * slot["iterations"] >= COST["memory_kib"] * COST["iterations"]
    if strong and slot_keys.has_pair(slot):
        return None
    about: dict[str, Any] = {name: slot[name] for name in ("kind", "account", "name") if name in slot}
    return _slot(office, about, secret, data_key)


def _newer() -> AppError:
    return AppError(
        "newer_version",
        _("Sổ này được tạo bằng phiên bản mới hơn."),
        _("Phiên bản đang dùng chưa hiểu định dạng khóa của sổ."),
        _("Hãy cài bản Sổ CCHC mới nhất rồi mở lại."),
    )


def _too_many_slots() -> AppError:
    return AppError(
        "too_many_slots",
        _("Mật khẩu này không phải của ai trong số những người được thử trước."),
        _("Tệp khóa có quá nhiều mật khẩu; thử lần lượt từng mật khẩu thì lâu tới nhiều phút."),
        _("Hãy chọn tên người dùng rồi nhập lại (bằng lệnh: --account TÊN)."),
    )


def damaged(name: str) -> AppError:
    """The key file is not what was written."""
    return AppError(
        "keys_damaged",
        _("Tệp khóa của sổ không đọc được."),
        _("Tệp {name} bị hỏng hoặc bị cắt cụt.").format(name=name),
        _("Hãy chép lại tệp này từ bản sao lưu."),
    )
