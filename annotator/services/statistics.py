"""How far a project is, what was annotated, and how good the suggestions were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotator.domain.annotations import Annotations
from annotator.domain.dispatch import Status
from annotator.domain.suggestions import State, Suggestion, ledger, suggested_kind
from annotator.storage import annotations as layers
from annotator.storage import listing
from annotator.storage import statistics as numbers
from annotator.storage import suggestions as runs
from annotator.storage.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The numbers of a project, for one annotator or for all; labels are type ids.

    `ledger` counts the suggestions of worked dispatches by pipeline, label (or kind) and state; `runs` the
    dispatches by pipeline and state of the run; `steps` how often each kind of step was taken.
    """

    annotators: tuple[str, ...]
    dispatches: int
    by_status: dict[Status, int]
    totals: Counter[str]
    by_label: Counter[str]
    by_origin: Counter[str]
    ledger: dict[tuple[str, str], Counter[State]] = field(default_factory=dict[tuple[str, str], "Counter[State]"])
    untouched_suggestions: int = 0
    runs: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    steps: dict[str, int] = field(default_factory=dict[str, int])
    keys: int = 0
    undone: int = 0

    @property
    def seconds(self) -> int:
        """Return the seconds spent."""
        return self.totals["seconds"]


def precision(states: Counter[State]) -> float | None:
    """Return the share of decided suggestions that were accepted as they stood; None where none is decided."""
    decided = states[State.ACCEPTED] + states[State.EDITED] + states[State.REJECTED]
    return states[State.ACCEPTED] / decided if decided else None


def statistics(project: Project, *, annotator: str | None = None) -> Statistics:
    """Count everything, reading only; `annotator` is a name, None counts all layers.

    By status it counts for the one annotator, or for the only one there is; where there are several and none is
    named, a dispatch counts as the furthest of its layers.
    """
    who = None if annotator is None else layers.find_annotator(project, annotator)
    if annotator is not None and who is None:
        # Nobody has this id: every number is nought, and every dispatch to do.
        who = -1
    with project.snapshot():
        steps = numbers.steps_and_keys(project, who)
        undone, undo_keys = numbers.keys_of_undos(project, who)
        by_status = _by_status(project, who)
        return Statistics(
            annotators=tuple(layers.annotator_names(project)),
            dispatches=sum(by_status.values()),
            by_status=by_status,
            totals=numbers.totals(project, who),
            by_label=numbers.mentions_by_label(project, who),
            by_origin=numbers.mentions_by_origin(project, who),
            ledger=_ledger(project, who),
            untouched_suggestions=numbers.unworked_suggestions(project),
            runs=_runs(project),
            steps={name: count for name, (count, _) in steps.items()},
            keys=sum(keys for _, keys in steps.values()) + undo_keys,
            undone=undone,
        )


def _by_status(project: Project, who: int | None) -> dict[Status, int]:
    if who is not None:
        return listing.status_counts(project, who)
    return listing.furthest_status_counts(project)


def _ledger(project: Project, who: int | None) -> dict[tuple[str, str], Counter[State]]:
    counts: dict[tuple[str, str], Counter[State]] = {}
    for layer, proposed in numbers.worked_layers(project, who):
        _count(counts, layer, proposed)
    return dict(sorted(counts.items()))


def _count(counts: dict[tuple[str, str], Counter[State]], annotations: Annotations, proposed: list[Suggestion]) -> None:
    states = ledger(proposed, annotations)
    for suggestion in proposed:
        label = getattr(suggestion, "label", "") or suggested_kind(suggestion).value
        counts.setdefault((suggestion.pipeline, label), Counter())[states[suggestion.id]] += 1


def _runs(project: Project) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for pipeline, state, count in runs.statistics_rows(project):
        found.setdefault(pipeline, {})[state] = count
    return found
