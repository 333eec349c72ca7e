"""The words of a task's area are searched for, too: the index of words is filled anew."""

from __future__ import annotations

from typing import Any

from alembic import op

from models.store import search

revision = "0004"
down_revision = "0003"

_AREAS = {
    "direction": "Chỉ đạo, điều hành",
    "institution": "Thể chế",
    "procedure": "Thủ tục hành chính",
    "apparatus": "Tổ chức bộ máy",
    "civil_service": "Chế độ công vụ",
    "finance": "Tài chính công",
    "digital": "Chính quyền số",
}
_COLUMNS = "ref, text, lead_text, with_text, source_text, product, deadline_text, note, area"


def upgrade() -> None:
    """Write every task's words into the index again, with those of its area."""
    link: Any = op.get_bind().connection.dbapi_connection
    found = link.execute(f"SELECT number, {_COLUMNS} FROM tasks ORDER BY number").fetchall()
    search.fill(link, "tasks", ((number, (*texts, _AREAS.get(area, ""))) for number, *texts, area in found))
