"""The language of the window: every string that a person reads passes here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from annotator.domain.errors import KnownError
from annotator.resources import resource

CONTEXT: Final = "annotator"
ERRORS: Final = "errors"
LANGUAGES: Final = {"fr": "Français", "en": "English"}


class _State:
    """The translators in force, kept alive, and their language."""

    language = "en"
    installed: tuple[QTranslator, ...] = ()


def tr(text: str, /, *, n: int | None = None, meaning: str | None = None, **fields: object) -> str:
    """Return an English text in the window's language, its `{fields}` filled.

    `text` and `meaning` must be literals: packaging/translate.py collects them. `n` picks the plural
    form and fills `{n}`; whole numbers are written as the locale does. `meaning` tells apart two
    uses of one English text.
    """
    said = QCoreApplication.translate(CONTEXT, text, meaning, -1 if n is None else n)
    if n is not None:
        fields["n"] = n
    return said.format(**{name: _shown(value) for name, value in fields.items()}) if fields else said


def mark(text: str, /) -> str:
    """Return a literal untouched: it is collected here and translated by `tr_marked` where it is shown."""
    return text


def tr_marked(text: str, /, **fields: object) -> str:
    """Return the translation of a text that was collected by `mark`."""
    said = QCoreApplication.translate(CONTEXT, text)
    return said.format(**{name: _shown(value) for name, value in fields.items()}) if fields else said


def tr_error(error: KnownError) -> str:
    """Return what a KnownError says, without its place, in the window's language."""
    said = QCoreApplication.translate(ERRORS, error.message)
    return said.format(**{name: _shown(value) for name, value in error.fields.items()})


def number(value: int) -> str:
    """Return a whole number as the locale writes it."""
    return QLocale().toString(value)


def language() -> str:
    """Return the code of the window's language: `fr` or `en`."""
    return _State.language


def set_language(wanted: str) -> str:
    """Switch the window to a language, or for `system` to the user's, and return its code."""
    system = QLocale.system()
    code = wanted if wanted in LANGUAGES else system.name()[:2]
    code = code if code in LANGUAGES else "en"
    locale = system if system.name()[:2] == code else QLocale(code)
    QLocale.setDefault(locale)
    for old in _State.installed:
        QCoreApplication.removeTranslator(old)
    _State.installed = _translators(code)
    for translator in _State.installed:
        QCoreApplication.installTranslator(translator)
    _State.language = code
    return code


def _translators(code: str) -> tuple[QTranslator, ...]:
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = ((f"qtbase_{code}", qt_folder), (f"annotator_{code}", str(resource("i18n"))))
    translators: list[QTranslator] = []
    for name, folder in wanted:
        translator = QTranslator()
        if translator.load(name, folder):
            translators.append(translator)
    return tuple(translators)


def _shown(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return str(value)
