"""`update FILE`: what a newer setup is. `diagnostics`: what support needs to know of this computer, without data."""

from __future__ import annotations

from models.base.paths import write_file
from models.base.version import VERSION
from models.base.words import _
from models.signing import program_file
from ui.commands.request import Answer, Request
from ui.support import diagnostics, update_words


def look_at_setup(request: Request) -> Answer:
    """Version and maker of a setup; nothing is installed. Raises AppError `not_our_setup`."""
    found = program_file.look(request.options.file.expanduser().absolute())
    found.drop()
    data = {"version": found.version, "sha256": found.sha256, "signature": found.signature, "installed": VERSION}
    return Answer(data | {"newer": found.newer(), "may_run": found.may_run()}, update_words.lines(found))


def diagnose(request: Request) -> Answer:
    """Print the diagnostics, or write them to a file to be read before it is sent."""
    text = diagnostics.text(request.home)
    target = request.options.out
    if target is None:
        return Answer({"file": None, "text": text}, text.splitlines())
    target = target.expanduser().absolute()
    write_file(target, text.encode("utf-8-sig"))
    told = _("Đã ghi tệp chẩn đoán: {path}. Hãy đọc trước khi gửi; tệp không chứa dữ liệu của cơ quan.")
    return Answer({"file": str(target), "text": text}, [told.format(path=target)])
