"""Builds the first page and wires it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.formats.registry import readable
from annotator.gui.i18n import tr
from annotator.gui.panels.welcome import Welcome
from annotator.settings.table import LANGUAGE, THEME

if TYPE_CHECKING:
    from annotator.gui.app import App

PIPELINE = "fr_core_news_md"


def build_welcome(app: App) -> Welcome:
    """Return the first page, wired to the window."""
    files = app.desk.files
    page = Welcome(
        app.themes,
        app.settings,
        sample=_sample(),
        formats=", ".join(tr("text") if kind.name == "text" else kind.name.upper() for kind in readable()),
        pipeline=_pipeline(),
    )
    page.demo_wanted.connect(files.demo)
    page.new_wanted.connect(files.new)
    page.open_wanted.connect(files.open)
    page.keys_wanted.connect(app.desk.view.keys)
    page.project_wanted.connect(lambda path: app.open_project(Path(path)))
    page.locate_wanted.connect(files.locate)
    page.theme_wanted.connect(lambda value: _set(app, THEME, value))
    page.language_wanted.connect(lambda value: QTimer.singleShot(0, lambda: _set(app, LANGUAGE, value)))
    QTimer.singleShot(0, page.focus_first)
    return page


def _set(app: App, setting: object, value: str) -> None:
    app.settings.set(setting, value)  # type: ignore[arg-type]
    app.setting_changed(setting.name)  # type: ignore[attr-defined]


def _sample() -> str:
    from annotator.resources import seeds
    from annotator.services.projects import SAMPLE_DONE

    count = len(list(seeds().glob("*.txt")))
    return tr("{count} dispatches, {done} of them annotated", count=count, done=min(SAMPLE_DONE, count))


def _pipeline() -> str:
    from annotator.domain.errors import KnownError
    from annotator.nlp import pipelines

    try:
        return tr("Pipeline {name} is ready", name=pipelines.find(PIPELINE).label)
    except KnownError:
        return tr("Pipeline {name} is not installed", name=PIPELINE)
