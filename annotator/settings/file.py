"""The settings file: JSON that holds only what differs from the defaults, written beside and moved into place."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import tempfile
from pathlib import Path
from typing import Any, TypeVar, cast

from annotator.settings.table import ANNOTATOR, PROJECTS, RECENT, Setting

T = TypeVar("T")

FILE = "settings.json"
RECENT_LIMIT = 20
PROJECTS_LIMIT = 200


class Settings:
    """The values of all settings; each change is on disk when `set` returns.

    `aside` is where an unreadable file was moved; `unsaved` says why the last change could not be
    written, in the system's words. Both are for the window to tell.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or config_folder()) / FILE
        self.aside: Path | None = None
        self.unsaved: str | None = None
        self._values = self._read()

    def __getitem__(self, setting: Setting[T]) -> T:
        value = self._values.get(setting.name, setting.default)
        return value if setting.accepts(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Change one setting, in the file too; another window's changes of others are kept."""
        self._values = self._read()
        if value == setting.default:
            self._values.pop(setting.name, None)
        else:
            self._values[setting.name] = value
        self._write()

    def project(self, uuid: str) -> dict[str, Any]:
        """Return what is remembered of a project."""
        return dict(self[PROJECTS].get(uuid, {}))

    def set_project(self, uuid: str, **values: Any) -> None:
        """Remember values of a project; the projects touched longest ago are forgotten."""
        projects = {name: row for name, row in self[PROJECTS].items() if name != uuid}
        projects[uuid] = {**self.project(uuid), **values}
        self.set(PROJECTS, dict(list(projects.items())[-PROJECTS_LIMIT:]))

    def remember_recent(self, path: Path, **values: Any) -> None:
        """Put a project at the head of the recent ones."""
        rows = [row for row in self[RECENT] if row["path"] != str(path)]
        none: dict[str, Any] = {}
        before = next((row for row in self[RECENT] if row["path"] == str(path)), none)
        self.set(RECENT, [{**before, **values, "path": str(path)}, *rows][:RECENT_LIMIT])

    def forget_recent(self, path: str) -> None:
        """Drop a project from the recent ones."""
        self.set(RECENT, [row for row in self[RECENT] if row["path"] != path])

    def annotator(self) -> str:
        """Return the annotator's name: the setting, else the login's."""
        return self[ANNOTATOR].strip() or _login()

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            self._put_aside()
            return {}
        if isinstance(values, dict):
            return cast("dict[str, Any]", values)
        self._put_aside()
        return {}

    def _put_aside(self) -> None:
        for number in range(1, 100):
            target = self._path.with_name(f"{self._path.stem}.unreadable-{number}.json")
            if not target.exists():
                with contextlib.suppress(OSError):
                    self._path.replace(target)
                    self.aside = target
                return

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(self._values, stream, ensure_ascii=False, indent=1)
            Path(name).replace(self._path)
            self.unsaved = None
        except OSError as error:
            self.unsaved = str(error)


def config_folder() -> Path:
    """Return the folder of the settings file, as the platform wishes it."""
    from platformdirs import user_config_path

    return user_config_path("depeche", appauthor=False)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "annotator"
