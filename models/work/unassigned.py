"""Which tasks are `chưa giao đơn vị`: one rule for the overview, the lists, the monthly grid and the report.

A task of ours that no unit leads. The words of a document (`Các sở, ban, ngành, địa phương`) are no unit, so a task
that only such words lead is one of these until somebody says which units they mean here. What we only follow, and an
orientation, is nobody's to do here.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from models.work.tasks import Assignment, Task


def condition() -> ColumnElement[bool]:
    """The SQL condition on a task. Whether it is still open is asked beside it."""
    leads = (Assignment.task_id == Task.id, Assignment.role == "lead")
    return and_(
        Task.whose == "ours", Task.state != "cancelled", ~select(Assignment.id).where(*leads).correlate(Task).exists()
    )


def count(session: Session, task_ids: Collection[str]) -> int:
    """How many of these tasks are so."""
    return session.scalar(select(func.count()).select_from(Task).where(Task.id.in_(task_ids), condition())) or 0
