"""The look: colours by role, sizes from the font, Fusion style. A widget names a role, never a colour or a pixel."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui.base import interface_font

LIGHT: Final = {
    "page": "#f4f6f8",
    "surface": "#ffffff",
    "head": "#f7f9fb",
    "line": "#d5dbe3",
    "grid": "#e9edf1",
    "track": "#e3e8ee",
    "text": "#17212f",
    "muted": "#556172",
    "accent": "#0b4f8a",
    "accent_over": "#0a4375",
    "accent_text": "#ffffff",
    "select": "#d9e8fb",
    "over": "#eef3f8",
    "marker": "#ffe48f",
    "nav": "#0f2742",
    "nav_over": "#15334f",
    "nav_on": "#1b4064",
    "nav_text": "#d3deea",
    "nav_title": "#ffffff",
    "nav_mark": "#6cb2ff",
    "danger": "#b3261e",
    "danger_back": "#fde9e7",
    "warn": "#855300",
    "warn_back": "#fdf1d7",
    "good": "#17703a",
    "good_back": "#e2f3e7",
    "info": "#0b4f8a",
    "info_back": "#e1eefb",
    "quiet": "#4d5a6a",
    "quiet_back": "#eceff3",
}
DARK: Final = {
    "page": "#14191f",
    "surface": "#1c232b",
    "head": "#212a33",
    "line": "#36424e",
    "grid": "#2a343e",
    "track": "#36424e",
    "text": "#e6ebf0",
    "muted": "#a3b0bd",
    "accent": "#4a9be8",
    "accent_over": "#67adf0",
    "accent_text": "#08131f",
    "select": "#1f3d5e",
    "over": "#252f39",
    "marker": "#665210",
    "nav": "#0b141e",
    "nav_over": "#132232",
    "nav_on": "#1a3048",
    "nav_text": "#c3d0dc",
    "nav_title": "#ffffff",
    "nav_mark": "#6cb2ff",
    "danger": "#ff9b92",
    "danger_back": "#45211f",
    "warn": "#f2c16b",
    "warn_back": "#41321a",
    "good": "#7fd49a",
    "good_back": "#1d3a28",
    "info": "#8fc4f7",
    "info_back": "#1d3650",
    "quiet": "#b4c0cb",
    "quiet_back": "#2d3842",
}
# What a colour says, the same on a badge, a number, a stretch of text; each has a ground of its own (`danger_back`).
Tone = Literal["danger", "warn", "good", "info", "quiet"]

TIMELINESS_TONES: Final[dict[str, Tone]] = {
    "no_deadline": "quiet",
    "in_time": "quiet",
    "due_soon": "warn",
    "overdue": "danger",
    "done_on_time": "good",
    "done_late": "warn",
}
STATE_TONES: Final[dict[str, Tone]] = {
    "new": "quiet",
    "doing": "info",
    "submitted": "warn",
    "accepted": "good",
    "returned": "danger",
    "paused": "quiet",
    "cancelled": "quiet",
}

_POINTS = 10.0
# Kinds of widgets that Qt dresses in fonts of the system.
_OF_THE_SYSTEM = (
    "QMenuBar",
    "QMenu",
    "QMessageBox",
    "QStatusBar",
    "QTipLabel",
    "QAbstractItemView",
    "QHeaderView",
)

_SCHEMES: Final = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}

_roles: dict[str, str] = LIGHT
_look = "system"


def apply(app: QApplication, look: str = "system") -> None:
    """Dress the whole program, `light`, `dark`, or as the `system` is.

    Called once before the first window, and again when the person changes the look or the system does.
    """
    global _roles, _look  # noqa: PLW0603
    _look = look
    style = QStyleFactory.create("Fusion")
    if style is not None and app.style().name() != "fusion":
        app.setStyle(style)
    # The parts that the system draws follow too: on Windows the title bar. Before the font, for it brings the system's.
    app.styleHints().setColorScheme(_SCHEMES[look])
    _roles = DARK if look == "dark" or (look == "system" and _system_dark(app)) else LIGHT
    font = interface_font.make()
    font.setPointSizeF(max(_POINTS, app.font().pointSizeF() if app.font().pointSizeF() < 2 * _POINTS else _POINTS))
    app.setFont(font)
    app.setPalette(palette())
    boxes = palette()
    outline_ticks(boxes)
    app.setPalette(boxes, "QCheckBox")  # type: ignore[arg-type]  # PySide takes a text here, as for fonts
    from ui.base import style_sheet

    app.setStyleSheet(style_sheet.build(_roles, em(), font.pointSizeF()))
    keep_font(app)  # after the sheet: a new style brings the system's fonts


def follow_system(app: QApplication) -> None:
    """Dress again when the system has become dark or light, unless the person has chosen for themselves."""
    if _look == "system" and _system_dark(app) != dark():
        apply(app, _look)


def _system_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def keep_font(app: QApplication) -> None:
    """The one font for menus, lists and questions too: Qt gives those the system's own, on Windows a smaller one.

    Called again when the system's look has changed, for that brings its fonts back.
    """
    for name in _OF_THE_SYSTEM:
        # PySide takes a text here, and only its stubs say bytes.
        if app.font(name) != app.font():  # type: ignore[call-overload]
            app.setFont(app.font(), name)  # type: ignore[arg-type]


def look() -> str:
    """What was asked for: `light`, `dark` or `system`."""
    return _look


def dark() -> bool:
    """Whether the dark look is on."""
    return _roles is DARK


def colour(role: str) -> QColor:
    """The colour of a role now. Raises KeyError for a role that is not declared above."""
    return QColor(_roles[role])


def em(times: float = 1.0) -> int:
    """So many line heights of the program's font in logical pixels; every size on the screen is one of these."""
    return max(1, round(QFontMetricsF(QApplication.font()).height() * times))


def letters(count: float) -> int:
    """The width of so many average letters of the program's font."""
    return round(QFontMetricsF(QApplication.font()).averageCharWidth() * count)


def font(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """The program's font, larger or heavier."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * scale)
    made.setBold(bold)
    return made


def mark(widget: QWidget, role: str) -> None:
    """Give `widget` a role of the style sheet (`primary`, `title`, `muted`, `card`, ...), also after it was shown."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def outline_ticks(boxes: QPalette) -> None:
    """Fusion outlines a box to tick in a darker shade of the window, which on a dark one nobody sees: give another."""
    boxes.setColor(QPalette.ColorRole.Window, colour("muted").lighter(127))  # it takes 1.1 of 1/1.4 of this


def palette() -> QPalette:
    """The palette that Fusion draws with."""
    # From these two Fusion's other shades follow; else they would be those of a dark system.
    made = QPalette(colour("surface"), colour("page"))
    role = QPalette.ColorRole
    pairs = {
        role.Window: "page",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "head",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "accent",
        role.HighlightedText: "accent_text",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Link: "accent",
        role.Accent: "accent",
    }
    for target, name in pairs.items():
        made.setColor(target, colour(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, colour("muted"))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colour("track"))
    return made
