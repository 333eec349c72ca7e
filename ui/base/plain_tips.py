"""Text from outside as tooltips and button names that Qt shows as it is written.

In a tooltip Qt would take `<img src=…>` for markup and fetch the picture, in a button, a menu or the label of a field
`&` for a key's mark.
"""

from __future__ import annotations

import html


def plain_tip(text: str | None) -> str:
    """`text` as a tooltip in which nothing is markup."""
    # By an escaped bracket, too, Qt knows markup.
    if not text or ("<" not in text and "&lt;" not in text):
        return text or ""
    return f'<p style="white-space:pre-wrap">{html.escape(text)}</p>'


def plain_name(text: str) -> str:
    """`text` as the name of a button, of an entry of a menu or of a field, every `&` shown."""
    return text.replace("&", "&&")
