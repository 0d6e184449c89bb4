import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.sentences import sentence_at

TEXT = 'PORT-LANNEC - Un accord est signé. M. Le Guellec a dit : "Rien n\'est perdu." Il part.\n\nLa suite.'


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("accord", "PORT-LANNEC - Un accord est signé."),
        ("Guellec", 'M. Le Guellec a dit : "Rien n\'est perdu."'),
        ("part", "Il part."),
        ("suite", "La suite."),
    ],
)
def test_a_sentence_is_found_by_its_punctuation(word: str, sentence: str):
    start, end = sentence_at(TEXT, TEXT.index(word))
    assert TEXT[start:end] == sentence


def test_a_line_break_inside_a_sentence_does_not_end_it():
    text = "Le maire a signé\nun accord. Il part."
    assert sentence_at(text, 3) == (0, text.index(" Il"))


@given(st.text(alphabet='aB.!? "»\n\r\u00a0é', max_size=80), st.data())
def test_the_sentence_is_a_range_of_the_text(text: str, data: st.DataObject):
    offset = data.draw(st.integers(0, len(text)))
    start, end = sentence_at(text, offset)
    assert 0 <= start <= end <= len(text)
    if offset < len(text) and not text[offset].isspace():
        assert start <= offset < end
