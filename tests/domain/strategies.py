"""Random texts, layers, suggestions and edits for property tests, all of them legal."""

from typing import Any

from hypothesis import strategies as st

from annotator.domain.annotations import Annotations, Cluster, Kind, Mention, Origin, Quote, Relation
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edit, Put, Reject, SetNote, SetStatus, apply
from annotator.domain.suggestions import (
    ClusterSuggestion,
    MentionSuggestion,
    QuoteSuggestion,
    RelationSuggestion,
    SuggestedEnd,
    SuggestedSpeaker,
    Suggestion,
)
from annotator.domain.text import Fragments, join_ranges, surface

LABELS = ("PER", "LOC", "ORG", "MISC")
_PIECES = (
    "Le président",
    "M. Erdogan",
    "l'Onu",
    "chantier naval de Port-Lannec",
    "🇫🇷",
    "👩‍👩‍👧",
    "𝒜",
    "e\u0301te\u0301",
    "«\u00a0oui\u202f»",
    "\u00ad",
    "\r\n",
    "\r",
    "\n\n",
    "\u2028",
    "\ufeff",
    "\t",
    "العربية",
    ". ",
    ", ",
    " ",
)

any_text = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=200),
)
words_text = any_text.map(lambda text: text + "Le maire de Brest")


@st.composite
def fragments_of(draw: st.DrawFn, text: str, *, most: int = 3) -> Fragments:
    """Draw one to `most` ranges that lie inside a text and apart from each other."""
    edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2 * most, unique=True).map(sorted))
    pairs = [(edges[i], edges[i + 1]) for i in range(0, len(edges) - 1, 2)]
    return join_ranges(pairs)


@st.composite
def layers(draw: st.DrawFn, text: str) -> Annotations:
    """Draw a legal layer of every kind of annotation."""
    extra: dict[str, Any] = {
        "attributes": draw(st.dictionaries(st.text("abc", min_size=1), st.one_of(st.text(max_size=5), st.integers()))),
        "note": draw(st.text("é\n ab", max_size=5)),
        "origin": draw(st.sampled_from(Origin)),
    }
    clusters = {f"c{i}": Cluster(id=f"c{i}", name=f"nom {i}", **extra) for i in range(1, draw(st.integers(1, 3)))}
    cluster = st.sampled_from([None, *clusters])
    mentions: dict[str, Mention] = {}
    for i in range(draw(st.integers(0, 6))):
        parts = draw(fragments_of(text))
        mentions[f"m{i}"] = Mention(
            id=f"m{i}",
            label=draw(st.sampled_from(LABELS)),
            fragments=parts,
            text=surface(text, parts),
            cluster=draw(cluster),
            **extra,
        )
    relations: dict[str, Relation] = {}
    if len(mentions) > 1:
        for i in range(draw(st.integers(0, 3))):
            head, tail = draw(st.lists(st.sampled_from(sorted(mentions)), min_size=2, max_size=2, unique=True))
            relations[f"r{i}"] = Relation(id=f"r{i}", label="DIRIGE", head=head, tail=tail, **extra)
    quotes: dict[str, Quote] = {}
    for i in range(draw(st.integers(0, 2))):
        content = draw(fragments_of(text))
        quotes[f"q{i}"] = Quote(
            id=f"q{i}",
            kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
            content=content,
            text=surface(text, content),
            cue=draw(st.one_of(st.just(()), fragments_of(text))),
            source=draw(st.one_of(st.just(()), fragments_of(text))),
            source_kind=draw(st.sampled_from(["name", "nominal", "pronoun", "implicit"])),
            kind_overridden=draw(st.booleans()),
            speaker=draw(cluster),
            **extra,
        )
    status = draw(st.sampled_from(Status))
    return Annotations(mentions, relations, quotes, clusters, frozenset(), status, draw(st.text(max_size=5)))


@st.composite
def suggestion_lists(draw: st.DrawFn, text: str, *, every_kind: bool = False) -> list[Suggestion]:
    """Draw suggestions with ids from s1 on: of mentions, or of every kind."""
    makers = [_mention_suggestion]
    if every_kind:
        makers += [_relation_suggestion, _quote_suggestion, _cluster_suggestion]
    count = draw(st.integers(0, 8))
    return [draw(draw(st.sampled_from(makers))(text, f"s{i}")) for i in range(1, count + 1)]


_SCORES = st.one_of(st.none(), st.floats(0, 1))


def _mention_suggestion(text: str, name: str) -> st.SearchStrategy[Suggestion]:
    return st.builds(
        MentionSuggestion,
        id=st.just(name),
        label=st.sampled_from(LABELS),
        fragments=fragments_of(text),
        pipeline=st.just("p 1"),
        score=_SCORES,
    )


def _relation_suggestion(text: str, name: str) -> st.SearchStrategy[Suggestion]:
    end = st.builds(SuggestedEnd, fragments=fragments_of(text), label=st.sampled_from(LABELS))
    return st.builds(
        RelationSuggestion,
        id=st.just(name),
        label=st.just("DIRIGE"),
        head=end,
        tail=end,
        pipeline=st.just("p 1"),
        rule=st.just("apposition"),
        score=_SCORES,
    )


def _quote_suggestion(text: str, name: str) -> st.SearchStrategy[Suggestion]:
    speaker = st.builds(SuggestedSpeaker, name=st.text(min_size=1, max_size=5), fragments=fragments_of(text))
    return st.builds(
        QuoteSuggestion,
        id=st.just(name),
        quote_kind=st.sampled_from(["direct", "indirect", "mixed"]),
        content=fragments_of(text),
        cue=st.one_of(st.just(()), fragments_of(text)),
        source=st.one_of(st.just(()), fragments_of(text)),
        speaker=st.one_of(st.none(), speaker),
        pipeline=st.just("p 1"),
        rule=st.just("incise"),
        score=_SCORES,
    )


def _cluster_suggestion(text: str, name: str) -> st.SearchStrategy[Suggestion]:
    return st.builds(
        ClusterSuggestion,
        id=st.just(name),
        mentions=st.lists(fragments_of(text), min_size=1, max_size=3).map(tuple),
        name=st.text(min_size=1, max_size=5),
        pipeline=st.just("p 1"),
        rule=st.just("surname"),
        score=_SCORES,
    )


@st.composite
def edit_sequences(draw: st.DrawFn, text: str, start: Annotations) -> list[Edit]:
    """Draw edits of every kind that fit one after the other, as the journal would hold them."""
    now = start
    edits: list[Edit] = []
    for step in range(draw(st.integers(0, 12))):
        edit = draw(_edit(text, now, step))
        edits.append(edit)
        now = apply(now, [edit])
    return edits


@st.composite
def _edit(draw: st.DrawFn, text: str, now: Annotations, step: int) -> Edit:
    choice = draw(st.integers(0, 4))
    if choice == 0:
        return SetStatus(now.status, draw(st.sampled_from(Status)))
    if choice == 1:
        return SetNote(now.note, draw(st.text(max_size=5)))
    if choice == 2:
        name = draw(st.sampled_from(["s1", "s2", "s3"]))
        return Reject(name, name in now.rejections, name not in now.rejections)
    parts = draw(fragments_of(text))
    made = Mention(id=f"n{step}", label=draw(st.sampled_from(LABELS)), fragments=parts, text=surface(text, parts))
    kind = draw(st.sampled_from(Kind))
    there = list(now.of(kind).values())
    if choice == 3 and there:
        return Put(draw(st.sampled_from(there)), None)
    return Put(None, made)
