"""Tooltips that show words from outside as they are: Qt would take `<img src=…>` for markup and fetch the picture."""

from __future__ import annotations

import html


def plain_tip(text: str | None) -> str:
    """`text` as a tooltip in which nothing is markup."""
    if not text or "<" not in text:
        return text or ""
    return f'<p style="white-space:pre-wrap">{html.escape(text)}</p>'
