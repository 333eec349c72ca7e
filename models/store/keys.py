"""The key slots: one random data key, wrapped once for each way in (passphrase, recovery code, this computer)."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.base import ids
from models.base.errors import AppError
from models.base.paths import write_file
from models.base.text import nfc
from models.base.words import _

FORMAT = "so-cchc-keys/1"
SHORTEST_PASSPHRASE = 8
# About 0.3 s on a desktop of 2024 and 0.6 s on a district's; each slot stores its own, so they can be raised later.
COST = {"memory_kib": 128 * 1024, "iterations": 4, "lanes": 2}
_RECOVERY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed from paper
_RECOVERY_LENGTH = 32  # 160 bits
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class KeyFile:
    """What the key file holds: the office's id and its slots. Nothing in it opens the office without a secret."""

    office: str
    slots: tuple[dict[str, Any], ...]


def load(path: Path) -> KeyFile:
    """Read the slots. Raises AppError `keys_missing`, `keys_damaged` or `newer_version`."""
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT and content["format"].startswith("so-cchc-keys/"):
            raise _newer()
        found = KeyFile(content["office"], tuple(_sound(slot) for slot in content["slots"]))
        if content["format"] != FORMAT or not isinstance(found.office, str):
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
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        raise AppError(
            "keys_damaged",
            _("Tệp khoá của sổ không đọc được."),
            _("Tệp {name} bị hỏng hoặc bị cắt cụt.").format(name=path.name),
            _("Hãy chép lại tệp này từ bản sao lưu."),
        ) from None
    return found


def save(path: Path, keys: KeyFile) -> None:
    """Write the slots, whole or not at all. Raises OSError."""
    content = {"format": FORMAT, "office": keys.office, "slots": list(keys.slots)}
    write_file(path, json.dumps(content, indent=1, sort_keys=True).encode())


def new_keys(passphrase: str) -> tuple[KeyFile, bytes, str]:
    """A new data key (32 bytes) with two ways in, and the recovery code to print once. Raises `weak_passphrase`."""
    refuse_weak(passphrase)
    data_key = secrets.token_bytes(32)
    code = "".join(secrets.choice(_RECOVERY_LETTERS) for _place in range(_RECOVERY_LENGTH))
    office = ids.new_id()
    slots = (_slot(office, "passphrase", nfc(passphrase), data_key), _slot(office, "recovery", code, data_key))
    return KeyFile(office, slots), data_key, "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def refuse_weak(passphrase: str) -> None:
    """Raises AppError `weak_passphrase` for one that is too short to keep anybody out."""
    if len(nfc(passphrase)) < SHORTEST_PASSPHRASE:
        raise AppError(
            "weak_passphrase",
            _("Mật khẩu quá ngắn."),
            _("Mật khẩu bảo vệ toàn bộ dữ liệu của cơ quan nên cần ít nhất {n} ký tự.").format(n=SHORTEST_PASSPHRASE),
            _("Hãy đặt một câu dễ nhớ gồm vài từ."),
        )


def unlock(keys: KeyFile, passphrase: str) -> bytes:
    """The data key for a passphrase or a recovery code. Raises `wrong_passphrase`; there is no other way in."""
    code = "".join(c for c in passphrase.upper().translate(_MISREAD) if c.isalnum())
    for slot in keys.slots:
        secret = {"passphrase": nfc(passphrase), "recovery": code}.get(slot.get("kind", ""))
        if secret is None or (slot["kind"] == "recovery" and len(code) != _RECOVERY_LENGTH):
            continue
        found = _unwrap(keys.office, slot, _stretched(secret, slot))
        if found is not None:
            return found
    raise AppError(
        "wrong_passphrase",
        _("Mật khẩu không đúng."),
        _("Sổ được mã hoá bằng mật khẩu của cơ quan và không có cách nào khác để mở."),
        _("Hãy kiểm tra bộ gõ, phím Caps Lock rồi nhập lại, hoặc dùng mã khôi phục đã in khi tạo sổ."),
    )


def unlock_remembered(keys: KeyFile, secret: str) -> bytes | None:
    """The data key for what this computer's keyring keeps, or None when that no longer opens it."""
    for slot in keys.slots:
        if slot.get("kind") == "computer":
            found = _unwrap(keys.office, slot, _computer_key(secret, slot))
            if found is not None:
                return found
    return None


def remember(keys: KeyFile, data_key: bytes) -> tuple[KeyFile, str]:
    """Add a way in for this computer; the returned secret goes into the keyring and nowhere else."""
    secret = secrets.token_hex(32)
    slot = {"kind": "computer", "salt": _b64(secrets.token_bytes(16))}
    slot |= _wrapped(keys.office, "computer", _computer_key(secret, slot), data_key)
    return KeyFile(keys.office, (*forget(keys).slots, slot)), secret


def forget(keys: KeyFile) -> KeyFile:
    """Destroy the ways in that keyrings hold."""
    return KeyFile(keys.office, tuple(slot for slot in keys.slots if slot.get("kind") != "computer"))


def with_passphrase(keys: KeyFile, data_key: bytes, passphrase: str) -> KeyFile:
    """The same key behind another passphrase. Raises AppError `weak_passphrase`."""
    refuse_weak(passphrase)
    others = tuple(slot for slot in keys.slots if slot.get("kind") != "passphrase")
    return KeyFile(keys.office, (_slot(keys.office, "passphrase", nfc(passphrase), data_key), *others))


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
    return dict(slot)


def _affordable(slot: dict[str, Any]) -> bool:
    # One changed digit must not make the program ask for more memory than the computer has.
    memory, iterations, lanes = (int(slot[name]) for name in ("memory_kib", "iterations", "lanes"))
    return 8 * lanes <= memory <= 2 * 1024 * 1024 and 1 <= iterations <= 100 and 1 <= lanes <= 64


def _slot(office: str, kind: str, secret: str, data_key: bytes) -> dict[str, Any]:
    slot: dict[str, Any] = {"kind": kind, "kdf": "argon2id", "salt": _b64(secrets.token_bytes(16)), **COST}
    return slot | _wrapped(office, kind, _stretched(secret, slot), data_key)


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


def _wrapped(office: str, kind: str, key: bytes, data_key: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(12)
    return {"nonce": _b64(nonce), "wrapped": _b64(AESGCM(key).encrypt(nonce, data_key, f"{office}/{kind}".encode()))}


def _unwrap(office: str, slot: dict[str, Any], key: bytes) -> bytes | None:
    try:
        bound = f"{office}/{slot['kind']}".encode()
        return AESGCM(key).decrypt(_unb64(slot["nonce"]), _unb64(slot["wrapped"]), bound)
    except InvalidTag:
        return None


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
