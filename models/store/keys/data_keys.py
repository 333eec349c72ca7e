"""What comes from the data key besides the database, and another data key in its place (`models.access.rekey`)."""

from __future__ import annotations

from dataclasses import replace

from models.store.keys import key_slots, sealed, slot_keys
from models.store.keys.key_slots import KeyFile

_NAMING = b"so-cchc-naming/1"


def evidence_cipher(data_key: bytes) -> bytes:
    """The key that encrypts evidence files."""
    return slot_keys.derived(data_key, b"evidence")


def evidence_naming(data_key: bytes, keys: KeyFile | None = None) -> bytes:
    """The key that names evidence files.

    It comes from the first data key; once that was exchanged it is kept in the key file, so that files keep their
    names, which stand in the book and in its journal. Raises AppError `keys_damaged` when another data key sealed it.
    """
    if keys is None or not keys.naming:
        return slot_keys.derived(data_key, b"evidence-names")
    naming = sealed.unseal(data_key, _NAMING, slot_keys.unb64(keys.naming))
    if naming is None:
        raise key_slots.damaged("so-cchc.keys")
    return naming


def exchanged(keys: KeyFile, before: bytes, data_key: bytes) -> KeyFile:
    """The same ways in to another data key, for which no secret is needed. `before` is the data key until now.

    Slots without a key pair cannot come along (`without_pair`); they are left out. Raises AppError `keys_damaged`.
    """
    naming = sealed.seal(data_key, _NAMING, evidence_naming(before, keys))
    slots = (slot_keys.resealed(keys.office, slot, data_key) for slot in keys.slots if slot_keys.has_pair(slot))
    return replace(keys, slots=tuple(slots), generation=keys.generation + 1, naming=slot_keys.b64(naming))


def without_pair(keys: KeyFile) -> list[tuple[str, str | None]]:
    """Kind and owner (None for the recovery code's) of each way in made by an earlier program and not used since."""
    old = (slot for slot in keys.slots if slot.get("kind") in slot_keys.KINDS and not slot_keys.has_pair(slot))
    return [(slot["kind"], None if slot["kind"] == "recovery" else key_slots.account_of(keys, slot)) for slot in old]
