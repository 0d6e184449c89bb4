"""The project that benchmarks run on: made-up French dispatches, the same at each run, of any number and length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from annotator.domain.annotations import Annotations, Mention, Origin
from annotator.domain.dispatch import Dispatch, Status
from annotator.domain.record import Layer, Record
from annotator.domain.schema import EntityType, Schema
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import provisional_grid
from annotator.storage.batches import importing
from annotator.storage.project import Project

DISPATCHES = 10_000
LENGTH = 2_400
MENTIONS = 25
PIPELINE = "fr_core_news_md 3.8.0"
LABELS = ("PER", "LOC", "ORG", "MISC")
SCHEMA = Schema(
    name="bench",
    entity_types=tuple(
        EntityType(id=label, name=label, key=str(i), hue=label) for i, label in enumerate(LABELS, start=1)
    ),
)

_SYLLABLES = "ba ber bin cal cha cor dan dor du fa fran gal gri jo la len lin ma mar mon na nor pel ra ri sau tan ver"
_COMMON = (
    "le la les un une des du de et à en dans pour sur par avec sans sous entre après avant selon que qui dont où mais"
    " accord réunion ministre président porte-parole gouvernement élection manifestation usine grève marché conseil"
    " région ville pays crise enquête procès décision rapport projet budget semaine année lundi mardi mercredi jeudi"
    " vendredi annoncé déclaré indiqué précisé ajouté affirmé rejeté signé ouvert fermé poursuivi été être ont sont"
    " nouvelle grande première dernière européenne française nationale étroite politique économique l'accord"
    " d'urgence l'ensemble aujourd'hui plusieurs milliers millions euros personnes salariés"
)


def records(
    number: int = DISPATCHES,
    *,
    length: int = LENGTH,
    mentions: int = MENTIONS,
    annotated: float = 1.0,
    suggested: bool = True,
) -> Iterator[Record]:
    """Yield dispatches of a length with their grid, mentions on a share of them, and as many suggestions."""
    for index in range(number):
        yield record(index, length=length, mentions=mentions, annotated=annotated, suggested=suggested)


def record(
    index: int, *, length: int = LENGTH, mentions: int = MENTIONS, annotated: float = 1.0, suggested: bool = True
) -> Record:
    """Return the dispatch of a number; the same number gives the same."""
    dice = random.Random(index)
    text, names = _text(dice, length, mentions)
    made = {f"m{i}": _mention(f"m{i}", name, text, dice) for i, name in enumerate(names, start=1)}
    layer = None
    if dice.random() < annotated:
        layer = Layer(Annotations(mentions=made, status=Status.DONE), "anne", 120)
    date = f"{2015 + index % 9}-{index % 12 + 1:02}"
    metadata = {"date": date, "slug": f"depeche-{index}", "headline": text[:60].rsplit(" ", 1)[0]}
    dispatch = Dispatch(uid=f"bench-{length}-{index}", text=text, metadata=metadata, source_file="bench.jsonl")
    proposed = tuple(_suggestion(f"s{m.id[1:]}", m, dice) for m in made.values()) if suggested else ()
    return Record(dispatch, provisional_grid(text), layer, proposed)


def make_project(
    path: Path,
    number: int = DISPATCHES,
    *,
    length: int = LENGTH,
    mentions: int = MENTIONS,
    annotated: float = 0.5,
    suggested: bool = True,
) -> Path:
    """Write a project of so many dispatches; half of them are done by “anne”, the others to do."""
    with Project.create(path, name="Bench", schema=SCHEMA) as project, importing(project, source="bench") as batch:
        for made in records(number, length=length, mentions=mentions, annotated=annotated, suggested=suggested):
            batch.add(made)
    return path


@cache
def _vocabulary() -> tuple[tuple[str, ...], tuple[str, ...]]:
    dice = random.Random(0)
    syllables = _SYLLABLES.split()
    made = {"".join(dice.choices(syllables, k=dice.randint(1, 3))) for _ in range(4_000)}
    rare = sorted(made)
    return tuple(_COMMON.split() * 6 + rare[:2_000]), tuple(word.capitalize() for word in rare)


def _text(dice: random.Random, length: int, mentions: int) -> tuple[str, list[tuple[int, int]]]:
    """Return a text of about a length with so many names in it, and where they stand."""
    words, names = _vocabulary()
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at, gap = 0, length / (mentions + 1)
    while at < length:
        is_name = len(places) < mentions and at >= (len(places) + 1) * gap - 20
        word = " ".join(dice.choices(names, k=dice.choice((1, 2, 2)))) if is_name else dice.choice(words)
        if is_name:
            places.append((at, at + len(word)))
        end = dice.choices((" ", ", ", ". ", ".\n\n"), (85, 8, 5, 2))[0]
        parts += (word, end)
        at += len(word) + len(end)
    return "".join(parts), places


def _mention(name: str, place: tuple[int, int], text: str, dice: random.Random) -> Mention:
    return Mention(
        id=name,
        label=dice.choice(LABELS),
        fragments=(place,),
        text=text[slice(*place)],
        origin=Origin.ACCEPTED,
        suggestion=f"s{name[1:]}",
    )


def _suggestion(name: str, mention: Mention, dice: random.Random) -> MentionSuggestion:
    label = mention.label if dice.random() < 0.8 else dice.choice(LABELS)
    return MentionSuggestion(id=name, label=label, fragments=mention.fragments, pipeline=PIPELINE)
