"""The text of the dispatch: copy it, find in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from annotator.domain.text import Fragments, Range, surface
from annotator.gui.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.desk import Desk


class TextCommands:
    """Copy what is selected; find words in the dispatch."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def copy(self) -> None:
        """Copy the selected words, else those of the target, exactly as they are stored."""
        fragments = self._fragments()
        if fragments:
            QGuiApplication.clipboard().setText(surface(self._desk.dispatch.text, fragments))

    def copy_details(self) -> None:
        """Copy the words with label and offsets: `words<TAB>PER<TAB>12-20`."""
        fragments = self._fragments()
        if not fragments:
            return
        target = None if self._desk.canvas.selection else self._desk.mentions.target()
        kind = self._desk.session.schema.entity(target.label) if target is not None else None
        places = " ".join(f"{start}-{end}" for start, end in fragments)
        label = kind.name if kind is not None else ""
        words = surface(self._desk.dispatch.text, fragments)
        QGuiApplication.clipboard().setText(f"{words}\t{label}\t{places}")

    def find(self) -> None:
        """Open the find field over the canvas."""
        self._desk.window.find_bar.open(self._selected_words())

    def find_next(self, step: int) -> None:
        """Go to the next or previous place of the words in the find field."""
        words = self._desk.window.find_bar.words()
        if not words:
            self.find()
            return
        found = self.places(words)
        if not found:
            self._desk.notify.say(tr("“{words}” is not in this dispatch", words=words))
            return
        at = self._here()
        if step > 0:
            part = next((p for p in found if p[0] > at), found[0])
        else:
            part = next((p for p in reversed(found) if p[0] < at), found[-1])
        self._desk.canvas.set_hits(found, part)
        self._desk.canvas.select_range(part, reveal=True)

    def seek(self, words: str) -> None:
        """Show where the words stand, while they are typed."""
        found = self.places(words) if words.strip() else []
        self._desk.canvas.set_hits(found)
        said = tr("{n} places", n=len(found)) if words.strip() else ""
        self._desk.window.find_bar.found.setText(said)

    def leave(self) -> None:
        """Show no places any more; the keyboard goes back to the canvas."""
        self._desk.canvas.set_hits([])
        self._desk.canvas.setFocus()

    def places(self, words: str) -> list[Range]:
        """Return where words stand in the dispatch, whatever their case and accents."""
        from annotator.services.search import find_in_text

        return find_in_text(self._desk.dispatch.text, words)

    def _here(self) -> int:
        selection = self._desk.canvas.selection
        if selection is not None:
            return selection[0]
        token = self._desk.canvas.cursor_range()
        return token[0] - 1 if token is not None else -1

    def _selected_words(self) -> str:
        selection = self._desk.canvas.selection
        return self._desk.dispatch.text[slice(*selection)] if selection else ""

    def _fragments(self) -> Fragments:
        selection = self._desk.canvas.selection
        if selection is not None:
            return (selection,)
        target = self._desk.mentions.target()
        if target is not None:
            return target.fragments
        token = self._desk.canvas.cursor_range()
        return (token,) if token is not None else ()
