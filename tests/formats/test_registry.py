"""The table of formats."""

from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.formats.registry import FORMATS, detect, format_for, named, readable, writable


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_every_format_has_the_functions_that_it_promises(each: object) -> None:
    assert each in FORMATS
    found = named(each.name)  # type: ignore[attr-defined]
    assert callable(found.reader() if found.reads else found.writer())
    assert not found.writes or callable(found.writer())
    assert found.holds


def test_formats_are_told_by_their_extension_in_any_case() -> None:
    assert [detect(Path(name)) for name in ("a.TXT", "b.jsonl", "c.pdf", "d")] == [
        named("text"),
        named("jsonl"),
        None,
        None,
    ]
    assert set(readable()) == {named("text"), named("jsonl")}
    assert writable() == (named("jsonl"),)


def test_what_cannot_be_read_is_refused_by_name() -> None:
    assert format_for(Path("a.dat"), "text") is named("text")
    with pytest.raises(KnownError, match=r"known are .jsonl .txt"):
        format_for(Path("a.dat"), "auto")
    with pytest.raises(KnownError, match="choose one of"):
        named("brat")
