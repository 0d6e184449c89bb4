"""Custom pipelines written to a folder: a ruler with odd labels, and a package that does harm on some words."""

from __future__ import annotations

import textwrap
from pathlib import Path

KILLS = "TUE-MOI"
KILLS_ONCE = "UNE-FOIS"
BREAKS = "CASSE-TOI"

ODD_LABELS = {"Ankara": "LOC", "Sainte-Sophie": "Lieu saint", "kalachnikov": "arme à feu"}

_PACKAGE = """
import os
import signal
from pathlib import Path

from spacy.language import Language
from spacy.util import load_model_from_init_py


@Language.component("moody")
def moody(doc):
    once = Path(__file__).with_name("once")
    if "TUE-MOI" in doc.text or ("UNE-FOIS" in doc.text and not once.exists()):
        once.write_text("", encoding="utf-8")
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if "CASSE-TOI" in doc.text:
        raise ValueError("this component breaks")
    return doc


def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""


def write_ruler(folder: Path) -> Path:
    """Write a pipeline with an entity ruler, and return its folder."""
    import spacy

    nlp = spacy.blank("fr")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": word} for word, label in ODD_LABELS.items()])  # type: ignore[union-attr]
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    return folder


def write_moody_package(site: Path) -> str:
    """Write an installed package whose pipeline kills its process, once or always, or raises; return its name."""
    package = site / "fr_moody"
    folder = write_ruler(package / "fr_pipeline-0.0.0")
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    config = config.replace('["entity_ruler"]', '["entity_ruler","moody"]')
    (folder / "config.cfg").write_text(config + '\n[components.moody]\nfactory = "moody"\n', encoding="utf-8")
    (package / "meta.json").write_bytes((folder / "meta.json").read_bytes())
    (package / "__init__.py").write_text(textwrap.dedent(_PACKAGE), encoding="utf-8")
    about = site / "fr_moody-0.0.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: fr_moody\nVersion: 0.0.0\n", encoding="utf-8")
    return "fr_moody"
