import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.domain.annotations import Annotations
from annotator.gui.canvas import shapes
from annotator.gui.canvas.view import Canvas
from annotator.gui.theme import Theme, theme
from tests.gui.canvas import scene


def grab(canvas: Canvas) -> QImage:
    size = canvas.viewport().size()
    ratio = canvas.devicePixelRatioF()
    image = QImage(size * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    canvas.paint(painter, QRectF(canvas.viewport().rect()))
    painter.end()
    return image


def pixel(canvas: Canvas, point: QPointF) -> QColor:
    return grab(canvas).pixelColor((point * canvas.devicePixelRatioF()).toPoint())


def spot_and_piece(canvas: Canvas, words: str, mark_id: str):
    spot = scene.on_screen(canvas, scene.place(words)[0])
    return spot, next(p for p in spot.line.pieces if any(m.id == mark_id for m in p.marks))


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def near(one: QColor, other: QColor, by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(rgb(one), rgb(other), strict=True))


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest, canvas: Canvas) -> Theme:
    canvas.set_theme(theme(request.param))
    return theme(request.param)


def test_paper_is_paper(canvas: Canvas, colours: Theme):
    assert pixel(canvas, QPointF(10, 10)) == colours.paper


def test_the_underline_is_two_pixels_of_the_hue_9_below_the_baseline(canvas: Canvas, colours: Theme):
    spot, piece = spot_and_piece(canvas, "Armorel Marine", "m4")
    x = spot.x + piece.spans[0].right - 2
    image = grab(canvas)
    rows = [image.pixelColor(int(x), int(spot.baseline + 9 + n)) for n in (-2, -1, 0, 1)]
    assert [row == colours.hues["ORG"] for row in rows] == [False, True, True, False]


def test_the_ground_reaches_from_15_above_to_5_below_the_baseline(canvas: Canvas, colours: Theme):
    spot, piece = spot_and_piece(canvas, "Armorel Marine", "m4")
    x = spot.x + piece.spans[0].left + 30
    image = grab(canvas)
    found = [image.pixelColor(int(x), int(spot.baseline) + n) == colours.grounds["ORG"] for n in (-16, -15, 4, 5)]
    assert found == [False, True, True, False]


def test_a_suggestion_is_paler_and_dashed(canvas: Canvas, colours: Theme):
    spot, piece = spot_and_piece(canvas, "préfecture", "s2")
    left, right = piece.spans[0].ground(1)
    image = grab(canvas)
    y = int(spot.baseline + 9)
    hue = colours.hues["ORG"]
    row = [near(image.pixelColor(int(spot.x + left) + n, y), hue) for n in range(1, int(right - left) - 1)]
    assert 0.4 < sum(row) / len(row) < 0.7
    inside = image.pixelColor(int(spot.x + left) + 4, int(spot.baseline) - 13)
    paper, ground = colours.paper, colours.grounds["ORG"]
    blend = QColor(*(round(0.58 * p + 0.42 * g) for p, g in zip(rgb(paper), rgb(ground), strict=True)))
    assert near(inside, blend)


def test_the_selected_marks_label_is_reversed(canvas: Canvas, colours: Theme):
    spot, piece = spot_and_piece(canvas, "Armorel Marine", "m4")
    point = QPointF(spot.x + piece.captions[0].x, spot.baseline + 12)
    assert not near(pixel(canvas, point), colours.ink, 40)
    canvas.select("m4")
    assert near(pixel(canvas, point), colours.ink, 40)


def test_the_ring_and_its_handles_are_ink_on_paper(canvas: Canvas, colours: Theme):
    spot, piece = spot_and_piece(canvas, "Armorel Marine", "m4")
    ring = shapes.ring(spot, piece, piece.spans[0])
    handle = shapes.handles(spot, piece.mark, piece)[0]
    canvas.select("m4")
    assert near(pixel(canvas, QPointF(ring.center().x(), ring.top())), colours.ink, 60)
    assert near(pixel(canvas, handle.rect.center()), colours.paper, 30)


def test_the_cursor_is_filled_with_focus_and_hollow_without(canvas: Canvas, colours: Theme):
    canvas.put_cursor(scene.place("accord")[0])
    spot = scene.on_screen(canvas, scene.place("accord")[0])
    left = spot.x + spot.block.x_of(spot.line, scene.place("accord")[0])
    bar = QPointF(left + 20, spot.baseline + 3.2)
    canvas.look.focused = True
    assert near(pixel(canvas, bar), colours.ink, 12)
    inside = QPointF(left + 20, spot.baseline - 13)
    filled = pixel(canvas, inside)
    canvas.look.focused = False
    assert not near(pixel(canvas, bar), colours.ink, 12)
    assert not near(filled, colours.paper, 8)
    assert near(pixel(canvas, inside), colours.paper, 3)


def test_quiet_mentions_have_no_ground_and_hidden_ones_nothing(canvas: Canvas, colours: Theme):
    spot, piece = spot_and_piece(canvas, "Armorel Marine", "m4")
    inside = QPointF(spot.x + piece.spans[0].left + 30, spot.baseline - 14)
    line = QPointF(spot.x + piece.spans[0].left + 30, spot.baseline + 8.5)
    canvas.set_layers(loud=False)
    assert pixel(canvas, inside) == colours.paper
    assert not near(pixel(canvas, line), colours.paper, 20)
    canvas.set_layers(shown=False)
    assert pixel(canvas, line) == colours.paper


def test_a_ghost_has_a_struck_label_and_no_ground(canvas: Canvas, colours: Theme):
    rest = [s for s in scene.SUGGESTIONS if s.id != "s2"]
    canvas.set_marks(Annotations(mentions=scene.MENTIONS, rejections=frozenset({"s2"})), rest)
    spot, piece = spot_and_piece(canvas, "préfecture", "s2")
    x = spot.x + piece.captions[0].x
    assert pixel(canvas, QPointF(x + 8, spot.baseline - 14)) == colours.paper
    image = grab(canvas)
    strike = round(spot.baseline + 9 + 10.2 - 3.4)
    inked = [image.pixelColor(int(x) + n, y) != colours.paper for n in range(1, 14) for y in (strike - 1, strike)]
    assert sum(inked) > 12


def test_what_a_search_found_is_tinted(canvas: Canvas, colours: Theme):
    spot = scene.on_screen(canvas, scene.place("accord")[0])
    x = spot.x + spot.block.x_of(spot.line, scene.place("accord")[0]) + 20
    canvas.set_hits([scene.place("accord")], scene.place("accord"))
    assert pixel(canvas, QPointF(x, spot.baseline - 14)) != colours.paper


def test_the_signs_appear_beside_a_hovered_suggestion_only(canvas: Canvas, colours: Theme):
    # Its last word: where fonts are wide the line breaks before it, and the signs stand after it.
    spot, piece = spot_and_piece(canvas, "Lines", "s5")
    signs = shapes.control(spot, piece, viewport=canvas.viewport().width())
    canvas.set_hovered("s5")
    canvas.look.pressed = "accept"
    assert near(pixel(canvas, signs.accept.topLeft() + QPointF(4, 4)), colours.row)
    canvas.set_hovered("m4")
    assert not near(pixel(canvas, signs.accept.topLeft() + QPointF(4, 4)), colours.row)


def test_text_is_drawn_over_the_grounds_in_ink(canvas: Canvas, colours: Theme):
    start, end = scene.place("Armorel Marine")
    spot = scene.on_screen(canvas, start)
    left, right = spot.block.x_of(spot.line, start), spot.block.x_of(spot.line, end)
    image = grab(canvas)
    area = [
        image.pixelColor(int(spot.x + x), int(spot.baseline) + y)
        for x in range(int(left), int(right))
        for y in range(-12, 0)
    ]
    assert any(near(colour, colours.ink, 40) for colour in area)


@pytest.mark.parametrize("zoom", [70, 130, 200])
def test_underlines_stay_sharp_at_every_zoom(canvas: Canvas, zoom: int):
    canvas.set_zoom(zoom)
    spot, piece = spot_and_piece(canvas, "PORT-LANNEC", "m1")
    x = int(spot.x + piece.spans[0].right - 2)
    image = grab(canvas)
    y = spot.baseline + 9 * canvas.metrics.scale
    column = {image.pixelColor(x, int(y) + n).name() for n in range(-5, 6)}
    assert column <= {
        theme("light").hues["LOC"].name(),
        theme("light").paper.name(),
        theme("light").grounds["LOC"].name(),
    }
