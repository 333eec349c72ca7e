"""`report lint`: what is not yet as it should be in a report before it is signed, of the book or of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.base import files
from models.base.errors import AppError
from models.base.words import _
from models.reports.readiness import Check
from models.signing import limits
from ui.commands import opened
from ui.commands.request import Answer, Request

_LEVELS: Final = {"missing": "red", "note": "amber"}


def lint(request: Request) -> Answer:
    """The check list of a kind and period as the book has them, or of a report's file. Exit 1 with a red finding."""
    options = request.options
    if options.file is not None:
        found = _of_file(request, options.file)
    elif options.kind and options.period:
        found = _of_book(request, options.kind, options.period, options.issuer)
    else:
        raise AppError(
            "lint_what",
            _("Chưa rõ kiểm tra báo cáo nào."),
            _("Cần một tệp báo cáo, hoặc cả loại và kỳ báo cáo."),
            _("Ví dụ: report lint --kind thang --period 2024-03, hoặc report lint TỆP."),
        )
    listed = [{"code": one.code, "level": _LEVELS[one.state], "what": one.text, "where": one.where} for one in found]
    red = any(one.state == "missing" for one in found)
    lines = [f"{'!' if one.state == 'missing' else '•'} {one.text}" for one in found]
    return Answer({"ok": not red, "findings": listed}, lines or [_("Đã sẵn sàng để ký.")], 1 if red else 0)


def _of_book(request: Request, kind: str, period: str, issuer: str | None) -> list[Check]:
    from models.reports import gather, readiness, report_draft

    gather.refuse_mismatch(kind, period)
    with opened.office(request) as office, office.store.read() as session:
        return readiness.unclean(report_draft.read(session, kind, period, issuer=issuer).checks)


def _of_file(request: Request, path: Path) -> list[Check]:
    """As the book sees a file that it knows; of one that it does not, what the file says of itself."""
    from models.reports import from_data, readiness, signing_order
    from models.reports.reader import read_data
    from models.signing.sandboxed_signing import data_sandboxed

    content = files.read(path, limits.PDF)
    inside = data_sandboxed(content)
    data = from_data.report(read_data(inside or b""))
    if request.home.database.exists():
        with opened.office(request) as office, office.store.read() as session:
            source = signing_order.of_file(session, office.evidence, path.name, content, inside)
        if source.inside is not None:
            return list(source.doubts)
    return readiness.unclean(readiness.checks(data))
