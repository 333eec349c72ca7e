"""Vietnamese for the sentences that argparse itself says about arguments; it asks a function named `_` for them."""

from __future__ import annotations

from typing import Any

from models.base.words import _

_WORDS = {
    "usage: ": _("cách dùng: "),
    "positional arguments": _("đối số"),
    "options": _("tùy chọn"),
    "show this help message and exit": _("in hướng dẫn này"),
    "the following arguments are required: %s": _("còn thiếu: %s"),
    "unrecognized arguments: %s": _("không hiểu: %s"),
    "invalid choice: %(value)r (choose from %(choices)s)": _("không có lựa chọn %(value)r (hãy chọn: %(choices)s)"),
    "expected one argument": _("cần một giá trị"),
    "expected at least one argument": _("cần ít nhất một giá trị"),
    "invalid %(type)s value: %(value)r": _("giá trị %(value)r không hợp lệ"),
    "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s"),
}


def teach(argparse: Any) -> None:  # noqa: ANN401 - a module
    """Let `argparse` speak Vietnamese from now on; a sentence we do not know stays as it is."""
    argparse._ = lambda sentence: _WORDS.get(sentence, sentence)
