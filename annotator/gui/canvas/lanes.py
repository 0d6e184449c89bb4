"""Lanes under a line: which underline goes how low, so that none crosses another or its label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Strip(NamedTuple):
    """What one mention takes of a line: `order` decides who goes first, labels count in the extent."""

    order: tuple[int, int, str]
    left: float
    right: float


def assign(strips: Sequence[Strip], *, distance: float) -> list[int]:
    """Return the lane of each strip: by order, each in the first lane where it is `distance` from all others."""
    lanes: list[list[tuple[float, float]]] = []
    result = [0] * len(strips)
    for index in sorted(range(len(strips)), key=lambda i: strips[i].order):
        _, left, right = strips[index]
        result[index] = _first_free(lanes, left, right, distance)
    return result


def _first_free(lanes: list[list[tuple[float, float]]], left: float, right: float, distance: float) -> int:
    for number, taken in enumerate(lanes):
        if all(right + distance <= start or end + distance <= left for start, end in taken):
            taken.append((left, right))
            return number
    lanes.append([(left, right)])
    return len(lanes) - 1


def overflow(lanes: Sequence[int], limit: int) -> int:
    """Return how many strips lie beyond the last lane that is shown."""
    return sum(1 for lane in lanes if lane >= limit)
