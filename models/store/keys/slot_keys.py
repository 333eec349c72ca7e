"""One slot: a key pair of its own, its closed half behind a secret, and the data key sealed to its open half.

The data key can so be exchanged for everybody who stays without anybody's secret: it is sealed to the open halves anew
(X25519, HKDF-SHA-256, AES-256-GCM). In the first forms the secret wrapped the data key itself; such a slot is made anew
when its owner next comes with the secret.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KINDS = frozenset({"passphrase", "recovery", "computer"})
_KEY = 32  # bytes of every key here
_NONCE = 12
_LENGTHS = {"salt": 16, "nonce": 12, "wrapped": 48}
_PAIR_LENGTHS = {"public": _KEY, "sealed": _KEY + _NONCE + 48}
# What changes without the way in being another one: how its owner is called, and which data key it opens.
_LOOSE = frozenset({"name", "sealed"})


def made(office: str, about: dict[str, Any], secret: str, data_key: bytes) -> dict[str, Any]:
    """A slot that opens `data_key` with `secret`. `about` has its kind and owner, and the cost of stretching if any."""
    pair = X25519PrivateKey.generate()
    slot = {**about, "salt": b64(secrets.token_bytes(16)), "public": b64(pair.public_key().public_bytes_raw())}
    nonce = secrets.token_bytes(_NONCE)
    closed = AESGCM(_stretched(secret, slot)).encrypt(nonce, pair.private_bytes_raw(), _bound(office, slot))
    return resealed(office, {**slot, "nonce": b64(nonce), "wrapped": b64(closed)}, data_key)


def resealed(office: str, slot: dict[str, Any], data_key: bytes) -> dict[str, Any]:
    """The same way in to another data key; its secret is not needed, and goes on opening it."""
    once = X25519PrivateKey.generate()
    public = unb64(slot["public"])
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    nonce, opening = secrets.token_bytes(_NONCE), once.public_key().public_bytes_raw()
    sealed = AESGCM(_agreed(shared, opening, public)).encrypt(nonce, data_key, _bound(office, slot))
    return {**slot, "sealed": b64(opening + nonce + sealed)}


def opened(office: str, slot: dict[str, Any], secret: str) -> bytes | None:
    """The data key, or None when the secret is another's, or something of the slot was exchanged."""
    try:
        key, nonce, wrapped = _stretched(secret, slot), unb64(slot["nonce"]), unb64(slot["wrapped"])
        found = AESGCM(key).decrypt(nonce, wrapped, _bound(office, slot))
        if not has_pair(slot):
            return found
        pair, sealed = X25519PrivateKey.from_private_bytes(found), unb64(slot["sealed"])
        opening, nonce, closed = sealed[:_KEY], sealed[_KEY : _KEY + _NONCE], sealed[_KEY + _NONCE :]
        shared = pair.exchange(X25519PublicKey.from_public_bytes(opening))
        public = pair.public_key().public_bytes_raw()
        return AESGCM(_agreed(shared, opening, public)).decrypt(nonce, closed, _bound(office, slot))
    except (InvalidTag, ValueError):  # a point of small order is no key of anybody's
        return None


def has_pair(slot: dict[str, Any]) -> bool:
    """Whether another data key can be sealed to it without its secret."""
    return "public" in slot


def fingerprint(slot: dict[str, Any]) -> str:
    """What the book knows a way in by: all of the slot but its owner's name and the data key sealed in it."""
    firm = {name: value for name, value in slot.items() if name not in _LOOSE}
    return hashlib.sha256(json.dumps(firm, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def well_formed(slot: dict[str, Any]) -> bool:
    """Whether the parts of a slot of a kind that we know have the lengths that they must have.

    Raises KeyError, ValueError, TypeError.
    """
    lengths = _LENGTHS | (_PAIR_LENGTHS if has_pair(slot) else {})
    return all(len(unb64(slot[name])) == length for name, length in lengths.items())


def derived(data_key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose, from which the data key cannot be told."""
    return HKDF(SHA256(), _KEY, salt=None, info=b"so-cchc " + purpose).derive(data_key)


def _stretched(secret: str, slot: dict[str, Any]) -> bytes:
    salt = unb64(slot["salt"])
    if slot["kind"] == "computer":
        # The secret is 256 random bits, so it needs no slow stretching, and the office opens at once.
        return HKDF(SHA256(), _KEY, salt=salt, info=b"so-cchc computer").derive(secret.encode())
    cost = {"iterations": slot["iterations"], "lanes": slot["lanes"], "memory_cost": slot["memory_kib"]}
    return Argon2id(salt=salt, length=_KEY, **cost).derive(secret.encode())


def _agreed(shared: bytes, opening: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), _KEY, salt=None, info=b"so-cchc slot" + opening + public).derive(shared)


def _bound(office: str, slot: dict[str, Any]) -> bytes:
    # Under the seal, so that nobody turns his own slot into another's by editing the file.
    parts = (office, slot["kind"], *(slot[name] for name in ("account", "public") if name in slot))
    return "/".join(parts).encode()


def b64(data: bytes) -> str:
    """As bytes stand in the key file."""
    return base64.b64encode(data).decode()


def unb64(text: str) -> bytes:
    """The way back. Raises ValueError, TypeError."""
    return base64.b64decode(text)
