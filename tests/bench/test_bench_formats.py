"""Imports and exports against a bare script of the same work, in the same run, each in turn.

`ANNOTATOR_BENCH_DISPATCHES` sets the size (10,000 is what the figures are promised for).
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import orjson
import pytest

from annotator.domain.text import TokenGrid
from annotator.formats import jsonl
from annotator.services.exporting import export_file, selection_of
from annotator.services.importing import import_paths
from annotator.storage import grids
from annotator.storage.project import Project
from tests.bench import corpus
from tests.bench.corpus import SCHEMA, records

pytestmark = pytest.mark.bench

DISPATCHES = int(os.environ.get("ANNOTATOR_BENCH_DISPATCHES", str(corpus.DISPATCHES)))
ROUNDS = 3
WANTED = 0.4
TABLES = (
    "dispatch",
    "token_grid",
    "suggestion_run",
    "suggestion",
    "layer",
    "mention",
    "mention_fragment",
    "layer_label",
)
CHUNK = 1000
REPEATED = 1500
"""How many records of the corpus are imported over and over to measure memory."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records as a file: text, tokens, 25 mentions and 25 suggestions each."""
    path = tmp_path_factory.mktemp("source") / "records.jsonl"
    with path.open("wb") as stream:
        jsonl.write(records(DISPATCHES), stream)
    return path


def rounds(ours: Callable[[int], float], bare: Callable[[int], float]) -> list[float]:
    """Return bare time by our time for each round, the two in turn so that a busy machine hits both."""
    return [bare(number) / ours(number) for number in range(ROUNDS)]


def report(name: str, ratios: list[float]) -> None:
    print(f"\n{name}: {median(ratios):.2f} of the bare script's speed (rounds: {[f'{r:.2f}' for r in ratios]})")


def bare_rows(record: dict[str, Any], number: int, source_file: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows that a record is in the tables, without a look at what it says."""
    text, metadata = record["text"], record["metadata"]
    made = metadata.get("headline") or text[:120]
    about = (bytes.fromhex(record["sha256"]), 1, made, _json(metadata), source_file, text)
    tokens = grids.encode(TokenGrid(record["tokens"]))
    mentions, proposed = record["mentions"], record["suggestions"]
    pipeline, version = proposed[0]["pipeline"].rsplit(" ", 1)
    labels = [m["label"] for m in mentions]
    return {
        "dispatch": [(number, number, record["uid"], *about)],
        "token_grid": [(number, tokens)],
        "suggestion_run": [(number, 1, pipeline, version, "done", "", len(proposed), len(proposed), 0)],
        "suggestion": [
            (number, s["id"], 1, "mention", s["label"], *s["fragments"][0], s["rule"], s["score"], None)
            for s in proposed
        ],
        "layer": [(number, number, 1, "person", record["status"], record["seconds"], "", len(mentions), 0, 0, 0, 0, 0)],
        "mention": [
            (number, m["id"], m["label"], m["text"], m["cluster"], m["origin"], m["suggestion"], "{}", m["note"])
            for m in mentions
        ],
        "mention_fragment": [(number, m["id"], 0, *m["fragments"][0]) for m in mentions],
        "layer_label": [(number, label, number, labels.count(label)) for label in dict.fromkeys(labels)],
    }


def _json(value: object) -> str:
    return orjson.dumps(value).decode().replace('":"', '": "').replace('","', '", "')


def bare_import(source: Path, path: Path) -> float:
    """Parse each line, make its rows and write them by `executemany`; return the seconds."""
    with Project.create(path, name="bare", schema=SCHEMA) as project:
        connection = project.connection
        connection.execute("INSERT INTO annotator VALUES (1, 'u', 'anne')")
        connection.execute("INSERT INTO batch VALUES (1, 'import', 's', 'n', 'done', 0)")
        started = time.perf_counter()
        waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        connection.execute("BEGIN")
        with source.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                for table, rows in bare_rows(orjson.loads(line), number, str(source)).items():
                    waiting[table] += rows
                if number % CHUNK == 0 or number == DISPATCHES:
                    for table, rows in waiting.items():
                        places = ", ".join("?" * len(rows[0]))
                        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
                        rows.clear()
        connection.execute("COMMIT")
        return time.perf_counter() - started


def our_import(source: Path, path: Path) -> float:
    with Project.create(path, name="ours", schema=SCHEMA) as project:
        started = time.perf_counter()
        found = import_paths(project, [source])
        taken = time.perf_counter() - started
    assert found.imported == DISPATCHES
    return taken


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with Project.open(path, write=False) as project:
        return {table: sorted(project.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def test_import_is_worth_its_checks(source: Path, tmp_path: Path) -> None:
    ratios = rounds(
        lambda number: our_import(source, tmp_path / f"ours{number}"),
        lambda number: bare_import(source, tmp_path / f"bare{number}"),
    )
    report("import", ratios)
    assert contents(tmp_path / "ours0") == contents(tmp_path / "bare0")
    assert median(ratios) >= WANTED


def bare_export(path: Path, out: Path) -> float:
    """Read the rows of each dispatch, make its object and dump it; return the seconds."""
    with Project.open(path, write=False) as project:
        started = time.perf_counter()
        connection = project.connection
        with out.open("wb") as stream:
            for row in connection.execute(
                "SELECT d.id, l.id, uid, lower(hex(sha256)), metadata, text, grid, status, note, seconds, name"
                " FROM dispatch d JOIN token_grid g ON g.dispatch = d.id JOIN layer l ON l.dispatch = d.id"
                " JOIN annotator a ON a.id = l.annotator ORDER BY d.id"
            ):
                stream.write(orjson.dumps(bare_record(connection, row)) + b"\n")
        return time.perf_counter() - started


def bare_record(connection: Any, row: tuple[Any, ...]) -> dict[str, Any]:
    id_, layer, uid, sha256, metadata, text, grid, status, note, seconds, annotator = row
    mentions = connection.execute(
        "SELECT m.id, label, start, end, text, cluster, origin, suggestion, note FROM mention m"
        " JOIN mention_fragment f ON f.layer = m.layer AND f.mention = m.id WHERE m.layer = ?",
        (layer,),
    )
    proposed = connection.execute(
        "SELECT s.id, label, start, end, pipeline || ' ' || version, rule, score FROM suggestion s"
        " JOIN suggestion_run r ON r.dispatch = s.dispatch AND r.number = s.run WHERE s.dispatch = ?",
        (id_,),
    )
    return {
        "format": "annotator/1",
        "uid": uid,
        "text": text,
        "sha256": sha256,
        "offset_unit": "code_point",
        "metadata": orjson.loads(metadata),
        "annotator": annotator,
        "status": status,
        "note": note,
        "seconds": seconds,
        "tokens": grids.pairs(grid),
        "mentions": [
            {"id": m[0], "label": m[1], "fragments": [m[2:4]], "text": m[4], "cluster": m[5], "origin": m[6]}
            | {"suggestion": m[7], "attributes": {}, "note": m[8]}
            for m in mentions
        ],
        "relations": [],
        "quotes": [],
        "clusters": [],
        "suggestions": [
            {"id": s[0], "kind": "mention", "label": s[1], "fragments": [s[2:4]], "state": "accepted"}
            | {"pipeline": s[4], "rule": s[5], "score": s[6]}
            for s in proposed
        ],
    }


def our_export(path: Path, out: Path) -> float:
    with Project.open(path, write=False) as project:
        started = time.perf_counter()
        export_file(project, out, selection_of("all"))
        return time.perf_counter() - started


def test_export_is_worth_its_order(source: Path, tmp_path: Path) -> None:
    our_import(source, tmp_path / "p")
    ratios = rounds(
        lambda _: our_export(tmp_path / "p", tmp_path / "ours.jsonl"),
        lambda _: bare_export(tmp_path / "p", tmp_path / "bare.jsonl"),
    )
    report("export", ratios)
    assert (tmp_path / "ours.jsonl").read_bytes() == source.read_bytes()
    assert len((tmp_path / "bare.jsonl").read_bytes().splitlines()) == DISPATCHES
    assert median(ratios) >= WANTED


# What getrusage tells is at least what the parent had when it forked.
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of this process")
def test_memory_does_not_grow_with_the_corpus(source: Path, tmp_path: Path) -> None:
    few, many = (_peak(source, tmp_path, times) for times in (4, 12))
    print(f"\npeak memory: {few / 1024:.0f} MB for {4 * REPEATED}, {many / 1024:.0f} MB for {12 * REPEATED} dispatches")
    # From here on the page cache of the import is full.
    assert many < 1.15 * few


def _peak(source: Path, folder: Path, times: int) -> int:
    """Return the peak memory in KB of a process that imports records so many times over and exports them."""
    import subprocess
    import sys

    code = f"""
from itertools import islice
from pathlib import Path
import orjson
from annotator.services.exporting import export_file, selection_of
from annotator.services.importing import import_paths
from annotator.services.projects import create_project
folder = Path({str(folder)!r}) / "{times}"
folder.mkdir()
with open({str(source)!r}, "rb") as lines, open(folder / "in.jsonl", "wb") as out:
    for line in islice(lines, {REPEATED}):
        record = orjson.loads(line)
        for i in range({times}):
            out.write(orjson.dumps(record | {{"uid": record["uid"] + "/" + str(i)}}) + b"\\n")
with create_project(folder / "p") as project:
    assert import_paths(project, [folder / "in.jsonl"]).refused.total == 0
    export_file(project, folder / "out.jsonl", selection_of("all"))
status = Path("/proc/self/status").read_text()
print(status.split("VmHWM:")[1].split()[0])
"""
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    return int(found.stdout)
