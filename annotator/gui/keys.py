"""From key events to chords: the digits by their physical key, the rest by what it writes."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

DIGITS: Final = "123456789"
AZERTY_ROW: Final = "&é\"'(-è_ç"

# The physical digit row: kVK_ANSI_1 … 9 on macOS; scan codes of set 1 on Windows; evdev's plus 8 elsewhere.
_MAC_KEYS: Final = {18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9"}
_WINDOWS_CODES: Final = {0x02 + i: digit for i, digit in enumerate(DIGITS)}
_EVDEV_CODES: Final = {10 + i: digit for i, digit in enumerate(DIGITS)}

_BARE: Final = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
    Qt.Key.Key_unknown,
}
_RENAMED: Final = {Qt.Key.Key_Enter: Qt.Key.Key_Return, Qt.Key.Key_Backtab: Qt.Key.Key_Tab}
_STRONG: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_KEPT: Final = _STRONG | Qt.KeyboardModifier.ShiftModifier


def is_press(event: QKeyEvent) -> bool:
    """Tell whether a key press counts as one: no repeat and no bare modifier."""
    return not event.isAutoRepeat() and event.key() not in _BARE


def digit(event: QKeyEvent, *, platform: str = sys.platform) -> str | None:
    """Return the digit of a press without Ctrl, Alt or Meta: by physical key, else by either row's character."""
    if event.modifiers() & _STRONG:
        return None
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    found = _physical_digit(event, platform)
    if found is not None:
        return found if not shifted or event.text() == found else None
    written = event.text()
    if written and written in DIGITS:
        return written
    if written and not shifted and written in AZERTY_ROW:
        return DIGITS[AZERTY_ROW.index(written)]
    return None


def _physical_digit(event: QKeyEvent, platform: str) -> str | None:
    if platform == "darwin":
        # Key 0 is A, so the code alone says nothing where there was no native event.
        return _MAC_KEYS.get(event.nativeVirtualKey())
    return (_WINDOWS_CODES if platform == "win32" else _EVDEV_CODES).get(event.nativeScanCode())


def chord(event: QKeyEvent) -> str | None:
    """Return a press as text, as QKeySequence writes it: `Ctrl+Shift+Right`, `G`, `?`; None for a bare modifier."""
    key = Qt.Key(event.key())
    if key in _BARE:
        return None
    modifiers = event.modifiers() & _KEPT
    written = event.text()
    if len(written) == 1 and written.isprintable() and not written.isalnum() and written != " ":
        # Shift (and on some rows AltGr) only chose the character.
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    key = _RENAMED.get(key, key)
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)


def normal(written: str) -> str:
    """Return a chord as QKeySequence writes it, the empty string where it is none."""
    return QKeySequence(written).toString(QKeySequence.SequenceFormat.PortableText)


def shown(written: str) -> str:
    """Return a chord as the person's system and language write it."""
    return QKeySequence(written).toString(QKeySequence.SequenceFormat.NativeText)
