"""How wide the columns of a table are: what a column holds is shown whole, and the columns of free words give way.

The one place that decides widths. A column says what it holds (`Column.holds`, or the cells of a small table are
measured); its head, with the arrow of the order, and those words are never cut, however narrow the window and
whatever a person or an older settings file says. Columns of free words begin at their wish and are narrowed first.
Where that is not enough, columns that may be spared go away while the window is so narrow; and where a table is
scrolled sideways, no column is sliced at its edge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView, QTreeView, QWidget

from ui.base import theme

if TYPE_CHECKING:
    from ui.kit.rows import Column

DAY = "30/08/2028"
MOMENT = "30/08/2028 20:58"
PERCENT = "100 %"
COUNT = "88.888"
_PAD = 0.9  # line heights: at both sides of the words, as the style sheet has it
_BROKEN = 2  # pixels more, where Qt itself breaks words: the line between columns, and what it rounds up
_ARROW = 0.75  # line heights: the sign of the order beside a head
_FEW = 8  # letters of free words that are always seen
_SEEN = 20  # and of those that the table is about
_MOST = 40  # letters of free words that are wished for


class Need(NamedTuple):
    """What a column needs, in pixels: never less than `least`, `wish` where there is room. `free` words give way."""

    least: int
    wish: int
    free: bool = False


def head_width(title: str, *, sortable: bool = False) -> int:
    """A column's head in one or more lines, and the arrow where the column can be sorted by."""
    bold = QFontMetrics(theme.font(bold=True))
    words = max(map(bold.horizontalAdvance, title.split("\n")))
    return words + theme.em(_PAD) + 2 + (theme.em(_ARROW) if sortable else 0)


def cell_width(words: Iterable[str], extra: float = 0.0, *, bold: bool = False) -> int:
    """The longest of these words in a cell; `extra` line heights are for what is drawn around or beside them."""
    metrics = QFontMetrics(theme.font(bold=bold))
    longest = max((metrics.horizontalAdvance(line) for text in words for line in text.split("\n")), default=0)
    return longest + theme.em(_PAD) + 2 + (theme.em(extra) if extra else 0)


def of_column(column: Column[Any]) -> Need:
    """What a column of a list needs, from its declaration."""
    head = head_width(column.title, sortable=bool(column.sort))
    if not column.holds:
        least = min(column.least or (_SEEN if column.stretch else _FEW), column.width)
        wish = theme.letters(column.width) + theme.em(_PAD)
        return Need(max(head, theme.letters(least) + theme.em(_PAD)), max(head, wish), free=True)
    # A badge has a ground around its words, a bar stands before its number.
    extra = {"badge": 0.85, "bar": 1.6}.get(column.kind, 0.0)
    least = max(head, cell_width(column.holds, extra))
    return Need(least, max(least, theme.letters(column.width) + theme.em(_PAD) if column.kind == "bar" else 0))


def of_cells(
    view: QTableView | QTreeView, free: Mapping[int, float], extra: Mapping[int, float] | None = None
) -> list[Need]:
    """What the columns of a small table need, from its heads and all its cells.

    `free` columns hold free words, of which so many letters are always seen; `extra` line heights are for what stands
    beside the words of a column, a box to tick.
    """
    model, needs = view.model(), []
    for place in range(model.columnCount()):
        head = head_width(str(model.headerData(place, Qt.Orientation.Horizontal) or ""))
        cells = max((_cell(view, index) + _BROKEN for index in _column(view, place)), default=0)
        cells += theme.em(extra[place]) if extra and place in extra else 0
        if place in free:
            least, most = theme.letters(free[place]) + theme.em(_PAD), theme.letters(_MOST)
            needs.append(Need(max(head, min(cells, least)), max(head, min(cells, most)), free=True))
        else:
            needs.append(Need(max(head, cells), max(head, cells)))
    return needs


class ColumnWidths(QObject):
    """Keeps the columns of one table to their needs; the columns `stretch` share what is left of the width."""

    def __init__(
        self,
        view: QTableView | QTreeView,
        stretch: Collection[int],
        needs: Callable[[Any], Sequence[Need]],
        spare: Sequence[int] = (),
    ) -> None:
        """`needs` is given the view. Nothing here refers back to it: a circle would be taken apart at any moment.

        `spare` are the columns that may go away where there is no room, first the first.
        """
        super().__init__(view)
        self._spare = tuple(spare)
        self._away: set[int] = set()
        self._header = header_of(view)
        self._stretch = stretch
        self._ask = needs
        self._needs: Sequence[Need] = ()
        self._wishes: dict[int, int] = {}  # widths that a person pulled columns to
        self._placing = False
        self._again = False  # the width has changed meanwhile
        self._filled = 0  # the width that the columns share now
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(0)
        self._late.timeout.connect(self.fill)
        self._header.setStretchLastSection(False)
        self._header.setMinimumSectionSize(theme.letters(2))
        self._header.sectionResized.connect(self._pulled)
        view.viewport().installEventFilter(self)
        self.renew()

    # What a table asks

    def renew(self) -> None:
        """Ask for the needs again: other cells, heads or letters."""
        self._needs = tuple(self._ask(self.parent()))
        self.fill()

    def forget(self) -> None:
        """Forget what a person pulled columns to."""
        self._wishes.clear()
        self._away.clear()
        self.fill()

    def insist(self, place: int) -> None:
        """A person wants this column on the screen or off it: it is no longer for the room to say."""
        self._spare = tuple(each for each in self._spare if each != place)
        self._away.discard(place)
        self.fill()

    def away(self) -> set[int]:
        """The columns that are off the screen only because there is no room."""
        return set(self._away)

    def restore(self, state: QByteArray) -> None:
        """Take the order and widths that were kept (`state`); widths that would cut are not taken."""
        self._placing = True
        try:
            if not self._header.restoreState(state):
                return
        finally:
            self._placing = False
        self._away.clear()
        self._wishes = {
            place: self._header.sectionSize(place) for place, _need in self._shown() if place not in self._stretch
        }
        self.fill()

    def state(self) -> QByteArray:
        """The order and widths to keep: those that a wide window shows, not what a narrow one made of them."""
        blocked = self._header.blockSignals(True)
        for place in self._away:
            self._header.setSectionHidden(place, False)
        now = {place: self._header.sectionSize(place) for place, _need in self._shown()}
        try:
            for place in now:
                if place not in self._stretch:
                    self._header.resizeSection(place, self._wish(place))
            return self._header.saveState()
        finally:
            for place, width in now.items():
                self._header.resizeSection(place, width)
            for place in self._away:
                self._header.setSectionHidden(place, True)
            self._header.blockSignals(blocked)

    def free(self) -> set[int]:
        """The columns that may be cut."""
        return {place for place, need in enumerate(self._needs) if need.free}

    def fill(self) -> None:
        """Give what is left of the width to the columns that stretch; where none is left, free words give way."""
        if self._placing:
            self._again = True
            return
        for _round in range(3):  # a scroll bar that comes or goes by this changes the width once more
            self._again = False
            self._place()
            if not self._again:
                return

    def _place(self) -> None:
        self._filled = self._width()
        self._placing = True
        try:
            self._spare_some()
            shown = dict(self._shown())
            widths = {place: self._wish(place) for place in shown}
            stretch = [place for place in self._stretch if place in shown]
            if stretch:
                _share(widths, shown, stretch, self._filled - sum(widths.values()))
                self._slice_none(widths, stretch[0])
            for place, width in widths.items():
                self._header.resizeSection(place, width)
        finally:
            self._placing = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the table's width, also where Qt changes it without a word, as when it first lays a table out."""
        # Only these two: others arrive while the table is being destroyed, when nothing of it may be asked.
        if event.type() == QEvent.Type.Resize:
            self.fill()
        elif event.type() == QEvent.Type.Paint and self._width() != self._filled:
            self._late.start()
        return False

    # Inside

    def _spare_some(self) -> None:
        """As few columns as possible go away: one alone if that is enough, else one after the other."""
        offered = [place for place in self._spare if place in self._away or not self._header.isSectionHidden(place)]
        missing = sum(need.least for _place, need in self._shown()) - self._filled
        missing += sum(self._needs[place].least for place in self._away)
        enough = [place for place in offered if self._needs[place].least >= missing]
        wanted = set(offered if not enough else enough[:1]) if missing > 0 and self._filled > 0 else set()
        for place in wanted ^ self._away:
            self._header.setSectionHidden(place, place in wanted)
        self._away = wanted

    def _slice_none(self, widths: dict[int, int], stretch: int) -> None:
        """Where a table is scrolled sideways its first columns end at its edge."""
        left, seen = self._filled, set()
        for place in sorted(widths, key=self._header.visualIndex):
            if widths[place] > left:
                break
            left -= widths[place]
            seen.add(place)
        if len(seen) < len(widths) and stretch in seen:
            widths[stretch] += left

    def _width(self) -> int:
        return cast("QTableView | QTreeView", self.parent()).viewport().width()

    def _shown(self) -> list[tuple[int, Need]]:
        return [(place, need) for place, need in enumerate(self._needs) if not self._header.isSectionHidden(place)]

    def _wish(self, place: int) -> int:
        need = self._needs[place]
        if place in self._stretch:
            return need.least
        return max(need.least, self._wishes.get(place, need.wish))

    def _pulled(self, place: int, _old: int, new: int) -> None:
        """A person pulled at a column, or asked for its best width."""
        if self._placing or not new or place >= len(self._needs):
            return
        width = max(new, self._needs[place].least)
        self._wishes[place] = width
        if width != new:
            self._placing = True
            try:
                self._header.resizeSection(place, width)
            finally:
                self._placing = False


def _share(widths: dict[int, int], needs: Mapping[int, Need], stretch: Sequence[int], room: int) -> None:
    """Hand out `room`, or take it back where it is less than nothing, from the free words first, as each can spare."""
    if room >= 0:
        for number, place in enumerate(stretch):
            part = room // (len(stretch) - number)
            widths[place] += part
            room -= part
        return
    missing = -room
    for free in (True, False):  # a bar too is wished longer than it need be
        spare = {place: widths[place] - need.least for place, need in needs.items() if need.free is free}
        left = sum(spare.values())
        for place, part in spare.items():
            taken = min(part, round(missing * part / left)) if left else 0
            widths[place] -= taken
            missing -= taken
            left -= part


def header_of(view: QTableView | QTreeView) -> QHeaderView:
    """The head of a table or a tree."""
    return view.header() if isinstance(view, QTreeView) else view.horizontalHeader()


def of(view: QWidget) -> ColumnWidths | None:
    """Who keeps the widths of this table."""
    return view.findChild(ColumnWidths, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _column(view: QTableView | QTreeView, place: int) -> Iterable[QModelIndex]:
    return (index.siblingAtColumn(place) for index in _lines(view, QModelIndex()))


def _lines(view: QTableView | QTreeView, above: QModelIndex) -> Iterable[QModelIndex]:
    model = view.model()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        yield index
        if isinstance(view, QTreeView):
            yield from _lines(view, index)


def _cell(view: QTableView | QTreeView, index: QModelIndex) -> int:
    font = index.data(Qt.ItemDataRole.FontRole)
    bold = isinstance(font, QFont) and font.bold()
    depth = 0
    if isinstance(view, QTreeView) and index.column() == 0:
        above, depth = index.parent(), int(view.rootIsDecorated())
        while above.isValid():
            above, depth = above.parent(), depth + 1
    inset = depth * view.indentation() if isinstance(view, QTreeView) else 0
    return cell_width([str(index.data() or "")], bold=bold) + inset
