"""Hands an unexpected exception to the crash window, and gives the error that the waiting page shows meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Callable

from models.base.errors import AppError
from models.base.words import _

reporter: Callable[[BaseException], object] | None = None  # set by the crash window while the program runs


def report(failure: BaseException) -> None:
    """Have it logged and shown, from any thread. Without a crash window it goes where an uncaught one goes."""
    if reporter is not None:
        reporter(failure)
    else:
        sys.excepthook(type(failure), failure, failure.__traceback__)


def as_refusal() -> AppError:
    """What a page hears when its work met a fault of ours."""
    return AppError(
        "fault",
        _("Việc vừa rồi chưa làm được vì chương trình gặp lỗi."),
        _("Đây là lỗi của chương trình; dữ liệu đã lưu trước đó vẫn còn nguyên."),
        _("Hãy thử lại; nếu vẫn lỗi, gửi nhật ký lỗi cho người hỗ trợ."),
    )
