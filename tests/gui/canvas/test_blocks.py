import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.canvas.blocks import BLOCK_LIMIT, Blocks, Heights, shown

NASTY = "a é\u0301\u00a0\u202f\t\x01\x7f\x85\xad\ufeff\ufffc\ufffe👩‍👩‍👧🇫🇷\u05d0\n\r\u2028"


@given(st.text(alphabet=NASTY + " .", max_size=60))
def test_what_is_shown_is_as_long_in_utf_16_as_the_text(text: str):
    assert len(shown(text).encode("utf-16-le")) == len(text.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("written", "drawn"), [("\t", "\u2003"), ("\x07", "␇"), ("\xad", "¬"), ("\u00a0", "\u00a0"), ("\ufeff", "\u2060")]
)
def test_odd_characters_are_shown_sensibly(written: str, drawn: str):
    assert shown(written) == drawn


@given(st.text(alphabet="ab. \n\r\u2028", max_size=200))
def test_blocks_hold_every_character_that_is_not_blank(text: str):
    blocks = Blocks(text)
    held = [set(range(s, e)) for s, e in zip(blocks.starts, blocks.ends, strict=True)]
    assert set().union(*held) >= {i for i, c in enumerate(text) if not c.isspace()}
    assert sum(map(len, held)) == len(set().union(*held))
    assert list(blocks.starts) == sorted(blocks.starts)


def test_paragraphs_stand_apart_and_wrapped_lines_do_not():
    assert list(Blocks("a\nb\nc").gaps) == [0, 1, 1]
    assert list(Blocks("a\nb\n\nc\nd").gaps) == [0, 0, 1, 0]
    assert list(Blocks("\n\n  \na\n\n\n\n\n\nb\n\n").gaps) == [0, 3]


def test_a_text_without_anything_to_see_has_one_empty_block():
    for text in ("", "\n", " \t\n "):
        blocks = Blocks(text)
        assert (len(blocks), blocks.starts[0], blocks.ends[0]) == (1, 0, 0)


def test_a_long_paragraph_is_cut_after_sentences_then_words():
    text = "Une phrase de quelques mots. " * 400
    blocks = Blocks(text)
    assert max(e - s for s, e in zip(blocks.starts, blocks.ends, strict=True)) <= BLOCK_LIMIT
    assert all(text[start - 2 : start] == ". " for start in blocks.starts[1:])
    words = "mot " * 3000
    assert all(words[start - 1] == " " for start in Blocks(words).starts[1:])
    assert sum(Blocks(text).gaps) == 0


def test_a_cut_never_parts_what_is_one_character():
    text = "👩‍👩‍👧" * 2000
    assert all(text[start] == "👩" and text[start - 1] != "\u200d" for start in Blocks(text).starts[1:])


@given(st.lists(st.floats(0.5, 90), min_size=1, max_size=40), st.data())
def test_heights_agree_with_plain_sums(heights: list[float], data: st.DataObject):
    table = Heights(heights)
    index = data.draw(st.integers(0, len(heights) - 1))
    heights[index] = data.draw(st.floats(0.5, 90))
    table[index] = heights[index]
    assert table.total == pytest.approx(sum(heights))
    assert table.top(index) == pytest.approx(sum(heights[:index]))
    found, depth = table.at(sum(heights[:index]) + heights[index] / 2)
    assert found == index
    assert depth == pytest.approx(heights[index] / 2)


def test_heights_find_their_way_through_many_blocks():
    draw = random.Random(7)
    heights = [draw.uniform(1, 60) for _ in range(5000)]
    table = Heights(heights)
    table[4321] = 500.0
    heights[4321] = 500.0
    assert table.at(sum(heights[:4321]) + 499)[0] == 4321
    assert table.at(-5) == (0, 0.0)
    assert table.at(1e9)[0] == 4999
