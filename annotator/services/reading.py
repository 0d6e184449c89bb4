"""Drive the worker processes: texts in, tokens and mentions out, whatever dies on the way.

A batch that kills its worker is read again, one dispatch at a time; a dispatch that kills it twice is given back as
unreadable, alone. A worker that dies is replaced at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from annotator.domain.errors import KnownError
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import TokenGrid, pipeline_chunks
from annotator.nlp.pipelines import Pipeline
from annotator.nlp.tokens import join_edges
from annotator.nlp.worker import Answer, Answered, Began, Broken, Died, Piece, Reading, Ready, Refused, Worker

BATCH_CHARACTERS = 12_000
"""A quarter of a second's work: what someone who opens a dispatch waits for at most, besides its own."""

BATCHES_AHEAD = 3
DEATHS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class Read:
    """What was found in a dispatch; labels are the pipeline's names."""

    dispatch: int
    grid: TokenGrid
    mentions: list[MentionSuggestion]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A dispatch that the pipeline cannot read, and why."""

    dispatch: int
    reason: str


@dataclass(slots=True)
class _Hand:
    """A worker with the batches that it has."""

    worker: Worker
    ready: bool = False
    began: int | None = None
    batches: dict[int, list[Piece]] = field(default_factory=dict[int, list[Piece]])


@dataclass(slots=True)
class _Open:
    """A dispatch under way: its pieces and what came back of them, by start."""

    pieces: list[Piece]
    readings: dict[int, Reading] = field(default_factory=dict[int, Reading])

    @property
    def missing(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.start not in self.readings]


class Readers:
    """Several workers with one pipeline, or with the tokenizer alone; `close` them."""

    def __init__(
        self,
        pipeline: Pipeline | None,
        *,
        language: str,
        jobs: int = 1,
        on_ready: Callable[[], None] | None = None,
        on_restart: Callable[[int | None], None] | None = None,
    ) -> None:
        self._pipeline = pipeline
        self._language = language
        self._on_ready = on_ready
        self._on_restart = on_restart
        self._open: dict[int, _Open] = {}
        self._strikes: dict[int, int] = {}
        self._urgent: deque[Piece] = deque()
        self._alone: deque[Piece] = deque()
        self._waiting: deque[Piece] = deque()
        self._results: list[Read | Unreadable] = []
        self._ticket = 0
        self._deaths = 0
        self._hands = [self._hire() for _ in range(max(1, jobs))]

    @property
    def busy(self) -> bool:
        """Tell whether a dispatch is under way."""
        return bool(self._open or self._results)

    @property
    def hungry(self) -> bool:
        """Tell whether there is too little to do for all workers."""
        ahead = len(self._hands) * BATCHES_AHEAD * BATCH_CHARACTERS
        return sum(len(piece.text) for piece in self._waiting) < ahead

    @property
    def pids(self) -> list[int]:
        """Return the numbers of the worker processes."""
        return [hand.worker.pid for hand in self._hands]

    def is_under_way(self, dispatch: int) -> bool:
        """Tell whether a dispatch was offered and has not come back."""
        return dispatch in self._open

    def offer(self, dispatch: int, text: str) -> None:
        """Take a dispatch to be read."""
        pieces = [Piece(dispatch, start, text[start:end]) for start, end in pipeline_chunks(text)]
        self._open[dispatch] = _Open(pieces)
        self._waiting.extend(pieces)
        if not pieces:
            self._finish(dispatch)

    def hurry(self, dispatch: int) -> None:
        """Read what is missing of a dispatch before all others; what a worker has of it comes twice, which is fine."""
        opened = self._open.get(dispatch)
        if opened is not None and dispatch not in self._strikes:
            self._urgent.extend(opened.missing)
            self._waiting = deque(piece for piece in self._waiting if piece.dispatch != dispatch)

    def turn(self, timeout: float) -> list[Read | Unreadable]:
        """Give out work, wait for answers, return the dispatches that are finished.

        Raises KnownError where the pipeline cannot be loaded or workers die whatever they read.
        """
        for hand in self._hands:
            self._supply(hand)
        if not self._results:
            wait([hand.worker.connection for hand in self._hands], timeout)
        for hand in list(self._hands):
            for answer in hand.worker.answers():
                self._hear(hand, answer)
        results, self._results = self._results, []
        return results

    def close(self) -> None:
        """End the workers; what is under way is lost."""
        for hand in self._hands:
            hand.worker.close()
        self._hands = []

    def _hire(self) -> _Hand:
        return _Hand(Worker(self._pipeline, language=self._language))

    def _supply(self, hand: _Hand) -> None:
        while hand.ready and self._urgent:
            self._submit(hand, _take(self._urgent), urgent=True)
        while hand.ready and len(hand.batches) < BATCHES_AHEAD:
            if self._alone:
                self._submit(hand, _take(self._alone, alone=True))
            elif self._waiting:
                self._submit(hand, _take(self._waiting))
            else:
                break

    def _submit(self, hand: _Hand, pieces: list[Piece], *, urgent: bool = False) -> None:
        self._ticket += 1
        hand.batches[self._ticket] = pieces
        hand.worker.submit(self._ticket, pieces, urgent=urgent)

    def _hear(self, hand: _Hand, answer: Answer) -> None:
        match answer:
            case Ready():
                hand.ready = True
                if self._on_ready is not None:
                    self._on_ready()
            case Refused(error):
                raise error if isinstance(error, KnownError) else RuntimeError(error)
            case Began(ticket):
                hand.began = ticket
            case Answered(ticket, readings):
                hand.began = None
                del hand.batches[ticket]
                self._deaths = 0
                for reading in readings:
                    self._take_in(reading)
            case Broken(ticket, reason):
                hand.began = None
                self._suspect(hand.batches.pop(ticket), reason.strip().splitlines()[-1])
            case Died(status):
                self._replace(hand, status)

    def _take_in(self, reading: Reading) -> None:
        opened = self._open.get(reading.dispatch)
        if opened is not None:
            opened.readings[reading.start] = reading
            if len(opened.readings) == len(opened.pieces):
                self._finish(reading.dispatch)

    def _finish(self, dispatch: int) -> None:
        opened = self._open.pop(dispatch)
        self._strikes.pop(dispatch, None)
        readings = [opened.readings[piece.start] for piece in opened.pieces]
        grid = join_edges([reading.tokens for reading in readings])
        self._results.append(Read(dispatch, grid, [mention for reading in readings for mention in reading.mentions]))

    def _suspect(self, pieces: list[Piece], reason: str) -> None:
        """Read the dispatches of a batch that went wrong again, each by itself; give up one that was by itself."""
        dispatches = {piece.dispatch: None for piece in pieces if piece.dispatch in self._open}
        for dispatch in dispatches:
            self._strikes[dispatch] = self._strikes.get(dispatch, 0) + 1
            self._forget(dispatch)
            if len(dispatches) == 1 and self._strikes[dispatch] > 1:
                del self._open[dispatch], self._strikes[dispatch]
                self._results.append(Unreadable(dispatch, reason))
            else:
                self._alone.extend(self._open[dispatch].missing)

    def _forget(self, dispatch: int) -> None:
        for name in ("_urgent", "_alone", "_waiting"):
            setattr(self, name, deque(piece for piece in getattr(self, name) if piece.dispatch != dispatch))

    def _replace(self, hand: _Hand, status: int | None) -> None:
        self._deaths += 1
        hand.worker.close()
        self._refuse_to_go_on(hand, status)
        suspects = hand.batches.pop(hand.began, []) if hand.began is not None else []
        for pieces in reversed(hand.batches.values()):
            self._waiting.extendleft(piece for piece in reversed(pieces) if piece.dispatch in self._open)
        self._suspect(suspects, f"The pipeline's process ended on this text twice (exit status {status})")
        self._hands[self._hands.index(hand)] = self._hire()
        if self._on_restart is not None:
            self._on_restart(status)

    def _refuse_to_go_on(self, hand: _Hand, status: int | None) -> None:
        if not hand.ready and self._deaths > 1:
            raise KnownError(
                "The pipeline's process ended twice while it was loading (exit status {status}); "
                "is there enough memory? What waits is kept: try again, or choose a smaller pipeline",
                status=status,
            )
        if self._deaths >= DEATHS_IN_A_ROW:
            raise KnownError(
                "The pipeline's process ended {count} times in a row (exit status {status}); "
                "is there enough memory? What waits is kept: try again, or choose a smaller pipeline",
                count=self._deaths,
                status=status,
            )


def _take(queue: deque[Piece], *, alone: bool = False) -> list[Piece]:
    """Take the pieces of one batch; `alone` takes those of one dispatch only."""
    return list(_taken(queue, alone=alone))


def _taken(queue: deque[Piece], *, alone: bool) -> Iterator[Piece]:
    first = queue[0]
    size = 0
    while queue and (size == 0 or size + len(queue[0].text) <= BATCH_CHARACTERS):
        if alone and queue[0].dispatch != first.dispatch:
            return
        size += len(queue[0].text)
        yield queue.popleft()
