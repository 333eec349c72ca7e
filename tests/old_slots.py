"""Key slots as earlier programs made them, for offices of today: the secret wraps the data key itself."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import offices
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from models.access import slot_changes
from models.access.opening import OpenOffice
from models.store.keys import key_slots
from models.store.keys.key_slots import KeyFile
from models.store.keys.slot_keys import b64


def old_slot(office: str, account: str, secret: str, data_key: bytes, kind: str = "passphrase") -> dict[str, Any]:
    """One of the second form."""
    salt, nonce, cost = os.urandom(16), os.urandom(12), offices.CHEAP
    key = Argon2id(
        salt=salt, length=32, iterations=cost["iterations"], lanes=cost["lanes"], memory_cost=cost["memory_kib"]
    ).derive(secret.encode())
    whose = {"account": account, "name": ""} if account else {}
    bound = "/".join((office, kind, *([account] if account else [])))
    wrapped = AESGCM(key).encrypt(nonce, data_key, bound.encode())
    parts = {"salt": b64(salt), "nonce": b64(nonce), "wrapped": b64(wrapped)}
    return {"kind": kind, **whose, "kdf": "argon2id", **cost, **parts}


def as_before(office: OpenOffice, passphrases: dict[str, str]) -> None:
    """These accounts' slots are of the second form from now on."""

    def old(keys: KeyFile) -> KeyFile:
        made = [old_slot(keys.office, who, words, office.data_key) for who, words in passphrases.items()]
        others = (
            s for s in keys.slots if s["kind"] != "passphrase" or key_slots.account_of(keys, s) not in passphrases
        )
        return replace(keys, slots=(*made, *others))

    with office.store.write("account.passphrase") as write:
        slot_changes.change(write.session, office.home, old)


def recovery_as_before(office: OpenOffice, code: str) -> None:
    """The recovery code is this one, its slot of the second form."""

    def old(keys: KeyFile) -> KeyFile:
        made = old_slot(keys.office, "", code.replace("-", ""), office.data_key, "recovery")
        return replace(keys, slots=(*(s for s in keys.slots if s["kind"] != "recovery"), made))

    with office.store.write("account.passphrase") as write:
        slot_changes.change(write.session, office.home, old)
