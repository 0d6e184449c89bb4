"""Find the spaCy pipelines of this machine, say which is meant, load what is needed of it. Nothing uses the network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from annotator.domain.errors import KnownError

if TYPE_CHECKING:
    from spacy.language import Language

NONE = "none"
"""What stands for no pipeline where one is named: tokens only."""

_ENTRY_POINTS = "spacy_models"

# Components that neither make mentions nor change those that others make.
_BESIDE = frozenset(
    {
        "attribute_ruler",
        "entity_linker",
        "lemmatizer",
        "morphologizer",
        "parser",
        "senter",
        "sentencizer",
        "tagger",
        "textcat",
        "textcat_multilabel",
        "trainable_lemmatizer",
    }
)
# Components that make mentions out of the tokens and their vectors alone.
_MAKERS = frozenset({"beam_ner", "ner", "spancat", "spancat_singlelabel"})
_VECTORS = frozenset({"curated_transformer", "tok2vec", "transformer"})
_PLAIN_SUGGESTERS = ("spacy.ngram_suggester.", "spacy.ngram_range_suggester.")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline that is there, known from its meta data alone: spaCy is not needed for that."""

    name: str
    version: str
    language: str
    folder: Path
    package: str | None

    @property
    def label(self) -> str:
        """Return name and version as suggestions bear them: “fr_core_news_md 3.8.0”."""
        return f"{self.name} {self.version}"

    @property
    def address(self) -> str:
        """Return what finds it again: the package's name, else the folder's whole path."""
        return self.package or str(self.folder)


def installed() -> list[Pipeline]:
    """Return the pipelines that are installed as packages, by name."""
    names = {point.name for point in metadata.entry_points(group=_ENTRY_POINTS)}
    found = (_package(name) for name in sorted(names))
    return [pipeline for pipeline in found if pipeline is not None]


def find(named: str) -> Pipeline:
    """Return the pipeline of a package name or a folder; raise KnownError where there is none.

    The version of a folder ends in a digest of its files, for people train again under the same number.
    """
    packaged = _package(named)
    if packaged is not None:
        return packaged
    folder = Path(named).expanduser()
    if folder.exists():
        return _folder(folder.resolve())
    raise KnownError(
        "The pipeline “{pipeline}” is not installed and is no folder either; installed are: {installed}. "
        "Install it with pip, or name another",
        pipeline=named,
        installed=", ".join(pipeline.name for pipeline in installed()) or "none",
    )


def _package(name: str) -> Pipeline | None:
    if not name.isidentifier():
        return None
    spec = util.find_spec(name)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        meta = _meta(Path(location) / "meta.json")
        if meta is not None:
            folder = Path(location) / f"{meta['lang']}_{meta['name']}-{meta['version']}"
            return Pipeline(name, meta["version"], meta["lang"], folder, name)
    return None


def _folder(folder: Path) -> Pipeline:
    meta = _meta(folder / "meta.json")
    if meta is None or not (folder / "config.cfg").is_file():
        raise KnownError(
            "This is not a spaCy pipeline: it has no config.cfg and meta.json that can be read; "
            "name a folder written by nlp.to_disk() or spacy train",
            where=folder,
        )
    name = f"{meta['lang']}_{meta['name']}"
    return Pipeline(name, f"{meta['version']}+{_digest(folder)}", meta["lang"], folder, None)


def _meta(path: Path) -> dict[str, str] | None:
    try:
        meta = json.loads(path.read_text(encoding="utf-8"))
        return {key: str(meta[key]) for key in ("lang", "name", "version")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(folder: Path) -> str:
    # It loads OpenSSL, which the window that asks for names of pipelines does not need.
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def load(pipeline: Pipeline) -> Language:
    """Load a pipeline with what makes mentions only; raise KnownError where it cannot be loaded."""
    import spacy
    from spacy.util import load_config

    try:
        config = load_config(pipeline.folder / "config.cfg")
        return spacy.load(pipeline.package or pipeline.folder, exclude=_needless(config))
    except Exception as error:
        # spaCy and what it builds on raise anything here: a missing factory, torn weights, another version's data.
        raise KnownError(
            "The pipeline “{pipeline}” cannot be loaded: {reason}",
            where=pipeline.folder,
            pipeline=pipeline.label,
            reason=_first_line(error),
        ) from error


def _first_line(error: Exception) -> str:
    name, lines = type(error).__name__, str(error).strip().splitlines()
    return f"{name}: {lines[0]}" if lines else name


def _needless(config: Mapping[str, Any]) -> list[str]:
    """Return the components that mentions do not depend on; none where one is of a kind that we do not know.

    Rulers are of such a kind: their patterns may ask for lemmas, tags or sentences.
    """
    components: Mapping[str, Mapping[str, Any]] = config.get("components", {})
    factories = {name: str(components[name].get("factory", "")) for name in config["nlp"]["pipeline"]}
    if not all(_is_known(factory, components[name]) for name, factory in factories.items()):
        return []
    makers = [components[name] for name, factory in factories.items() if factory in _MAKERS]
    listen = any("Listener" in architecture for maker in makers for architecture in _architectures(maker))
    dropped = _BESIDE if listen else _BESIDE | _VECTORS
    return [name for name, factory in factories.items() if factory in dropped]


def _is_known(factory: str, component: Mapping[str, Any]) -> bool:
    if factory in _BESIDE | _VECTORS:
        return True
    suggester = component.get("suggester") or {"@misc": _PLAIN_SUGGESTERS[0]}
    return factory in _MAKERS and str(suggester.get("@misc", "")).startswith(_PLAIN_SUGGESTERS)


def _architectures(block: Mapping[str, Any]) -> Iterator[str]:
    for key, value in block.items():
        if key == "@architectures":
            yield str(value)
        elif isinstance(value, Mapping):
            yield from _architectures(cast("Mapping[str, Any]", value))
