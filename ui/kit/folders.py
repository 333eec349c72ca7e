"""Showing a folder, or a file, in the program that the system has for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from models.base.words import _

if TYPE_CHECKING:
    from ui.kit.banner import Banner


def show_folder(folder: Path, banner: Banner) -> None:
    """Open it there; where the system has nothing to open it with, `banner` says where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        banner.note(_("Không mở được thư mục; hãy tự mở theo đường dẫn: {path}").format(path=folder))


def show_file(file: Path, banner: Banner) -> None:
    """Open a file that this program wrote; where the system has nothing to open it with, `banner` says where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        banner.note(_("Không mở được tệp; hãy tự mở theo đường dẫn: {path}").format(path=file))
