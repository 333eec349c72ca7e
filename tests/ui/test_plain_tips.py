"""What comes from outside is shown as it is written: no tooltip turns it into markup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from ui.tips import plain_tip

HOSTILE = '<img src="file://may-la/anh.png"> Rà soát <b>đậm</b>\n&lt; dòng hai'


class Listening(QTextDocument):
    """A document that notes what it is asked to fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def loadResource(self, kind: int, url: QUrl) -> object:
        self.asked.append(url.toString())
        return None


def test_markup_in_a_tooltip_is_words_and_fetches_nothing(qapp: object) -> None:
    document = Listening()
    document.setHtml(plain_tip(HOSTILE))
    assert document.toPlainText().replace("\u2028", "\n") == HOSTILE
    document.size()
    assert document.asked == []


@pytest.mark.parametrize("text", ["Rà soát thủ tục", "a & b\nc", "", None])
def test_plain_words_stay_as_they_are(text: str | None) -> None:
    assert plain_tip(text) == (text or "")
