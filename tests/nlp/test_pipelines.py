"""Pipelines are found without spaCy, and loaded with what makes mentions only."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.nlp import pipelines

SMALL = "fr_core_news_sm"


def test_installed_pipelines_are_listed_with_their_versions() -> None:
    labels = [pipeline.label for pipeline in pipelines.installed()]
    assert {"fr_core_news_md 3.8.0", "fr_core_news_sm 3.8.0"} <= set(labels)


def test_finding_a_pipeline_needs_no_spacy() -> None:
    code = (
        "import sys; from annotator.nlp import pipelines; "
        f"print(pipelines.find({SMALL!r}).label, len(pipelines.installed()) > 1, 'spacy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "fr_core_news_sm 3.8.0 True False"


@pytest.mark.parametrize("named", ["fr_core_news_xl", "no such/folder", "", "json", "a.b.c"])
def test_a_pipeline_that_is_missing_is_named_with_those_that_are_there(named: str, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        pipelines.find(named or str(tmp_path / "none"))
    assert "fr_core_news_md" in str(refused.value)


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="not a spaCy pipeline"):
        pipelines.find(str(tmp_path))
    (tmp_path / "meta.json").write_text("[]", encoding="utf-8")
    with pytest.raises(KnownError, match="not a spaCy pipeline"):
        pipelines.find(str(tmp_path))


def test_a_folder_has_a_digest_in_its_version(ruler_folder: Path, tmp_path: Path) -> None:
    first = pipelines.find(str(ruler_folder))
    copied = tmp_path / "copy"
    shutil.copytree(ruler_folder, copied)
    assert pipelines.find(str(copied)).label == first.label
    assert first.label.startswith("fr_pipeline 0.0.0+")
    patterns = copied / "entity_ruler" / "patterns.jsonl"
    patterns.write_text('{"label": "X", "pattern": "Y"}\n', encoding="utf-8")
    assert pipelines.find(str(copied)).label != first.label


def test_only_what_makes_mentions_is_loaded() -> None:
    assert pipelines.load(pipelines.find(SMALL)).pipe_names == ["ner"]


def test_what_a_ruler_may_need_is_kept(ruler_folder: Path) -> None:
    assert pipelines.load(pipelines.find(str(ruler_folder))).pipe_names == ["entity_ruler"]


def test_vectors_stay_where_a_maker_listens_to_them(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("fr")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    model = {"@architectures": "spacy.TransitionBasedParser.v2", "tok2vec": listener, "state_type": "ner"}
    model |= {"extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None}
    nlp.add_pipe("ner", config={"model": model}).add_label("PER")  # type: ignore[union-attr]
    nlp.add_pipe("sentencizer")
    nlp.initialize()
    nlp.to_disk(tmp_path)
    assert pipelines.load(pipelines.find(str(tmp_path))).pipe_names == ["tok2vec", "ner"]


def test_a_torn_pipeline_says_why_it_does_not_load(ruler_folder: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn"
    shutil.copytree(ruler_folder, torn)
    config = (torn / "config.cfg").read_text(encoding="utf-8")
    (torn / "config.cfg").write_text(config.replace('factory = "entity_ruler"', 'factory = "unheard_of"'), "utf-8")
    with pytest.raises(KnownError, match="cannot be loaded") as refused:
        pipelines.load(pipelines.find(str(torn)))
    assert "unheard_of" in str(refused.value)
    (torn / "config.cfg").write_text("[", encoding="utf-8")
    with pytest.raises(KnownError, match="cannot be loaded"):
        pipelines.load(pipelines.find(str(torn)))


def test_the_meta_data_decides_the_name(ruler_folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "named"
    shutil.copytree(ruler_folder, named)
    meta = json.loads((named / "meta.json").read_text(encoding="utf-8"))
    (named / "meta.json").write_text(json.dumps({**meta, "name": "presse", "version": "1.2"}), encoding="utf-8")
    assert pipelines.find(str(named)).label.startswith("fr_presse 1.2+")
