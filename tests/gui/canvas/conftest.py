"""The scene of the mock-up on a real canvas, 816 px wide as in the picture."""

from collections.abc import Callable

import pytest

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.suggestions import Suggestion
from annotator.domain.text import provisional_grid
from annotator.gui.canvas.view import Canvas
from annotator.gui.theme import theme
from tests.gui.canvas import scene

Show = Callable[..., Canvas]


@pytest.fixture
def empty(qtbot) -> Canvas:
    canvas = Canvas(theme("light"))
    qtbot.addWidget(canvas)
    canvas.resize(816, 686)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


@pytest.fixture
def canvas(empty: Canvas) -> Canvas:
    empty.show_dispatch(scene.DISPATCH, scene.GRID, scene.SCHEMA)
    empty.set_marks(scene.ANNOTATIONS, scene.SUGGESTIONS)
    return empty


@pytest.fixture
def show(empty: Canvas) -> Show:
    def show(text: str, *mentions, suggestions: tuple[Suggestion, ...] = ()) -> Canvas:
        empty.show_dispatch(Dispatch("t", text, id=2), provisional_grid(text), scene.SCHEMA)
        empty.set_marks(Annotations(mentions={m.id: m for m in mentions}), suggestions)
        return empty

    return show
