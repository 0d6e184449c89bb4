"""Bytes to text: never silently wrong, and never another newline than the file's."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from annotator.domain.errors import KnownError
from annotator.domain.text import first_forbidden, line_number

CANDIDATES = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""What French text that is not Unicode is written in, the usual first."""

SURE_ENOUGH = 0.6
"""The share of its characters beyond ASCII that must look French in a guessed text."""

_SAMPLE = 200_000
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(r"[^\x00-\x7f]")
_FRENCH = re.compile(
    "[àâäçéèêëîïíñôöóùûüúÿœæ]"  # A small letter may stand anywhere in a word,
    "|(?<![a-zà-ÿœæ])[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ]"  # a capital not after a small one,
    "|[’‘“”«»–—…€°·•\u00a0]|[£§²³©®™](?!\\w)"  # and the signs of newspapers,
    "|(?<=[\\d ])[½¼¾×±µ]"  # but fractions not inside a word.
)
_NOT_OF_FILES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"}
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_UTF8_LETTER = re.compile(rb"[\xc3\xc5\xe2][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text; `guessed` names the encoding that it was read by where nothing but the guess speaks for it.

    `doubtful` is set where the asked encoding was obeyed although the file is valid UTF-8.
    """

    text: str
    guessed: str | None = None
    confidence: float = 1.0
    doubtful: bool = False


def decode(data: bytes, encoding: str | None, where: str) -> Decoded:
    """Return the text of a file; raise KnownError where no encoding, or not the asked one, makes sense of it.

    A byte order mark wins over the asked encoding. Without either the file is UTF-8, else one of the
    CANDIDATES, chosen with charset-normalizer and by how French the outcome is.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_checked(_strict(data, name, where), where))
    if encoding is not None:
        text = _checked(_strict(data, known_encoding(encoding), where), where)
        return Decoded(text, doubtful=not text.isascii() and _is_other_utf8(data, text))
    if b"\0" in data:
        line = line_number(data.decode("latin-1"), data.index(b"\0"))
        raise KnownError(
            "There is a NUL character here. If the file is UTF-16, give that encoding", where=where, line=line
        )
    try:
        return Decoded(_checked(data.decode("utf-8"), where))
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error, where)
        return _guess(data, where)


def known_encoding(name: str) -> str:
    """Return the name by which Python knows a text encoding; raise KnownError where it knows none."""
    try:
        found = codecs.lookup(name).name
        # Codecs such as rot13 or base64 are no encodings of text.
        "".encode(found)
    except (LookupError, ValueError):
        found = ""
    if not found or found in _NOT_OF_FILES:
        raise KnownError("There is no encoding “{encoding}”; write for example utf-8, cp1252 or utf-16", encoding=name)
    return found


def _is_other_utf8(data: bytes, text: str) -> bool:
    try:
        return data.decode("utf-8") != text
    except UnicodeDecodeError:
        return False


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # What the error counts in is without the mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        raise KnownError(
            "These bytes are not {encoding}: {bytes}", where=where, line=line, encoding=encoding, bytes=_shown(error)
        ) from None
    except UnicodeError as error:
        raise KnownError(
            "These bytes are not {encoding}: {bytes}", where=where, encoding=encoding, bytes=str(error)
        ) from None


def _shown(error: UnicodeDecodeError) -> str:
    return error.object[error.start : error.start + 4].hex(" ")


def _checked(text: str, where: str) -> str:
    at = first_forbidden(text)
    if at is None:
        return text
    line = line_number(text, at)
    if text[at] == "\0":
        raise KnownError("There is a NUL character here; a dispatch cannot hold one", where=where, line=line)
    raise KnownError("There is half a surrogate pair here; the file is damaged", where=where, line=line)


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> None:
    """Refuse a file that is UTF-8 but for a few places: another encoding would spoil all its accents."""
    whole = data.decode("utf-8", "replace").count("\ufffd")
    if len(_UTF8_LETTER.findall(data)) <= 2 * whole:
        return
    line = data.count(b"\n", 0, error.start) + 1
    raise KnownError(
        "This is UTF-8 but for these bytes: {bytes}. Repair the file or give its encoding",
        where=where,
        line=line,
        bytes=_shown(error),
    )


def _guess(data: bytes, where: str) -> Decoded:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE], cp_isolation=list(CANDIDATES))
    # It does not tell cp1252 from iso8859_15, and likes nothing where a few words have many accents.
    liked = {match.encoding for match in found} | {"iso8859_15"} if found else {"cp1252", "iso8859_15"}
    texts = {name: text for name in CANDIDATES if name in liked and (text := _without_controls(data, name))}
    scores = {name: _frenchness(text) for name, text in texts.items()}
    best = max(scores, key=lambda name: scores[name], default="")
    if not best or scores[best] < SURE_ENOUGH:
        raise KnownError("Its encoding cannot be told; give it (for example cp1252)", where=where)
    rival = max((scores[name] for name in scores if texts[name] != texts[best]), default=0.0)
    confidence = scores[best] * (1 + scores[best] - rival) / 2
    return Decoded(_checked(texts[best], where), guessed=best, confidence=round(confidence, 2))


def _without_controls(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _frenchness(text: str) -> float:
    """Return the share of the characters beyond ASCII that French news would have where they stand."""
    high = len(_HIGH.findall(text))
    return sum(1 for _ in _FRENCH.finditer(text)) / high if high else 1.0
