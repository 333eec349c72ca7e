"""Indicators: what of a task is counted, in which unit of measure, from where, to where, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.store.declaration import ALL, Declaration
from models.store.tables import Table

DIRECTIONS = ("up", "down")
_AT_ONCE = 5_000  # SQLite takes at most 32,766 values in one statement


class Indicator(Table):
    """The measure of one task. `direction` is `up` when more is better."""

    __tablename__ = "indicators"
    __declared__ = Declaration(
        title=_("Chỉ số nhiệm vụ"),
        rank=6,
        write="task.indicator",
        words={
            "name": _("Chỉ số"),
            "measure": _("Đơn vị tính"),
            "baseline": _("Số liệu gốc"),
            "target": _("Mục tiêu"),
            "direction": _("Chiều đánh giá"),
        },
        untold=frozenset({"task_id"}),
        values={"direction": lambda code: _("càng cao càng tốt") if code == "up" else _("càng thấp càng tốt")},
        subject=("task_id",),
        in_bin=True,
        part_of="task_id",
        tally=_("{n} chỉ số"),
        counted=ALL,
        pages=frozenset({"month", "reports"}),
    )
    __table_args__ = (Index(None, "task_id", unique=True),)

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    name: Mapped[str]
    measure: Mapped[str]
    target: Mapped[Decimal | None]
    baseline: Mapped[Decimal | None]
    direction: Mapped[str]

    def refuse_return(self, session: Session) -> None:
        """Raises AppError `bin_replaced`: a task has one indicator."""
        if session.scalars(select(Indicator).where(Indicator.task_id == self.task_id)).first():
            raise AppError(
                "bin_replaced",
                _("Nhiệm vụ này đã có chỉ số khác."),
                _("Mỗi nhiệm vụ chỉ có một chỉ số."),
                _("Hãy bỏ chỉ số đang có rồi khôi phục, hoặc giữ chỉ số đang có."),
            )


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as screens and reports show it."""

    task_id: str
    name: str
    measure: str
    target: Decimal | None
    baseline: Decimal | None
    direction: str


def put(
    session: Session,
    task_id: str,
    *,
    name: str,
    measure: str,
    target: Decimal | None = None,
    baseline: Decimal | None = None,
    direction: str = "up",
) -> None:
    """Set the indicator of a task; an empty name takes it away. Raises AppError `wrong_direction`."""
    if direction not in DIRECTIONS:
        raise AppError(
            "wrong_direction",
            _("Chiều đánh giá của chỉ số không hợp lệ."),
            _("Chỉ có hai chiều: up (càng cao càng tốt) và down (càng thấp càng tốt)."),
            _("Hãy chọn một trong hai."),
        )
    row = session.scalars(select(Indicator).where(Indicator.task_id == task_id)).first()
    name = clean(name)
    if not name:
        if row is not None:
            session.delete(row)
        return
    row = row or Indicator(task_id=task_id)
    row.name, row.measure, row.target, row.baseline, row.direction = name, clean(measure), target, baseline, direction
    session.add(row)


def of_tasks(session: Session, task_ids: list[str]) -> dict[str, IndicatorRow]:
    """The indicators of these tasks, by task id."""
    rows = {}
    for first in range(0, len(task_ids), _AT_ONCE):
        some = select(Indicator).where(Indicator.task_id.in_(task_ids[first : first + _AT_ONCE]))
        for i in session.scalars(some):
            rows[i.task_id] = IndicatorRow(i.task_id, i.name, i.measure, i.target, i.baseline, i.direction)
    return rows
