"""A change that was saved, as the pages hear of it, and what is said when it is taken back."""

from __future__ import annotations

from datetime import datetime

from models.base.words import _


class Commit:
    """A change that is now on disk: the operation's word and id (for Undo), the tables, the moment.

    `name` says what was done, with the thing it was done to where the page told it.
    """

    __slots__ = ("at", "name", "of", "operation", "operation_id", "tables")

    def __init__(
        self,
        operation: str,
        operation_id: str | None,
        tables: frozenset[str],
        at: datetime,
        of: str = "",
        name: str = "",
    ) -> None:
        from models.work import rights

        known = rights.OPERATIONS.get(operation)
        self.operation = operation
        self.operation_id = operation_id
        self.tables = tables
        self.at = at
        self.of = of  # the operation that this one took back
        self.name = name or (known.name if known is not None else "")


def taken_back(name: str, *, again: bool = False) -> str:
    """What is said once what has this name was taken back, or done `again`."""
    if not name:
        return _("Đã làm lại.") if again else _("Đã hoàn tác.")
    return (_("Đã làm lại: {what}.") if again else _("Đã hoàn tác: {what}.")).format(what=name)
