import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.annotations import Mention
from annotator.gui.canvas.layout import Block, caption_text
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.metrics import Metrics, column
from annotator.gui.canvas.view import Canvas
from tests.gui.canvas import scene

pytestmark = pytest.mark.usefixtures("qapp")


def mention(name: str, *fragments: tuple[int, int], label: str = "PER") -> Mention:
    return Mention(id=name, label=label, fragments=fragments, text="")


def line_of(canvas: Canvas, words: str, nth: int = 0):
    return scene.on_screen(canvas, scene.place(words, nth)[0])


def piece_of(canvas: Canvas, words: str, mark_id: str, nth: int = 0):
    return next(p for p in line_of(canvas, words, nth).line.pieces if any(m.id == mark_id for m in p.marks))


def test_the_column_of_the_mock_is_614_wide_and_128_from_the_left():
    found = column(816, 1.0)
    assert (found.left, found.width, found.right) == (128, 614, 742)


def test_a_narrow_view_has_slim_gutters():
    found = column(536, 1.0)
    assert (found.left, found.width) == (52, 444)


def test_a_wide_view_keeps_the_column_in_the_middle():
    found = column(1400, 1.0)
    assert found.width == 614
    assert found.left - 128 == 1400 - found.right - 74


def test_a_line_with_one_lane_is_43_5_high_and_each_further_lane_adds_14():
    metrics = Metrics()
    assert [metrics.line_height(n) for n in (0, 1, 2, 4)] == [43.5, 43.5, 57.5, 85.5]
    assert metrics.line_height(1, tracks=2) == 43.5 + 34


def test_the_zoom_scales_every_measure():
    assert Metrics(200).line_height(2) == 115


def test_the_baseline_stands_8_and_15_5_below_the_lines_top(canvas: Canvas):
    first = line_of(canvas, "PORT-LANNEC").line
    assert first.baseline - first.top == 23.5


def test_paragraphs_stand_12_apart(canvas: Canvas):
    block = line_of(canvas, "Ce texte").block
    assert block.lines[0].top == 12


def test_a_nested_mention_takes_the_lane_above_the_one_that_holds_it(canvas: Canvas):
    assert piece_of(canvas, "chantier naval", "m6").lane == 0
    assert piece_of(canvas, "chantier naval", "m5").lane == 1
    assert piece_of(canvas, "chantier naval", "m5").holds
    assert not piece_of(canvas, "chantier naval", "m6").holds


def test_crossing_mentions_take_a_lane_each_as_in_the_mock(canvas: Canvas):
    line = line_of(canvas, "chambres de commerce").line
    lanes = {p.mark.id: p.lane for p in line.pieces}
    assert lanes == {"m12": 0, "s3": 0, "m10": 1, "m11": 2}
    assert line.lanes == 3


def test_fragments_are_numbered_and_joined_by_a_thread(canvas: Canvas):
    piece = piece_of(canvas, "chambres de commerce", "m11")
    assert [word for c in piece.captions for word, _ in c.words] == ["ORG 1/2", "ORG 2/2"]
    ((left, right),) = piece.threads
    assert piece.spans[0].right + 3.2 == pytest.approx(left)
    assert piece.spans[1].left - 3.2 == pytest.approx(right)


def test_a_label_stands_at_the_first_line_of_a_mention_only(canvas: Canvas):
    first = line_of(canvas, "Union des métiers de la mer")
    following = next(s for s in canvas.spots() if s.line.start == first.line.end)
    one = next(p for p in first.line.pieces if p.mark.id == "m8")
    two = next(p for p in following.line.pieces if p.mark.id == "m8")
    assert [len(one.captions), len(two.captions)] == [1, 0]
    assert one.spans[0].open_right
    assert two.spans[0].open_left
    # 3 beyond the text where the line breaks, 1.2 elsewhere.
    assert one.spans[0].ground(1)[1] - one.spans[0].right == pytest.approx(3)
    assert one.spans[0].left - one.spans[0].ground(1)[0] == pytest.approx(1.2)


def test_identical_spans_share_an_underline(show):
    canvas = show("Le port de Brest ouvre.", mention("m1", (11, 16), label="LOC"), mention("m2", (11, 16), label="ORG"))
    (spot,) = canvas.spots()
    (piece,) = spot.line.pieces
    assert [word for c in piece.captions for word, _ in c.words] == ["LOC", "ORG"]
    assert spot.line.lanes == 1


def test_a_label_that_has_no_room_beside_its_neighbour_goes_one_lane_down(show):
    canvas = show("a b c", mention("m1", (0, 1), label="MISC"), mention("m2", (2, 3), label="MISC"))
    (spot,) = canvas.spots()
    assert sorted(p.lane for p in spot.line.pieces) == [0, 1]


def test_a_fifth_lane_is_counted_until_the_line_is_opened(show):
    text = "un deux trois quatre cinq six sept"
    ends = [2, 7, 13, 20, 25, 29]
    canvas = show(text, *(mention(f"m{i}", (0, end)) for i, end in enumerate(ends)))
    (spot,) = canvas.spots()
    assert (spot.line.lanes, spot.line.hidden) == (4, 2)
    canvas.open_line(spot.index, spot.number)
    (spot,) = canvas.spots()
    assert (spot.line.lanes, spot.line.hidden) == (6, 0)


def test_captions_say_doubt_and_part():
    mark = Mark("s1", "ORG", ((0, 1), (2, 3)), suggested=True)
    assert caption_text(mark, "ORG", 1) == "ORG ? 2/2"
    assert caption_text(Mark("m1", "ORG", ((0, 1),)), "ORG", 0) == "ORG"


def test_nothing_moves_sideways_when_marks_change(canvas: Canvas):
    def breaks() -> list[tuple[int, int]]:
        flow = scene.flow_of(canvas)
        return [(line.start, line.end) for i in range(len(flow.blocks)) for line in flow.block(i).lines]

    before = breaks()
    canvas.set_marks(type(scene.ANNOTATIONS)(), ())
    assert breaks() == before


HARD = "a é\u0301\u00a0\u202f👩‍👩‍👧🇫🇷\t\xad\ufeff\u05d0\u05d1 -,"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=HARD, min_size=1, max_size=120), st.floats(60, 500))
def test_lines_cover_the_text_and_offsets_find_their_line(text: str, width: float):
    block = Block(text, 40, 0, width=width, metrics=Metrics())
    assert block.lines[0].start == 40
    assert block.lines[-1].end == 40 + len(text)
    assert all(a.end == b.start for a, b in zip(block.lines, block.lines[1:], strict=False))
    for offset in range(40, 40 + len(text)):
        line = block.lines[block.line_at(offset)]
        assert line.start <= offset < line.end


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc é👩\u00a0", min_size=1, max_size=80))
def test_an_offsets_x_leads_back_to_it(text: str):
    block = Block(text, 0, 0, width=400, metrics=Metrics())
    for line in block.lines:
        for offset in range(line.start, line.inked):
            x = block.x_of(line, offset)
            found = block.offset_at(line, x)
            assert block.x_of(line, found) == pytest.approx(x, abs=0.6)


def test_right_to_left_words_inside_a_line_get_their_own_stretches():
    text = "avant \u05d0\u05d1\u05d2 \u05d3\u05d4 après"
    block = Block(text, 0, 0, width=400, metrics=Metrics())
    line = block.lines[0]
    ((left, right),) = block.extents(line, (6, 9))
    ((other, _),) = block.extents(line, (10, 12))
    assert other < left < right
    whole = block.extents(line, (0, len(text)))
    assert len(whole) == 1


def test_heights_are_corrected_without_moving_what_is_read(show):
    text = "\n".join(f"Paragraphe {i} " + "mot " * (i % 60) for i in range(2000))
    canvas = show(text)
    flow = scene.flow_of(canvas)
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum() // 2)
    before = {s.line.start: s.baseline for s in canvas.spots()}
    for _ in range(40):
        canvas.scroll_by(-50)
    for _ in range(40):
        canvas.scroll_by(50)
    after = {s.line.start: s.baseline for s in canvas.spots()}
    assert before == pytest.approx(after)
    assert flow.height > 0


def test_marks_above_what_is_read_do_not_move_it(show):
    text = "\n".join("Le port de Brest ouvre." for _ in range(300))
    canvas = show(text)
    canvas.reveal_offset(text.rindex("Le port"))
    canvas.scroll_by(-2000)
    first = canvas.anchor_offset()
    before = scene.on_screen(canvas, first).baseline
    line = 24
    at = first - line
    marks = [mention(f"m{i}", (at + 11, at + 16)) for i in range(2)] + [mention("m9", (at + 3, at + 16))]
    canvas.set_marks(type(scene.ANNOTATIONS)(mentions={m.id: m for m in marks}), ())
    assert scene.on_screen(canvas, first).baseline == pytest.approx(before)
