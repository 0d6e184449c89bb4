"""Encodings: what says which it is, what is guessed and reported, and what is refused."""

import codecs

import pytest

from annotator.domain.errors import KnownError
from annotator.formats.decoding import decode, known_encoding

FRENCH = (
    "Le président Émile Özdemir a déclaré à Libération que « le cœur » de l'Œuvre coûterait 5 €, "
    "d'après l’Élysée – où l'on s'inquiète – et Mme Noëlle Château…\r\n\r\nÀ Genève, c'était déjà prévu.\u00a0"
)
WITHOUT_SIGNS = "Le président Émile a déclaré à Genève que Noëlle Château s'inquiétait déjà.\rÇa coûte."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
    ],
)
@pytest.mark.parametrize("asked", [None, "cp1252"])
def test_a_mark_or_valid_utf8_decides(mark: bytes, encoding: str, asked: str | None) -> None:
    if asked and not mark:
        pytest.skip("without a mark, what is asked is obeyed")
    found = decode(mark + FRENCH.encode(encoding), asked, "x")
    assert (found.text, found.guessed) == (FRENCH, None)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("length", [15, 40, 120, 10_000])
def test_an_encoding_of_french_is_guessed_and_reported(encoding: str, length: int) -> None:
    text = (FRENCH * 50)[:length]
    found = decode(text.encode(encoding), None, "x")
    assert (found.text, found.guessed) == (text, encoding)
    assert 0.5 <= found.confidence <= 1


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "cp850"])
def test_its_relatives_give_the_same_text(encoding: str) -> None:
    found = decode(WITHOUT_SIGNS.encode(encoding), None, "x")
    assert found.text == WITHOUT_SIGNS
    assert found.guessed


def test_the_euro_and_oe_of_latin_9_are_told_from_windows() -> None:
    text = "Le cœur des sœurs de l'œuvre bat à dix € de là"
    found = decode(text.encode("iso8859-15"), None, "x")
    assert (found.text, found.guessed) == (text, "iso8859_15")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "latin-1", "cp500"])
def test_an_asked_encoding_is_obeyed(encoding: str) -> None:
    found = decode(WITHOUT_SIGNS.encode(encoding), encoding, "x")
    assert (found.text, found.guessed, found.doubtful) == (WITHOUT_SIGNS, None, False)


def test_an_asked_encoding_that_utf8_belies_is_obeyed_and_doubted() -> None:
    assert decode(FRENCH.encode(), "latin-1", "x").doubtful
    assert not decode(b"plain", "latin-1", "x").doubtful


@pytest.mark.parametrize(
    ("data", "asked", "reason", "line"),
    [
        (b"a\nb\0c", None, "NUL", 2),
        ("Bonjour à tous\nà demain".encode("utf-16-le"), None, "UTF-16", 1),
        (b"a\n\x00", "utf-8", "NUL", 2),
        (b"\xef\xbb\xbfa\nb\xff", None, "not utf-8", 2),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0", None, "not utf-16", 1),
        (b"a\n\x81", "cp1252", "not cp1252", 2),
        (b"a", "klingon", "no encoding", None),
        (b"a", "rot13", "no encoding", None),
        (b"a", "idna", "no encoding", None),
        ("déjà vu à Genève\nça été ".encode() + b"\xc3", None, "but for these bytes", 2),
        ("déjà vu à Genève\nça été ".encode() + b"\xed\xa0\x80", None, "but for these bytes", 2),
        (bytes(range(128, 256)) * 4, None, "cannot be told", None),
        ("Żółć gęślą jaźń".encode("cp1250"), None, "cannot be told", None),
        ("Привет, как дела".encode("koi8-r"), None, "cannot be told", None),
        (b"\x90\x9d caf\xe9 \x81", None, "cannot be told", None),
        (b"caf\xe9 \x07", None, "cannot be told", None),
    ],
)
def test_what_makes_no_sense_is_refused(data: bytes, asked: str | None, reason: str, line: int | None) -> None:
    with pytest.raises(KnownError) as refusal:
        decode(data, asked, "x")
    assert reason in str(refusal.value)
    assert refusal.value.line == line


def test_names_of_encodings_are_known_by_their_aliases() -> None:
    assert known_encoding("Windows-1252") == "cp1252"
    assert known_encoding("UTF8") == "utf-8"
