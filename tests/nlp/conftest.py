"""Small pipelines, made on the spot or installed, kept for the whole run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.nlp.on_disk import write_ruler

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def blank_french() -> Language:
    import spacy

    return spacy.blank("fr")


@pytest.fixture(scope="session")
def ruler_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A custom pipeline on disk: an entity ruler with labels that no default schema has."""
    return write_ruler(tmp_path_factory.mktemp("pipelines") / "règles à moi")
