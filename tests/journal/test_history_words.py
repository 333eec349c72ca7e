"""The journal speaks of every table in the office's words, and of every kind of report."""

from __future__ import annotations

from models.access import opening
from models.journal import history
from models.store.tables import Table
from models.work.report_kinds import REPORT_KINDS


def test_history_words_for_every_table() -> None:
    opening.load_tables()
    tables = {mapper.class_.__tablename__ for mapper in Table.registry.mappers}
    kinds = [table for table, _name in history.kinds()]
    assert set(kinds) == tables - {"audit_events"}  # the journal itself
    assert {table for table in kinds if history.table_name(table) == table} == set()


def test_history_words_for_every_report_kind() -> None:
    assert all(kind.name for kind in REPORT_KINDS.values())
