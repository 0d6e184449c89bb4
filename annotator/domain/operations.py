"""What a person can do to a layer, each as a function from the layer to the edits of one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.domain.annotations import Annotations, Kind, Mention, Origin, fresh_ids, new_id
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edit, Edits, Put, Reject, SetNote, SetStatus
from annotator.domain.suggestions import MentionSuggestion, Suggestion, best_overlapping
from annotator.domain.text import Fragments, Range, join_ranges, subtract_range, surface


def add_mention(
    annotations: Annotations, pending: Iterable[Suggestion], text: str, fragments: Fragments, label: str
) -> Edits:
    """Make a mention that cites the pending suggestion it overlaps most; nothing where it is already there.

    `pending` is what `suggestions.shown` gives.
    """
    fragments = join_ranges(fragments)
    taken = any((m.label, m.fragments) == (label, fragments) for m in annotations.mentions.values())
    if not fragments or taken:
        return ()
    cited = best_overlapping(fragments, pending)
    return (Put(None, _new_mention(new_id(annotations, Kind.MENTION), text, fragments, label, cited)),)


def accept_mention(
    annotations: Annotations, suggestion: MentionSuggestion, text: str, *, label: str | None = None
) -> Edits:
    """Make the mention that a suggestion proposes, under its own label or another.

    Where that mention is there already and cites nothing, it cites the suggestion from now on.
    """
    label = label or suggestion.label
    edits = _reject(annotations, suggestion.id, to=False)
    for there in annotations.mentions.values():
        if (there.label, there.fragments) == (label, suggestion.fragments):
            cites = replace(there, suggestion=there.suggestion or suggestion.id)
            return edits if cites == there else (*edits, Put(there, replace(cites, origin=_origin(cites, suggestion))))
    made = _new_mention(new_id(annotations, Kind.MENTION), text, suggestion.fragments, label, suggestion)
    return (*edits, Put(None, made))


def accept_mentions(annotations: Annotations, suggestions: Sequence[MentionSuggestion], text: str) -> Edits:
    """Make the mentions that several suggestions propose, as one step."""
    ids = fresh_ids(annotations, Kind.MENTION)
    taken = {(m.label, m.fragments) for m in annotations.mentions.values()}
    edits: list[Edit] = []
    for suggestion in suggestions:
        if (suggestion.label, suggestion.fragments) not in taken:
            taken.add((suggestion.label, suggestion.fragments))
            edits += _reject(annotations, suggestion.id, to=False)
            edits.append(Put(None, _new_mention(next(ids), text, suggestion.fragments, suggestion.label, suggestion)))
    return tuple(edits)


def reject(annotations: Annotations, suggestions: Iterable[str]) -> Edits:
    """Say no to suggestions, by id."""
    return tuple(edit for name in suggestions for edit in _reject(annotations, name, to=True))


def relabel(annotations: Annotations, suggestions: Mapping[str, Suggestion], mention_id: str, label: str) -> Edits:
    """Give a mention another label."""
    return _change(annotations, suggestions, mention_id, label=label)


def set_fragments(
    annotations: Annotations,
    suggestions: Mapping[str, Suggestion],
    text: str,
    mention_id: str,
    fragments: Fragments,
) -> Edits:
    """Give a mention other fragments; the same ones or none change nothing."""
    fragments = join_ranges(fragments)
    if not fragments:
        return ()
    return _change(annotations, suggestions, mention_id, fragments=fragments, text=surface(text, fragments))


def add_fragment(
    annotations: Annotations, suggestions: Mapping[str, Suggestion], text: str, mention_id: str, part: Range
) -> Edits:
    """Add a range to a mention; one that touches a fragment widens it."""
    mention = annotations.mentions[mention_id]
    return set_fragments(annotations, suggestions, text, mention_id, (*mention.fragments, part))


def cut_fragment(
    annotations: Annotations, suggestions: Mapping[str, Suggestion], text: str, mention_id: str, part: Range
) -> Edits:
    """Take a range out of a mention; at least one code point stays."""
    mention = annotations.mentions[mention_id]
    return set_fragments(annotations, suggestions, text, mention_id, subtract_range(mention.fragments, part))


def remove_mention(annotations: Annotations, mention_id: str) -> Edits:
    """Remove a mention with its relations and a cluster that nothing names any more.

    A suggestion that only this mention cites is rejected in the same step, else it would come back.
    """
    mention = annotations.mentions[mention_id]
    relations = [r for r in annotations.relations.values() if mention_id in (r.head, r.tail)]
    edits: list[Edit] = [Put(relation, None) for relation in relations]
    edits.append(Put(mention, None))
    edits += _remove_lone_cluster(annotations, mention)
    gone = (mention, *relations)
    cited = {item.suggestion for item in gone if item.suggestion is not None}
    left = (item for kind in Kind for item in annotations.of(kind).values() if item.suggestion in cited)
    still_cited = {item.suggestion for item in left if item not in gone} if cited else set[str | None]()
    for suggestion in sorted(cited - still_cited):
        edits += _reject(annotations, suggestion, to=True)
    return tuple(edits)


def label_all(
    annotations: Annotations,
    pending: Iterable[Suggestion],
    text: str,
    places: Iterable[Range],
    label: str,
) -> Edits:
    """Label several places as one step; those that bear the label already are left.

    `pending` is what `suggestions.shown` gives.
    """
    ids = fresh_ids(annotations, Kind.MENTION)
    taken = {m.fragments for m in annotations.mentions.values() if m.label == label}
    free = list(pending)
    edits: list[Edit] = []
    for place in places:
        if (place,) in taken:
            continue
        cited = best_overlapping((place,), free)
        if cited is not None:
            free.remove(cited)
        edits.append(Put(None, _new_mention(next(ids), text, (place,), label, cited)))
    return tuple(edits)


def set_status(annotations: Annotations, status: Status) -> Edits:
    """Give the layer another status."""
    return () if status is annotations.status else (SetStatus(annotations.status, status),)


def set_note(annotations: Annotations, note: str) -> Edits:
    """Give the layer another note."""
    return () if note == annotations.note else (SetNote(annotations.note, note),)


def with_start(annotations: Annotations, edits: Edits) -> Edits:
    """Add the step from to do to started where the first work on a layer is about to be done."""
    works = any(isinstance(edit, Put | Reject) for edit in edits)
    if not works or annotations.status is not Status.TODO or any(isinstance(e, SetStatus) for e in edits):
        return edits
    return (*edits, SetStatus(Status.TODO, Status.STARTED))


def _new_mention(name: str, text: str, fragments: Fragments, label: str, cited: MentionSuggestion | None) -> Mention:
    mention = Mention(
        id=name,
        label=label,
        fragments=fragments,
        text=surface(text, fragments),
        suggestion=cited.id if cited else None,
    )
    return replace(mention, origin=_origin(mention, cited))


def _origin(mention: Mention, cited: Suggestion | None) -> Origin:
    if mention.origin in (Origin.IMPORTED, Origin.MERGED):
        return mention.origin
    if not isinstance(cited, MentionSuggestion):
        return mention.origin
    same = (mention.label, mention.fragments) == (cited.label, cited.fragments)
    return Origin.ACCEPTED if same else Origin.EDITED


def _change(
    annotations: Annotations, suggestions: Mapping[str, Suggestion], mention_id: str, **fields: object
) -> Edits:
    before = annotations.mentions[mention_id]
    after = replace(before, **fields)
    if after == before:
        return ()
    cited = suggestions.get(before.suggestion) if before.suggestion else None
    return (Put(before, replace(after, origin=_origin(after, cited))),)


def _reject(annotations: Annotations, suggestion: str, *, to: bool) -> Edits:
    now = suggestion in annotations.rejections
    return () if now is to else (Reject(suggestion, now, to),)


def _remove_lone_cluster(annotations: Annotations, mention: Mention) -> Edits:
    if mention.cluster is None:
        return ()
    others = any(m.cluster == mention.cluster for m in annotations.mentions.values() if m.id != mention.id)
    named = any(q.speaker == mention.cluster for q in annotations.quotes.values())
    return () if others or named else (Put(annotations.clusters[mention.cluster], None),)
