"""Every command with its arguments. What they do is in the modules beside this one."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from models.base import settings, text
from models.base.typed_day import typed_day
from models.base.words import _
from models.work.codes import AREAS, LEVELS, RECURRENCES, STATES, WHOSE
from models.work.report_kinds import REPORT_KINDS
from models.work.rights import ROLES

_ISSUERS: Final = ("own", "parent")


def declare(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of subparsers to itself
    """Declare all commands on argparse's subparsers."""
    demo = _command(commands, "demo", "demo:make", _("dựng cơ quan mẫu, làm một báo cáo mẫu đã ký"))
    demo.add_argument("--out", type=Path, default=Path("demo-output"), metavar="DIR")
    _office(_group(commands, "office", _("cơ quan")))
    _account(_group(commands, "account", _("người dùng")))
    _directive(_group(commands, "directive", _("văn bản chỉ đạo")))
    _task(_group(commands, "task", _("nhiệm vụ")))
    _progress(_group(commands, "progress", _("tiến độ")))
    _unit(_group(commands, "unit", _("đơn vị")))
    _period(_group(commands, "period", _("kỳ báo cáo")))
    _report(_group(commands, "report", _("báo cáo")))
    _journal(_group(commands, "journal", _("nhật ký")))
    _bin(_group(commands, "bin", _("thùng rác")))
    _backup(_group(commands, "backup", _("sao lưu")))
    _setting(_group(commands, "setting", _("cài đặt của máy này")))
    _program(commands)
    check = _command(commands, "check", "safety:check", _("kiểm tra toàn vẹn của sổ"))
    words = _("đối chiếu nhật ký với mã ghi trong báo cáo này")
    check.add_argument("--report", action="append", default=[], type=Path, metavar="FILE", help=words)
    words = _("chấp nhận rằng sổ đang có cũ hơn bản đã ghi nhận; được ghi vào nhật ký")
    check.add_argument("--accept", action="store_true", help=words)
    words = _("đưa mọi dòng bị sửa ngoài chương trình về đúng nhật ký; được ghi vào nhật ký")
    check.add_argument("--put-back", action="store_true", help=words)
    rekey = _command(commands, "rekey", "rekey:rekey", _("đổi khóa mã hóa của cả sổ, minh chứng và bản sao lưu"))
    words = _("hủy những mật khẩu ghi theo cách cũ, không mang sang khóa mới được")
    rekey.add_argument("--end-old", action="store_true", help=words)
    words = _("xóa các bản cũ còn mở được bằng mật khẩu cũ, ở nơi thứ hai và trong thư mục dữ liệu")
    rekey.add_argument("--remove-old", action="store_true", help=words)
    words = _("cứu dữ liệu còn đọc được của sổ bị hỏng: ra tệp FILE, hoặc thành sổ mới ngay tại chỗ")
    salvage = _command(commands, "salvage", "damaged:salvage", words)
    salvage.add_argument("file", type=Path, metavar="FILE", nargs="?")
    words = _("cất tệp -wal không thuộc về sổ sang thư mục riêng rồi mở lại sổ")
    _command(commands, "set-wal-aside", "damaged:set_wal_aside", words)


def _office(group: Any) -> None:  # noqa: ANN401
    init = _command(group, "init", "office:init", _("tạo cơ quan mới"))
    init.add_argument("--name", required=True)
    init.add_argument("--code", required=True)
    init.add_argument("--level", required=True, choices=LEVELS)
    init.add_argument("--parent")
    init.add_argument("--place", default="", help=_("địa danh ghi trong văn bản"))
    init.add_argument("--symbol", default="", help=_("chữ viết tắt trong ký hiệu, ví dụ PNV"))
    init.add_argument("--children", type=Path, metavar="CSV", help=_("đơn vị trực thuộc: cột code,name"))


def _account(group: Any) -> None:  # noqa: ANN401
    _command(group, "list", "account:list_accounts", _("ai được mở sổ"))
    add = _command(group, "add", "account:add", _("thêm người dùng; mật khẩu: biến CCHC_NEW_PASSPHRASE, hoặc được hỏi"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", required=True, choices=ROLES)
    change = _command(group, "change", "account:change", _("đổi tên hoặc vai trò"))
    change.add_argument("account", metavar="ACCOUNT")
    change.add_argument("--name", default="")
    change.add_argument("--role", choices=ROLES)
    for name, words in (("disable", _("ngừng sử dụng")), ("reset", _("đặt lại mật khẩu"))):
        _command(group, name, f"account:{name}", words).add_argument("account", metavar="ACCOUNT")
    _command(group, "passphrase", "account:passphrase", _("đổi mật khẩu của chính mình"))
    _command(group, "recovery", "account:recovery", _("đổi mã khôi phục"))


def _directive(group: Any) -> None:  # noqa: ANN401
    _command(group, "read", "directive:read", _("đọc, không lưu")).add_argument("file", type=Path, metavar="FILE")
    add = _command(group, "add", "directive:add", _("lưu văn bản và tệp gốc"))
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--accept", action="store_true", help=_("nhận mọi đề xuất thành nhiệm vụ"))
    add.add_argument("--assigned", type=_day, metavar="DATE", help=_("ngày giao, khi văn bản không ghi ngày"))


def _task(group: Any) -> None:  # noqa: ANN401
    listing = _command(group, "list", "task:list_tasks", _("danh sách nhiệm vụ"))
    listing.add_argument("--search", default="", metavar="T")
    listing.add_argument("--status", metavar="S", help=_("trạng thái hoặc tình trạng thời hạn"))
    listing.add_argument("--unit", metavar="U", help=_("đơn vị chủ trì; xét phần của chính đơn vị đó"))
    listing.add_argument("--class", choices=WHOSE, dest="whose", help=_("loại nhiệm vụ"))
    listing.add_argument("--limit", type=_count, metavar="N")
    remove = _command(group, "remove", "task:remove", _("xóa nhiệm vụ nhập nhầm vào thùng rác"))
    remove.add_argument("task", metavar="TASK")
    add = _command(group, "add", "task:add", _("thêm nhiệm vụ"))
    add.add_argument("text", metavar="TEXT")
    add.add_argument("--ref", default="")
    add.add_argument("--area", choices=AREAS)
    add.add_argument("--lead", action="append", default=[], metavar="UNIT")
    add.add_argument("--with", action="append", default=[], metavar="UNIT", dest="with_units")
    add.add_argument("--due", type=_day, metavar="DATE")
    add.add_argument("--assigned", type=_day, metavar="DATE", help=_("ngày giao"))
    add.add_argument("--class", choices=WHOSE, default="ours", dest="whose")
    add.add_argument("--deadline", default="", help=_("thời hạn bằng lời của văn bản"))
    add.add_argument("--recurrence", choices=RECURRENCES)
    add.add_argument("--day", type=int, metavar="N", help=_("hạn trong kỳ: ngày N của tháng, mặc định ngày cuối kỳ"))
    add.add_argument("--product", default="")
    add.add_argument("--short", default="", metavar="T", help=_("tên gọi tắt trong báo cáo"))
    add.add_argument("--note", default="")
    _task_decisions(group)
    _evidence(group)


def _task_decisions(group: Any) -> None:  # noqa: ANN401
    extend = _command(group, "extend", "task:extend", _("gia hạn; tính từ ngày được cho phép"))
    extend.add_argument("task", metavar="TASK")
    extend.add_argument("--until", required=True, type=_day, metavar="DATE", help=_("hạn mới"))
    extend.add_argument("--granted", type=_day, metavar="DATE", help=_("ngày cho phép, mặc định hôm nay"))
    extend.add_argument("--reason", required=True, metavar="T")
    extend.add_argument("--by", required=True, metavar="T", help=_("người phê duyệt gia hạn"))
    waive = _command(group, "waive", "task:waive", _("miễn một lần thực hiện của nhiệm vụ định kỳ"))
    waive.add_argument("task", metavar="TASK")
    waive.add_argument("--period", required=True, metavar="P")
    waive.add_argument("--reason", required=True, metavar="T")
    waive.add_argument("--by", required=True, metavar="T", help=_("người cho phép"))
    cancel = _command(group, "cancel", "task:cancel", _("hủy nhiệm vụ; lý do được lưu cùng nhiệm vụ"))
    cancel.add_argument("task", metavar="TASK")
    cancel.add_argument("--reason", required=True, metavar="T")


def _evidence(group: Any) -> None:  # noqa: ANN401
    attach = _command(group, "attach", "task_files:attach", _("thêm tệp minh chứng vào nhiệm vụ"))
    attach.add_argument("task", metavar="TASK")
    attach.add_argument("files", nargs="+", type=Path, metavar="FILE")
    listing = _command(group, "files", "task_files:list_files", _("các tệp minh chứng của nhiệm vụ"))
    listing.add_argument("task", metavar="TASK")
    save = _command(group, "save-file", "task_files:save", _("lưu bản sao một tệp minh chứng ra thư mục DIR"))
    save.add_argument("--out", required=True, type=Path, metavar="DIR")
    detach = _command(group, "detach", "task_files:detach", _("gỡ một tệp minh chứng khỏi nhiệm vụ"))
    for command in (save, detach):
        command.add_argument("file", metavar="ID", help=_("mã của tệp, lấy từ task files"))


def _progress(group: Any) -> None:  # noqa: ANN401
    put = _command(group, "set", "progress:put", _("ghi tiến độ của một kỳ"))
    _entry(put)
    put.add_argument("--reason", dest="delay", metavar="T", help=_("nguyên nhân chủ yếu làm chậm"))


def _entry(command: Any) -> None:  # noqa: ANN401
    """A unit's entry for a task and period."""
    command.add_argument("task", metavar="TASK")
    command.add_argument("--period", required=True, metavar="P")
    command.add_argument("--unit", metavar="UNIT")
    command.add_argument("--state", choices=tuple(state for state in STATES if state != "cancelled"))
    command.add_argument("--percent", type=int, metavar="N")
    command.add_argument("--value", type=_number, metavar="N")
    command.add_argument("--note", metavar="T")
    command.add_argument("--done", type=_day, metavar="DATE")
    command.add_argument("--promised", type=_day, metavar="DATE", help=_("ngày hẹn hoàn thành"))


def _unit(group: Any) -> None:  # noqa: ANN401
    groups = _group(group, "group", _("nhóm đơn vị đặt tên sẵn, để giao việc cùng lúc"))
    _command(groups, "list", "unit:list_groups", _("các nhóm và đơn vị của từng nhóm"))
    save = _command(groups, "save", "unit:save_group", _("lưu các đơn vị thành nhóm GROUP, thay nhóm cùng tên"))
    save.add_argument("--unit", action="append", default=[], metavar="UNIT")
    save.add_argument("--name", default="", metavar="NAME", help=_("tên mới cho nhóm đã có"))
    remove = _command(groups, "remove", "unit:remove_group", _("xóa nhóm; các đơn vị vẫn còn"))
    for command in (save, remove):
        command.add_argument("group", metavar="GROUP")


def _period(group: Any) -> None:  # noqa: ANN401
    listing = _command(group, "list", "period:list_periods", _("các kỳ của một năm"))
    listing.add_argument("--year", type=int)
    close = _command(group, "close", "period:close", _("chốt kỳ"))
    close.add_argument("period", metavar="P")
    close.add_argument("--before-end", action="store_true", help=_("chốt cả khi kỳ chưa kết thúc"))
    reopen = _command(group, "reopen", "period:reopen", _("mở lại kỳ đã chốt"))
    reopen.add_argument("period", metavar="P")
    reopen.add_argument("--reason", required=True, metavar="T")
    result = _command(group, "result", "period:result", _("kết quả của kỳ: từng nhiệm vụ, từng đơn vị, các con số"))
    result.add_argument("period", metavar="P")
    adjust = _command(group, "adjust", "progress:adjust", _("điều chỉnh số liệu của kỳ đã chốt"))
    _entry(adjust)
    adjust.add_argument("--reason", required=True, metavar="T", help=_("vì sao điều chỉnh"))
    adjust.add_argument("--delay", dest="delay", metavar="T", help=_("nguyên nhân chủ yếu làm chậm"))


def _report(group: Any) -> None:  # noqa: ANN401
    make = _command(group, "make", "report:make", _("lập báo cáo"))
    make.add_argument("--kind", required=True, choices=tuple(REPORT_KINDS))
    make.add_argument("--period", required=True, metavar="P")
    make.add_argument("--out", required=True, type=Path, metavar="DIR")
    make.add_argument("--format", default=("pdf",), type=_formats, metavar="pdf,docx,xlsx")
    words = _("cơ quan ban hành: own là cơ quan của sổ, parent là cơ quan cấp trên; lần lập sau giữ như vậy")
    make.add_argument("--issuer", choices=_ISSUERS, help=words)
    make.add_argument("--number", help=_("số văn bản; bỏ trống để văn thư ghi"))
    make.add_argument("--date", type=_day, help=_("ngày ban hành; bỏ trống để văn thư ghi"))
    lint = _command(group, "lint", "report_lint:lint", _("danh sách kiểm tra trước khi ký"))
    lint.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("tệp báo cáo đã lập; bỏ trống để hỏi sổ"))
    lint.add_argument("--kind", choices=tuple(REPORT_KINDS))
    lint.add_argument("--period", metavar="P")
    whose = _("báo cáo do ai ban hành: own, parent; bỏ trống thì là cơ quan đang được chọn cho báo cáo đó")
    lint.add_argument("--issuer", choices=_ISSUERS, help=whose)
    _command(group, "list", "report:list_made", _("báo cáo đã lập mà sổ còn giữ, mới nhất trước"))
    get = _command(group, "get", "report:get", _("lấy lại báo cáo đã lập; bản đã ký nếu có"))
    get.add_argument("--kind", required=True, choices=tuple(REPORT_KINDS))
    get.add_argument("--period", required=True, metavar="P")
    get.add_argument("--issuer", choices=_ISSUERS, help=whose)
    which = get.add_mutually_exclusive_group()
    which.add_argument("--unsigned", action="store_true", help=_("bản chưa ký, dù đã có bản ký"))
    which.add_argument("--copy", metavar="ID", help=_("một bản đã ký trước đó; mã lấy từ report copies"))
    get.add_argument("--out", required=True, type=Path, metavar="DIR")
    copies = _command(group, "copies", "report:list_copies", _("mọi bản đã ký của một báo cáo, cũ trước"))
    copies.add_argument("--kind", required=True, choices=tuple(REPORT_KINDS))
    copies.add_argument("--period", required=True, metavar="P")
    copies.add_argument("--issuer", choices=_ISSUERS, help=whose)
    sign = _command(group, "sign", "report_signing:sign", _("ký số, lên trên bản đã ký mới nhất mà sổ giữ"))
    sign.add_argument("file", type=Path, metavar="FILE")
    sign.add_argument("--p12", required=True, type=Path, metavar="KEY")
    sign.add_argument("--out", type=Path, metavar="FILE")
    sign.add_argument("--role", default="lanh-dao", choices=("lanh-dao", "co-quan"))
    sign.add_argument("--image", type=Path, metavar="PNG", help=_("ảnh chữ ký của lãnh đạo hoặc con dấu của cơ quan"))
    sign.add_argument("--again", action="store_true", help=_("ký thêm dù vai trò này đã ký"))
    verify = _command(group, "verify", "report:verify", _("kiểm tra chữ ký"))
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--trust", action="append", default=[], type=Path, metavar="CERT")


def _journal(group: Any) -> None:  # noqa: ANN401
    listing = _command(group, "list", "journal:list_events", _("ai đã sửa gì, từ giá trị nào sang giá trị nào"))
    export = _command(group, "export", "journal:export", _("xuất nhật ký ra tệp CSV"))
    export.add_argument("file", type=Path, metavar="FILE")
    for command in (listing, export):
        command.add_argument("--search", default="", metavar="T")
        command.add_argument("--by", default="", metavar="NAME", help=_("người làm"))
        command.add_argument("--kind", type=_kind, metavar="KIND", help=_("loại"))
        command.add_argument("--since", type=_day, metavar="DATE")
        command.add_argument("--until", type=_day, metavar="DATE")
    listing.add_argument("--limit", type=_count, metavar="N")
    undo = _command(group, "undo", "journal:take_back", _("hoàn tác cả thao tác mà sự kiện này thuộc về"))
    undo.add_argument("number", type=_count, metavar="NUMBER")


def _bin(group: Any) -> None:  # noqa: ANN401
    listing = _command(group, "list", "bin:list_bin", _("những gì đã xóa khỏi sổ: ai xóa, lúc nào"))
    listing.add_argument("--search", default="", metavar="T")
    restore = _command(group, "restore", "bin:restore", _("khôi phục cùng những gì gắn với nó; số lấy từ bin list"))
    restore.add_argument("numbers", nargs="+", type=_count, metavar="ID")


def _backup(group: Any) -> None:  # noqa: ANN401
    make = _command(group, "make", "safety:make_backup", _("sao lưu ra tệp"))
    restore = _command(group, "restore", "restoring:restore_backup", _("khôi phục từ tệp"))
    words = _("mở thử, so với sổ đang có: khôi phục thì mất những gì, ai trở lại")
    compare = _command(group, "compare", "restoring:compare", words)
    for command in (make, restore, compare):
        command.add_argument("file", type=Path, metavar="FILE")
    words = _("hỏi riêng mật khẩu quản trị (hoặc mã khôi phục) của sổ đang có; hoặc biến CCHC_PRESENT_PASSPHRASE")
    for command in (restore, compare):
        command.add_argument("--present", action="store_true", help=words)
    words = _("cho trở lại: mã ở mục returning của backup compare; không ghi thì không gì trở lại")
    restore.add_argument("--let-return", action="append", default=[], metavar="KEY", help=words)
    words = _("đã đọc tên cơ quan khác trong bản sao lưu và vẫn muốn thay sổ đang có")
    restore.add_argument("--other-office", action="store_true", help=words)
    _command(group, "list", "safety:list_backups", _("các bản sao lưu của máy này và của nơi thứ hai"))
    _command(group, "bring", "safety:bring", _("chép bản sao lưu mới nhất sang nơi thứ hai (setting second_place)"))


def _setting(group: Any) -> None:  # noqa: ANN401
    _command(group, "list", "setting:list_settings", _("cài đặt đang dùng, và cài đặt nào do quản trị máy đặt"))
    put = _command(group, "set", "setting:put", _("đổi một cài đặt"))
    put.add_argument("name", choices=settings.CHOSEN, metavar="NAME")
    put.add_argument("value", metavar="VALUE")


def _program(commands: Any) -> None:  # noqa: ANN401
    update = _command(commands, "update", "program:look_at_setup", _("xem phiên bản và chữ ký của một bộ cài mới"))
    update.add_argument("file", type=Path, metavar="FILE")
    words = _("thông tin cho người hỗ trợ: phiên bản, phông, ổ đĩa, nhật ký; không có dữ liệu")
    _command(commands, "diagnostics", "program:diagnose", words).add_argument("--out", type=Path, metavar="FILE")


def _group(commands: Any, name: str, words: str) -> Any:  # noqa: ANN401
    parser = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
    return parser.add_subparsers(metavar=_("VIỆC"), required=True)


def _command(commands: Any, name: str, path: str, words: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
    parser.set_defaults(command=_late(path))
    return parser


def _late(path: str) -> Callable[[Any], Any]:
    """The function `module:name` of this package, imported when it is called."""

    def call(request: Any) -> Any:  # noqa: ANN401
        module, name = path.split(":")
        return getattr(import_module(f"ui.commands.{module}"), name)(request)

    return call


def _kind(typed: str) -> str:
    from models.access import opening
    from models.journal import history

    opening.load_tables()
    known = [table for table, _name in history.kinds()]
    if typed not in known:
        raise argparse.ArgumentTypeError(_("chỉ nhận: {kinds}").format(kinds=", ".join(known)))
    return typed


def _day(typed: str) -> Any:  # noqa: ANN401
    try:
        return typed_day(typed)
    except ValueError:
        words = _("“{typed}” không phải là ngày (ngày/tháng/năm)")
        raise argparse.ArgumentTypeError(words.format(typed=typed)) from None


def _number(typed: str) -> Decimal:
    try:
        return text.read_number(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{typed}” không phải là số").format(typed=typed)) from None


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise argparse.ArgumentTypeError(_("“{typed}” không phải là số đếm").format(typed=typed))
    return int(typed)


def _formats(typed: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip() for part in typed.split(",")))
    if not {"pdf", "docx", "xlsx"}.issuperset(asked):
        words = _("“{typed}” không phải pdf, docx, xlsx hoặc vài loại cách nhau bằng dấu phẩy")
        raise argparse.ArgumentTypeError(words.format(typed=typed))
    return asked
