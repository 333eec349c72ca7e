"""The words of a report, section by section: what the figures say, and what the official made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.base.words import _
from ui.base import theme
from ui.base.permissions import lock
from ui.kit.labels import plain_label

_HEADINGS, _LINES = 4, 5  # line heights of the list, and lines of the field, that are seen however low the page is
_PAUSE = 800  # ms after the last key before the words are saved


class SectionWords(QWidget):
    """A list of the headings and a field for the words of one. Emits `edited(code, paragraphs or None)`.

    What is typed is saved after a pause, when another section is chosen, and when the field is left.
    """

    edited = Signal(str, object)
    turned_to = Signal(str)  # the code of the section that a person chose or begins to write in

    def __init__(self) -> None:
        super().__init__()
        self._headings = QListWidget()
        self._headings.setAccessibleName(_("Các mục của báo cáo"))
        self._headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._field = QPlainTextEdit()
        self._field.setAccessibleName(_("Nội dung của mục"))
        self._field.setTabChangesFocus(True)
        self._hint = plain_label(_("Mỗi dòng là một đoạn."), "muted")
        self._back = QPushButton(_("Khôi phục nội dung tự động"))
        theme.mark(self._back, "link")
        self._take = QPushButton(_("Lấy lời kỳ trước"))
        self._take.setToolTip(_("Chép nội dung đã viết ở mục này trong báo cáo kỳ trước, để sửa tiếp"))
        theme.mark(self._take, "link")
        self._take.clicked.connect(self._take_over)
        self._earlier: Mapping[str, tuple[str, ...]] = {}
        self._printed: set[str] = set()
        self._may_write = True
        self._words: dict[str, str] = {}
        self._changed: set[str] = set()
        self._code = ""
        self._loading = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._save)
        self._headings.currentItemChanged.connect(self._chosen)
        self._headings.itemClicked.connect(lambda _item: self._turn())
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._typed)
        self._back.clicked.connect(self._go_back)
        self._headings.setMinimumHeight(theme.em(_HEADINGS))
        line = self._field.fontMetrics().lineSpacing()
        self._field.setMinimumHeight(_LINES * line + theme.em(0.9))
        self._lay_out()

    def show_sections(
        self,
        sections: Sequence[tuple[str, int, str, tuple[str, ...]]],
        changed: Mapping[str, object],
        earlier: Mapping[str, tuple[str, ...]],
        printed: Collection[str],
    ) -> None:
        """Show (code, level, heading, paragraphs) of each; `changed` are the codes whose words a person wrote.

        `earlier` is what was written in the report before, `printed` are the codes of those that are on the paper.
        A field that is being typed in is never rewritten under the person's hands.
        """
        self._changed, self._earlier, self._printed = set(changed), earlier, set(printed)
        self._words = {code: "\n".join(words) for code, _level, _heading, words in sections}
        if [item[0] for item in sections] != self._codes():
            self._fill(sections)
        self._number(sections)
        self._mark()
        if self._code in self._words and not self._field.hasFocus() and not self._pause.isActive():
            self._show(self._code)

    def choose(self, code: str) -> None:
        """Go to a section, to write in it."""
        if code in self._codes():
            self._headings.setCurrentRow(self._codes().index(code))
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def read_only(self, on: bool) -> None:
        """For those who read the words and do not write them."""
        lock(self._field, on)
        self._may_write = not on
        self._show_ways()

    def flush(self) -> None:
        """Hand over now what was typed and is not saved yet."""
        if self._pause.isActive():
            self._pause.stop()
            self._save()

    # Inside

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._take)
        foot.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addWidget(self._headings, 2)
        column.addWidget(self._field, 3)
        column.addLayout(foot)

    def _codes(self) -> list[str]:
        role = Qt.ItemDataRole.UserRole
        return [str(self._headings.item(row).data(role)) for row in range(self._headings.count())]

    def _fill(self, sections: Sequence[tuple[str, int, str, tuple[str, ...]]]) -> None:
        self._headings.blockSignals(True)
        self._headings.clear()
        for code, *_rest in sections:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, code)
            self._headings.addItem(item)
        kept = self._codes().index(self._code) if self._code in self._codes() else 0
        self._headings.setCurrentRow(kept)
        self._headings.blockSignals(False)
        if sections:
            self._show(self._codes()[kept])

    def _number(self, sections: Sequence[tuple[str, int, str, tuple[str, ...]]]) -> None:
        """The headings with the numbers that they have on the paper, and a dot before what is not on it."""
        within: Counter[str] = Counter()
        for row, (code, level, heading, _words) in enumerate(sections):
            parent, _dot, number = code.rpartition(".")
            there = code in self._printed
            within[parent] += there
            sign = f"{within[parent] if parent else number}." if there else "·"
            self._headings.item(row).setText(f"{'    ' * (level - 1)}{sign} {heading}")

    def _mark(self) -> None:
        for row in range(self._headings.count()):
            item = self._headings.item(row)
            code = item.data(Qt.ItemDataRole.UserRole)
            written = code in self._changed
            item.setFont(theme.font(bold=written))
            about = _("Nội dung đã sửa") if written else _("Nội dung tự động từ số liệu")
            item.setToolTip(about if code in self._printed else _("Chưa có nội dung nên không in; viết thì được in"))
        self._show_ways()

    def _show_ways(self) -> None:
        """Back to the words from the figures, or on from those of the period before, where there are such."""
        self._back.setEnabled(self._may_write and self._code in self._changed)
        self._take.setVisible(self._code in self._earlier)
        self._hint.setVisible(self._code not in self._earlier)  # there is room for two of the three
        self._take.setEnabled(self._may_write)

    def _take_over(self) -> None:
        """Behind what stands there: nothing that was typed is lost."""
        self._pause.stop()
        words = self._field.toPlainText().rstrip()
        if words == self._words.get(self._code) and self._code not in self._changed:
            words = ""  # what the program wrote by itself
        self._field.setPlainText("\n".join(filter(None, (words, *self._earlier[self._code]))))
        self._pause.stop()
        self._save()

    def _chosen(self, item: QListWidgetItem | None) -> None:
        self.flush()
        if item is not None:
            self._show(str(item.data(Qt.ItemDataRole.UserRole)))
            self._turn()

    def _turn(self) -> None:
        if self._code:
            self.turned_to.emit(self._code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever goes into the field wants to see where its words will stand."""
        if watched is self._field and event.type() == QEvent.Type.FocusIn:
            self._turn()
        return False

    def _show(self, code: str) -> None:
        self._code = code
        if self._field.toPlainText() != self._words[code]:
            self._loading = True
            self._field.setPlainText(self._words[code])
            self._loading = False
        self._show_ways()

    def _save(self) -> None:
        lines = (line.strip() for line in self._field.toPlainText().splitlines())
        self.edited.emit(self._code, tuple(filter(None, lines)))

    def _typed(self) -> None:
        if not self._loading and self._code:
            self._pause.start()

    def _go_back(self) -> None:
        self._pause.stop()
        # The focus goes to the list, so that the field may be rewritten with the words from the figures.
        self._headings.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit(self._code, None)
