"""The look and Qt's own words: enough contrast, every standard button in Vietnamese, sizes from the font."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from gate_driver import UNITS
from looking import named
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QFont, QImage, QKeySequence, QPalette, QStyleHints
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from task_driver import roles_table
from typefaces import both_typefaces

from models.base.settings import Settings
from models.base.text import has_marks
from models.work.codes import STATES, TIMELINESS
from models.work.task_detail import SourcePassage
from models.work.unit_catalogue import UnitCatalogue
from ui.base import qt_words, style_sheet, theme
from ui.base.context import Context
from ui.base.theme_watch import ThemeWatch
from ui.directives.document_view import DocumentView, Mark
from ui.frame.navigation import Navigation
from ui.frame.pages import PAGES
from ui.frame.window import Window
from ui.kit.cards import CardCount, CountCards
from ui.kit.empty import ListArea
from ui.kit.filters import FilterBox
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.search import SearchField
from ui.tasks.task_record import PassageView
from ui.tasks.unit_roles import UnitRoles
from ui.units.unit_choice import UnitChoice


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *((tone, f"{tone}_back") for tone in get_args(theme.Tone)),
    *((tone, "surface") for tone in get_args(theme.Tone)),
    *((text, ground) for text in ("text", "muted") for ground in ("page", "surface", "head", "select")),
    ("accent_text", "accent"),
    ("nav_text", "nav"),
    ("nav_title", "nav_on"),
    ("muted", "track"),
]


@pytest.mark.parametrize("roles", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_theme_contrast_of_texts(roles: dict[str, str]) -> None:
    """WCAG 2.1 AA: 4.5 to 1."""
    poor = {pair: round(contrast(roles[pair[0]], roles[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


def test_theme_roles_complete() -> None:
    assert theme.LIGHT.keys() == theme.DARK.keys()
    for em in (12, 18, 36):
        assert "{" in style_sheet.build(theme.LIGHT, em, 10.0)


def test_theme_tone_for_every_code() -> None:
    assert set(theme.TIMELINESS_TONES) == set(TIMELINESS)
    assert set(theme.STATE_TONES) == set(STATES)
    assert set(theme.TIMELINESS_TONES.values()) | set(theme.STATE_TONES.values()) <= set(get_args(theme.Tone))


def test_theme_changed_at_run_time(app: QApplication) -> None:
    theme.apply(app, "dark")
    assert theme.dark()
    assert app.palette().window().color() == QColor(theme.DARK["page"])
    theme.apply(app)
    assert app.palette().window().color() == QColor(theme.LIGHT["page"])


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch, app: QApplication) -> Iterator[Callable[[Qt.ColorScheme], None]]:
    """Let the system become dark or light, as Windows tells it."""
    scheme = [Qt.ColorScheme.Unknown]
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: scheme[0])

    def become(wanted: Qt.ColorScheme) -> None:
        scheme[0] = wanted
        app.styleHints().colorSchemeChanged.emit(wanted)

    yield become
    monkeypatch.undo()
    theme.apply(app)


def test_theme_follows_system_until_chosen(
    context: Context, shown: Any, app: QApplication, night: Callable[[Qt.ColorScheme], None]
) -> None:
    window: Window = shown(Window(context))
    ThemeWatch(window)
    assert checked(window) == "Theo hệ thống"
    night(Qt.ColorScheme.Dark)
    assert app.palette().window().color() == QColor(theme.DARK["page"])
    night(Qt.ColorScheme.Light)
    assert app.palette().window().color() == QColor(theme.LIGHT["page"])
    looks(window)["Sáng"].trigger()
    night(Qt.ColorScheme.Dark)
    assert not theme.dark()
    assert (checked(window), Settings(context.home.settings).get("look")) == ("Sáng", "light")
    looks(window)["Theo hệ thống"].trigger()
    assert theme.dark()


def documents() -> DocumentView:
    view = DocumentView()
    view.show_text("Giao Phòng Tư pháp rà soát thủ tục.")
    view.show_marks([Mark("a", 5, 18, "1", "info")])
    return view


def passages() -> PassageView:
    view = PassageView()
    view.show_passage(SourcePassage("1", "Giao ", "Phòng Tư pháp", " rà soát thủ tục."))
    return view


def units() -> UnitRoles:
    view = UnitRoles()
    view.show_units(UnitCatalogue(("Phòng Tư pháp",)), [(("Tổ công tác",), ())])
    return view


@pytest.mark.parametrize("make", [documents, passages, units, lambda: Navigation(PAGES)])
def test_theme_change_redraws_screen(make: Callable[[], QWidget], app: QApplication, shown: Any) -> None:
    def picture() -> QImage:
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()  # its frame and a blinking caret say nothing of the look
        return view.grab().toImage()

    view = shown(make())
    view.resize(400, 700)
    light = picture()
    try:
        theme.apply(app, "dark")
        turned = picture()
        view = shown(make())
        view.resize(400, 700)
        assert light != turned == picture()
    finally:
        theme.apply(app)


def looks(window: Window) -> dict[str, QAction]:
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    return {action.text(): action for action in menus["Màu nền"].actions()}


def checked(window: Window) -> str:
    (name,) = [name for name, action in looks(window).items() if action.isChecked()]
    return name


def test_qt_words_standard_buttons(app: QApplication, qtbot: Any) -> None:
    words = qt_words.install(app)
    try:
        kinds = [b for b in QDialogButtonBox.StandardButton if b.value and b.name not in {"FirstButton", "LastButton"}]
        box = QDialogButtonBox()
        qtbot.addWidget(box)
        english = [kind.name for kind in kinds if not _vietnamese(box.addButton(kind).text())]
        message = QMessageBox()
        qtbot.addWidget(message)
        english += [b for b in ("Yes", "No", "Cancel") if not _vietnamese(_button(message, b).text())]
        assert english == []
        menu = _field_menu(qtbot)
        assert [text for text in menu if not _vietnamese(text)] == []
    finally:
        app.removeTranslator(words)


def _vietnamese(text: str) -> bool:
    plain = text.replace("&", "").split("\t")[0]
    return has_marks(plain) or plain in {"Thôi", "Sao"}


def _button(message: QMessageBox, name: str) -> QPushButton:
    return message.addButton(getattr(QMessageBox.StandardButton, name))


def _field_menu(qtbot: Any) -> list[str]:
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_qt_words_key_names(app: QApplication) -> None:
    words = qt_words.install(app)
    try:
        assert QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Enter"
        assert QKeySequence("Ctrl+Return") == QKeySequence(Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Return)
    finally:
        app.removeTranslator(words)


def test_qt_words_file_dialog(app: QApplication, qtbot: Any) -> None:
    words = qt_words.install(app)
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        texts = {b.text() for b in dialog.findChildren(QPushButton)}
        assert {"Mở", "Thôi"} <= {text.replace("&", "") for text in texts}
    finally:
        app.removeTranslator(words)


def test_search_field_pause(app: QApplication, shown: Any, qtbot: Any) -> None:
    field = shown(SearchField("Tìm"))
    heard: list[str] = []
    field.searched.connect(heard.append)
    assert 150 <= field.findChild(QTimer).interval() <= 250
    for letter in "nhiem  vu ":
        qtbot.keyClick(field, letter)
        assert heard == []
    qtbot.waitUntil(lambda: heard == ["nhiem vu"])
    assert field.text() == "nhiem  vu "
    qtbot.keyClick(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["nhiem vu", "nhiem vu x"]
    field.show_query("quá hạn")
    assert heard[-1] == "quá hạn"
    assert field.query() == "quá hạn"


def test_filter_box_codes(app: QApplication, qtbot: Any) -> None:
    box = FilterBox("Đơn vị", "Mọi đơn vị", [("a", "Xã A"), ("b", "Xã B")])
    qtbot.addWidget(box)
    assert box.code() == ""
    box.pick("b")
    box.show_choices([("b", "Xã B"), ("c", "Xã C")])
    assert box.code() == "b"
    box.show_choices([("c", "Xã C")])
    assert box.code() == ""


@both_typefaces
def test_cards_numbers_rows_and_click(app: QApplication, shown: Any, qtbot: Any) -> None:
    cards = shown(CountCards([CardCount("all", "Tất cả"), CardCount("overdue", "Quá hạn", "danger")], keeps=True))
    picked: list[str] = []
    cards.picked.connect(picked.append)
    cards.show_numbers({"overdue": 1234})
    assert cards.card("overdue").accessibleName() == "1.234 Quá hạn"
    assert cards.card("all").accessibleName() == "– Tất cả"
    qtbot.mouseClick(cards.card("overdue"), Qt.MouseButton.LeftButton)
    assert picked == ["overdue"]
    assert cards.card("overdue").isChecked()
    cards.resize(theme.letters(100), 60)
    assert cards.card("all").y() == cards.card("overdue").y()
    cards.resize(theme.letters(26), 200)
    qtbot.waitUntil(lambda: cards.card("all").y() < cards.card("overdue").y())


def test_empty_list_words_and_action(app: QApplication, shown: Any, qtbot: Any) -> None:
    done: list[int] = []
    area = shown(ListArea(plain_label("danh sách")))
    area.show_empty("Chưa có gì", "Vì chưa thêm.", "Thêm", lambda: done.append(1))
    assert area.is_empty()
    qtbot.mouseClick(area.empty.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert done == [1]
    area.show_list()
    assert not area.is_empty()


def test_empty_list_keeps_focus(app: QApplication, shown: Any) -> None:
    above, view = QLineEdit(), QLineEdit()
    window, area = QWidget(), ListArea(view)
    column = QVBoxLayout(window)
    column.addWidget(above)
    column.addWidget(area)
    shown(window)
    for act in (None, lambda: None):
        area.show_list()
        view.setFocus()
        area.show_empty("Thùng rác trống", "Những gì bị xóa nằm ở đây.", "Thêm", act)
        focus = window.focusWidget()
        assert focus is not None and area.isAncestorOf(focus) and focus.isVisible()


@both_typefaces
def test_empty_list_size(app: QApplication, shown: Any) -> None:
    """What stands behind the panel may be high: on a low screen the panel would else be scrolled out of sight."""
    high = plain_label("bảng cao")
    high.setMinimumHeight(2000)
    area = shown(ListArea(high))
    assert area.minimumSizeHint().height() >= 2000
    high.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    high.setFocus()
    area.show_empty("Chưa có gì", "Vì chưa thêm.", "Thêm", lambda: None)
    assert area.minimumSizeHint().height() < 500
    assert area.window().focusWidget() is area.empty.findChildren(QPushButton)[0]  # the keyboard is not lost
    area.show_list()
    assert area.window().focusWidget() is high


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_tick_box_contrast(app: QApplication, shown: Any, look: str, chosen: bool) -> None:
    try:
        theme.apply(app, look)
        alone, roles, units = QCheckBox(), shown(UnitRoles()), shown(UnitChoice(""))
        roles.show_units(UnitCatalogue(("Xã Lùng Cải",)), ())
        app.processEvents()
        table, tree = roles_table(roles), named(units, UNITS, QTreeWidget)
        place = table.visualRect(table.model().index(0, 1))
        first = tree.visualRect(tree.model().index(0, 0)).adjusted(3, 3, 0, -3)
        first.setWidth(first.height())
        if chosen:
            table.setCurrentCell(0, 1)
            tree.setCurrentItem(tree.topLevelItem(0))
        for seen in (
            shown(alone).grab().toImage(),
            table.viewport().grab(place.adjusted(2, 2, -2, -2)).toImage(),
            tree.viewport().grab(first).toImage(),
        ):
            ground = seen.pixelColor(0, 0).name()
            spots = [seen.pixelColor(x, y).name() for x in range(seen.width()) for y in range(seen.height())]
            assert max(contrast(spot, ground) for spot in set(spots)) >= 3
    finally:
        theme.apply(app)


def test_theme_light_on_dark_system(app: QApplication) -> None:
    """Fusion draws edges with shades that a palette made over a dark system's would keep."""
    before = app.palette()
    try:
        app.setPalette(QPalette(QColor("#202020"), QColor("#101010")))
        light = theme.palette()
        for role in (QPalette.ColorRole.Light, QPalette.ColorRole.Midlight, QPalette.ColorRole.Mid):
            assert luminance(light.color(role).name()) > 0.3, role
    finally:
        app.setPalette(before)


def test_labels_plain_text(app: QApplication, shown: Any) -> None:
    label = shown(ShortLabel("<b>Một dòng rất dài không vừa chỗ</b>"))
    label.resize(40, 20)
    label.grab()
    assert label.textFormat() == Qt.TextFormat.PlainText
    # Qt reads a tooltip as markup where it looks like some, so the words are escaped and shown as they are.
    assert "&lt;b&gt;Một dòng rất dài không vừa chỗ&lt;/b&gt;" in label.toolTip()
    assert plain_label("<b>a</b>").textFormat() == Qt.TextFormat.PlainText


def test_theme_font_stays(context: Context, shown: Any, app: QApplication) -> None:
    """On Windows Qt dresses menus and lists in the system's fonts, and does so again when its look changes."""
    window: Window = shown(Window(context))
    ThemeWatch(window)
    for name in ("QMenuBar", "QAbstractItemView", "QHeaderView"):
        app.setFont(QFont("Times", 7), name)
    assert window.menuBar().font().pointSizeF() == 7
    QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    for name in ("QMenuBar", "QAbstractItemView", "QHeaderView"):
        assert app.font(name) == app.font()
    assert window.menuBar().font().pointSizeF() == app.font().pointSizeF()
    app.setFont(QFont("Times", 7), "QMenuBar")
    theme.apply(app)
    assert app.font("QMenuBar") == app.font()
