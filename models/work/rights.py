"""Who may do what: one table from an operation's word to the roles, asked by the window and enforced by the store.

These are rules of the program. They keep colleagues to their parts; they do not keep a secret from anybody who can
open the book (README, what this protects against).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.base.errors import AppError
from models.base.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.store.audit import Change
    from models.store.declaration import Declaration

ADMIN, CLERK, LEADER, REGISTRAR, READER = ROLES = ("quan_tri", "chuyen_vien", "lanh_dao", "van_thu", "chi_xem")
# Nobody's role: a damaged book is only read, whoever opens it.
READING = "chi_doc"

_EDITORS = frozenset({ADMIN, CLERK})
_CLOSERS = frozenset({ADMIN, LEADER})
_ADMINS = frozenset({ADMIN})
_WRITERS = frozenset({ADMIN, CLERK, REGISTRAR})
_WORKERS = frozenset(ROLES) - {READER}


@dataclass(frozen=True)
class Operation:
    """What somebody may do: its name in the journal, "" for a part of an operation or what changes no row."""

    name: str
    roles: frozenset[str]


# By the word that it is written under. A word that is not here is an administrator's.
OPERATIONS: dict[str, Operation] = {
    "bin.restore": Operation(_("Khôi phục từ thùng rác"), _EDITORS),
    "directive.accept": Operation(_("Nhận nhiệm vụ từ văn bản"), _EDITORS),
    "directive.add": Operation(_("Nhận văn bản"), _EDITORS),
    "directive.goals": Operation(_("Chọn mục tiêu của văn bản"), _EDITORS),
    "directive.head": Operation(_("Sửa thông tin văn bản"), _EDITORS),
    "directive.remove": Operation(_("Xóa văn bản"), _EDITORS),
    "directive.review": Operation(_("Rà soát đề xuất"), _EDITORS),
    "period.adjust": Operation(_("Điều chỉnh sau khi chốt kỳ"), _EDITORS),
    "period.days": Operation(_("Sửa ngày của kỳ"), _EDITORS),
    "person.remove": Operation(_("Xóa người"), _EDITORS),
    "person.save": Operation(_("Sửa người"), _EDITORS),
    "progress.put": Operation(_("Cập nhật kỳ"), _EDITORS),
    "report.sections": Operation("", _EDITORS),
    "task.add": Operation(_("Thêm nhiệm vụ"), _EDITORS),
    "task.assign": Operation(_("Giao nhiệm vụ"), _EDITORS),
    "task.attach": Operation(_("Đính kèm minh chứng"), _EDITORS),
    "task.cancel": Operation(_("Hủy nhiệm vụ"), _EDITORS),
    "task.change": Operation(_("Sửa nhiệm vụ"), _EDITORS),
    "task.detach": Operation(_("Gỡ minh chứng"), _EDITORS),
    "task.extend": Operation(_("Gia hạn"), _EDITORS),
    "task.finish": Operation(_("Hoàn thành nhiệm vụ"), _EDITORS),
    "task.indicator": Operation(_("Sửa chỉ số"), _EDITORS),
    "task.remove": Operation(_("Xóa nhiệm vụ"), _EDITORS),
    "task.state": Operation(_("Đổi trạng thái"), _EDITORS),
    "task.waive": Operation(_("Miễn thực hiện theo kỳ"), _EDITORS),
    "unit.add": Operation(_("Thêm đơn vị"), _EDITORS),
    "unit.change": Operation(_("Sửa đơn vị"), _EDITORS),
    "unit.group": Operation(_("Sửa nhóm đơn vị"), _EDITORS),
    "unit.remove": Operation(_("Xóa đơn vị"), _EDITORS),
    "period.close": Operation(_("Chốt kỳ"), _CLOSERS),
    "period.reopen": Operation(_("Mở lại kỳ"), _CLOSERS),
    "report.words": Operation(_("Sửa nội dung báo cáo"), _WRITERS),
    "report.make": Operation(_("Lập báo cáo"), _WRITERS),
    "report.number": Operation(_("Ghi số, ngày báo cáo"), frozenset({ADMIN, REGISTRAR})),
    # A leader signs; văn thư puts the agency's signature on (NĐ 30/2020/NĐ-CP, Điều 13 and Điều 26).
    "report.sign": Operation(_("Ký báo cáo"), frozenset({ADMIN, LEADER, REGISTRAR})),
    "office.change": Operation(_("Sửa thông tin cơ quan"), _ADMINS),
    "office.lock": Operation(_("Đổi thời gian tự khóa"), _ADMINS),
    "office.restore": Operation("", _ADMINS),
    "account.change": Operation(_("Sửa tài khoản"), _ADMINS),
    "account.passphrase": Operation(_("Đặt mật khẩu"), frozenset(ROLES)),
    "backup.make": Operation("", frozenset(ROLES)),
    "book.rekey": Operation(_("Đổi khóa mã hóa"), _ADMINS),
    "book.accept": Operation(_("Chấp nhận sổ bản cũ"), _ADMINS),
    "book.put_back": Operation(_("Đưa dữ liệu về đúng nhật ký"), _ADMINS),
    "book.remember": Operation(_("Nhớ mật khẩu trên máy"), frozenset(ROLES)),
    "undo": Operation(_("Hoàn tác"), _WORKERS),
    "report.touch": Operation("", _WORKERS),
    # Nobody's: the program itself, before there is anybody, and when it makes a book of a damaged one.
    "office.found": Operation(_("Tạo cơ quan"), frozenset()),
    "book.rescue": Operation(_("Cứu dữ liệu"), frozenset()),
    "book.restored": Operation(_("Khôi phục từ bản sao lưu"), frozenset()),
    "part.standing": Operation(_("Tính lại phần việc của từng đơn vị"), frozenset()),
    "book.ways": Operation(_("Ghi nhận các cách mở sổ"), frozenset()),
}
MAY: dict[str, frozenset[str]] = {word: one.roles for word, one in OPERATIONS.items() if one.roles}


def role_name(role: str) -> str:
    """The role in the office's words."""
    return {
        ADMIN: _("Quản trị"),
        CLERK: _("Chuyên viên"),
        LEADER: _("Lãnh đạo"),
        REGISTRAR: _("Văn thư"),
        READER: _("Chỉ xem"),
        READING: _("Chỉ đọc"),
    }.get(role, role)


def may(role: str | None, word: str) -> bool:
    """Whether this role may do what the word stands for. No role is the program itself (founding, upgrading).

    A word that nobody has thought of is an administrator's.
    """
    return role is None or role in MAY.get(word, _ADMINS)


def refuse(role: str | None, word: str) -> None:
    """Raises AppError `not_allowed`, which says who may."""
    if may(role, word):
        return
    who = ", ".join(role_name(one).lower() for one in ROLES if one in MAY.get(word, _ADMINS))
    raise AppError(
        "not_allowed",
        _("Tài khoản của anh/chị không có quyền làm việc này."),
        _("Vai trò “{role}” không làm được; việc này dành cho: {who}.").format(role=role_name(role or ""), who=who),
        _("Hãy nhờ người có vai trò đó, hoặc đề nghị quản trị của sổ đổi vai trò."),
    )


def require(session: Any, word: str) -> None:  # noqa: ANN401 - a Session; its type would load what start-up must not
    """Raises AppError `not_allowed` when whoever this session works for may not."""
    refuse(session.info.get("role"), word)


def operation_name(operation: str) -> str:
    """The words for an operation's code; the code itself for one that an older or newer version wrote."""
    known = OPERATIONS.get(operation)
    return known.name if known is not None and known.name else operation


def vet(role: str | None, operation: str, changes: Sequence[Change]) -> None:
    """Look at what a transaction really changed, whatever it was called. Raises AppError `not_allowed`."""
    if role is None:
        return
    refuse(role, operation)
    if not changes:
        return
    from models.store import tables

    declared = tables.declarations()
    for change in changes:
        table = declared.get(change.table)
        if table is None:  # nobody said who may write it, so nobody may
            raise _undeclared(change.table)
        for word in _words(change, table):
            if word == "report.sign" and operation == "report.make" and not (change.after or {}).get("signed_file_id"):
                continue  # a new making is not signed yet, whoever signed the one before
            refuse(role, word)


def _words(change: Change, table: Declaration) -> set[str]:
    before, after = change.before or {}, change.after or {}
    if change.before is None or change.after is None:
        touched = {name for name, value in (before or after).items() if value not in {None, "", "{}"}}
        named = {word for name, word in table.writes.items() if name in touched}
        return named if table.made_along else named | {table.write}
    return {table.writes.get(name, table.write) for name in after if name not in table.derived}


def _undeclared(table: str) -> AppError:
    return AppError(
        "not_allowed",
        _("Không ghi được dữ liệu này."),
        _("Bảng “{table}” chưa khai báo ai được ghi.").format(table=table),
        _("Đây là lỗi của chương trình; hãy báo cho người hỗ trợ."),
    )
