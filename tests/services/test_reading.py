"""Workers that die on some texts: the others are read all the same, none twice."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.domain.text import surface
from annotator.nlp import pipelines
from annotator.nlp.pipelines import Pipeline
from annotator.services import reading
from annotator.services.reading import Read, Readers, Unreadable
from tests.nlp.on_disk import BREAKS, KILLS, KILLS_ONCE, write_moody_package

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here"),
]


@pytest.fixture
def moody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    monkeypatch.syspath_prepend(str(tmp_path))
    return pipelines.find(write_moody_package(tmp_path))


def read_all(readers: Readers, texts: dict[int, str]) -> dict[int, Read | Unreadable]:
    for dispatch, text in texts.items():
        readers.offer(dispatch, text)
    return dict(results(readers))


def results(readers: Readers) -> Iterator[tuple[int, Read | Unreadable]]:
    deadline = time.monotonic() + 90
    while readers.busy:
        assert time.monotonic() < deadline
        for result in readers.turn(0.05):
            yield result.dispatch, result


def words(result: Read | Unreadable, text: str) -> list[str]:
    assert isinstance(result, Read)
    return [surface(text, mention.fragments) for mention in result.mentions]


def reason(result: Read | Unreadable) -> str:
    assert isinstance(result, Unreadable)
    return result.reason


def test_a_text_that_kills_its_worker_twice_is_unreadable_alone(moody: Pipeline) -> None:
    texts = {number: f"Ankara, dépêche {number}." for number in range(1, 9)}
    texts[3] += KILLS
    texts[6] += BREAKS
    restarts: list[int | None] = []
    with closing(Readers(moody, language="fr", on_restart=restarts.append)) as readers:
        found = read_all(readers, texts)
    assert "exit status -9" in reason(found[3])
    assert reason(found[6]) == "ValueError: this component breaks"
    assert restarts == [-9, -9]
    for number in set(texts) - {3, 6}:
        assert words(found[number], texts[number]) == ["Ankara"]


def test_a_text_that_kills_its_worker_once_is_read_by_the_next(moody: Pipeline) -> None:
    texts = {1: f"Ankara {KILLS_ONCE}", 2: "Sainte-Sophie"}
    with closing(Readers(moody, language="fr")) as readers:
        found = read_all(readers, texts)
    assert [words(found[number], text) for number, text in texts.items()] == [["Ankara"], ["Sainte-Sophie"]]


def test_a_worker_killed_from_outside_is_replaced_and_nothing_is_lost(moody: Pipeline) -> None:
    texts = {number: f"Ankara, dépêche {number}.\n\n" * 400 for number in range(1, 60)}
    seen: list[int] = []
    with closing(Readers(moody, language="fr", jobs=2)) as readers:
        killed = readers.pids[0]
        for dispatch, text in texts.items():
            readers.offer(dispatch, text)
        for dispatch, result in results(readers):
            if not seen:
                os.kill(killed, signal.SIGKILL)
            seen.append(dispatch)
            assert isinstance(result, Read)
        assert killed not in readers.pids
    assert sorted(seen) == list(texts)


def test_workers_that_die_whatever_they_read_are_given_up(moody: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "DEATHS_IN_A_ROW", 3)
    texts = dict.fromkeys(range(1, 40), KILLS)
    with closing(Readers(moody, language="fr")) as readers, pytest.raises(KnownError, match="times in a row"):
        read_all(readers, texts)


def test_the_shown_dispatch_comes_before_those_that_wait(moody: Pipeline) -> None:
    texts = {number: f"Ankara, dépêche {number}.\n\n" * 300 for number in range(1, 40)}
    with closing(Readers(moody, language="fr")) as readers:
        for dispatch, text in texts.items():
            readers.offer(dispatch, text)
        readers.hurry(39)
        order = [dispatch for dispatch, _ in results(readers)]
    assert order[0] == 39
    assert sorted(order) == list(texts)


def test_texts_of_every_kind_come_back_whole() -> None:
    texts = {
        1: "",
        2: " \r\n\u00a0",
        3: "👩\u200d🚀🇫🇷" * 3_000,
        4: "e\u0301" * 30_000,
        5: "mot\u00a0" * 60_000,
        6: "Dépêche de M. Dupont à Ankara.\r\n\r\n" * 32_000,
        7: "\u200b\u2028x\u0301" * 50,
    }
    with closing(Readers(None, language="fr", jobs=2)) as readers:
        found = read_all(readers, texts)
    for number, text in texts.items():
        result = found[number]
        assert isinstance(result, Read)
        joined = "".join(text[start:end] for start, end in result.grid)
        assert joined == "".join(text.split())
