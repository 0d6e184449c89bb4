"""A window of its own for each test that wants one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.app import App
from tests.gui.desk import Hands, make_project, new_app, record


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[App]:
    """The window with no project in it."""
    app = new_app()
    qtbot.addWidget(app.window)
    app.show_welcome()
    app.window.show()
    qtbot.waitExposed(app.window)
    yield app
    app.window.close()


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[..., Hands]]:
    """Open a project in a window and take hands to it."""
    opened: list[App] = []

    def open_it(path: Path, *, language: str = "en") -> Hands:
        app = new_app(language)
        opened.append(app)
        qtbot.addWidget(app.window)
        assert app.open_project(path)
        app.window.show()
        app.finish()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        app.desk.canvas.setFocus()
        return Hands(app, qtbot.waitUntil)

    yield open_it
    for app in opened:
        app.window.close()


@pytest.fixture
def hands(tmp_path: Path, open_desk: Callable[..., Hands]) -> Hands:
    """Hands at a window with three dispatches alike."""
    return open_desk(make_project(tmp_path / "essai.annotator", *(record(number) for number in range(1, 4))))
