"""A dispatch with one annotator's layer of it, as it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotations import Annotations, violations
from annotator.domain.dispatch import Dispatch
from annotator.domain.edits import Edits, Put, Reject
from annotator.domain.errors import KnownError
from annotator.domain.graphemes import whole_graphemes
from annotator.domain.suggestions import citations
from annotator.domain.text import TokenGrid, provisional_grid
from annotator.services.ledger import Pending
from annotator.storage import annotations as layers
from annotator.storage import dispatches, suggestions
from annotator.storage.database import contents_checked
from annotator.storage.project import Project


@dataclass(slots=True)
class Desk:
    """What lies open: `layer` is None before the first edit, `grid` provisional until a tokenizer has made one.

    Its tokens never end inside a grapheme: a cursor that goes by them cuts no emoji.
    """

    dispatch: Dispatch
    id: int
    grid: TokenGrid
    grid_is_real: bool
    layer: int | None
    annotations: Annotations
    pending: Pending
    generation: tuple[int, int]


def read_desk(project: Project, dispatch: int, annotator: int | None) -> Desk:
    """Read a dispatch and its layer; raise KnownError where it is gone, or a mention is not what stands there."""
    with contents_checked(project.path):
        found = dispatches.read(project, dispatch)
        grid = dispatches.read_grid(project, dispatch)
        layer, annotations = layers.load(project, dispatch, annotator)
        generation = suggestions.generation(project, dispatch)
        pending = _pending(project, dispatch, annotations)
    if broken := violations(annotations, found.text):
        raise KnownError(
            "The dispatch {uid} is damaged and cannot be opened ({reason}). Restore a backup.",
            where=project.path,
            damaged=True,
            uid=found.uid,
            reason=broken[0],
        )
    return Desk(
        dispatch=found,
        id=dispatch,
        grid=whole_graphemes(found.text, provisional_grid(found.text) if grid is None else grid),
        grid_is_real=grid is not None,
        layer=layer,
        annotations=annotations,
        pending=pending,
        generation=generation,
    )


def catch_up(project: Project, desk: Desk) -> bool:
    """Read the suggestions again where others have stored new ones; return whether they had."""
    generation = suggestions.generation(project, desk.id)
    if generation == desk.generation:
        return False
    desk.pending, desk.generation = _pending(project, desk.id, desk.annotations), generation
    return True


def follow(project: Project, desk: Desk, edits: Edits, after: Annotations) -> bool:
    """Bring the pending suggestions to what edits make of them; return whether what is shown changed."""
    _, superseded = desk.generation
    if superseded and any(isinstance(edit, Put | Reject) for edit in edits):
        # What is cited anew may be of a run that was replaced, and what is cited no more goes.
        desk.pending = _pending(project, desk.id, after)
        return True
    return desk.pending.update(edits, after)


def _pending(project: Project, dispatch: int, annotations: Annotations) -> Pending:
    cited = citations(annotations).keys() | annotations.rejections
    return Pending(suggestions.load(project, dispatch, cited), annotations)
