"""Offsets, ranges, the token grid and the cuts of a text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import (
    OffsetMap,
    TokenGrid,
    first_forbidden,
    join_ranges,
    line_number,
    line_ranges,
    occurrences,
    overlap,
    paragraphs,
    pipeline_chunks,
    provisional_grid,
    subtract_range,
    surface,
)
from tests.domain.strategies import any_text, fragments_of, words_text


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(any_text)
def test_the_map_to_utf16_agrees_with_the_encoder_at_every_code_point(text: str) -> None:
    offsets = OffsetMap(text)
    for point in range(len(text) + 1):
        unit = utf16_length(text[:point])
        assert offsets.to_utf16(point) == unit
        assert offsets.to_code_point(unit) == point


def test_the_middle_of_a_surrogate_pair_maps_to_its_code_point() -> None:
    assert OffsetMap("a😀b").to_code_point(2) == 1


@given(any_text, st.data())
def test_joined_ranges_hold_the_same_code_points_in_order_and_apart(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    ranges = data.draw(st.lists(st.tuples(edge, edge)))
    joined = join_ranges(ranges)
    assert {i for s, e in joined for i in range(s, e)} == {i for s, e in ranges for i in range(s, e)}
    assert all(s < e for s, e in joined)
    assert all(one[1] < other[0] for one, other in pairwise(joined))


@given(words_text, st.data())
def test_overlap_and_subtraction_agree_with_sets(text: str, data: st.DataObject) -> None:
    one, other = data.draw(fragments_of(text)), data.draw(fragments_of(text))
    points = [{i for s, e in parts for i in range(s, e)} for parts in (one, other)]
    assert overlap(one, other) == overlap(other, one) == len(points[0] & points[1])
    start, end = other[0]
    left = subtract_range(one, (start, end))
    assert {i for s, e in left for i in range(s, e)} == points[0] - set(range(start, end))


@given(any_text)
def test_the_provisional_grid_holds_every_visible_character_once(text: str) -> None:
    grid = provisional_grid(text)
    seen = [i for start, end in grid for i in range(start, end)]
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen)
    inside = set(seen)
    assert all(char.isspace() or not char.isalnum() or i in inside for i, char in enumerate(text))
    assert not any(text[start:end].isspace() for start, end in grid)


def test_elisions_are_tokens_of_their_own() -> None:
    text = "l'Onu, aujourd’hui"
    assert [text[s:e] for s, e in provisional_grid(text)][:3] == ["l'", "Onu", ","]


@given(words_text, st.data())
def test_snapping_widens_to_whole_tokens_and_is_idempotent(text: str, data: st.DataObject) -> None:
    grid = provisional_grid(text)
    start, end = data.draw(fragments_of(text, most=1))[0]
    snapped = grid.snap((start, end))
    touched = [(s, e) for s, e in grid if s < end and e > start]
    assert snapped == ((touched[0][0], touched[-1][1]) if touched else None)
    assert snapped is None or grid.snap(snapped) == snapped


def test_edges_move_by_tokens_and_never_empty_a_range() -> None:
    grid = TokenGrid([(0, 2), (3, 6), (7, 9), (10, 12)])
    assert grid.move_end((3, 6), 1) == (3, 9)
    assert grid.move_end((3, 9), -1) == (3, 6)
    assert grid.move_end((3, 6), -1) == (3, 6)
    assert grid.move_end((3, 6), 99) == (3, 12)
    assert grid.move_start((3, 9), -1) == (0, 9)
    assert grid.move_start((3, 9), 1) == (7, 9)
    assert grid.move_start((3, 6), 1) == (3, 6)
    assert grid.move_end((3, 8), 1) == (3, 9), "an edge inside a token goes to that token's edge first"
    assert grid.move_start((4, 9), -1) == (3, 9)


def test_a_grid_finds_the_token_at_and_near_an_offset() -> None:
    grid = TokenGrid([(0, 2), (3, 6)])
    assert [grid.at(i) for i in range(7)] == [0, 0, None, 1, 1, 1, None]
    assert [grid.nearest(i) for i in range(7)] == [0, 0, 1, 1, 1, 1, 1]
    assert TokenGrid([]).nearest(0) is None


def test_lines_leave_out_every_kind_of_newline() -> None:
    text = "a\r\nb\rc\n\nd\u2028e"
    assert [text[s:e] for s, e in line_ranges(text)] == ["a", "b", "c", "", "d", "e"]
    assert line_ranges("") == [(0, 0)]


def test_paragraphs_split_at_blank_lines_else_at_each_line() -> None:
    text = "un\nun\r\n \r\ndeux\n\n\n"
    assert [text[s:e] for s, e in paragraphs(text)] == ["un\nun", "deux"]
    text = "un\ndeux\n"
    assert [text[s:e] for s, e in paragraphs(text)] == ["un", "deux"]
    assert paragraphs(" \n\n ") == []


@given(any_text, st.integers(1, 30))
def test_chunks_hold_every_visible_character_and_respect_the_limit(text: str, limit: int) -> None:
    chunks = pipeline_chunks(text, limit=limit)
    assert all(0 < end - start <= limit for start, end in chunks)
    covered = {i for start, end in chunks for i in range(start, end)}
    assert all(char.isspace() or i in covered for i, char in enumerate(text))
    assert [c for chunk in chunks for c in chunk] == sorted(c for chunk in chunks for c in chunk)


def test_a_long_paragraph_is_cut_at_whitespace() -> None:
    text = "mot " * 10
    assert {text[s:e] for s, e in pipeline_chunks(text, limit=9)} <= {"mot mot ", "mot "}


def test_nul_and_lone_surrogates_are_found_with_their_line() -> None:
    assert first_forbidden("déjà 😀") is None
    assert first_forbidden("a\x00") == 1
    assert first_forbidden("ab\ud800") == 2
    assert line_number("a\r\nb\nc", 5) == 3


def test_occurrences_are_whole_tokens() -> None:
    text = "Brest, Brestois, Brest"
    assert occurrences(text, "Brest", provisional_grid(text)) == [(0, 5), (17, 22)]


def test_a_surface_joins_fragments_by_one_blank() -> None:
    assert surface("chambres de Brest et de Quimper", ((0, 17), (21, 31))) == "chambres de Brest de Quimper"
