"""Dates of any precision, identity and title of a dispatch."""

import pickle
from pathlib import Path

import pytest

from annotator.domain.dispatch import Dispatch, PartialDate, title
from annotator.domain.errors import KnownError


@pytest.mark.parametrize("written", ["2020", "2020-06", "2020-06-30"])
def test_a_date_keeps_its_precision(written: str) -> None:
    assert str(PartialDate.parse(written)) == written


@pytest.mark.parametrize("written", ["", "2020-13", "2020-02-30", "2020-6", "juin 2020", "2020-06-30 "])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(KnownError, match="is not a date"):
        PartialDate.parse(written)


def test_a_title_is_the_headline_else_the_first_words() -> None:
    assert title(Dispatch("u", "texte", {"headline": "Grève"})) == "Grève"
    assert title(Dispatch("u", "Le  maire\r\nde Brest a parlé"), limit=14) == "Le maire de…"
    assert Dispatch("u", "é", {"date": "2020-06"}).date == PartialDate(2020, 6)


def test_a_known_error_says_where_and_travels_between_processes() -> None:
    error = KnownError("line of {size} characters is too long", where=Path("a.jsonl"), line=3, size=7)
    assert str(error) == "a.jsonl:3: line of 7 characters is too long"
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.message, again.fields) == (str(error), error.message, error.fields)
