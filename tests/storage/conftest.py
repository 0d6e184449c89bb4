"""Projects to store in: an empty one, and one with some dispatches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.dispatch import Dispatch
from annotator.domain.record import Record
from annotator.storage.batches import importing
from annotator.storage.project import Project
from tests.storage.samples import SCHEMA, TEXTS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "essai été.annotator"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.create(path, name="Essai", schema=SCHEMA, pipeline="fr_core_news_md") as made:
        yield made


@pytest.fixture
def filled(project: Project) -> Project:
    with importing(project, source="essai") as batch:
        for number, text in enumerate(TEXTS):
            batch.add(Record(Dispatch(uid=f"u{number}", text=text, metadata={"date": "2020-06", "slug": "essai"})))
    return project
