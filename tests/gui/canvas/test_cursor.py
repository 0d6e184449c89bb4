import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import TokenGrid, provisional_grid
from annotator.gui.canvas.cursor import Caret, at_range, at_token, extend_to_offset, extend_to_token, extend_tokens
from annotator.gui.canvas.view import Canvas
from tests.gui.canvas import scene

TEXT = "Un deux trois quatre"
GRID = provisional_grid(TEXT)


def words(caret: Caret) -> str:
    return TEXT[slice(*caret.selection)] if caret.selection else ""


def walk(caret: Caret, *steps: int) -> list[str]:
    said = []
    for step in steps:
        caret = extend_tokens(GRID, caret, step)
        said.append(words(caret))
    return said


def test_shift_and_an_arrow_take_in_the_next_token_and_give_it_back():
    assert walk(Caret(1), 1, 1, -1, -1, -1) == ["deux trois", "deux trois quatre", "deux trois", "deux", "Un deux"]
    assert walk(Caret(1), -1, 1, 1) == ["Un deux", "deux", "deux trois"]


def test_a_selection_stops_at_the_ends_of_the_text():
    assert walk(Caret(0), -1, -1) == ["Un", "Un"]
    assert walk(Caret(3), 1, 1) == ["quatre", "quatre"]


def test_the_cursor_follows_the_edge_that_moves():
    caret = extend_tokens(GRID, Caret(1), 1)
    assert caret.token == 2
    assert extend_tokens(GRID, extend_tokens(GRID, caret, -1), -1).token == 0


def test_by_characters_a_selection_can_be_made_shorter_than_its_token():
    caret = extend_to_offset(GRID, Caret(1), 6)
    assert words(caret) == "deu"
    assert words(extend_tokens(GRID, caret, 1)) == "deux"


def test_a_selection_can_cross_its_anchor_by_lines():
    caret = extend_to_token(GRID, extend_to_token(GRID, Caret(1), 3), 0)
    assert words(caret) == "Un deux"


def test_a_text_without_tokens_has_a_cursor_nowhere():
    nothing = TokenGrid(())
    assert at_token(nothing, 3).token == -1
    assert extend_tokens(nothing, Caret(-1), 1).selection is None
    assert extend_to_token(nothing, Caret(-1), 0).selection is None


def test_a_range_is_selected_as_it_is():
    assert at_range(GRID, (4, 6)).selection == (4, 6)


@given(st.integers(0, 3), st.lists(st.sampled_from([-1, 1]), max_size=12))
def test_extending_by_tokens_keeps_token_edges_and_the_anchor_inside(start: int, steps: list[int]):
    caret = Caret(start)
    for step in steps:
        caret = extend_tokens(GRID, caret, step)
        low, high = caret.selection or (0, 0)
        assert low in GRID.starts
        assert high in GRID.ends
        assert low <= GRID[start][0] < GRID[start][1] <= high


def token(canvas: Canvas) -> str:
    return canvas.text[slice(*scene.token_of(canvas))]


def test_up_and_down_keep_to_the_column_where_they_began(canvas: Canvas):
    canvas.put_cursor(scene.place("centriste")[0])
    begun = canvas.cursor_token
    seen = []
    for _ in range(3):
        canvas.move_line(1)
        seen.append(token(canvas))
    assert len(set(seen)) == 3
    for _ in range(3):
        canvas.move_line(-1)
    assert canvas.cursor_token == begun


def test_home_and_end_go_to_the_edges_of_the_visual_line(canvas: Canvas):
    canvas.put_cursor(scene.place("direction")[0])
    begun, line = canvas.cursor_token, scene.on_screen(canvas, scene.place("direction")[0]).line
    canvas.move_to_edge(end=False)
    assert scene.token_of(canvas)[0] == line.start
    assert canvas.cursor_token < begun
    canvas.move_to_edge(end=True)
    assert scene.on_screen(canvas, scene.token_of(canvas)[0]).line.end - scene.token_of(canvas)[1] <= 1
    canvas.move_to_edge(end=True, whole=True)
    assert canvas.cursor_token == len(canvas.grid) - 1
    canvas.move_to_edge(end=False, whole=True, extend=True)
    assert canvas.selection == (0, canvas.grid.ends[-1])


def test_a_page_moves_by_the_height_of_the_view_and_stays_on_screen(canvas: Canvas):
    canvas.move_page(1)
    rect = canvas.rect_of(scene.token_of(canvas)[0])
    assert rect is not None
    assert 0 <= rect.top() < canvas.viewport().height()
    canvas.move_page(-1)
    assert canvas.cursor_token <= 12


def test_by_graphemes_a_family_of_emoji_is_one_step(show):
    canvas = show("Ah 👩‍👩‍👧 voilà")
    canvas.put_cursor(0)
    for _ in range(2):
        canvas.extend_grapheme(1)
    assert canvas.text[slice(*canvas.selection)] == "Ah 👩‍👩‍👧"


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_moves_in_a_text_without_tokens_do_nothing(show, text: str):
    canvas = show(text)
    for move in (
        lambda: canvas.move_cursor(1),
        lambda: canvas.move_line(1),
        lambda: canvas.move_page(-1),
        lambda: canvas.move_to_edge(end=True),
        lambda: canvas.extend_grapheme(1),
        lambda: canvas.move_cursor(1, extend=True),
    ):
        move()
    assert canvas.cursor_range() is None
    assert canvas.selection is None
