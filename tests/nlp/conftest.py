"""Small pipelines, made on the spot or installed, kept for the whole run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

ODD_LABELS = ("PER", "Lieu saint", "arme à feu")


@pytest.fixture(scope="session")
def blank_french() -> Language:
    import spacy

    return spacy.blank("fr")


@pytest.fixture(scope="session")
def ruler_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A custom pipeline on disk: an entity ruler with labels that no default schema has."""
    import spacy

    nlp = spacy.blank("fr")
    ruler = nlp.add_pipe("entity_ruler")
    words = ("Ankara", "Sainte-Sophie", "kalachnikov")
    ruler.add_patterns([{"label": label, "pattern": word} for label, word in zip(ODD_LABELS, words, strict=True)])  # type: ignore[union-attr]
    folder = tmp_path_factory.mktemp("pipelines") / "règles à moi"
    nlp.to_disk(folder)
    return folder
