"""The pages of a stranger's file, drawn in a sandboxed process."""

from __future__ import annotations

import json

from models.base import sandbox
from models.base.words import _

WORKER = "models.reading.page_worker"
_SECONDS = 30.0


def sizes_sandboxed(content: bytes) -> list[tuple[float, float]]:
    """What `page_pictures.sizes` gives. Raises AppError as it and `sandbox.call` do."""
    reply = sandbox.call(WORKER, [b"sizes", content], do=_do(), seconds=_SECONDS)
    try:
        return [(float(width), float(height)) for width, height in json.loads(reply[0])]
    except (ValueError, TypeError, IndexError, RecursionError):
        raise sandbox.broken(_do()) from None


def picture_sandboxed(content: bytes, page: int, width: int) -> tuple[int, int, int, bytes]:
    """What `page_pictures.picture` gives. Raises AppError as it and `sandbox.call` do."""
    where = json.dumps((page, width)).encode()
    reply = sandbox.call(WORKER, [b"picture", content, where], do=_do(), seconds=_SECONDS)
    try:
        across, down, stride = (int(number) for number in json.loads(reply[0]))
        pixels = reply[1]
    except (ValueError, TypeError, IndexError, RecursionError):
        raise sandbox.broken(_do()) from None
    if min(across, down) < 1 or stride < 4 * across or len(pixels) < stride * down:
        raise sandbox.broken(_do())
    return across, down, stride, pixels


def _do() -> str:
    return _("Hãy lưu bản sao ra rồi mở bằng chương trình của loại tệp đó.")
