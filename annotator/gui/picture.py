"""A picture of the real window, drawn without a display: `python -m annotator.gui.picture PROJECT OUT.png`.

For the README, for packaging/dev.py and for looking at one's own work. The project is copied first, so
it may be open elsewhere and nothing in it changes; the person's settings are neither read nor written.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from annotator.gui.app import App

_WAIT = 10.0


@dataclass(frozen=True)
class Wish:
    """What the picture is to show."""

    project: Path
    view: str = "annotate"
    theme: str = "light"
    language: str = "fr"
    size: tuple[int, int] = (1440, 870)
    dispatch: int | None = None
    mark: str | None = None
    font: str | None = None
    annotator: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Draw the window that the arguments ask for; return the exit status."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    wish = Wish(
        project=options.project,
        view=options.view,
        theme=options.theme,
        language=options.language,
        size=options.size,
        dispatch=options.dispatch,
        mark=options.mark,
        font=options.font,
        annotator=options.annotator,
    )
    if not draw(wish).save(str(options.out)):
        sys.stderr.write(f"{options.out}: the picture could not be written; is the folder there?\n")
        return 1
    return 0


def draw(wish: Wish) -> QPixmap:
    """Return a picture of the window; the process must not have a QApplication yet."""
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    qt = QApplication(["annotator"])
    family = wish.font or "Inter"
    if family in QFontDatabase.families():
        qt.setFont(QFont(family))
    with tempfile.TemporaryDirectory() as folder:
        app = _window(qt, wish, Path(folder))
        picture = _grab(qt, app)
        app.close_project(welcome=False)
        app.window.close()
    return picture


def _window(qt: QApplication, wish: Wish, folder: Path) -> App:
    from annotator.gui.app import App
    from annotator.gui.room import Room
    from annotator.services.projects import summary
    from annotator.settings.file import Settings
    from annotator.settings.table import ANNOTATOR, LANGUAGE, THEME
    from annotator.storage.backups import save_copy

    class StillRoom(Room):
        """Panels that start nothing in the background."""

        def settle(self) -> None:
            pass

    class Still(App):
        """A window with still panels."""

        def finish(self) -> None:
            if self._room is None:
                self._room = StillRoom(self)

    settings = Settings(folder)
    settings.set(LANGUAGE, wish.language)
    settings.set(THEME, wish.theme)
    settings.set(ANNOTATOR, wish.annotator)
    copy = folder / wish.project.name
    save_copy(wish.project, copy)
    app = Still(qt, settings)
    app.window.resize(*wish.size)
    app.finish()
    if wish.view == "welcome":
        found = summary(copy)
        counts = {"done": found.done, "total": found.dispatches}
        settings.remember_recent(copy, name=found.name, opened=time.time(), **counts)
        app.show_welcome()
        app.window.show()
        return app
    app.open_project(copy)
    app.window.show()
    _until_painted(qt, app)
    _show_place(app, wish)
    if wish.view == "export":
        app.desk.bindings.run("export")
    return app


def _show_place(app: App, wish: Wish) -> None:
    desk, canvas = app.desk, app.canvas
    if wish.dispatch is not None:
        row = app.room.list.model.row(wish.dispatch - 1)
        if row is not None:
            desk.session.open(row.id)
    canvas.activateWindow()
    canvas.setFocus()
    canvas.look.focused = True
    mentions = [mention.id for mention in desk.annotations.mentions.values()]
    pending = [suggestion.id for suggestion in desk.pending]
    canvas.select(wish.mark or next(iter((*mentions, *pending)), None))
    if len(pending) > 1:
        canvas.set_hovered(pending[1])
        canvas.look.pressed = "accept"


def _until_painted(qt: QApplication, app: App) -> None:
    end = time.monotonic() + _WAIT
    while not app.canvas.painted and time.monotonic() < end:
        qt.processEvents()


def _settled(qt: QApplication) -> None:
    """Let timers that fill panels a moment later do so."""
    end = time.monotonic() + 0.8
    while time.monotonic() < end:
        qt.processEvents()
        time.sleep(0.01)


def _grab(qt: QApplication, app: App) -> QPixmap:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QDialog

    from annotator.gui.theme import faded

    _settled(qt)
    picture = app.window.grab()
    painter = QPainter(picture)
    for dialog in qt.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            left = (app.window.width() - dialog.width()) // 2
            top = (app.window.height() - dialog.height()) // 2
            painter.fillRect(app.window.rect(), faded(app.themes.theme.ink, 0.25))
            painter.drawPixmap(left, top, dialog.grab())
    painter.end()
    return picture


def _size(written: str) -> tuple[int, int]:
    width, _, height = written.partition("x")
    return int(width), int(height)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m annotator.gui.picture", description=__doc__)
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--size", type=_size, default=(1440, 870), help="of the window, WIDTHxHEIGHT")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels to a pixel")
    parser.add_argument("--view", choices=("annotate", "welcome", "export"), default="annotate")
    parser.add_argument("--dispatch", type=int, help="number of the dispatch in the list, from 1")
    parser.add_argument("--mark", help="id of the mention or suggestion to select")
    parser.add_argument("--annotator", default="", help="whose layer is shown; the login's name")
    parser.add_argument("--font", help="interface face; Inter where it is installed")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
