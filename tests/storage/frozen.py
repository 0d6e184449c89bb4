"""Makes the frozen file of the present version: `python -m tests.storage.frozen`, once, when a version is released.

A file that is there is never made again: it stands for what people have on their disks.
"""

from __future__ import annotations

from pathlib import Path

from annotator.domain.dispatch import Dispatch
from annotator.domain.operations import add_mention
from annotator.domain.record import Layer, Record
from annotator.domain.text import provisional_grid
from annotator.services.session import Session
from annotator.storage.batches import importing
from annotator.storage.migrations import VERSION
from annotator.storage.project import Project
from tests.storage.samples import SCHEMA, TEXTS, all_suggestions, full_layer

DATA = Path(__file__).parent / "data"


def frozen_file(version: int) -> Path:
    """Path of the frozen file of a version."""
    return DATA / f"v{version:03}.annotator"


def make(path: Path) -> None:
    """Write a small project that has something in every table."""
    with Project.create(path, name="Gelé", schema=SCHEMA, pipeline="fr_core_news_md") as project:
        with importing(project, source="gelé") as batch:
            for number, text in enumerate(TEXTS):
                layer = Layer(full_layer(text), "anne", 99) if number == 0 else None
                suggestions = all_suggestions() if number == 0 else ()
                dispatch = Dispatch(uid=f"u{number}", text=text, metadata={"slug": "gelé"}, source_file="gelé.txt")
                batch.add(Record(dispatch, provisional_grid(text), layer, suggestions))
        session = Session(project, "béa")
        session.open(2)
        text = TEXTS[1]
        session.apply(add_mention(session.annotations, session.shown, text, ((12, 18),), "ORG"), name="label", keys=1)
        session.undo()
        session.redo()


if __name__ == "__main__":
    target = frozen_file(VERSION)
    if target.exists():
        raise SystemExit(f"{target} is frozen")
    target.parent.mkdir(exist_ok=True)
    make(target)
