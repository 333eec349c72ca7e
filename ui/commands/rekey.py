"""`rekey`: another data key for the whole book."""

from __future__ import annotations

import os

from models.access import old_copies
from models.access import rekey as rekeying
from models.base.settings import Settings
from models.base.words import _
from ui.backup import rekey_words
from ui.commands import opened
from ui.commands.request import Answer, Request


def rekey(request: Request) -> Answer:
    """Exchange the key of everything here; say what can still be read with the old secrets, and remove it if asked."""
    place = str(Settings(request.home.settings).get("second_place"))
    with opened.office(request) as office:
        passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Mật khẩu của anh/chị: "))
        again, done = rekeying.rekey(office, passphrase, end_old=request.options.end_old)
        try:
            removed, left = old_copies.tidied(again, place, remove=request.options.remove_old)
        finally:
            again.close()
    data = {
        "rekeyed": True,
        "evidence": done.evidence,
        "unread": done.unread,
        "backups": done.backups,
        "recovery_code": done.code or None,
        "ended": list(done.ended),
        "removed": removed,
        "old_copies": [os.fspath(path) for path in left],
    }
    return Answer(data, rekey_words.lines(done, removed, left))
