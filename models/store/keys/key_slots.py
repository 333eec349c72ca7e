"""The key slots: one random data key, wrapped once for each way in.

A way in is an account's passphrase, the recovery code, or a computer that an account may open without asking.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.base import ids
from models.base.errors import AppError
from models.base.paths import patiently, write_file
from models.base.text import fold, nfc
from models.base.words import _
from models.store import faults
from models.store.keys import passphrase_strength

FORMAT = "so-cchc-keys/2"
# In the first form there was one passphrase for all; it counts as that of the first administrator's account, whose id
# is the office's own.
_KNOWN = {"so-cchc-keys/1", FORMAT}
SHORTEST_PASSPHRASE = passphrase_strength.SHORTEST
# About 0.3 s on a desktop of 2024 and 0.6 s on a district's; each slot stores its own, so they can be raised later.
COST = {"memory_kib": 128 * 1024, "iterations": 4, "lanes": 2}
# What one slot may ask for at most, eight times today's: a key file that came with a stranger's backup must neither
# keep the person waiting for minutes nor take the computer's memory.
_MOST_MEMORY_KIB = 512 * 1024
_MOST_WORK = 8 * COST["memory_kib"] * COST["iterations"]
LARGEST = 1_000_000  # bytes; a slot has about 500
MOST_SLOTS = 500  # two for each account, and the recovery code
_RECOVERY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed from paper
_RECOVERY_LENGTH = 32  # 160 bits
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class KeyFile:
    """What the key file holds: the office's id and its slots. Nothing in it opens the office without a secret.

    The accounts' names stand in it, so that a person picks one before typing; an office may hide them.
    """

    office: str
    slots: tuple[dict[str, Any], ...]
    names_hidden: bool = False


@dataclass(frozen=True)
class Unlocked:
    """What a passphrase opened. `account` is None for the recovery code, which belongs to the office."""

    data_key: bytes = field(repr=False)
    account: str | None
    keys: KeyFile  # its slot stretched as today's cost asks, when it was made with less; then it wants saving


def load(path: Path) -> KeyFile:
    """Read the slots. Raises AppError `keys_missing`, `keys_damaged` or `newer_version`."""
    try:
        written = patiently(lambda: _begin_of(path))
        if len(written) > LARGEST:
            raise ValueError
        content = json.loads(written)
        if content["format"] not in _KNOWN and content["format"].startswith("so-cchc-keys/"):
            raise _newer()
        hidden = content.get("names_hidden") is True
        found = KeyFile(content["office"], tuple(_sound(slot) for slot in content["slots"]), hidden)
        if content["format"] not in _KNOWN or not isinstance(found.office, str) or len(found.slots) > MOST_SLOTS:
            raise ValueError
    except FileNotFoundError:
        raise AppError(
            "keys_missing",
            _("Không tìm thấy tệp khoá của sổ."),
            _("Tệp {name} phải nằm cạnh tệp dữ liệu; thiếu nó thì không mật khẩu nào mở được sổ.").format(
                name=path.name
            ),
            _("Hãy chép lại tệp này từ bản sao lưu."),
        ) from None
    except OSError as failure:  # held by another program, or a disk that does not read: its content is another matter
        raise faults.sorted_fault(failure) or faults.disk_failing() from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise AppError(
            "keys_damaged",
            _("Tệp khoá của sổ không đọc được."),
            _("Tệp {name} bị hỏng hoặc bị cắt cụt.").format(name=path.name),
            _("Hãy chép lại tệp này từ bản sao lưu."),
        ) from None
    return found


def _begin_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def save(path: Path, keys: KeyFile) -> None:
    """Write the slots, whole or not at all. Raises OSError."""
    content: dict[str, Any] = {"format": FORMAT, "office": keys.office, "slots": list(keys.slots)}
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
    empty = KeyFile(ids.new_id(), ())
    keys, code = with_new_recovery(empty, data_key)
    return with_passphrase(keys, data_key, passphrase, name=name), data_key, code


def with_new_recovery(keys: KeyFile, data_key: bytes) -> tuple[KeyFile, str]:
    """Another recovery code, to print once; the one before opens nothing from now on."""
    code = "".join(secrets.choice(_RECOVERY_LETTERS) for _place in range(_RECOVERY_LENGTH))
    others = tuple(slot for slot in keys.slots if slot.get("kind") != "recovery")
    slot = _slot(keys.office, {"kind": "recovery"}, code, data_key)
    return replace(keys, slots=(*others, slot)), "-".join(code[i : i + 4] for i in range(0, len(code), 4))


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
    code = "".join(c for c in passphrase.upper().translate(_MISREAD) if c.isalnum())
    preferred = account_named(keys, first) or first
    for slot in sorted(keys.slots, key=lambda slot: account_of(keys, slot) != preferred):
        secret = {"passphrase": nfc(passphrase), "recovery": code}.get(slot.get("kind", ""))
        if secret is None or (slot["kind"] == "recovery" and len(code) != _RECOVERY_LENGTH):
            continue
        if slot["kind"] == "passphrase" and account not in {None, account_of(keys, slot)}:
            continue
        found = _unwrap(keys.office, slot, _stretched(secret, slot))
        if found is not None:
            owner = account_of(keys, slot) if slot["kind"] == "passphrase" else None
            return Unlocked(found, owner, _stronger(keys, slot, secret, found))
    raise AppError(
        "wrong_passphrase",
        _("Mật khẩu không đúng."),
        _("Sổ được mã hoá bằng mật khẩu của cơ quan và không có cách nào khác để mở."),
        _("Hãy kiểm tra bộ gõ, phím Caps Lock rồi nhập lại, hoặc dùng mã khôi phục đã in khi tạo sổ."),
    )


def unlock_remembered(keys: KeyFile, secret: str) -> bytes | None:
    """The data key for what this computer's keyring keeps, or None when that no longer opens it."""
    found = remembered(keys, secret)
    return found.data_key if found else None


def remembered(keys: KeyFile, secret: str) -> Unlocked | None:
    """The data key for what this computer's keyring keeps, and whose way in it is."""
    for slot in keys.slots:
        if slot.get("kind") == "computer":
            found = _unwrap(keys.office, slot, _computer_key(secret, slot))
            if found is not None:
                return Unlocked(found, account_of(keys, slot), keys)
    return None


def remember(keys: KeyFile, data_key: bytes, account: str | None = None) -> tuple[KeyFile, str]:
    """Let an account in from this computer; the returned secret goes into the keyring and nowhere else."""
    secret = secrets.token_hex(32)
    slot = {"kind": "computer", "account": account or keys.office, "salt": _b64(secrets.token_bytes(16))}
    slot |= _wrapped(keys.office, slot, _computer_key(secret, slot), data_key)
    return replace(keys, slots=(*forget(keys).slots, slot)), secret


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
    return [(account_of(keys, s), str(s.get("name", ""))) for s in keys.slots if s.get("kind") == "passphrase"]


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


def evidence_keys(data_key: bytes) -> tuple[bytes, bytes]:
    """Two keys derived from the data key: one encrypts evidence files, one names them."""
    return _derived(data_key, b"evidence"), _derived(data_key, b"evidence-names")


def _sound(slot: Any) -> dict[str, Any]:  # noqa: ANN401
    """The slot when it has what its kind needs; one of a kind that we do not know is passed over when unlocking.

    Raises KeyError, ValueError, TypeError.
    """
    if slot["kind"] in {"passphrase", "recovery", "computer"}:
        lengths = [len(_unb64(slot[name])) for name in ("salt", "nonce", "wrapped")]
        if lengths != [16, 12, 48] or not (slot["kind"] == "computer" or _affordable(slot)):
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
    slot = {**about, "kdf": "argon2id", "salt": _b64(secrets.token_bytes(16)), **COST}
    return slot | _wrapped(office, slot, _stretched(secret, slot), data_key)


def _stronger(keys: KeyFile, slot: dict[str, Any], secret: str, data_key: bytes) -> KeyFile:
    """The key file with this slot stretched as slots are today, if it was made when computers were slower."""
    if slot["memory_kib"] * slot["iterations"] >= COST["memory_kib"] * COST["iterations"]:
        return keys
    about: dict[str, Any] = {name: slot[name] for name in ("kind", "account", "name") if name in slot}
    renewed = _slot(keys.office, about, secret, data_key)
    return replace(keys, slots=tuple(renewed if one is slot else one for one in keys.slots))


def _stretched(secret: str, slot: dict[str, Any]) -> bytes:
    return Argon2id(
        salt=_unb64(slot["salt"]),
        length=32,
        iterations=slot["iterations"],
        lanes=slot["lanes"],
        memory_cost=slot["memory_kib"],
    ).derive(secret.encode())


def _computer_key(secret: str, slot: dict[str, Any]) -> bytes:
    # The secret is 256 random bits, so it needs no slow stretching, and the office opens at once.
    return HKDF(SHA256(), 32, salt=_unb64(slot["salt"]), info=b"so-cchc computer").derive(secret.encode())


def _derived(data_key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"so-cchc " + purpose).derive(data_key)


def _wrapped(office: str, slot: dict[str, Any], key: bytes, data_key: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(12)
    return {"nonce": _b64(nonce), "wrapped": _b64(AESGCM(key).encrypt(nonce, data_key, _bound(office, slot)))}


def _unwrap(office: str, slot: dict[str, Any], key: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(_unb64(slot["nonce"]), _unb64(slot["wrapped"]), _bound(office, slot))
    except InvalidTag:
        return None


def _bound(office: str, slot: dict[str, Any]) -> bytes:
    # Under the seal, so that nobody turns his own slot into another's by editing the file.
    return "/".join((office, slot["kind"], *([slot["account"]] if "account" in slot else []))).encode()


def _newer() -> AppError:
    return AppError(
        "newer_version",
        _("Sổ này được tạo bằng phiên bản mới hơn."),
        _("Phiên bản đang dùng chưa hiểu định dạng khoá của sổ."),
        _("Hãy cài bản Sổ CCHC mới nhất rồi mở lại."),
    )


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unb64(text: str) -> bytes:
    return base64.b64decode(text)
