"""Random records of every kind, as a file could hold them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from annotator.domain.annotations import Annotations, Item, Kind
from annotator.domain.dispatch import Dispatch, text_sha256
from annotator.domain.record import Layer, Record
from annotator.domain.suggestions import Suggestion, suggested_kind
from annotator.domain.text import provisional_grid
from tests.domain.strategies import layers, suggestion_lists, words_text

names = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=8)
_numbers = st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
_scalars = st.one_of(st.none(), st.booleans(), _numbers, names)
json_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)),
    max_leaves=6,
)
metadata = st.dictionaries(names.filter(lambda name: name != "date"), json_values, max_size=3).map(
    lambda own: {"date": "2020-06", "language": "fr"} | {f"x-{key}": value for key, value in own.items()}
)


@st.composite
def records(draw: st.DrawFn, *, with_layer: bool | None = None) -> Record:
    """Draw a record: any text, grid or none, layer or none, suggestions cited, rejected and pending."""
    text = draw(words_text)
    suggestions = [s for s in draw(suggestion_lists(text, every_kind=True)) if "\\x00" not in repr(s)]
    grid = provisional_grid(text) if draw(st.booleans()) else None
    layer = None
    if with_layer or (with_layer is None and draw(st.booleans())):
        layer = Layer(_made_citing(draw, draw(layers(text)), suggestions), draw(names).strip() or "A", draw(_seconds))
    dispatch = Dispatch(uid=draw(st.sampled_from([text_sha256(text), "urn:x:1"])), text=text, metadata=draw(metadata))
    return Record(dispatch, grid, layer, tuple(suggestions))


_seconds = st.integers(0, 10_000)


def _made_citing(draw: st.DrawFn, layer: Annotations, suggestions: list[Suggestion]) -> Annotations:
    rejected = draw(st.sets(st.sampled_from([s.id for s in suggestions]))) if suggestions else set[str]()
    tables: dict[str, Any] = {}
    for kind in Kind:
        citable = [None, *(s.id for s in suggestions if suggested_kind(s) is kind)]
        tables[f"{kind}s"] = {
            name: _cleaned(item, draw(json_attributes), draw(st.sampled_from(citable)))
            for name, item in layer.of(kind).items()
        }
    return replace(layer, **tables, rejections=frozenset(rejected), note=layer.note.replace("\0", ""))


json_attributes = st.dictionaries(names, json_values, max_size=2)


def _cleaned(item: Item, attributes: dict[str, Any], cited: str | None) -> Item:
    return replace(item, attributes=attributes, suggestion=cited)
