"""`office init`: a new office from a script."""

from __future__ import annotations

from models.access import opening
from models.base.text import clean
from models.base.words import _
from models.work import unit_csv
from ui.commands import opened
from ui.commands.request import Answer, Request, say


def init(request: Request) -> Answer:
    """Found an office. The recovery code is printed once, here, and kept nowhere."""
    options = request.options
    children = unit_csv.read_units(options.children) if options.children else ()
    spec = opening.OfficeSpec(
        name=options.name,
        code=options.code,
        level=options.level,
        parent=options.parent,
        place=options.place,
        symbol=options.symbol,
        children=children,
    )
    passphrase = opened.secret(opened.OFFICE_VARIABLE, _("Đặt mật khẩu cho sổ: "))
    office, recovery = opening.found(request.home, spec, passphrase)
    office.close()
    for notice in office.notices:
        say(f"{notice.text} {notice.do}")
    data = {"home": str(request.home.folder), "name": clean(options.name), "children": len(children)}
    lines = [
        _("Đã tạo sổ của {name} với {n} đơn vị trực thuộc.").format(name=data["name"], n=len(children)),
        _("Thư mục dữ liệu: {folder}").format(folder=data["home"]),
        _("Mã khôi phục, chỉ hiện một lần này, hãy ghi ra giấy và cất riêng: {code}").format(code=recovery),
    ]
    return Answer({**data, "recovery_code": recovery}, lines)
