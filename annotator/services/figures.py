"""The numbers of a project in plain lines and as JSON, labels under the names that people see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from annotator.domain.schema import Schema
from annotator.domain.suggestions import State
from annotator.services.labels import ids_to_names
from annotator.services.statistics import Statistics, precision


def figures_to_json(found: Statistics, schema: Schema) -> dict[str, Any]:
    """Return the numbers as a JSON object."""
    names = _names(schema)
    return {
        "dispatches": found.dispatches,
        "by_status": {status.value: number for status, number in found.by_status.items()},
        "annotators": list(found.annotators),
        "totals": dict(found.totals),
        "mentions_by_label": {names.get(label, label): number for label, number in found.by_label.items()},
        "mentions_by_origin": dict(found.by_origin),
        "suggestions": [
            {
                "pipeline": pipeline,
                "label": names.get(label, label),
                **{state.value: states[state] for state in State},
                "precision": precision(states),
            }
            for (pipeline, label), states in found.ledger.items()
        ],
        "untouched_suggestions": found.untouched_suggestions,
        "runs": found.runs,
        "steps": found.steps,
        "keys": found.keys,
        "undone": found.undone,
    }


def figures_lines(found: Statistics, schema: Schema) -> Iterator[str]:
    """Yield the numbers that say how far the work is and how good the suggestions were."""
    names = _names(schema)
    yield f"{found.dispatches} dispatches: {_listed({s.value: n for s, n in found.by_status.items()}) or 'none'}"
    yield f"annotators: {', '.join(found.annotators) or 'none'}"
    yield f"annotations: {_listed(found.totals) or 'none'}"
    yield f"mentions: {_listed({names.get(label, label): n for label, n in found.by_label.items()}) or 'none'}"
    for pipeline, states in found.runs.items():
        yield f"{pipeline}: {_listed(states)}"
    for (pipeline, label), states in found.ledger.items():
        yield f"{pipeline}: {names.get(label, label)}: {_listed(_in_order(states))}{_precision(states)}"


def _names(schema: Schema) -> Mapping[str, str]:
    return {**ids_to_names(schema.relation_types), **ids_to_names(schema.entity_types)}


def _in_order(states: Counter[State]) -> dict[str, int]:
    return {state.value: states[state] for state in State}


def _precision(states: Counter[State]) -> str:
    share = precision(states)
    return "" if share is None else f" (precision {share:.0%})"


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in numbers.items() if number)
