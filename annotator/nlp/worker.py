"""The separate process that has spaCy: it loads one pipeline once and reads texts sent over a pipe.

Texts that a person is looking at go before all others: between two batches, so batches are small.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, cast

from annotator.domain.errors import KnownError
from annotator.domain.suggestions import MentionSuggestion
from annotator.nlp import entities, pipelines, tokens
from annotator.nlp.pipelines import Pipeline

if TYPE_CHECKING:
    from spacy.language import Language

    Pipe = Connection[Any, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk of a dispatch, which begins at `start` of its text."""

    dispatch: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pipeline makes of a piece; offsets count in the whole text, labels are the pipeline's names."""

    dispatch: int
    start: int
    tokens: tokens.Edges
    mentions: list[MentionSuggestion]


@dataclass(frozen=True, slots=True)
class Ready:
    """The pipeline is loaded."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The pipeline cannot be loaded: the user's world (KnownError), or a traceback."""

    error: KnownError | str


@dataclass(frozen=True, slots=True)
class Began:
    """A batch is being read: if the process dies now, it died of this one."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A batch is read."""

    ticket: int
    readings: list[Reading]


@dataclass(frozen=True, slots=True)
class Broken:
    """A batch could not be read: the pipeline raised something, `reason` is its traceback."""

    ticket: int
    reason: str


@dataclass(frozen=True, slots=True)
class Died:
    """The process is gone; nothing more will come."""

    status: int | None


Answer = Ready | Refused | Began | Answered | Broken | Died


class Worker:
    """The process, seen from the one that started it. Without a pipeline it cuts tokens only."""

    def __init__(self, pipeline: Pipeline | None, *, language: str) -> None:
        spawn = get_context("spawn")
        ours, theirs = cast("tuple[Pipe, Pipe]", spawn.Pipe())
        # A daemon: it ends with the process that started it, at the latest.
        process = spawn.Process(target=_serve, args=(theirs, pipeline, language), name="pipeline", daemon=True)
        try:
            process.start()
        finally:
            theirs.close()
        self.connection = ours
        self._process: BaseProcess = process
        self._dead = False

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid or 0

    def submit(self, ticket: int, pieces: Sequence[Piece], *, urgent: bool = False) -> None:
        """Send a batch; an urgent one is read before all that wait. A dead process takes it silently."""
        with contextlib.suppress(OSError):
            self.connection.send((ticket, list(pieces), urgent))

    def answers(self) -> list[Answer]:
        """Return what the process said since the last call, without waiting; Died comes last and once."""
        answers: list[Answer] = []
        while not self._dead:
            try:
                if not self.connection.poll():
                    break
                answers.append(self.connection.recv())
            except (EOFError, OSError):
                self._process.join(1)
                self._dead = True
                answers.append(Died(self._process.exitcode))
        return answers

    def close(self) -> None:
        """End the process; it keeps nothing that could be lost."""
        self._dead = True
        self._process.kill()
        self._process.join()
        self.connection.close()


class Reader:
    """A loaded pipeline beside the tokenizer of the project's language."""

    def __init__(self, pipeline: Pipeline | None, *, language: str) -> None:
        # Only the process that loads a pipeline keeps patterns; it takes OpenSSL to name them.
        from annotator.nlp import patterns

        with patterns.remembered():
            self._blank = tokens.blank(language)
            self._nlp = None if pipeline is None else pipelines.load(pipeline)
        self._label = "" if pipeline is None else pipeline.label
        # Tokenizing twice would cost a twentieth of the time.
        self._one_tokenizer = self._nlp is None or tokens.same_tokens(self._blank, self._nlp)

    def read(self, pieces: Sequence[Piece]) -> list[Reading]:
        """Return the tokens and mentions of each piece."""
        nlp = self._nlp or self._blank
        docs = [nlp.make_doc(piece.text) for piece in pieces]
        cut = docs if self._one_tokenizer else [self._blank.make_doc(piece.text) for piece in pieces]
        # Before the pipeline runs: a component may merge tokens.
        edges = [tokens.token_edges(doc, piece.start) for doc, piece in zip(cut, pieces, strict=True)]
        return [
            Reading(piece.dispatch, piece.start, edge, mentions)
            for piece, edge, mentions in zip(pieces, edges, self._mentions(nlp, docs, pieces), strict=True)
        ]

    def _mentions(self, nlp: Language, docs: list[Any], pieces: Sequence[Piece]) -> list[list[MentionSuggestion]]:
        if self._nlp is None:
            return [[] for _ in docs]
        return [
            entities.suggested_mentions(doc, text=piece.text, offset=piece.start, pipeline=self._label)
            for doc, piece in zip(nlp.pipe(docs), pieces, strict=True)
        ]


class _Inbox:
    """Batches that wait, urgent ones first; a thread fills it, so whoever sends never waits long."""

    def __init__(self, connection: Pipe) -> None:
        self._connection = connection
        self._waiting: deque[tuple[int, list[Piece]]] = deque()
        self._urgent: deque[tuple[int, list[Piece]]] = deque()
        self._filled = threading.Condition()
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def take(self) -> tuple[int, list[Piece]]:
        """Return the next batch; wait for one."""
        with self._filled:
            self._filled.wait_for(lambda: self._urgent or self._waiting)
            return (self._urgent or self._waiting).popleft()

    def _read(self) -> None:
        try:
            while True:
                ticket, pieces, urgent = self._connection.recv()
                with self._filled:
                    (self._urgent if urgent else self._waiting).append((ticket, pieces))
                    self._filled.notify()
        except (EOFError, OSError):
            # Nobody is left to read for, and nothing here could be lost.
            os._exit(0)


def _serve(connection: Pipe, pipeline: Pipeline | None, language: str) -> None:
    # Ctrl+C in a terminal reaches every process of the group; only the one that started us answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox = _Inbox(connection)
    try:
        reader = Reader(pipeline, language=language)
    except KnownError as error:
        connection.send(Refused(error))
        return
    except BaseException:  # noqa: BLE001  Whatever it was, a person must hear of it.
        connection.send(Refused(traceback.format_exc()))
        return
    # The pipeline stays: the collector need not walk through it again and again.
    gc.freeze()
    connection.send(Ready())
    while True:
        ticket, pieces = inbox.take()
        connection.send(Began(ticket))
        connection.send(_answer(reader, ticket, pieces))


def _answer(reader: Reader, ticket: int, pieces: Sequence[Piece]) -> Answer:
    try:
        return Answered(ticket, reader.read(pieces))
    except Exception:  # noqa: BLE001  A component of the user's may raise anything.
        return Broken(ticket, traceback.format_exc())
