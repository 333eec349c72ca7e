"""The style sheet, from the roles of the theme and the height of a line. Cells of tables are not
styled here but painted in `ui/kit/cells.py`: a style sheet on items makes every cell slow to draw.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.base.paths import RESOURCES

_SHEET = """
QToolTip {{ color: {text}; background: {surface}; border: 1px solid {line}; padding: {q}px; }}
QMainWindow, QDialog {{ background: {page}; }}
QMenuBar {{ background: {surface}; border-bottom: 1px solid {line}; }}
QMenuBar::item {{ padding: {q}px {h}px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {select}; color: {text}; }}
QMenu {{ background: {surface}; border: 1px solid {line}; padding: {q}px 0; }}
QMenu::item {{ padding: {q}px {m}px; }}
QMenu::item:selected {{ background: {select}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {q}px 0; }}

QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[role="code"] {{ font-family: monospace; font-size: {title}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"], QLabel[role="caption"] {{ color: {muted}; }}
QLabel[role="danger"] {{ color: {danger}; }}
QLabel[role="warn"] {{ color: {warn}; }}
QLabel[role="good"] {{ color: {good}; }}
QLabel[role="info"] {{ color: {info}; }}
QLabel[role="complaint"] {{ color: {danger}; background: {danger_back}; border: 1px solid {danger};
    border-radius: {r}px; padding: {q}px {h}px; }}

QPushButton, QToolButton[role="button"] {{ background: {surface}; color: {text}; border: 1px solid {line};
    border-radius: {r}px; padding: {bp}px {bh}px; }}
QPushButton:hover, QToolButton[role="button"]:hover {{ background: {over}; }}
QPushButton:pressed {{ background: {select}; }}
QPushButton:disabled {{ color: {muted}; background: {page}; }}
QPushButton:focus, QToolButton[role="button"]:focus {{ border: 2px solid {accent}; padding: {bp1}px {bh1}px;
    outline: none; }}
QPushButton[role="primary"], QPushButton:default {{ background: {accent}; color: {accent_text};
    border: 1px solid {accent}; }}
QPushButton[role="primary"]:hover, QPushButton:default:hover {{ background: {accent_over}; }}
QPushButton[role="primary"]:focus, QPushButton:default:focus {{ border: 2px solid {nav_mark}; }}
QPushButton[role="primary"]:disabled, QPushButton:default:disabled {{ background: {track}; color: {muted};
    border: 1px solid {line}; }}
QPushButton[role="danger"] {{ color: {danger}; border: 1px solid {danger}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {accent};
    padding: {q}px; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 1px solid {accent}; }}
QPushButton[role="reminder"] {{ background: transparent; border: 1px solid transparent; color: {warn};
    padding: 0 {q}px; text-decoration: underline; }}
QPushButton[role="reminder"]:focus {{ border: 1px solid {warn}; padding: 0 {q}px; }}
QPushButton[role="standing"] {{ background: {danger_back}; border: 1px solid {danger}; color: {danger};
    padding: 0 {h}px; margin: 1px {h}px; font-weight: 600; }}
QPushButton[role="standing"]:focus {{ border: 2px solid {danger}; padding: 0 {h1}px; }}
QToolButton[role="button"]::menu-indicator {{ image: none; }}
QPushButton[role="chip"] {{ background: {info_back}; color: {info}; border: 1px solid {info_back};
    border-radius: {m}px; padding: {q}px {h}px; }}
QPushButton[role="chip"]:hover, QPushButton[role="chip"]:focus {{ border: 1px solid {info}; }}
QPushButton[role="number"] {{ background: transparent; border: 1px solid transparent; padding: {q}px {h}px; }}
QPushButton[role="number"]:hover, QPushButton[role="number"]:focus {{ border: 1px solid {accent}; }}

QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QCheckBox, QRadioButton {{ border: 1px solid transparent; border-radius: {r}px; padding: 1px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {accent}; }}

QLineEdit, QPlainTextEdit, QTextEdit {{ background: {surface}; color: {text}; border: 1px solid {line};
    border-radius: {r}px; padding: {bp}px {h}px; selection-background-color: {accent};
    selection-color: {accent_text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent}; padding: {bp1}px {h1}px; }}
QLineEdit:read-only, QPlainTextEdit[role="locked"], QAbstractSpinBox:disabled {{ background: {page}; }}
QAbstractSpinBox:disabled, QCheckBox:disabled {{ color: {muted}; }}
QLineEdit[role="wrong"] {{ border: 2px solid {danger}; padding: {bp1}px {h1}px; }}
QLineEdit[role="missing"] {{ background: {warn_back}; }}
QTableView QLineEdit, QTreeView QLineEdit {{ border-radius: 0; padding: 0 {q}px; }}
QAbstractSpinBox {{ min-height: {field}px; }}
QComboBox {{ background: {surface}; color: {text}; border: 1px solid {line}; border-radius: {r}px;
    padding: {bp}px {h}px; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {accent}; padding: {bp1}px {h1}px; }}
QComboBox:disabled {{ color: {muted}; background: {page}; }}
QComboBox::drop-down {{ border: none; width: {m}px; }}
QComboBox::down-arrow {{ image: url("{icons}/down.png"); width: {arrow}px; height: {arrow}px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{ padding: 0; }}
QComboBox QAbstractItemView::item {{ padding: {q}px {h}px; }}
QTableView QComboBox {{ border-radius: 0; padding: 0 {q}px; }}

QTableView, QTreeView, QListView {{ background: {surface}; color: {text}; border: 1px solid {line};
    gridline-color: {grid}; selection-background-color: {select}; selection-color: {text}; outline: none; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 1px solid {accent}; }}
QListView[role="offer"] {{ border: 1px solid {accent}; }}
QListView[role="offer"]::item {{ padding: {q}px {h}px; }}
QListView[role="offer"]::item:selected {{ background: {select}; }}
QTreeView::item {{ padding: {q}px {cell}px; }}
QTableView::item {{ padding: 0 {cell}px; border: none; }}
QTableView::item:selected {{ background: {select}; color: {text}; }}
QHeaderView {{ background: {head}; }}
QHeaderView::section {{ background: {head}; color: {muted}; border: none; border-bottom: 1px solid {line};
    border-right: 1px solid {grid}; padding: {bp}px {h}px; font-weight: 600; }}
QHeaderView[role="tight"]::section {{ padding: {bp}px {q}px; }}
QHeaderView::section:hover {{ color: {text}; }}
QTableCornerButton::section {{ background: {head}; border: none; }}

QFrame[role="card"], QFrame[role="section"] {{ background: {surface}; border: 1px solid {line};
    border-radius: {r}px; }}
QPushButton[role="count"] {{ text-align: left; border-radius: {r}px; padding: 0; }}
QPushButton[role="count"]:checked {{ border: 2px solid {accent}; background: {info_back}; }}
QFrame[role="said"] {{ background: {good_back}; border: 1px solid {good}; border-radius: {r}px; }}
QFrame[role="error"] {{ background: {danger_back}; border: 1px solid {danger}; border-radius: {r}px; }}
QFrame[role="note"] {{ background: {info_back}; border: 1px solid {info}; border-radius: {r}px; }}
QProgressBar {{ background: {track}; border: none; border-radius: {q}px; max-height: {h}px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {q}px; }}

QWidget[role="nav"] {{ background: {nav}; }}
QLabel[role="nav_title"] {{ color: {nav_title}; font-weight: 600; background: transparent; }}
QLabel[role="nav_parent"] {{ color: {nav_text}; background: transparent; }}
QPushButton[role="nav_item"] {{ background: transparent; color: {nav_text}; border: none;
    border-left: {w}px solid transparent; border-radius: 0; padding: {nv}px {nh}px; text-align: left; }}
QPushButton[role="nav_item"]:hover {{ background: {nav_over}; color: {nav_title}; }}
QPushButton[role="nav_item"]:checked {{ background: {nav_on}; color: {nav_title};
    border-left: {w}px solid {nav_mark}; }}
QPushButton[role="nav_item"]:focus {{ border: 2px solid {nav_mark}; padding: {nv2}px {nh2}px; }}
QPushButton[role="nav_item"]:checked:focus {{ border: 2px solid {nav_mark}; border-left: {w}px solid {nav_mark};
    padding: {nv2}px {nh}px; }}

QStatusBar {{ background: {surface}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 0 {h}px; margin-left: {q}px; }}
QScrollArea {{ background: transparent; border: none; }}
QWidget[role="clear"] {{ background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QTabBar::tab {{ padding: {bp}px {m}px; border: none; border-bottom: 2px solid transparent; color: {muted}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus {{ border: 1px solid {accent}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
"""


def build(roles: Mapping[str, str], em: int, points: float) -> str:
    """The style sheet for these colours, this line height (logical pixels) and this size of letters (points)."""
    button, side, half = round(em * 0.28), round(em * 0.75), round(em * 0.45)
    sizes = {
        "icons": (RESOURCES / "icons").as_posix(),
        "cell": half - 3,  # the style itself adds three
        "arrow": round(em * 0.65),
        "q": round(em * 0.2),
        "h": half,
        "h1": half - 1,
        "m": round(em * 1.1),
        "r": round(em * 0.22),
        "w": max(3, round(em * 0.18)),
        "bp": button,
        "bp1": button - 1,
        "bh": side,
        "bh1": side - 1,
        "nv": round(em * 0.42),
        "nv2": round(em * 0.42) - 2,
        "nh": round(em * 1.0),
        "nh2": round(em * 1.0) + max(3, round(em * 0.18)) - 2,
        "title": round(points * 1.45, 1),
        "heading": round(points * 1.15, 1),
        "field": round(em * 1.35),
    }
    return _SHEET.format_map({**roles, **sizes})
