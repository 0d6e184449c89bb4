"""Plain text: one dispatch a file, its header ` date YYYY-MM[-DD] ` cut, nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.domain.dispatch import Dispatch, PartialDate, text_sha256
from annotator.domain.errors import KnownError
from annotator.domain.record import Record
from annotator.domain.text import line_number
from annotator.formats.decoding import decode
from annotator.formats.reading import Found, Guess, Reading, ReadOptions, Remark, name_of, unreadable

SIZE_LIMIT = 64 * 2**20
"""In bytes; a file beyond is no dispatch."""

_HEADER = re.compile(r"\s*date (\d\S*)(?:\s+|\Z)")
_PRECISE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_DATELINE = re.compile(r"[A-ZÉÈÀ][\w .,'’/-]{1,60}\((?:[A-Za-z]{2,8}[ /]?){1,4}\)(?:\s*[-–—:]+)?")
_DESK_SIGN = re.compile(r"[\n\r\u2028\u2029]\s*([a-z]{2,5}(?:-[a-z]{2,5})*(?:/[a-z]{2,5}(?:-[a-z]{2,5})*)+)\s*\Z")
_SIGN_REACH = 200


def read(source: Path, options: ReadOptions) -> Iterator[Reading]:
    """Yield the one record of a file, or why it is refused; a guessed encoding first."""
    try:
        decoded = decode(_bytes(source), options.encoding, name_of(source))
        record = _record(decoded.text, source, options)
    except OSError as error:
        yield unreadable(source, error)
        return
    except KnownError as refusal:
        yield refusal
        return
    if decoded.guessed:
        yield Guess(name_of(source), decoded.guessed, decoded.confidence)
    if decoded.doubtful:
        yield Remark(
            KnownError(
                "It was read as {encoding}, as asked, but it is valid UTF-8",
                where=name_of(source),
                encoding=options.encoding,
            )
        )
    yield Found(record)


def _bytes(source: Path) -> bytes:
    if source.stat().st_size > SIZE_LIMIT:
        limit = SIZE_LIMIT // 2**20
        raise KnownError("This file is larger than {limit} MB: not one dispatch", where=name_of(source), limit=limit)
    return source.read_bytes()


def _record(whole: str, source: Path, options: ReadOptions) -> Record:
    written, text = split_header(whole, source)
    if not text.strip():
        raise KnownError("There is no text in this file", where=name_of(source))
    metadata: dict[str, Any] = {"date": written} if written else {}
    metadata["language"] = options.language
    metadata |= _ranges(text)
    return Record(Dispatch(uid=text_sha256(text), text=text, metadata=metadata, source_file=name_of(source)))


def split_header(whole: str, source: Path) -> tuple[str | None, str]:
    """Return the date of the header, None where there is none, and the text after it, untouched."""
    header = _HEADER.match(whole)
    if header is None:
        return None, whole
    written = header[1]
    try:
        PartialDate.parse(written if _PRECISE.fullmatch(written) else "")
    except KnownError:
        line = line_number(whole, header.start(1))
        raise KnownError(
            "“{date}” is not a date; write YYYY-MM or YYYY-MM-DD", where=name_of(source), line=line, date=written[:40]
        ) from None
    return written, whole[header.end() :]


def _ranges(text: str) -> dict[str, list[int]]:
    """Return where the dateline and the signature of the desk stand, as far as they do."""
    found: dict[str, list[int]] = {}
    if dateline := _DATELINE.match(text):
        found["dateline_range"] = list(dateline.span())
    tail = max(0, len(text) - _SIGN_REACH)
    if sign := _DESK_SIGN.search(text, tail):
        found["desk_sign_range"] = list(sign.span(1))
    return found
