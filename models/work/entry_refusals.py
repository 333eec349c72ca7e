"""What a unit's entry may not say of a task: that it is called off, or how far it is when it was called off."""

from __future__ import annotations

from models.base.errors import AppError
from models.base.words import _
from models.work.periods import Period
from models.work.tasks import Task


def refuse_cancelling(state: str) -> None:
    """Raises AppError `cancel_elsewhere` for an entry that calls the task off: that needs a day and a reason."""
    if state == "cancelled":
        raise AppError(
            "cancel_elsewhere",
            _("Số liệu của kỳ không hủy được nhiệm vụ."),
            _("Hủy nhiệm vụ là quyết định về cả nhiệm vụ, phải ghi lý do."),
            _("Hãy dùng nút Hủy ở trang Nhiệm vụ, hoặc lệnh task cancel."),
        )


def refuse_cancelled(task: Task, period: Period) -> None:
    """Raises AppError `task_cancelled` for how far a task is in a period by whose end it had been called off.

    Nothing would come of it. What was to be done in the periods before can still be told. Of an old book nobody knows
    when it was called off, so it counts as called off always.
    """
    if task.state == "cancelled" and (task.cancelled_on is None or task.cancelled_on <= period.to_on):
        raise AppError(
            "task_cancelled",
            _("Nhiệm vụ số {n} đã hủy nên không ghi tiến độ được.").format(n=task.number),
            _("Nhiệm vụ đã hủy không còn được tính từ kỳ bị hủy trở đi."),
            _("Nếu vẫn phải làm, hãy mở lại nhiệm vụ này ở trang Nhiệm vụ, rồi ghi tiến độ."),
        )
