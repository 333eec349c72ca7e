"""Signs a setup with the maker's Ed25519 key, by which the program knows its newer versions.

The private key lies outside the repository, behind a passphrase; its public half is pinned in
resources/publisher.json, where models/signing/publisher.py reads it.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from environment import ROOT
from system import RefusedError, say

PINNED = ROOT / "resources" / "publisher.json"
PASSPHRASE = "CCHC_BUILD_PASSPHRASE"
MARK = b"SoCCHC-Ed25519-1"
SIZE = 64  # bytes of a signature
SAYS = b"Setup of So CCHC, SHA-256: "


def sign(setup: Path, key: Path, pinned: Path = PINNED) -> None:
    """Append the signature to a setup. Raises RefusedError for a key that is not the pinned one, OSError."""
    private = _opened(key)
    if _public(private).hex() != json.loads(pinned.read_text("utf-8"))["ed25519"]:
        raise RefusedError(
            f"Khóa {key} không phải khóa ghim trong {pinned.name}: bản đang dùng sẽ không nhận bộ cài này. "
            "Hãy dùng đúng khóa, hoặc tạo khóa mới bằng --new-key."
        )
    content = setup.read_bytes()
    if content.endswith(MARK):
        raise RefusedError(f"{setup.name} đã có chữ ký rồi.")
    signature: bytes = private.sign(SAYS + hashlib.sha256(content).digest())
    with setup.open("ab") as file:
        file.write(signature + MARK)


def is_needed(pinned: Path = PINNED) -> bool:
    """Whether a publisher's key is pinned, so that programs refuse a setup without its signature."""
    return bool(json.loads(pinned.read_text("utf-8"))["ed25519"])


def make_key(key: Path, pinned: Path = PINNED) -> None:
    """Write a new private key into the new file `key` and pin its public half. Raises RefusedError, OSError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    _refuse_inside(key)
    passphrase = _passphrase("Mật khẩu mới của khóa: ")
    if not passphrase:
        raise RefusedError("Khóa phát hành phải có mật khẩu.")
    private = Ed25519PrivateKey.generate()
    packed = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))
    try:
        handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise RefusedError(f"Đã có tệp {key}; khóa cũ không bị ghi đè.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(packed)
    held = json.loads(pinned.read_text("utf-8")) | {"ed25519": _public(private).hex()}
    pinned.write_text(json.dumps(held) + "\n", "utf-8", newline="\n")
    say(f"Đã tạo khóa {key} và ghim phần công khai vào {pinned.name}. Hãy cất khóa ngoài máy, và nhớ mật khẩu.")


def _opened(key: Path) -> Any:  # noqa: ANN401 - an Ed25519PrivateKey, imported late
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    _refuse_inside(key)
    try:
        private = load_pem_private_key(key.read_bytes(), _passphrase("Mật khẩu của khóa phát hành: "))
    except (OSError, ValueError, TypeError) as failure:
        raise RefusedError(f"Không mở được khóa {key}: sai mật khẩu, hoặc tệp không phải khóa.") from failure
    if not isinstance(private, Ed25519PrivateKey):
        raise RefusedError(f"Khóa {key} không phải Ed25519.")
    return private


def _refuse_inside(key: Path) -> None:
    if key.resolve().is_relative_to(ROOT):
        raise RefusedError("Khóa phát hành không được nằm trong thư mục mã nguồn. Hãy để ở chỗ khác.")


def _passphrase(question: str) -> bytes:
    given = os.environ.get(PASSPHRASE)
    return (given if given is not None else getpass.getpass(question)).encode()


def _public(private: Any) -> bytes:  # noqa: ANN401
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    found: bytes = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return found
