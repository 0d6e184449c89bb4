from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import TokenGrid, provisional_grid
from annotator.storage.grids import decode, encode
from tests.storage.samples import TEXTS

steps = st.lists(st.tuples(st.integers(0, 400) | st.integers(0, 70_000), st.integers(1, 300)), max_size=60)


@given(steps)
def test_a_grid_comes_back_as_it_was(parts: list[tuple[int, int]]) -> None:
    ranges: list[tuple[int, int]] = []
    at = 0
    for gap, length in parts:
        ranges.append((at + gap, at + gap + length))
        at += gap + length
    assert decode(encode(TokenGrid(ranges))) == TokenGrid(ranges)


def test_a_grid_takes_two_bytes_a_token() -> None:
    for text in TEXTS:
        grid = provisional_grid(text)
        assert len(encode(grid)) == 1 + 2 * len(grid)
        assert decode(encode(grid)) == grid
