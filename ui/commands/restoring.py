"""`backup restore`, `backup compare`: a backup in the place of the book, and what that would cost."""

from __future__ import annotations

import os
from dataclasses import asdict

from models.access import restore
from models.access.restore import RestoreWish, Terms
from models.base import clock
from models.base.words import _
from ui.backup import restore_words
from ui.commands import opened, safety
from ui.commands.request import Answer, Request

PRESENT_VARIABLE = "CCHC_PRESENT_PASSPHRASE"


def restore_backup(request: Request) -> Answer:
    """Put a backup in the place of the present office, which is moved aside."""
    wish = _wish(request)
    missing: list[str] = []
    ended: list[str] = []
    aside = restore.restore(request.home, wish, missing.extend, ended.extend)
    lines = [_("Đã khôi phục từ {name}.").format(name=wish.source.name), *safety.missing_lines(missing)]
    if ended:
        words = _("Đã giữ như trước khi khôi phục: {n} mục về người dùng, mật khẩu, mã khôi phục không trở lại.")
        lines.append(words.format(n=len(ended)))
    if aside is not None:
        lines.append(_("Sổ trước khi khôi phục được giữ ở: {folder}").format(folder=aside))
    data = {"restored": str(wish.source), "aside": os.fspath(aside) if aside else None, "ended": ended}
    return Answer({**data, **safety.missing_data(missing)}, lines)


def compare(request: Request) -> Answer:
    """Open a backup, and say what the present book has that it has not, and who would return. Nothing is changed."""
    wish = _wish(request)
    terms = restore.preview(request.home, wish)
    found, lost = terms.found, terms.found.lost
    data = {
        "file": str(wish.source),
        "contents": asdict(found.manifest.contents),
        "made_at": found.manifest.made_at,
        "last_change": found.manifest.last_change,
        **safety.missing_data(found.names),
        "spoilt_evidence": found.spoilt,
        "present": lost.kind,
        "lost": {
            "events": lost.events,
            "tasks": lost.tasks,
            "entries": lost.entries,
            "first": clock.iso_vietnam(lost.first) if lost.first else None,
            "last": clock.iso_vietnam(lost.last) if lost.last else None,
        },
        **_terms(terms),
    }
    return Answer(data, [*restore_words.lines(found), *restore_words.terms(terms)])


def _terms(terms: Terms) -> dict[str, object]:
    return {
        "needs_present": terms.needs_present,
        "other_office": terms.other_office or None,
        "returning": [asdict(one) for one in terms.returning],
        "earlier_key": terms.earlier_key,
    }


def _wish(request: Request) -> RestoreWish:
    options = request.options
    passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Mật khẩu của sổ khi sao lưu: "))
    words = _("Mật khẩu của một quản trị, hoặc mã khôi phục, của sổ đang có: ")
    present = opened.secret(PRESENT_VARIABLE, words) if options.present else None
    let_return = frozenset(getattr(options, "let_return", ()))
    other = bool(getattr(options, "other_office", False))
    return RestoreWish(options.file.absolute(), passphrase, present, let_return, other, opened.first(request))
