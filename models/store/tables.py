"""The base of every table and the column types that mean the same on any database. Tables live with their subject."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import MetaData, String, Text, inspect, types
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.base import clock, ids


class Moment(types.TypeDecorator[datetime]):
    """An aware moment, kept as `2024-03-14T02:30:00Z`: readable, sortable, and the same bytes in every hash."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002
        return clock.iso_utc(value) if value is not None else None

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:  # noqa: ANN401, ARG002
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) if value else None


class Exact(types.TypeDecorator[Decimal]):
    """A decimal number kept as text, because a float would change what the person typed."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002
        return format(value, "f") if value is not None else None

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:  # noqa: ANN401, ARG002
        return Decimal(value) if value is not None else None


class Table(DeclarativeBase):
    """Base class of every table.

    A class that names columns in `__search__` is found by full-text search: it must have an integer column `number`,
    which is the row that the index keeps.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, datetime: Moment, Decimal: Exact}
    __search__: ClassVar[tuple[str, ...]] = ()

    id: Mapped[str] = mapped_column(primary_key=True, default=ids.new_id, sort_order=-1)

    def __init__(self, **values: Any) -> None:  # noqa: ANN401
        """A new row, empty where nothing is given: a column that was never set would have no `before` in its audit."""
        given = {"id": values.get("id") or ids.new_id()}
        for name in inspect(type(self)).column_attrs.keys():  # noqa: SIM118
            setattr(self, name, given.get(name, values.pop(name, None)))
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")
