"""Plain text: the header goes into the metadata, and nothing else in the text changes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.formats import text
from annotator.formats.reading import Found, Guess, Reading, ReadOptions, Remark
from tests.domain.strategies import words_text


def read(folder: Path, content: bytes, **options: str) -> list[Reading]:
    path = folder / "a.txt"
    path.write_bytes(content)
    return list(text.read(path, ReadOptions(**options)))


def only_record(readings: list[Reading]) -> Record:
    (found,) = readings
    assert isinstance(found, Found), found
    return found.record


@pytest.mark.parametrize("written", ["2020-06", "2020-06-30"])
def test_the_header_becomes_metadata_to_its_own_precision(tmp_path: Path, written: str) -> None:
    dispatch = only_record(read(tmp_path, f" date {written} Le président\n\nturc".encode())).dispatch
    assert (dispatch.text, dispatch.metadata) == ("Le président\n\nturc", {"date": written, "language": "fr"})
    assert str(dispatch.date) == written
    assert dispatch.uid == dispatch.sha256
    assert dispatch.source_file == str(tmp_path / "a.txt")


def test_the_client_sample_keeps_every_character(client_sample: Path) -> None:
    whole = client_sample.read_bytes().decode()
    (found,) = text.read(client_sample, ReadOptions())
    assert isinstance(found, Found)
    assert whole.endswith(found.record.dispatch.text)
    header = whole.removesuffix(found.record.dispatch.text)
    assert header.split() == ["date", str(found.record.dispatch.date)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=words_text)
def test_nothing_after_the_header_changes(tmp_path: Path, words: str) -> None:
    words = "Le " + words
    dispatch = only_record(read(tmp_path, f" date 2020-06 {words}".encode())).dispatch
    assert dispatch.text == words
    assert only_record(read(tmp_path, words.encode())).dispatch.text == words


@pytest.mark.parametrize(
    "words",
    [
        "a\r\nb\rc\nd\u2028e\u0085f\x0bg",
        "«\u00a0oui\u00a0» à\u202f10",
        "e\u0301te\u0301 \u00ad 👩‍👩‍👧 𝒜",
        "un texte   \n\n  ",
        "Une date 2020-06 au milieu",
        "\ufeffmarque au milieu de rien",
    ],
)
def test_hard_texts_stay_as_they_are(tmp_path: Path, words: str) -> None:
    assert only_record(read(tmp_path, b" date 2020-06 " + words.encode())).dispatch.text == words


def test_a_file_without_a_header_is_a_dispatch_without_a_date(tmp_path: Path) -> None:
    dispatch = only_record(read(tmp_path, "  Sans en-tête".encode(), language="en")).dispatch
    assert (dispatch.text, dispatch.metadata, dispatch.date) == ("  Sans en-tête", {"language": "en"}, None)


@pytest.mark.parametrize("opening", ["Paris, 21 jan 2019 (AFP) -", "Paris (ats afp)", "ÉVREUX (Agence) —"])
def test_the_dateline_and_the_desk_sign_are_ranges_of_the_text(tmp_path: Path, opening: str) -> None:
    words = f"{opening} Le « maire » a parlé.\r\n\r\nasl/tib-x/cac\r\n".replace("tib-x", "tib-pid")
    dispatch = only_record(read(tmp_path, b" date 2019-01-21 " + words.encode())).dispatch
    start, end = dispatch.metadata["dateline_range"]
    assert dispatch.text[start:end] == opening
    start, end = dispatch.metadata["desk_sign_range"]
    assert dispatch.text[start:end] == "asl/tib-pid/cac"
    assert dispatch.text == words


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"", "no text", None),
        (b" \r\n\t ", "no text", None),
        (b" date 2020-06 ", "no text", None),
        (b" date 2020-06", "no text", None),
        (b"\xef\xbb\xbf", "no text", None),
        (b" date 2020-13 Le maire", "2020-13", 1),
        (b"\n date 2020-02-30 Le maire", "2020-02-30", 2),
        (b" date 2020-6 Le maire", "2020-6", 1),
        (b" date 2020 Le maire", "2020", 1),
        (b" date 20200612 Le maire", "20200612", 1),
        (b" date 2020-06-12T10:00 Le maire", "2020-06-12T10:00", 1),
        (b" date 2020-06 Le\nmaire\0", "NUL", 2),
    ],
)
def test_a_file_that_is_no_dispatch_is_refused(tmp_path: Path, content: bytes, reason: str, line: int | None) -> None:
    (refusal,) = read(tmp_path, content)
    assert isinstance(refusal, KnownError)
    assert (refusal.where, refusal.line) == (str(tmp_path / "a.txt"), line)
    assert reason in str(refusal)


def test_a_guessed_encoding_is_reported_before_the_record(tmp_path: Path) -> None:
    guess, found = read(tmp_path, " date 2020-06 Le président déjà élu à Genève".encode("cp1252"))
    assert isinstance(guess, Guess)
    assert (guess.where, guess.encoding) == (str(tmp_path / "a.txt"), "cp1252")
    assert isinstance(found, Found)
    assert found.record.dispatch.text == "Le président déjà élu à Genève"


def test_an_asked_encoding_that_is_doubtful_is_remarked(tmp_path: Path) -> None:
    remark, found = read(tmp_path, "élu".encode(), encoding="latin-1")
    assert isinstance(remark, Remark)
    assert isinstance(found, Found)
    assert found.record.dispatch.text == "Ã©lu"


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(text.SIZE_LIMIT + 1)
    (refusal,) = text.read(path, ReadOptions())
    assert isinstance(refusal, KnownError)
    assert "larger" in str(refusal)


def test_a_folder_or_nothing_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        (refusal,) = text.read(path, ReadOptions())
        assert isinstance(refusal, KnownError)
        assert refusal.where == str(path)
