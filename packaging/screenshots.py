#!/usr/bin/env python3
"""Draw the pictures of README.md and docs/: `uv run python packaging/screenshots.py [FOLDER]`.

The sample is imported and read by its pipeline as a person would have it, a few suggestions are answered, and each
view is drawn offscreen, in the light and the dark theme.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from annotator.domain import operations
from annotator.domain.suggestions import MentionSuggestion
from annotator.services.background import InlineContext
from annotator.services.projects import make_sample
from annotator.services.queue import next_to_do
from annotator.services.session import Session
from annotator.services.suggesting import suggest
from annotator.storage.project import Project

CHECKOUT = Path(__file__).resolve().parent.parent
PICTURES = CHECKOUT / "docs" / "pictures"
VIEWS = {"welcome": "1100x720", "annotate": "1400x868", "export": "1400x868"}
ANSWERED = 7
ANNOTATOR = "Maud Delorme"


def main(folder: Path) -> None:
    """Draw every view in both themes, in French, and the desk once in English at twice the size."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        project = make_sample(Path(made), annotator=ANNOTATOR)
        number, mark = make_scene(project)
        place = ["--dispatch", str(number), "--mark", mark]
        for view, size in VIEWS.items():
            for theme in ("light", "dark"):
                at = place if view == "annotate" else []
                draw(project, folder / f"{view}-{theme}.png", "--view", view, "--size", size, "--theme", theme, *at)
        large = ["--language", "en", "--scale", "2", "--size", "1024x700"]
        draw(project, folder / "annotate-english-200.png", *large, *place)


def make_scene(path: Path) -> tuple[int, str]:
    """Suggest for the sample and answer a few; return the dispatch's place in the list and a mention."""
    with Project.open(path, write=True) as project:
        suggest(project, InlineContext())
        session = Session(project, ANNOTATOR)
        dispatch = next_to_do(project, annotator=session.annotator)
        if dispatch is None:
            raise SystemExit("the sample has nothing to do")
        session.open(dispatch)
        pending = [s for s in session.shown if isinstance(s, MentionSuggestion)]
        text = session.dispatch.text if session.dispatch else ""
        session.apply(operations.accept_mentions(session.annotations, pending[:ANSWERED], text), name="accept_all")
        first = min(session.annotations.mentions.values(), key=lambda mention: mention.fragments)
        return dispatch, first.id


def draw(project: Path, target: Path, *options: str) -> None:
    """Draw one picture."""
    command = [sys.executable, "-m", "annotator.gui.picture", project, target, "--annotator", ANNOTATOR, *options]
    subprocess.run(command, check=True)
    print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
