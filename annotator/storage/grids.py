"""Token grids as small blobs: gaps and lengths, a byte each where they fit."""

from __future__ import annotations

import sys
import zlib
from array import array
from itertools import accumulate, islice
from operator import sub

from annotator.domain.text import TokenGrid

_NARROW, _WIDE = b"\x01", b"\x02"


def encode(grid: TokenGrid) -> bytes:
    """Return the blob of a grid: a format byte, then gap and length of each token."""
    starts, ends = grid.starts, grid.ends
    gaps = map(sub, starts, _chain_zero(ends))
    lengths = map(sub, ends, starts)
    try:
        mixed = bytearray(2 * len(starts))
        mixed[0::2] = bytes(gaps)
        mixed[1::2] = bytes(lengths)
    except ValueError:
        return _WIDE + zlib.compress(_wide(grid), 1)
    return _NARROW + bytes(mixed)


def decode(blob: bytes) -> TokenGrid:
    """Return the grid of a blob."""
    steps = blob[1:]
    edges = array("I", accumulate(steps if blob[:1] == _NARROW else _from_wide(steps)))
    grid = TokenGrid(())
    grid.starts, grid.ends = edges[0::2], edges[1::2]
    return grid


def pairs(blob: bytes) -> list[tuple[int, int]]:
    """Return the start and end of each token of a blob."""
    steps = blob[1:]
    edges = accumulate(steps if blob[:1] == _NARROW else _from_wide(steps))
    return list(zip(edges, edges, strict=True))


def _chain_zero(ends: array[int]) -> array[int]:
    before = array("I", [0])
    before.extend(islice(ends, max(len(ends) - 1, 0)))
    return before


def _wide(grid: TokenGrid) -> bytes:
    steps = array("I", bytes(8 * len(grid)))
    steps[0::2] = array("I", map(sub, grid.starts, _chain_zero(grid.ends)))
    steps[1::2] = array("I", map(sub, grid.ends, grid.starts))
    if sys.byteorder == "big":
        steps.byteswap()
    return steps.tobytes()


def _from_wide(packed: bytes) -> array[int]:
    steps = array("I")
    steps.frombytes(zlib.decompress(packed))
    if sys.byteorder == "big":
        steps.byteswap()
    return steps
