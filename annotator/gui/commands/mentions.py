"""What a person does to mentions and their suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain import operations
from annotator.domain.annotations import Mention
from annotator.domain.edits import Edits, Put, apply
from annotator.domain.suggestions import MentionSuggestion
from annotator.domain.text import Fragments, Range, covers, hull, text_order
from annotator.gui.graphemes import step_grapheme
from annotator.gui.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

Target = Mention | MentionSuggestion

Key = tuple[bool, str]
"""Whether it is a suggestion, and its id: what the canvas and the lists know a target by."""


def key_of(target: Target) -> Key:
    """Return what names a target."""
    return isinstance(target, MentionSuggestion), target.id


class MentionCommands:
    """Label, accept, reject, move edges, add and cut fragments; the target is what is selected or under the cursor."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # ── what a key is about ────────────────────────────────────────────────

    def target(self) -> Target | None:
        """Return the selected mention or suggestion, else the smallest one under the cursor."""
        selected = self._desk.selected
        found = self.find(selected) if selected is not None else None
        return found or next(iter(self.under_cursor()), None)

    def target_mention(self) -> Mention | None:
        """Return the target where it is a mention."""
        target = self.target()
        return target if isinstance(target, Mention) else None

    def find(self, key: Key) -> Target | None:
        """Return the mention or the suggestion that a key names; one that is not shown is not found."""
        suggested, name = key
        if not suggested:
            return self._desk.annotations.mentions.get(name)
        found = self._desk.session.suggestions_by_id.get(name)
        return found if isinstance(found, MentionSuggestion) and found in self._desk.session.shown else None

    def held(self) -> Target | None:
        """Return what was selected last, also while words are selected since."""
        name = self._desk.canvas.held_mention()
        return None if name is None else self.find((False, name)) or self.find((True, name))

    def under_cursor(self) -> list[Target]:
        """Return what lies under the cursor's token: suggestions first, the smaller first."""
        token = self._desk.canvas.cursor_range()
        if token is None:
            return []
        everything: list[Target] = [*self._desk.pending, *self._desk.annotations.mentions.values()]
        here = [t for t in everything if any(s < token[1] and e > token[0] for s, e in t.fragments)]
        return sorted(here, key=lambda t: (isinstance(t, Mention), _length(t.fragments), t.id))

    # ── label ──────────────────────────────────────────────────────────────

    def label_by_key(self, digit: str) -> None:
        """Label with the type that a digit key gives."""
        kind = self._desk.session.schema.entity_for_key(digit)
        if kind is None:
            self._desk.notify.say(tr("No type has the key {key}", key=digit))
        else:
            self.label(kind.id)

    def label(self, label: str) -> None:
        """Label the selection, else relabel the target, else label the token under the cursor."""
        selection = self._desk.canvas.selection
        target = None if selection is not None else self.target()
        if target is not None:
            self.relabel(target, label)
        else:
            part = selection or self._desk.canvas.cursor_range()
            if part is not None:
                self.make(part, label)

    def make(self, part: Range, label: str) -> None:
        """Make a mention of a range and select it; where it is already there, select that one."""
        session = self._desk.session
        edits = operations.add_mention(session.annotations, session.shown, self._desk.dispatch.text, (part,), label)
        self._desk.do(edits, name="label")
        self._select_at((part,), label)

    def relabel(self, target: Target, label: str) -> None:
        """Give a mention another label; a suggestion is accepted under that label."""
        session = self._desk.session
        if isinstance(target, MentionSuggestion):
            self.accept(target, label=label)
        else:
            edits = operations.relabel(session.annotations, session.suggestions_by_id, target.id, label)
            self._desk.do(edits, name="relabel")
            self._desk.select(key_of(target))

    def choose_label(self) -> None:
        """Open the label popup for the selection or the target."""
        from annotator.gui.dialogs.labels import LabelPopup

        popup = LabelPopup(self._desk.session.schema, self._desk.themes.theme, parent=self._desk.window)
        popup.chosen.connect(self.label)
        popup.pressed.connect(self._desk.press)
        popup.show_at(self._desk.canvas.popup_point())

    # ── answer suggestions ─────────────────────────────────────────────────

    def accept_or_label(self) -> None:
        """Accept the suggestion that is the target; on a selection or a mention, open the label popup."""
        target = None if self._desk.canvas.selection is not None else self.target()
        if isinstance(target, MentionSuggestion):
            self.accept(target)
        else:
            self.choose_label()

    def accept(self, suggestion: MentionSuggestion, *, label: str | None = None) -> None:
        """Make the mention that a suggestion proposes, under its own label or another."""
        text = self._desk.dispatch.text
        edits = operations.accept_mention(self._desk.annotations, suggestion, text, label=label)
        self._desk.do(edits, name="accept" if label in (None, suggestion.label) else "relabel")
        self._select_at(suggestion.fragments, label or suggestion.label)

    def reject(self, suggestion: MentionSuggestion) -> None:
        """Say no to a suggestion."""
        self._desk.do(operations.reject(self._desk.annotations, [suggestion.id]), name="reject")

    def remove(self) -> None:
        """Reject the suggestion or remove the mention that is the target."""
        target = self.target()
        if isinstance(target, MentionSuggestion):
            self.reject(target)
        elif target is not None:
            self._desk.do(operations.remove_mention(self._desk.annotations, target.id), name="remove")

    def answer_all(self, *, accept: bool) -> None:
        """Accept or reject every suggestion of the dispatch in one step."""
        pending = self._desk.pending
        annotations, text = self._desk.annotations, self._desk.dispatch.text
        if accept:
            self._desk.do(operations.accept_mentions(annotations, pending, text), name="accept_all")
        else:
            self._desk.do(operations.reject(annotations, [s.id for s in pending]), name="reject_all")

    # ── edges and fragments ────────────────────────────────────────────────

    def move_edge(self, *, end: bool, step: int, character: bool = False) -> None:
        """Move the target's end or start by a token or a character; a suggestion is accepted with it."""
        target = self.target()
        if target is None:
            return
        parts = list(target.fragments)
        index = -1 if end else 0
        parts[index] = self._moved(parts[index], end=end, step=step, character=character)
        self.set_fragments(target, tuple(parts), name="move_edge")

    def set_fragments(self, target: Target, fragments: Fragments, *, name: str) -> None:
        """Give a mention other fragments; a suggestion is accepted with them."""
        session, text = self._desk.session, self._desk.dispatch.text
        if fragments == target.fragments:
            return
        first: Edits = ()
        annotations = session.annotations
        if isinstance(target, MentionSuggestion):
            first = operations.accept_mention(annotations, target, text)
            annotations = apply(annotations, first)
        mention = target.id if isinstance(target, Mention) else _made(first)
        rest = operations.set_fragments(annotations, session.suggestions_by_id, text, mention, fragments)
        if rest:
            self._desk.do((*first, *rest), name=name)
            self._desk.select((False, mention))

    def add_fragment(self) -> None:
        """Add the selected words to the mention last selected."""
        selection, target = self._desk.canvas.selection, self.held()
        if selection is None or target is None:
            self._desk.notify.say(tr("Select a mention first, then the words to add to it"))
            return
        self.set_fragments(target, operations.join_ranges((*target.fragments, selection)), name="add_fragment")

    def cut_fragment(self) -> None:
        """Cut the selected words out of the mention last selected, else of the smallest that holds them."""
        selection = self._desk.canvas.selection
        if selection is None:
            return
        target = self.held() or self._around(selection)
        if target is None:
            self._desk.notify.say(tr("The selected words lie in no mention"))
            return
        left = operations.subtract_range(target.fragments, selection)
        if left:
            self.set_fragments(target, left, name="cut_fragment")

    def label_all(self) -> None:
        """Preview all occurrences of the target's or the selected words, and label those left checked."""
        from annotator.gui.dialogs.label_all import LabelAllDialog

        selection, target = self._desk.canvas.selection, self.target()
        words = (
            self._desk.dispatch.text[slice(*selection)]
            if selection
            else target.text
            if isinstance(target, Mention)
            else ""
        )
        if isinstance(target, MentionSuggestion) and not selection:
            words = self._desk.dispatch.text[slice(*hull(target.fragments))]
        if not words.strip():
            self._desk.notify.say(tr("Select words or a mention first"))
            return
        label = target.label if target is not None and not selection else None
        LabelAllDialog(self._desk, words, label, parent=self._desk.window).open()

    # ── move ───────────────────────────────────────────────────────────────

    def next_pending(self, step: int) -> None:
        """Select the next or previous suggestion to review, around the end of the text."""
        ordered = sorted(self._desk.pending, key=lambda s: text_order(s.fragments))
        if not ordered:
            if self._desk.suggesting.awaited():
                self._desk.notify.say(tr("The suggestions for this dispatch are still to come"))
            else:
                self._desk.notify.say(tr("No suggestion is left to review here"))
            return
        here = self._place()
        if step > 0:
            found = next((s for s in ordered if (text_order(s.fragments), s.id) > here), ordered[0])
        else:
            found = next((s for s in reversed(ordered) if (text_order(s.fragments), s.id) < here), ordered[-1])
        self._desk.select(key_of(found), reveal=True)

    def select_here(self) -> None:
        """Select the mention at the cursor; again: the next one that overlaps it."""
        here = self.under_cursor()
        if not here:
            return
        keys = [key_of(target) for target in here]
        selected = self._desk.selected
        at = keys.index(selected) + 1 if selected in keys else 0
        self._desk.select(keys[at % len(keys)])

    def let_go(self) -> None:
        """Let go of the selection, then of the selected mention."""
        self._desk.canvas.clear_selection()

    # ── helpers ────────────────────────────────────────────────────────────

    def _place(self) -> tuple[tuple[int, int, Fragments], str]:
        selected = self._desk.selected
        target = self.find(selected) if selected is not None else None
        if target is not None:
            return text_order(target.fragments), target.id
        token = self._desk.canvas.cursor_range() or (0, 0)
        return (token[0], -token[1] - 1, ()), ""

    def _around(self, part: Range) -> Target | None:
        holding = [m for m in self._desk.annotations.mentions.values() if covers(m.fragments, part[0])]
        return min(holding, key=lambda m: _length(m.fragments), default=None)

    def _moved(self, part: Range, *, end: bool, step: int, character: bool) -> Range:
        if not character:
            grid = self._desk.session.grid
            return grid.move_end(part, step) if end else grid.move_start(part, step)
        text = self._desk.dispatch.text
        if end:
            return part[0], max(step_grapheme(text, part[1], step), step_grapheme(text, part[0], 1))
        return min(step_grapheme(text, part[0], step), step_grapheme(text, part[1], -1)), part[1]

    def _select_at(self, fragments: Fragments, label: str) -> None:
        for mention in self._desk.annotations.mentions.values():
            if mention.fragments == fragments and mention.label == label:
                self._desk.select((False, mention.id))
                return


def _length(fragments: Fragments) -> int:
    return sum(end - start for start, end in fragments)


def _made(edits: Edits) -> str:
    return next(edit.item.id for edit in reversed(edits) if isinstance(edit, Put))
