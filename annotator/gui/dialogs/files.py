"""Dialogs that ask for files and folders, and never open a file themselves."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QFileIconProvider, QStyle, QWidget


class _PlainIcons(QFileIconProvider):
    """Icons by what the folder says of a file.

    Qt's own look into each file for its type. Where locks are POSIX's, closing a file drops every lock of the process
    on it: the open project's too, and another process could take its log away.
    """

    def icon(self, what: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Return the icon of a folder or of a file."""
        style = QApplication.style()
        is_folder = what.isDir() if isinstance(what, QFileInfo) else what is not QAbstractFileIconProvider.IconType.File
        pixmap = QStyle.StandardPixmap.SP_DirIcon if is_folder else QStyle.StandardPixmap.SP_FileIcon
        return style.standardIcon(pixmap)

    def type(self, info: QFileInfo) -> str:
        """Return the ending of a file's name."""
        return info.suffix()


def file_dialog(parent: QWidget, title: str, folder: Path, kinds: str = "") -> QFileDialog:
    """Return a dialog that asks for files: the system's own on Windows and macOS, where it is another process."""
    dialog = QFileDialog(parent, title, str(folder), kinds)
    if sys.platform not in ("win32", "darwin"):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        # The dialog does not keep it.
        dialog.plain_icons = _PlainIcons()  # type: ignore[attr-defined]
        dialog.setIconProvider(dialog.plain_icons)  # type: ignore[attr-defined]
    return dialog
