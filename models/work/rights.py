"""Who may do what: one table from an operation's word to the roles, asked by the window and enforced by the store.

These are rules of the program. They keep colleagues to their parts; they do not keep a secret from anybody who can
open the book (README, what this protects against).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.base.errors import AppError
from models.base.words import _

if TYPE_CHECKING:
    from models.store.audit import Change

ADMIN, CLERK, LEADER, REGISTRAR, READER = ROLES = ("quan_tri", "chuyen_vien", "lanh_dao", "van_thu", "chi_xem")
# Nobody's role: a damaged book is only read, whoever opens it.
READING = "chi_doc"

_EDITORS = frozenset({ADMIN, CLERK})
_CLOSERS = frozenset({ADMIN, LEADER})
_ADMINS = frozenset({ADMIN})
_WRITERS = frozenset({ADMIN, CLERK, REGISTRAR})
_WORKERS = frozenset(ROLES) - {READER}

# What somebody may do: the words that operations are written under, and finer ones for parts of an operation.
MAY: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "bin.restore",
            "directive.accept",
            "directive.add",
            "directive.head",
            "directive.remove",
            "directive.review",
            "period.days",
            "person.remove",
            "person.save",
            "progress.put",
            "report.sections",
            "task.add",
            "task.assign",
            "task.attach",
            "task.cancel",
            "task.change",
            "task.detach",
            "task.extend",
            "task.finish",
            "task.indicator",
            "task.remove",
            "task.state",
            "unit.add",
            "unit.change",
            "unit.remove",
        ),
        _EDITORS,
    ),
    "period.close": _CLOSERS,
    "period.reopen": _CLOSERS,
    "report.words": _WRITERS,
    "report.make": _WRITERS,
    "report.number": frozenset({ADMIN, REGISTRAR}),
    # A leader signs; văn thư puts the agency's signature on (NĐ 30/2020/NĐ-CP, Điều 13 and Điều 26).
    "report.sign": frozenset({ADMIN, LEADER, REGISTRAR}),
    "office.change": _ADMINS,
    "office.restore": _ADMINS,
    "account.change": _ADMINS,
    **dict.fromkeys(("account.passphrase", "backup.make", "book.remember"), frozenset(ROLES)),
    "undo": _WORKERS,
    "report.touch": _WORKERS,
}

# Columns whose change is a right of its own, wherever it happens; the rest of a table is the editors'.
_COLUMNS = {
    ("periods", "closed_at"): "period.close",
    ("periods", "closed_by"): "period.close",
    ("periods", "reopen_reason"): "period.close",
    ("reports", "number"): "report.number",
    ("reports", "issued_on"): "report.number",
    ("reports", "signed_file_id"): "report.sign",
    ("reports", "sections"): "report.sections",
    ("reports", "updated_at"): "report.touch",
    ("accounts", "passphrase_at"): "account.passphrase",
}
_TABLES = {"reports": "report.words", "office": "office.change", "accounts": "account.change"}
# A row that only others refer to: whoever may change those may make it (a period that is closed, a signed file).
_MADE_BY_THE_WAY = {"attachments", "periods", "reports"}


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


def vet(role: str | None, operation: str, changes: list[Change]) -> None:
    """Look at what a transaction really changed, whatever it was called. Raises AppError `not_allowed`."""
    if role is None:
        return
    refuse(role, operation)
    for change in changes:
        for word in _words(change):
            if word == "report.sign" and operation == "report.make" and not (change.after or {}).get("signed_file_id"):
                continue  # a new making is not signed yet, whoever signed the one before
            refuse(role, word)


def _words(change: Change) -> set[str]:
    before, after = change.before or {}, change.after or {}
    if change.before is None or change.after is None:
        there = before or after
        touched = {name for name, value in there.items() if value not in {None, "", "{}"}}
        named = {_COLUMNS[change.table, name] for name in touched if (change.table, name) in _COLUMNS}
        by_the_way = change.table in _MADE_BY_THE_WAY
        return named if by_the_way else named | {_TABLES.get(change.table, "task.change")}
    return {_COLUMNS.get((change.table, name), _TABLES.get(change.table, _rest(change.table))) for name in after}


def _rest(table: str) -> str:
    return "period.days" if table == "periods" else "task.change"
