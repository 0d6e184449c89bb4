"""The invented dispatch of the mock-up, with every state of a mention that it shows."""

from __future__ import annotations

from annotator.domain.annotations import Annotations, Mention, Origin
from annotator.domain.dispatch import Dispatch
from annotator.domain.schema import EntityType, Schema
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import Fragments, Range, provisional_grid, surface
from annotator.gui.canvas.flow import Flow
from annotator.gui.canvas.marks import Mark
from annotator.gui.canvas.pointing import Target
from annotator.gui.canvas.shapes import Spot
from annotator.gui.canvas.view import Canvas

TEXT = (
    "PORT-LANNEC - Le chef de la région Armor, le centriste Yann Le Guellec et la direction d'Armorel Marine sont "
    "parvenus jeudi à un accord sur la relance du chantier naval de Port-Lannec, à l'arrêt depuis cinq semaines, a "
    "annoncé la préfecture.\n\n"
    'Ce texte "ouvre une page nouvelle pour tout le littoral", a indiqué M. Le Guellec à l\'issue de six heures de '
    "discussions avec l'Union des métiers de la mer (UMM), majoritaire sur le site.\n\n"
    "\"Nous n'avons rien cédé sur l'emploi, a-t-il déclaré, et les 412 salariés garderont leur poste.\"\n\n"
    "Les chambres de commerce de Brest et de Quimper ont salué l'annonce en marge des Assises de la mer : le chantier "
    "ne construit plus qu'un ferry, l'\"Etoile du Ponant\", pour la compagnie Transmanche Lines.\n\n"
    "La ministre de l'Industrie, Claire Vasseur, a affirmé que l'Etat prendrait \"une part significative\" du capital, "
    "sans préciser laquelle. Selon une source proche du dossier, l'apport public pourrait atteindre 40 millions "
    "d'euros.\n\n"
    "La secrétaire générale de l'UMM, Nadège Kerbrat, a assuré que M. Le Guellec avait promis aux délégués de \"ne "
    'muter personne à Saint-Nazaire". "C\'est un engagement écrit", a-t-elle ajouté.\n'
)
DISPATCH = Dispatch("mock", TEXT, {"headline": "Port-Lannec : accord sur le chantier naval, la grève suspendue"}, id=1)
GRID = provisional_grid(TEXT)
SCHEMA = Schema(
    tuple(
        EntityType(id=name, name=name, key=str(i + 1), hue=name) for i, name in enumerate(("PER", "LOC", "ORG", "MISC"))
    )
)


def place(words: str, nth: int = 0) -> tuple[int, int]:
    """Return the range of the nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def mention(name: str, label: str, *fragments: tuple[int, int], origin: Origin = Origin.MANUAL) -> Mention:
    """Return a mention of the scene's text."""
    return Mention(id=name, label=label, fragments=fragments, text=surface(TEXT, fragments), origin=origin)


def suggestion(name: str, label: str, fragments: Fragments) -> MentionSuggestion:
    """Return a suggestion of the scene's pipeline."""
    return MentionSuggestion(id=name, label=label, fragments=fragments, pipeline="fr_core_news_md 3.8.0")


MENTIONS = {
    m.id: m
    for m in (
        mention("m1", "LOC", place("PORT-LANNEC")),
        mention("m2", "ORG", place("région Armor")),
        mention("m3", "PER", place("Yann Le Guellec"), origin=Origin.EDITED),
        mention("m4", "ORG", place("Armorel Marine")),
        mention("m5", "ORG", place("chantier naval de Port-Lannec")),
        mention("m6", "LOC", place("Port-Lannec")),
        mention("m7", "PER", place("Le Guellec", 1)),
        mention("m8", "ORG", place("Union des métiers de la mer")),
        mention("m9", "ORG", place("UMM")),
        mention("m10", "ORG", place("chambres de commerce de Brest")),
        mention("m11", "ORG", place("chambres de commerce"), place("de Quimper")),
        mention("m12", "LOC", place("Brest")),
        mention("m13", "MISC", place("Assises de la mer")),
        mention("m14", "PER", place("Claire Vasseur")),
        mention("m15", "ORG", place("UMM", 1)),
        mention("m16", "PER", place("Nadège Kerbrat")),
        mention("m17", "LOC", place("Saint-Nazaire")),
    )
}
SUGGESTIONS = tuple(
    suggestion(f"s{i}", label, (part,))
    for i, (label, part) in enumerate(
        (
            ("LOC", place("Armor")),
            ("ORG", place("préfecture")),
            ("LOC", place("Quimper")),
            ("MISC", place("Etoile du Ponant")),
            ("ORG", place("Transmanche Lines")),
            ("ORG", place("Industrie")),
            ("LOC", place("Etat")),
            ("PER", place("Le Guellec", 2)),
        ),
        start=1,
    )
)
ANNOTATIONS = Annotations(mentions=MENTIONS)


def on_screen(canvas: Canvas, offset: int | None) -> Spot:
    """Return the line on screen that holds an offset."""
    found = canvas.spot_of(offset) if offset is not None else None
    assert found is not None
    return found


def flow_of(canvas: Canvas) -> Flow:
    """Return the flow of the dispatch that is shown."""
    assert canvas.flow is not None
    return canvas.flow


def token_of(canvas: Canvas) -> Range:
    """Return the range of the cursor's token."""
    found = canvas.cursor_range()
    assert found is not None
    return found


def target_of(canvas: Canvas) -> Target:
    """Return what a key is about."""
    found = canvas.current_target()
    assert found is not None
    return found


def mark_id(mark: Mark | None) -> str:
    """Return the id of a mark that must be there."""
    assert mark is not None
    return mark.id
