"""Text that a Word file takes in from another file kept inside it (`w:altChunk`): HTML, a saved page, plain text.

Nothing is fetched and nothing is run: what the piece itself names elsewhere stays elsewhere.
"""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy

from lxml import etree

from models.base.errors import AppError
from models.reading.files.docx_package import Tree
from models.reading.files.text_file import decode
from models.reading.typed_signs import raised

_DEEPEST = 200  # elements within each other
_UNSEEN = {"head", "script", "style", "template", "noscript", "del", "s", "strike", "title", "meta", "link"}
_LINES = {
    "p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "body", "html",
    "section", "article", "blockquote", "pre", "dl", "dt", "dd", "hr", "center",
}  # fmt: skip
_CELLS = {"td", "th"}


def is_word(content: bytes) -> bool:
    """Whether a piece is itself a Word file."""
    return content.startswith(b"PK")


def chunk_lines(content: bytes) -> list[str] | None:
    """The lines of a piece that is no Word file; None when it is of a kind that is not read."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:400].lower()
    if start.startswith((b"mime-version:", b"from:", b"content-type:")):
        return _of_saved_page(content)
    if b"<html" in start or start.startswith((b"<!doctype html", b"<body", b"<p", b"<div", b"<table", b"<meta")):
        return _of_html(content)
    if not content.strip() or start.startswith((b"{\\rtf", b"<?xml", b"%pdf", b"\xd0\xcf\x11\xe0")):
        return None
    try:
        text, _remarks, _fonts = decode(content)
    except AppError:
        return None
    return text.splitlines()


def _of_saved_page(content: bytes) -> list[str] | None:
    message = email.message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            whole = part.get_payload(decode=True)
            return _of_html(whole) if isinstance(whole, bytes) else None
    return None


def _of_html(content: bytes) -> list[str] | None:
    try:
        content.decode("utf-8")
        coding: str | None = "utf-8"
    except UnicodeDecodeError:
        coding = None  # as the page itself says
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding=coding)
    try:
        page = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if page is None:
        return None
    return [line.strip(" |") for line in "".join(_words(page, 0)).split("\n") if line.strip(" |")]


def _words(tree: Tree, depth: int) -> Iterator[str]:
    if not isinstance(tree.tag, str) or tree.tag in _UNSEEN or _is_hidden(tree):
        return
    if depth > _DEEPEST:
        yield " ".join(tree.itertext())
        return
    whole = tree.tag in _LINES
    yield "\n" if whole or tree.tag == "br" else ""
    yield _number(tree)
    words = (tree.text or "").replace("\n", " ")
    yield raised(words) if tree.tag == "sup" else words
    for child in tree:
        yield from _words(child, depth + 1)
        yield (child.tail or "").replace("\n", " ")
    yield "\n" if whole else " | " if tree.tag in _CELLS else ""


def _is_hidden(tree: Tree) -> bool:
    style = (tree.get("style") or "").replace(" ", "").lower()
    return tree.get("hidden") is not None or "display:none" in style or "line-through" in style


def _number(tree: Tree) -> str:
    """What a browser shows before an item of a list."""
    above = tree.getparent()
    if tree.tag != "li" or above is None:
        return ""
    if above.tag != "ol":
        return "- "
    first = above.get("start") or "1"
    before = sum(1 for one in tree.itersiblings("li", preceding=True))
    return f"{int(first) + before if first.isdecimal() and len(first) < 6 else before + 1}. "
