"""Rows by the thousand for benchmarks and tests: put into a book from outside, past the store and what guards it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.store.sqlite import engine
from models.store.sqlite.connection import connect


@contextmanager
def session_beside(office: OpenOffice) -> Iterator[Session]:
    """A session on a connection of its own; what it did is kept at the end. Events and index are the maker's."""
    with closing(connect(office.home.database, office.data_key)) as db, Session(engine.over(db)) as session:
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        yield session
        session.commit()
