"""The base of every table and the column types that mean the same on any database. Tables live with their subject."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import MetaData, String, Text, inspect, types
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from models.base import clock, ids
from models.store.declaration import Declaration

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class Moment(types.TypeDecorator[datetime]):
    """An aware moment, kept as `2024-03-14T02:30:00Z`: readable, sortable, and the same bytes in every hash."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002
        return clock.iso_utc(value) if value is not None else None

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:  # noqa: ANN401, ARG002
        return _moment(value) if value else None


def _moment(value: str) -> datetime:
    """What is spelled as it should be is read by the way that is fifty times as fast: it is in every row."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value)
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


class ExactDecimal(types.TypeDecorator[Decimal]):
    """A decimal number kept as text, because a float would change what the person typed."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:  # noqa: ANN401, ARG002
        return format(value, "f") if value is not None else None

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:  # noqa: ANN401, ARG002
        return Decimal(value) if value is not None else None


class Table(DeclarativeBase):
    """Base class of every table; each says in `__declared__` what the rest of the program needs to know of it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, datetime: Moment, Decimal: ExactDecimal}
    __declared__: ClassVar[Declaration]

    id: Mapped[str] = mapped_column(primary_key=True, default=ids.new_id, sort_order=-1)

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Raises TypeError for a table that declares nothing, forgets a column, or names one that it does not have."""
        declared = cls.__dict__.get("__declared__")
        if not isinstance(declared, Declaration):
            raise TypeError(f"{cls.__name__} does not say what it is (`__declared__`)")
        columns = set(cls.__annotations__)
        unknown = declared.columns() - columns - {"id"}
        if unknown:
            raise TypeError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
        silent = columns - declared.words.keys() - declared.untold
        if declared.in_journal and silent:
            raise TypeError(f"{cls.__name__} does not say whether people are told of {', '.join(sorted(silent))}")
        if declared.rank in {one.rank for one in declarations().values()}:
            raise TypeError(f"{cls.__name__} has the rank of another table: {declared.rank}")
        super().__init_subclass__(**kwargs)

    def refuse_return(self, session: Session) -> None:
        """Before this row comes back from the bin. Raises AppError when something has taken its place."""

    def __init__(self, **values: Any) -> None:  # noqa: ANN401
        """A new row, empty where nothing is given: a column that was never set would have no `before` in its audit."""
        given = {"id": values.get("id") or ids.new_id()}
        for name in inspect(type(self)).column_attrs.keys():  # noqa: SIM118
            setattr(self, name, given.get(name, values.pop(name, None)))
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")


def columns_of(cls: type[Table]) -> dict[str, str]:
    """The columns of a table, its id first: by the names that the class and the journal use, those in the file."""
    found = {attribute.key: attribute.columns[0].name for attribute in inspect(cls).column_attrs}
    return {"id": found.pop("id"), **found}


def by_name() -> dict[str, type[Table]]:
    """Every table whose class is loaded, in the order in which lists name their kinds."""
    found = {mapper.class_.__tablename__: mapper.class_ for mapper in Table.registry.mappers}
    return dict(sorted(found.items(), key=lambda item: item[1].__declared__.rank))


def declarations() -> dict[str, Declaration]:
    """What each of them declares."""
    return {name: table.__declared__ for name, table in by_name().items()}


def parts_of(table: str) -> list[type[Table]]:
    """The tables whose rows hang on rows of this one."""
    found = []
    for part in by_name().values():
        column = part.__declared__.part_of
        links = inspect(part).columns[column].foreign_keys if column else ()
        if any(link.column.table.name == table for link in links):
            found.append(part)
    return found
