"""Tokens that end where graphemes end."""

from hypothesis import given

from annotator.domain.graphemes import whole_graphemes
from annotator.domain.text import TokenGrid, provisional_grid
from tests.domain.strategies import any_text


def one_by_one(text: str) -> TokenGrid:
    return TokenGrid((i, i + 1) for i, char in enumerate(text) if not char.isspace())


def words(text: str, grid: TokenGrid) -> list[str]:
    return [text[start:end] for start, end in grid]


def test_emoji_sequences_flags_skin_tones_and_marked_letters_stay_whole() -> None:
    text = "à 👩‍👩‍👧‍👦 🇫🇷🇵🇹 👏🏽 ❤️ 1️⃣ e\u0301t 🏴󠁧󠁢󠁥󠁮󠁧󠁿"
    assert words(text, whole_graphemes(text, one_by_one(text))) == [
        "à", "👩‍👩‍👧‍👦", "🇫🇷", "🇵🇹", "👏🏽", "❤️", "1️⃣", "e\u0301", "t", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    ]  # fmt: skip


def test_three_regional_indicators_are_a_flag_and_a_letter() -> None:
    text = "🇫🇷🇵"
    assert words(text, whole_graphemes(text, one_by_one(text))) == ["🇫🇷", "🇵"]


def test_tokens_apart_are_never_joined_over_a_blank() -> None:
    text = "a \u0301b"
    assert words(text, whole_graphemes(text, one_by_one(text))) == ["a", "\u0301", "b"]


@given(any_text)
def test_every_character_of_a_token_stays_in_one_and_the_order_holds(text: str) -> None:
    grid = provisional_grid(text)
    whole = whole_graphemes(text, grid)
    assert [i for s, e in whole for i in range(s, e)] == [i for s, e in grid for i in range(s, e)]
    assert set(whole.starts) <= set(grid.starts)
    assert whole_graphemes(text, whole) == whole
