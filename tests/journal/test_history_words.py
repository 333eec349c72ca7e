"""The journal speaks of every table in the office's words, and of every kind of report."""

from __future__ import annotations

from models.access import opening
from models.journal import history
from models.store.tables import Table
from models.work import codes


def test_every_table_has_a_name_and_is_offered_by_the_journal() -> None:
    assert len(opening.SUBJECTS) > 1  # whoever names them has declared every table
    tables = {mapper.class_.__tablename__ for mapper in Table.registry.mappers}
    assert set(codes.JOURNAL_KINDS) == tables - {"audit_events"}  # the journal itself
    assert {table for table in codes.JOURNAL_KINDS if history.table_name(table) == table} == set()


def test_every_kind_of_report_has_a_name() -> None:
    assert all(codes.report_kind_name(kind) for kind in codes.REPORT_KINDS)
