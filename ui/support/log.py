"""The program's log: a few files that rotate in the home's folder, and nothing secret in them. No Qt here."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path

_SIZE = 1_000_000  # bytes in one file
_FILES = 4
_LONGEST = 2000  # characters of one message: what is longer is somebody's data

_MASKS = (
    (re.compile(r"\[parameters:.*?\]\s*(?=\(|$)", re.DOTALL), "[parameters: …] "),
    (re.compile(r"(?i)\b(passphrase|password|mật khẩu|pin|key|secret|code)\b(\W{1,3})\S+"), r"\1\2…"),
    (re.compile(r"\b[0-9A-Fa-f]{32,}\b"), "…"),
    (re.compile(r"(?<![\w/.])[A-Za-z0-9+_-]{40,}={0,2}(?![\w/.])"), "…"),
)


def redact(text: str) -> str:
    """`text` without what may be a secret (keys, values after `passphrase`, bound values of SQL) or the user's name."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text.replace(str(Path.home()), "~")


# What in an exception's message may be somebody's data: quoted values that are no names in the code, words with letters
# that no code has, long numbers, addresses of mail. The first is kept where Python itself names an attribute or a key.
_NAMES = (AttributeError, KeyError, NameError, ImportError)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
_NAME = re.compile(r"['\"][A-Za-z_][A-Za-z_0-9.]*['\"]")
_DATA = (
    re.compile(r"\S+@\S+"),
    re.compile(r"\S*[^\x00-\x7f…]\S*(?:\s+\S*[^\x00-\x7f…]\S*)*"),
    re.compile(r"\d{6,}"),
)


def _without_data(failure: BaseException, message: str) -> str:
    """The message without what may be a person's name or a figure of the office; the type and our own words stay."""
    kind, colon, rest = message.partition(": ")
    names = isinstance(failure, _NAMES)
    rest = _QUOTED.sub(lambda found: found[0] if names and _NAME.fullmatch(found[0]) else "…", rest)
    for pattern in _DATA:
        rest = pattern.sub("…", rest)
    return f"{kind}{colon}{rest}"


def describe(failure: BaseException) -> str:
    """The traceback of a fault of ours, without values of variables, and without secrets or data in its message."""
    message = _without_data(failure, "".join(traceback.format_exception_only(failure)).strip())
    frames = "".join(traceback.format_tb(failure.__traceback__))
    return redact(f"{frames}{message[:_LONGEST]}")


class _Redacted(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record)[: 4 * _LONGEST])


def start(folder: Path, size: int = _SIZE) -> logging.Handler | None:
    """Begin to write `so-cchc.log` in `folder`, `size` bytes in one file. None when it cannot be written: no log."""
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "so-cchc.log", maxBytes=size, backupCount=_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of each of its own parts
    return handler


def stop(handler: logging.Handler | None) -> None:
    """Close the log."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
