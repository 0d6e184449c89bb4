import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.domain.annotations import Annotations
from annotator.domain.text import TokenGrid
from annotator.gui.canvas import shapes
from annotator.gui.canvas.view import Canvas
from tests.gui.canvas import scene
from tests.gui.canvas.test_hit import middle

LEFT = Qt.MouseButton.LeftButton


def at(canvas: Canvas, words: str, nth: int = 0) -> QPoint:
    return middle(canvas, words, nth).toPoint()


def click(qtbot, canvas: Canvas, words: str, nth: int = 0) -> None:
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=at(canvas, words, nth))


def drag(qtbot, canvas: Canvas, start: QPoint, end: QPoint, keys=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mousePress(canvas.viewport(), LEFT, keys, start)
    # QTest moves without a button; a real drag keeps it pressed.
    for step in (0.5, 1.0):
        point = QPointF(start) + (QPointF(end) - QPointF(start)) * step
        moved = QMouseEvent(QEvent.Type.MouseMove, point, canvas.viewport().mapToGlobal(point), LEFT, LEFT, keys)
        QApplication.sendEvent(canvas.viewport(), moved)
    qtbot.mouseRelease(canvas.viewport(), LEFT, keys, end)


def words(canvas: Canvas) -> str:
    return canvas.text[slice(*canvas.selection)] if canvas.selection else ""


def test_a_dispatch_opens_with_the_cursor_on_its_first_token(canvas: Canvas):
    assert canvas.cursor_token == 0
    assert canvas.selection is None
    assert canvas.selected is None


def test_a_click_selects_the_shortest_mark_and_again_the_next(qtbot, canvas: Canvas):
    with qtbot.waitSignal(canvas.mark_selected) as told:
        click(qtbot, canvas, "Port-Lannec")
    assert told.args[0].id == "m6"
    click(qtbot, canvas, "Port-Lannec")
    assert canvas.selected == "m5"
    click(qtbot, canvas, "Port-Lannec")
    assert canvas.selected == "m6"


def test_a_click_on_plain_words_moves_the_cursor_and_lets_go(qtbot, canvas: Canvas):
    canvas.select("m1")
    with qtbot.waitSignal(canvas.cursor_moved):
        click(qtbot, canvas, "accord")
    assert canvas.text[slice(*scene.token_of(canvas))] == "accord"
    assert canvas.selected is None


def test_a_drag_marks_and_snaps_to_tokens(qtbot, canvas: Canvas):
    drag(qtbot, canvas, at(canvas, "sont"), at(canvas, "jeudi"))
    assert words(canvas) == "sont parvenus jeudi"


def test_a_drag_to_the_left_keeps_the_word_where_it_began(qtbot, canvas: Canvas):
    drag(qtbot, canvas, at(canvas, "jeudi"), at(canvas, "sont"))
    assert words(canvas) == "sont parvenus jeudi"


def test_with_alt_a_drag_marks_characters(qtbot, canvas: Canvas):
    drag(qtbot, canvas, at(canvas, "parvenus"), at(canvas, "jeudi"), Qt.KeyboardModifier.AltModifier)
    assert words(canvas).startswith("enus") or words(canvas).startswith("venus") or words(canvas).startswith("nus")
    assert not words(canvas).endswith("jeudi")


def test_a_double_click_takes_the_token_and_a_third_the_sentence(qtbot, canvas: Canvas):
    point = at(canvas, "accord")
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=point)
    qtbot.mouseDClick(canvas.viewport(), LEFT, pos=point)
    assert words(canvas) == "accord"
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=point)
    assert words(canvas).startswith("PORT-LANNEC - Le chef")
    assert words(canvas).endswith("préfecture.")


def test_shift_and_a_click_stretch_the_selection(qtbot, canvas: Canvas):
    click(qtbot, canvas, "sont")
    qtbot.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, at(canvas, "jeudi"))
    assert words(canvas) == "sont parvenus jeudi"


def test_a_handle_moves_an_edge_by_tokens_and_asks_for_it(qtbot, canvas: Canvas):
    canvas.select("m4")
    spot = scene.on_screen(canvas, scene.place("Armorel Marine")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "m4")
    handle = shapes.handles(spot, piece.mark, piece)[1]
    with qtbot.waitSignal(canvas.requested) as asked:
        drag(qtbot, canvas, handle.rect.center().toPoint(), at(canvas, "parvenus") + QPoint(28, 0))
    start, _ = scene.place("Armorel Marine")
    _, end = scene.place("parvenus")
    assert asked.args == ["set_fragments", ("m4", ((start, end),))]
    assert canvas.look.preview is None


def test_the_signs_of_a_suggestion_ask_for_what_they_say(qtbot, canvas: Canvas):
    canvas.set_hovered("s5")
    # Its last word: where fonts are wide the line breaks before it, and the signs stand after it.
    spot = scene.on_screen(canvas, scene.place("Lines")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "s5")
    signs = shapes.control(spot, piece, viewport=canvas.viewport().width())
    for rect, action in ((signs.accept, "accept"), (signs.reject, "reject")):
        with qtbot.waitSignal(canvas.requested) as asked:
            qtbot.mouseClick(canvas.viewport(), LEFT, pos=rect.center().toPoint())
        assert asked.args == [action, "s5"]


def test_hovering_tells_once_and_leaving_tells_too(qtbot, canvas: Canvas):
    with qtbot.waitSignal(canvas.hovered_changed) as told:
        qtbot.mouseMove(canvas.viewport(), at(canvas, "Armorel Marine"))
    assert told.args[0].id == "m4"
    with qtbot.assertNotEmitted(canvas.hovered_changed):
        qtbot.mouseMove(canvas.viewport(), at(canvas, "Armorel Marine") + QPoint(3, 0))
    with qtbot.waitSignal(canvas.hovered_changed) as told:
        canvas.mouse.leave()
    assert told.args == [None]


def test_an_armed_label_makes_each_drag_ask_for_a_mention(qtbot, canvas: Canvas):
    canvas.arm("PER")
    with qtbot.waitSignal(canvas.requested) as asked:
        drag(qtbot, canvas, at(canvas, "sont"), at(canvas, "parvenus"))
    start, end = scene.place("sont parvenus")
    assert asked.args == ["label", ("PER", ((start, end),))]


def test_a_right_click_selects_what_is_there_and_asks_for_a_menu(qtbot, canvas: Canvas):
    point = at(canvas, "Armorel Marine")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, canvas.viewport().mapToGlobal(point))
    with qtbot.waitSignal(canvas.requested) as asked:
        QApplication.sendEvent(canvas.viewport(), event)
    assert asked.args[0] == "context_menu"
    assert asked.args[1][1] == "m4"


def test_arrows_move_and_extend_where_no_action_takes_them(qtbot, canvas: Canvas):
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.cursor_token == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert words(canvas) == "-LANNEC"
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(canvas, Qt.Key.Key_Left, control_shift)
    assert words(canvas) == "-LANNE"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.selection is None


def test_tab_stays_in_the_canvas(qtbot, canvas: Canvas):
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert not canvas.focusNextPrevChild(next=True)


def test_the_next_unresolved_suggestion_is_selected_round_the_end(canvas: Canvas):
    seen = []
    for _ in range(9):
        assert canvas.next_unresolved(1)
        seen.append(canvas.selected)
    assert seen == ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s1"]
    canvas.next_unresolved(-1)
    assert canvas.selected == "s8"
    rect = canvas.rect_of(scene.place("Le Guellec", 2)[0])
    assert 0 < rect.top() < canvas.viewport().height() * 0.8


def test_space_goes_round_the_marks_at_the_cursor(canvas: Canvas):
    canvas.put_cursor(scene.place("Quimper")[0])
    seen = []
    for _ in range(3):
        canvas.select_mark_at_cursor()
        seen.append(canvas.selected)
    assert seen == ["s3", "m11", "s3"]


def test_the_target_is_the_selection_then_the_mark_then_the_token(canvas: Canvas):
    canvas.put_cursor(scene.place("accord")[0])
    assert scene.target_of(canvas).kind == "token"
    canvas.put_cursor(scene.place("préfecture")[0])
    assert scene.target_of(canvas).kind == "suggestion"
    canvas.select("m4")
    assert (scene.target_of(canvas).kind, scene.mark_id(scene.target_of(canvas).mark)) == ("mention", "m4")
    canvas.select_range(scene.place("accord"))
    assert scene.target_of(canvas).fragments == (scene.place("accord"),)
    assert canvas.selected is None
    assert canvas.held_mention() == "m4"


def test_moving_out_of_the_selected_mark_lets_it_go_and_moving_inside_does_not(canvas: Canvas):
    canvas.select("m4")
    canvas.move_cursor(1)
    assert canvas.selected == "m4"
    canvas.move_cursor(1)
    assert canvas.selected is None


def test_an_accepted_suggestion_stays_selected_as_its_mention(canvas: Canvas):
    canvas.select("s5")
    made = scene.mention("m90", "ORG", scene.place("Transmanche Lines"))
    rest = [s for s in scene.SUGGESTIONS if s.id != "s5"]
    canvas.set_marks(Annotations(mentions={**scene.MENTIONS, "m90": made}), rest)
    assert canvas.selected == "m90"


def test_a_rejected_suggestion_leaves_a_ghost_and_an_undo_brings_it_back(qtbot, canvas: Canvas):
    canvas.ghosts.seconds = 0.05
    rest = [s for s in scene.SUGGESTIONS if s.id != "s5"]
    canvas.set_marks(Annotations(mentions=scene.MENTIONS, rejections=frozenset({"s5"})), rest)

    def here() -> list[tuple[str, bool]]:
        spot = scene.on_screen(canvas, scene.place("Transmanche Lines")[0])
        return [(m.id, m.ghost) for p in spot.line.pieces for m in p.marks if m.label == "ORG"]

    assert here() == [("s5", True)]
    qtbot.waitUntil(lambda: here() == [])
    canvas.set_marks(scene.ANNOTATIONS, scene.SUGGESTIONS)
    assert here() == [("s5", False)]


def test_the_real_token_grid_takes_the_place_of_the_provisional_one(canvas: Canvas):
    canvas.put_cursor(scene.place("PORT-LANNEC")[0])
    canvas.set_grid(TokenGrid([scene.place("PORT-LANNEC"), scene.place("Le chef")]))
    assert canvas.cursor_range() == scene.place("PORT-LANNEC")


def test_the_wheel_with_ctrl_zooms_and_what_is_read_keeps_its_place(qtbot, canvas: Canvas):
    first = canvas.anchor_offset()
    before = scene.on_screen(canvas, first).baseline
    wheel = QWheelEvent(
        QPointF(300, 300),
        canvas.viewport().mapToGlobal(QPointF(300, 300)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(canvas.zoom_changed) as told:
        QApplication.sendEvent(canvas.viewport(), wheel)
    assert told.args == [110]
    assert scene.on_screen(canvas, first).baseline == pytest.approx(before, abs=1)
    canvas.set_zoom(900)
    assert canvas.zoom == 200
    canvas.set_zoom(1)
    assert canvas.zoom == 70


def test_a_larger_text_size_scales_the_text_at_every_zoom(canvas: Canvas):
    canvas.set_zoom(150)
    canvas.set_text_size(20)
    assert canvas.zoom == 150
    assert canvas.metrics.scale == pytest.approx(1.5 * 20 / 17)
    canvas.set_zoom(100)
    assert canvas.metrics.px(17) == pytest.approx(20)


def test_a_narrower_window_breaks_lines_anew_and_keeps_the_first_line_first(canvas: Canvas):
    canvas.scroll_by(200)
    first = canvas.anchor_offset()
    assert first is not None
    canvas.resize(560, 686)
    QApplication.processEvents()
    assert canvas.column.gutter_left == 52
    assert canvas.spot_of(first) is not None


def test_scrolling_ends_at_the_text(canvas: Canvas):
    canvas.scroll_by(1e6)
    last = list(canvas.spots())[-1]
    assert last.line.end == len(scene.TEXT) - 1
    assert last.bottom + 60 == pytest.approx(canvas.viewport().height(), abs=1)
    assert canvas.verticalScrollBar().value() == pytest.approx(canvas.verticalScrollBar().maximum(), abs=1)
    canvas.scroll_by(-1e6)
    assert canvas.place == (0, -scene.flow_of(canvas).margin_top)


def test_no_dispatch_shows_paper_and_answers_every_call(qtbot, canvas: Canvas):
    canvas.show_dispatch(None, TokenGrid(()), scene.SCHEMA)
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=QPoint(300, 200))
    canvas.set_marks(scene.ANNOTATIONS, scene.SUGGESTIONS)
    canvas.select("m1")
    canvas.move_line(1)
    canvas.set_zoom(120)
    canvas.viewport().repaint()
    assert not canvas.next_unresolved(1)
    assert canvas.current_target() is None


def test_the_offsets_of_hard_texts_are_those_of_python(show):
    text = "Ah 👩‍👩‍👧 !\r\nUne e\u0301tude\u00a0: \u05d0\u05d1\u05d2 et\tfin\ufeff.\r\nAu bout\r\n"
    canvas = show(text)
    for word in ("👩", "Une", "e\u0301tude", "\u05d0\u05d1\u05d2", "fin", "bout"):
        place = text.index(word), text.index(word) + len(word)
        canvas.select_range(place)
        assert text[slice(*canvas.selection)] == word
        spot = scene.on_screen(canvas, place[0])
        (left, right), *_ = spot.block.extents(spot.line, place)
        found = canvas.hit_at(QPointF(spot.x + (left + right) / 2, spot.baseline - 3))
        assert place[0] <= found.character < place[1]


def test_a_mark_that_has_no_room_opens_its_line_when_it_is_selected(show):
    text = "un deux trois quatre cinq six sept"
    canvas = show(text, *(scene.mention(f"m{i}", "PER", (0, end)) for i, end in enumerate((2, 7, 13, 20, 25, 29))))
    canvas.select("m0")
    (spot,) = canvas.spots()
    assert spot.line.hidden == 2
    canvas.select("m5")
    (spot,) = canvas.spots()
    assert spot.line.hidden == 0


def test_escape_gives_up_words_then_the_mark_then_the_armed_label(canvas: Canvas):
    canvas.arm("PER")
    canvas.select("m4")
    canvas.clear_selection()
    assert (canvas.selected, canvas.armed) == (None, "PER")
    canvas.clear_selection()
    assert canvas.armed is None


def test_escape_gives_up_a_drag(qtbot, canvas: Canvas):
    canvas.select("m4")
    spot = scene.on_screen(canvas, scene.place("Armorel Marine")[0])
    piece = next(p for p in spot.line.pieces if p.mark.id == "m4")
    handle = shapes.handles(spot, piece.mark, piece)[1]
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(400, 200),
        canvas.viewport().mapToGlobal(QPointF(400, 200)),
        LEFT,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    qtbot.mousePress(canvas.viewport(), LEFT, pos=handle.rect.center().toPoint())
    QApplication.sendEvent(canvas.viewport(), moved)
    assert canvas.look.preview is not None
    canvas.clear_selection()
    with qtbot.assertNotEmitted(canvas.requested):
        qtbot.mouseRelease(canvas.viewport(), LEFT, pos=QPoint(400, 200))
    assert canvas.look.preview is None
