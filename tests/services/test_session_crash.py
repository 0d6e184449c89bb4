"""A process that edits is killed at random moments: what it said was done is there at the next start."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Record
from annotator.services.checking import check
from annotator.services.session import Session
from annotator.storage import annotations as layers
from annotator.storage.batches import importing
from annotator.storage.project import Project
from tests.storage.samples import SCHEMA, TEXTS

KILLS = 50

# Labels and unlabels, with an undo here and there; says after each step what the layer holds now.
EDIT_ALL_THE_TIME = """
import itertools, sys
from pathlib import Path
from annotator.domain import operations as do
from annotator.services.session import Session
from annotator.storage.project import Project
with Project.open(Path(sys.argv[1]), write=True) as project:
    session = Session(project, "anne")
    session.open(1)
    text = session.dispatch.text
    for number in itertools.count():
        names = sorted(session.annotations.mentions)
        if number % 5 == 4:
            session.undo()
        elif len(names) > 20:
            session.apply(do.remove_mention(session.annotations, names[0]), name="remove")
        else:
            start = number % (len(text) - 5)
            edits = do.add_mention(session.annotations, (), text, ((start, start + 1 + number % 4),), "PER")
            session.apply(edits, name="label", keys=1)
        said = [f"{m.id}:{m.fragments[0][0]}-{m.fragments[0][1]}" for m in session.annotations.mentions.values()]
        print(number, project.value("SELECT max(seq) FROM journal"), *sorted(said), flush=True)
"""


def _said(layer: Annotations) -> list[str]:
    return sorted(f"{m.id}:{m.fragments[0][0]}-{m.fragments[0][1]}" for m in layer.mentions.values())


def _edit_and_kill(path: Path, steps: int, delay: float) -> list[str]:
    """Let the process do some steps, kill it a moment later, and return the last line that it wrote."""
    command = [sys.executable, "-c", EDIT_ALL_THE_TIME, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(steps)]
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
        # What it managed to say before it died; a line cut short was never said.
        lines += [line for line in process.stdout if line.endswith("\n")]
    return lines[-1].split()


@pytest.mark.slow
def test_what_was_said_to_be_done_is_there_after_a_kill(tmp_path: Path) -> None:
    dice = random.Random(20)
    path = tmp_path / "essai.annotator"
    with Project.create(path, name="x", schema=SCHEMA) as project, importing(project, source="x") as batch:
        batch.add(Record(Dispatch(uid="u", text=TEXTS[0])))
    for _ in range(KILLS):
        _, seq, *said = _edit_and_kill(path, dice.randint(1, 30), dice.random() * 0.02)
        with Project.open(path, write=True) as project:
            layer = layers.load(project, 1, 1)[1]
            if project.value("SELECT max(seq) FROM journal") != int(seq):
                # One more step was durable, but not yet said.
                assert project.value("SELECT max(seq) FROM journal") == int(seq) + 1
                session = Session(project, "anne")
                session.open(1)
                (session.redo if _was_undo(project, int(seq) + 1) else session.undo)()
                layer = session.annotations
            assert _said(layer) == said
    assert list(check(path)) == []


def _was_undo(project: Project, seq: int) -> bool:
    return project.value("SELECT undoes FROM journal WHERE seq = ?", (seq,)) is not None
