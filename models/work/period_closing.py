"""Closing a period: its figures are locked, and its result is kept as it then is. Opening it again."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.work import closed_results, period_result, periods


def close(session: Session, key: str, by: str | None = None) -> None:
    """Lock a period and keep its result. `by` is whoever is at work, if nobody else is named.

    Raises AppError `period_closed`, `not_allowed`.
    """
    result = period_result.worked_out(session, periods.get(session, key), closing=True)
    period = periods.lock(session, key, by)
    closed_results.keep(session, period.id, result)


def reopen(session: Session, key: str, reason: str) -> None:
    """Open a closed period again, for a reason that is kept; its result follows what is saved from now on.

    Raises AppError `reason_missing`, `period_open`, `not_allowed`.
    """
    period = periods.unlock(session, key, reason)
    closed_results.forget(session, period.id)
