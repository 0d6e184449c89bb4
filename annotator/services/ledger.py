"""The pending suggestions of the open layer, kept up to date edit by edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotator.domain.annotations import Annotations, Item, Kind, Mention
from annotator.domain.dispatch import Status
from annotator.domain.edits import Edit, Put, Reject
from annotator.domain.suggestions import MentionSuggestion, Suggestion
from annotator.domain.text import Fragments

Said = tuple[str, Fragments]


class Pending:
    """The same as `domain.suggestions.shown` at each moment, at the cost of what an edit touches."""

    def __init__(self, suggestions: Iterable[Suggestion], annotations: Annotations) -> None:
        self.by_id = {s.id: s for s in suggestions}
        self._saying: dict[Said, list[str]] = {}
        for suggestion in self.by_id.values():
            if isinstance(suggestion, MentionSuggestion):
                self._saying.setdefault((suggestion.label, suggestion.fragments), []).append(suggestion.id)
        self._cited = Counter(
            item.suggestion for kind in Kind for item in annotations.of(kind).values() if item.suggestion is not None
        )
        self._taken = Counter((m.label, m.fragments) for m in annotations.mentions.values())
        self._rejected = set(annotations.rejections)
        self._is_done = annotations.status is Status.DONE
        self._pending = {name for name in self.by_id if self._is_pending(name)}
        self._shown: tuple[Suggestion, ...] | None = None

    @property
    def count(self) -> int:
        """Return how many are shown."""
        return 0 if self._is_done else len(self._pending)

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """Return those to show, in text order."""
        if self._shown is None:
            pending = set[str]() if self._is_done else self._pending
            self._shown = tuple(s for name, s in self.by_id.items() if name in pending)
        return self._shown

    def update(self, edits: Iterable[Edit], after: Annotations) -> bool:
        """Follow edits that were applied; return whether what is shown changed."""
        affected: set[str] = set()
        for edit in edits:
            match edit:
                case Put():
                    affected.update(self._count(edit.before, -1))
                    affected.update(self._count(edit.after, 1))
                case Reject():
                    (self._rejected.add if edit.after else self._rejected.discard)(edit.suggestion)
                    affected.add(edit.suggestion)
                case _:
                    pass
        changed = [name for name in affected if name in self.by_id and self._move(name)]
        is_done = after.status is Status.DONE
        turned = is_done is not self._is_done and bool(self._pending)
        self._is_done = is_done
        if changed or turned:
            self._shown = None
        return turned or (bool(changed) and not is_done)

    def _count(self, item: Item | None, by: int) -> Iterable[str]:
        if item is None:
            return
        if item.suggestion is not None:
            self._cited[item.suggestion] += by
            yield item.suggestion
        if isinstance(item, Mention):
            said = (item.label, item.fragments)
            self._taken[said] += by
            if not self._taken[said]:
                del self._taken[said]
            yield from self._saying.get(said, ())

    def _move(self, name: str) -> bool:
        is_pending = self._is_pending(name)
        if is_pending is (name in self._pending):
            return False
        (self._pending.add if is_pending else self._pending.remove)(name)
        return True

    def _is_pending(self, name: str) -> bool:
        if name in self._rejected or self._cited[name]:
            return False
        suggestion = self.by_id[name]
        if not isinstance(suggestion, MentionSuggestion):
            return True
        return not self._taken[suggestion.label, suggestion.fragments]
