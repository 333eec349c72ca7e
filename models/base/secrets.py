"""Keeps, recalls and forgets secrets in the system keyring (Windows Credential Manager), which may be missing."""

from __future__ import annotations

import logging
import sys
from typing import Any

SERVICE = "SoCCHC"
LONGEST = 1000  # characters; Windows refuses 1,280 and more, with an error nobody understands

log = logging.getLogger(__name__)


def keep(account: str, secret: str) -> bool:
    """Keep `secret` for `account`; False when this computer has no keyring. Raises ValueError for a secret too long."""
    if len(secret) > LONGEST:
        raise ValueError("secret too long for the keyring")
    backend = find_backend()
    if backend is None:
        return False
    try:
        backend.set_password(_service(account), account, secret)
    except Exception as failure:  # noqa: BLE001 - every backend has errors of its own; without a keyring we ask each time
        log.warning("keyring cannot keep: %s", type(failure).__name__)
        return False
    return True


def recall(account: str) -> str | None:
    """The secret kept for `account`, or None when there is none or no keyring."""
    backend = find_backend()
    if backend is None:
        return None
    try:
        found: str | None = backend.get_password(_service(account), account)
    except Exception as failure:  # noqa: BLE001
        log.warning("keyring cannot recall: %s", type(failure).__name__)
        return None
    return found


def forget(account: str) -> None:
    """Remove what is kept for `account`; silent when there is nothing."""
    backend = find_backend()
    if backend is None:
        return
    try:
        backend.delete_password(_service(account), account)
    except Exception as failure:  # noqa: BLE001
        log.info("keyring had nothing to forget: %s", type(failure).__name__)


def _service(account: str) -> str:
    # One service per account: on Windows a second account under one service renames the first.
    return f"{SERVICE}/{account}"


def find_backend() -> Any:  # noqa: ANN401 - keyring has no common typed base that all versions share
    """The keyring of this computer, or None when it has none. Tests put one in memory in its place."""
    try:
        if sys.platform == "win32":
            # Named: discovery by entry points fails in an installed program. Local: secrets must not roam.
            from keyring.backends.Windows import WinVaultKeyring

            vault = WinVaultKeyring()
            vault.persist = "local machine"
            return vault
        import keyring

        found = keyring.get_keyring()
    except Exception as failure:  # noqa: BLE001
        log.warning("no keyring: %s", type(failure).__name__)
        return None
    return found if getattr(found, "priority", 0) > 0 else None
