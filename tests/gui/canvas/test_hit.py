import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from annotator.domain.text import provisional_grid
from annotator.gui.canvas import shapes
from annotator.gui.canvas.flow import Flow
from annotator.gui.canvas.hit import On, hit
from annotator.gui.canvas.metrics import Metrics, column
from annotator.gui.canvas.view import Canvas
from tests.gui.canvas import scene


def middle(canvas: Canvas, words: str, nth: int = 0) -> QPointF:
    start, end = scene.place(words, nth)
    spot = scene.on_screen(canvas, start)
    x = (spot.block.x_of(spot.line, start) + spot.block.x_of(spot.line, min(end, spot.line.end))) / 2
    return QPointF(spot.x + x, spot.baseline - 4)


def test_a_point_on_a_nested_mention_finds_the_shorter_first(canvas: Canvas):
    found = canvas.hit_at(middle(canvas, "Port-Lannec"))
    assert found.on is On.MARK
    assert [m.id for m in found.marks] == ["m6", "m5"]


def test_a_point_on_plain_words_finds_text(canvas: Canvas):
    assert canvas.hit_at(middle(canvas, "accord")).on is On.TEXT


def test_a_point_beside_the_text_is_on_paper(canvas: Canvas):
    assert canvas.hit_at(QPointF(20, 60)).on is On.PAPER


def test_a_label_answers_for_its_own_mention(canvas: Canvas):
    spot = scene.on_screen(canvas, scene.place("chantier naval")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "m5")
    point = QPointF(spot.x + piece.captions[0].x + 4, shapes.underline_y(spot, piece.lane) + 7)
    assert [m.id for m in canvas.hit_at(point).marks] == ["m5"]


def test_the_underline_under_a_nested_mention_answers_for_the_outer_one(canvas: Canvas):
    spot = scene.on_screen(canvas, scene.place("Port-Lannec")[0])
    point = QPointF(middle(canvas, "Port-Lannec").x(), shapes.underline_y(spot, 1))
    assert scene.mark_id(canvas.hit_at(point).mark) == "m5"


def test_the_signs_of_a_hovered_suggestion_answer(canvas: Canvas):
    # Its last word: where fonts are wide the line breaks before it, and the signs stand after it.
    point = middle(canvas, "Lines")
    canvas.set_hover(canvas.hit_at(point).mark)
    spot = scene.on_screen(canvas, scene.place("Lines")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "s5")
    signs = shapes.control(spot, piece, viewport=806)
    assert canvas.hit_at(signs.accept.center()).on is On.ACCEPT
    assert canvas.hit_at(signs.reject.center()).on is On.REJECT
    # The way from the words to the signs must not lose them.
    between = QPointF((piece.spans[-1].ground(1)[1] + spot.x + signs.box.left()) / 2, spot.baseline - 4)
    assert scene.mark_id(canvas.hit_at(between).mark) == "s5"


def test_the_signs_are_as_tall_as_the_ground_and_turn_left_where_there_is_no_room(canvas: Canvas):
    spot = scene.on_screen(canvas, scene.place("Transmanche Lines")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "s5")
    signs = shapes.control(spot, piece, viewport=806)
    assert signs.accept.height() == 20
    assert signs.box.left() > piece.spans[0].right + spot.x
    crowded = shapes.control(spot, piece, viewport=620)
    assert crowded.box.right() < piece.spans[0].left + spot.x


def test_handles_answer_in_12_by_24_only_for_the_selected_mark(canvas: Canvas):
    spot = scene.on_screen(canvas, scene.place("Armorel Marine")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "m4")
    start, end = shapes.handles(spot, piece.mark, piece)
    assert (shapes.target(start).width(), shapes.target(start).height()) == (12, 24)
    assert (start.rect.width(), start.rect.height()) == pytest.approx((4.4, 12))
    assert canvas.hit_at(start.rect.center()).on is not On.HANDLE
    canvas.select("m4")
    for handle in (start, end):
        corner = shapes.target(handle).topLeft() + QPointF(1, 1)
        assert canvas.hit_at(corner).on is On.HANDLE
    assert canvas.hit_at(end.rect.center()).handle.end


def test_the_ring_stands_1_8_out_at_the_sides_and_1_above_and_below(canvas: Canvas):
    spot = scene.on_screen(canvas, scene.place("Armorel Marine")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "m4")
    ring = shapes.ring(spot, piece, piece.spans[0])
    assert ring.left() == pytest.approx(spot.x + piece.spans[0].left - 1.8)
    assert ring.top() == pytest.approx(spot.baseline - 16)
    assert ring.bottom() == pytest.approx(spot.baseline + 6)


def test_a_mark_that_holds_another_has_the_taller_ground(canvas: Canvas):
    spot = scene.on_screen(canvas, scene.place("chantier naval")[0])
    outer = next(p for p in spot.line.pieces if p.mark.id == "m5")
    rect = shapes.ground(spot, outer, outer.spans[0])
    assert (rect.top() - spot.baseline, rect.bottom() - spot.baseline) == pytest.approx((-17, 6.5), abs=0.5)


def test_the_count_of_hidden_marks_answers(show):
    text = "un deux trois quatre cinq six sept"
    canvas = show(text, *(scene.mention(f"m{i}", "PER", (0, end)) for i, end in enumerate((2, 7, 13, 20, 25, 29))))
    (spot,) = canvas.spots()
    assert canvas.hit_at(shapes.overflow(spot).center()).on is On.OVERFLOW


TEXTS = st.text(alphabet="ab é\u00a0👩\n.", min_size=1, max_size=150).filter(lambda t: not t.isspace())


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, zoom=st.sampled_from([70, 100, 150, 200]), ratio=st.sampled_from([1.0, 1.5, 2.0]))
@pytest.mark.usefixtures("qapp")
def test_the_middle_of_every_token_on_screen_hits_that_token(text: str, zoom: int, ratio: float):
    metrics = Metrics(zoom)
    wide = column(500, metrics.scale)
    flow = Flow(text, metrics, wide.width, str)
    grid = provisional_grid(text)
    spots = [
        shapes.spot(block, line, index, number, column=wide, top=top, ratio=ratio)
        for index, block, top in flow.seen((0, -20.0), 2000)
        for number, line in enumerate(block.lines)
    ]
    for start, end in grid:
        spot = next(s for s in spots if s.line.start <= start < s.line.end)
        left, right = spot.block.x_of(spot.line, start), spot.block.x_of(spot.line, min(end, spot.line.inked))
        found = hit(spots, QPointF(spot.x + (left + right) / 2, spot.baseline - 3), marks_at=lambda _: [])
        assert grid.nearest(found.character) == grid.at(start)
