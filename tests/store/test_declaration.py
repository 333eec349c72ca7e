"""A table says itself who may write it, what it is called, where it is shown; one that does not is refused."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Mapped

from models.access import opening
from models.base.errors import AppError
from models.store import tables
from models.store.audit import Change
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import rights
from ui.frame.pages import PAGES

opening.load_tables()
DECLARED = tables.declarations()


def test_undeclared_table_refused() -> None:
    with pytest.raises(TypeError, match="Figures does not say what it is"):

        class Figures(Table):
            __tablename__ = "figures_of_a_test"

            value: Mapped[str]

    assert "figures_of_a_test" not in tables.by_name()


def test_table_declaration_not_inherited() -> None:
    from models.work.units import Unit

    with pytest.raises(TypeError, match="Village does not say what it is"):

        class Village(Unit):
            pass


@pytest.mark.parametrize(
    "declared",
    [
        {"words": {"valeu": "Giá trị"}},
        {"writes": {"valeu": "task.change"}},
        {"subject": ("valeu",)},
        {"search": ("valeu",)},
        {"sought": ("valeu",)},
        {"part_of": "valeu"},
        {"counted": frozenset({"valeu"})},
    ],
    ids=lambda declared: next(iter(declared)),
)
def test_table_declaration_unknown_column(declared: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="has no valeu"):

        class Figures(Table):
            __tablename__ = "figures_of_a_test"
            __declared__ = Declaration(title="Số liệu", rank=50, write="task.change", **declared)

            value: Mapped[str]


def test_forgotten_column_refused() -> None:
    with pytest.raises(TypeError, match="does not say whether people are told of value"):

        class Figures(Table):
            __tablename__ = "figures_of_a_test"
            __declared__ = Declaration(title="Số liệu", rank=50, write="task.change", words={"note": "Ghi chú"})

            note: Mapped[str]
            value: Mapped[str]


def test_doubled_rank_refused() -> None:
    with pytest.raises(TypeError, match="has the rank of another table: 1"):

        class Figures(Table):
            __tablename__ = "figures_of_a_test"
            __declared__ = Declaration(title="Số liệu", rank=1, write="task.change", words={"note": "Ghi chú"})

            note: Mapped[str]


@pytest.mark.parametrize("role", [*rights.ROLES, rights.READING])
@pytest.mark.parametrize("way", ["added", "changed", "removed"])
def test_undeclared_table_not_written(role: str, way: str) -> None:
    before, after = {"value": "1"}, {"value": "2"}
    change = Change("surveys", "id", None if way == "added" else before, None if way == "removed" else after, None)
    with pytest.raises(AppError) as caught:
        rights.vet(role, "task.change", [change])
    assert caught.value.code == "not_allowed"


def test_table_declaration_rights_and_pages_exist() -> None:
    words = {word for one in DECLARED.values() for word in (one.write, *one.writes.values())} - {""}
    assert words <= rights.MAY.keys()
    pages = {page for one in DECLARED.values() for page in one.pages}
    assert pages <= {entry.key for entry in PAGES}
    assert all(one.title for one in DECLARED.values())
    ranks = [one.rank for one in DECLARED.values()]
    assert len(ranks) == len(set(ranks))


def test_table_declaration_dependants_counted() -> None:
    for name, one in DECLARED.items():
        assert bool(one.part_of) == ("{n}" in one.tally), name
