"""The driver's own connection under a session: to read rows as they lie in the file, whatever the classes expect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Error, IntegrityError = driver.Error, driver.IntegrityError

# Text that somebody wrote into the file behind the program may be no UTF-8; each odd byte then stands for itself.
_ANY_TEXT = partial(str, encoding="utf-8", errors="surrogateescape")


@contextmanager
def under(session: Session) -> Iterator[Any]:
    """The connection, inside the session's transaction, which fails for no text."""
    db: Any = session.connection().connection.driver_connection
    with any_text(db):
        yield db


@contextmanager
def any_text(db: Any) -> Iterator[None]:  # noqa: ANN401 - the driver is untyped
    """Inside the block the connection fails for no text."""
    kept, db.text_factory = db.text_factory, _ANY_TEXT
    try:
        yield
    finally:
        db.text_factory = kept
