"""Reads a document in a sandboxed process, so that a hostile or broken file cannot hurt the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.base import sandbox
from models.base.words import _
from models.reading.proposal import Reading

WORKER = "models.reading.reading_worker"


def read_file_sandboxed(path: Path, told: sandbox.Told = lambda _done, _total: None) -> Reading:
    """What `read_file` gives, read in a sandboxed process with limits on time and memory. Raises AppError as
    `read_file` and `sandbox.call` do.
    """
    from models.reading.files.readers import content_of

    return read_sandboxed(content_of(path), told=told)


def read_sandboxed(
    content: bytes, check: Callable[[], object] = lambda: None, *, told: sandbox.Told = lambda _done, _total: None
) -> Reading:
    """The same of a file's content, for who keeps the file as well.

    `check` is called again and again and may raise to call the reading off; `told` hears how many pages of a PDF are
    read, and may raise too. Raises AppError as `read_content` and
    `sandbox.call` do.
    """
    import msgspec

    do = _("Hãy mở tệp bằng Word hoặc trình đọc PDF, chép phần nội dung chỉ đạo sang tệp .docx mới rồi đọc lại.")
    reply = sandbox.call(WORKER, [content], check, do=do, told=told)
    try:
        return msgspec.json.decode(reply[0], type=Reading)
    except (msgspec.DecodeError, msgspec.ValidationError, IndexError):
        raise sandbox.broken(do) from None
