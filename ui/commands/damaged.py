"""`salvage` and `set-wal-aside`: going on from a damaged book."""

from __future__ import annotations

import os
from dataclasses import asdict, replace

from models.access import rescue
from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.words import _
from models.store.sqlite import salvage as salvaging
from ui.commands import opened
from ui.commands.request import Answer, Request


def salvage(request: Request) -> Answer:
    """Save what can be read: into a new file, or as the new book in the place of the damaged one."""
    with opened.office(replace(request, even_damaged=True)) as office:
        target = request.options.file
        if target is not None:
            saved = salvaging.salvage(office.home, office.data_key, target.absolute())
            lines = [_("Đã vớt dữ liệu vào {path}; tệp hỏng vẫn giữ nguyên.").format(path=saved.file)]
            return Answer({"file": str(saved.file), "tables": _tables(saved)}, lines + rescue.table_lines(saved))
        _refuse_sound(office)
        made = rescue.rescue(office)
        new, aside, told = rescue.use(office, made)
        new.close()
    lines = made.report.splitlines()
    lines.append(_("Sổ mới đã ở đúng chỗ; sổ hỏng được giữ ở: {folder}").format(folder=aside))
    if told is not None:
        lines.append(_("Biên bản: {path}").format(path=told))
    else:
        lines.append(_("Chưa ghi được biên bản ra tệp; hãy chép lại những dòng trên."))
    data = {"file": str(request.home.database), "aside": os.fspath(aside), "report": told and os.fspath(told)}
    return Answer({**data, "tables": _tables(made.saved)}, lines)


def set_wal_aside(request: Request) -> Answer:
    """Move the foreign -wal file away; refused where there is none."""
    with opened.office(replace(request, even_damaged=True)) as office:
        if office.damage is None or office.damage.kind != "foreign_wal":
            raise AppError(
                "no_foreign_wal",
                _("Không có tệp -wal lạ nào cạnh tệp dữ liệu."),
                _("Tệp -wal đang có (nếu có) là của chính sổ này và chứa những thay đổi mới nhất."),
                _("Không cần làm gì; hãy chạy lệnh check để biết tình trạng của sổ."),
            )
        again = rescue.without_wal(office)
        again.close()
    return Answer({"set_aside": True}, [f"{notice.text} {notice.do}" for notice in again.notices])


def _refuse_sound(office: OpenOffice) -> None:
    if office.damage is None:
        raise AppError(
            "not_damaged",
            _("Sổ không hỏng nên không cần cứu dữ liệu."),
            _("Tệp dữ liệu đọc được từ đầu đến cuối."),
            _("Hãy dùng lệnh backup make nếu cần một bản sao."),
        )


def _tables(saved: salvaging.SalvageResult) -> list[dict[str, object]]:
    return [{**asdict(table), "lost": table.lost} for table in saved.tables]
