"""The door to the keyring: what goes in comes out, and a computer without one is only less comfortable."""

from __future__ import annotations

import sys
import types
from typing import Any

import pytest

from models.base import secrets

REAL_BACKEND = secrets.find_backend  # the tests' conftest puts another in its place


class Broken:
    """A keyring that fails at everything, with words that must not reach the log."""

    def __getattr__(self, name: str) -> Any:
        def fail(*_args: str) -> None:
            raise RuntimeError("s3cret in the message")

        return fail


def test_keyring_keep_recall_forget() -> None:
    assert secrets.recall("office") is None
    assert secrets.keep("office", "khóa bí mật")
    assert secrets.recall("office") == "khóa bí mật"
    assert secrets.recall("other") is None
    secrets.forget("office")
    assert secrets.recall("office") is None
    secrets.forget("office")


def test_keyring_service_per_account(keyring: Any) -> None:
    secrets.keep("one", "1")
    secrets.keep("two", "2")
    services = {service for service, _account in keyring.kept}
    assert len(services) == 2


def test_keyring_secret_too_long(keyring: Any) -> None:
    assert secrets.keep("office", "x" * secrets.LONGEST)
    with pytest.raises(ValueError, match="too long"):
        secrets.keep("office", "x" * (secrets.LONGEST + 1))
    assert keyring.kept["SoCCHC/office", "office"] == "x" * secrets.LONGEST


def test_keyring_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "find_backend", lambda: None)
    assert secrets.keep("office", "x") is False
    assert secrets.recall("office") is None
    secrets.forget("office")


@pytest.mark.expects_log("keyring cannot keep: RuntimeError", "keyring cannot recall: RuntimeError")
def test_keyring_broken(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    monkeypatch.setattr(secrets, "find_backend", Broken)
    assert secrets.keep("office", "s3cret") is False
    assert secrets.recall("office") is None
    secrets.forget("office")
    assert "s3cret" not in caplog.text


def test_keyring_of_system_used(monkeypatch: pytest.MonkeyPatch) -> None:
    fit, unfit = types.SimpleNamespace(priority=5), types.SimpleNamespace(priority=0)
    monkeypatch.setattr("keyring.get_keyring", lambda: fit)
    assert REAL_BACKEND() is fit
    monkeypatch.setattr("keyring.get_keyring", lambda: unfit)
    assert REAL_BACKEND() is None


@pytest.mark.expects_log("no keyring: RuntimeError")
def test_keyring_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", Broken().get)
    assert REAL_BACKEND() is None


def test_keyring_on_windows_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    class Vault:
        priority = 5
        persist = "enterprise"

    backend = types.ModuleType("keyring.backends.Windows")
    backend.WinVaultKeyring = Vault  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring.backends.Windows", backend)
    monkeypatch.setattr(secrets, "sys", types.SimpleNamespace(platform="win32"))
    assert REAL_BACKEND().persist == "local machine"
