"""The process that has spaCy: what it is sent, what it says, how it ends."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.nlp import pipelines
from annotator.nlp.pipelines import Pipeline
from annotator.nlp.worker import Answer, Answered, Began, Died, Piece, Ready, Refused, Worker

pytestmark = pytest.mark.slow

TEXT = "À 👩\u200d🚀 Ankara,\r\n\u00a0une kalachnikov à Sainte-Sophie."


def answers(worker: Worker) -> Iterator[Answer]:
    while True:
        assert wait([worker.connection], 60), "the worker says nothing"
        for answer in worker.answers():
            yield answer
            if isinstance(answer, Died):
                return


def ready(pipeline: Pipeline | None) -> tuple[Worker, Iterator[Answer]]:
    worker = Worker(pipeline, language="fr")
    said = answers(worker)
    assert next(said) == Ready()
    return worker, said


def test_a_worker_reads_tokens_and_mentions_with_the_offsets_of_the_whole_text(ruler_folder: Path) -> None:
    pipeline = pipelines.find(str(ruler_folder))
    worker, said = ready(pipeline)
    with closing(worker):
        worker.submit(7, [Piece(3, 0, TEXT), Piece(4, 100, TEXT), Piece(5, 0, "")])
        assert next(said) == Began(7)
        answer = next(said)
    assert isinstance(answer, Answered)
    first, second, empty = answer.readings
    found = [(mention.label, *mention.fragments[0]) for mention in first.mentions]
    assert [(label, TEXT[start:end]) for label, start, end in found] == [
        ("LOC", "Ankara"),
        ("arme à feu", "kalachnikov"),
        ("Lieu saint", "Sainte-Sophie"),
    ]
    assert [mention.pipeline for mention in first.mentions] == [pipeline.label] * 3
    assert [(m.label, m.fragments[0][0] - 100) for m in second.mentions] == [(label, at) for label, at, _ in found]
    starts, ends = first.tokens
    assert "".join(TEXT[start:end] for start, end in zip(starts, ends, strict=True)) == "".join(TEXT.split())
    assert list(second.tokens[0]) == [start + 100 for start in starts]
    assert (list(empty.tokens[0]), empty.mentions) == ([], [])


def test_without_a_pipeline_a_worker_cuts_tokens_only() -> None:
    worker, said = ready(None)
    with closing(worker):
        worker.submit(1, [Piece(1, 0, "L'Élysée a dit.")])
        next(said)
        answer = next(said)
    assert isinstance(answer, Answered)
    (reading,) = answer.readings
    assert (list(reading.tokens[0]), list(reading.tokens[1])) == ([0, 2, 9, 11, 14], [2, 8, 10, 14, 15])
    assert reading.mentions == []


def test_urgent_pieces_go_before_those_that_wait() -> None:
    worker, said = ready(pipelines.find("fr_core_news_sm"))
    long = "Le président turc Recep Tayyip Erdogan a rencontré M. Poutine à Sotchi. " * 150
    with closing(worker):
        for ticket in range(1, 6):
            worker.submit(ticket, [Piece(ticket, 0, long)])
        assert next(said) == Began(1)
        worker.submit(9, [Piece(9, 0, "M. Macron est à Ankara.")], urgent=True)
        asked = time.monotonic()
        begun = [answer.ticket for answer in takewhile_not_answered(said, 9) if isinstance(answer, Began)]
        waited = time.monotonic() - asked
    assert begun[-1] == 9
    assert len(begun) < 4
    print(f"the urgent piece came back after {waited:.2f} s, with batches of {len(long)} characters before it")


def takewhile_not_answered(said: Iterator[Answer], ticket: int) -> Iterator[Answer]:
    for answer in said:
        if isinstance(answer, Answered) and answer.ticket == ticket:
            return
        yield answer


def test_a_pipeline_that_does_not_load_is_refused_in_words(tmp_path: Path) -> None:
    gone = Pipeline("fr_gone", "1", "fr", tmp_path, None)
    worker = Worker(gone, language="fr")
    with closing(worker):
        first, last = answers(worker)
    assert isinstance(first, Refused)
    assert isinstance(first.error, KnownError)
    assert "fr_gone 1" in str(first.error)
    assert isinstance(last, Died)


def test_a_language_without_a_tokenizer_is_refused_in_words() -> None:
    worker = Worker(None, language="zz")
    with closing(worker):
        first = next(answers(worker))
    assert isinstance(first, Refused)
    assert "“zz”" in str(first.error)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_killed_worker_is_noticed_and_takes_no_more() -> None:
    worker, said = ready(None)
    with closing(worker):
        os.kill(worker.pid, signal.SIGKILL)
        assert list(said) == [Died(-9)]
        worker.submit(1, [Piece(1, 0, "trop tard")])
        assert worker.answers() == []


def test_a_worker_ends_when_nobody_is_left_to_read_for() -> None:
    worker, said = ready(None)
    worker.connection.close()
    worker._process.join(10)
    assert worker._process.exitcode == 0
    del said
    assert threading.active_count() >= 1
