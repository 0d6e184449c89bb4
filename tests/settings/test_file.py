"""The settings file, on disk."""

import json
from pathlib import Path

from annotator.settings.file import FILE, Settings
from annotator.settings.table import LANGUAGE, RECENT, TABLE, TEXT_SIZE, THEME


def test_only_what_differs_is_written(tmp_path: Path):
    settings = Settings(tmp_path)
    settings.set(THEME, "dark")
    settings.set(LANGUAGE, "fr")
    settings.set(LANGUAGE, "system")
    assert json.loads((tmp_path / FILE).read_text("utf-8")) == {"theme": "dark"}
    assert Settings(tmp_path)[THEME] == "dark"


def test_a_value_that_makes_no_sense_is_the_default(tmp_path: Path):
    (tmp_path / FILE).write_text('{"text_size": "huge", "theme": "pink", "recent": [1]}')
    settings = Settings(tmp_path)
    assert (settings[TEXT_SIZE], settings[THEME], settings[RECENT]) == (17, "system", [])


def test_an_unreadable_file_is_kept_aside_and_said(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"\xff{not json")
    settings = Settings(tmp_path)
    assert settings[THEME] == "system"
    assert settings.aside is not None
    assert settings.aside.read_bytes() == b"\xff{not json"
    settings.set(THEME, "dark")
    assert Settings(tmp_path)[THEME] == "dark"


def test_two_windows_keep_each_others_changes(tmp_path: Path):
    one, two = Settings(tmp_path), Settings(tmp_path)
    one.set(THEME, "dark")
    two.set(LANGUAGE, "en")
    assert (Settings(tmp_path)[THEME], Settings(tmp_path)[LANGUAGE]) == ("dark", "en")


def test_a_folder_that_cannot_be_made_is_said_and_does_not_raise(tmp_path: Path):
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "below")
    settings.set(THEME, "dark")
    assert settings.unsaved
    assert settings[THEME] == "dark"


def test_recent_projects_stand_newest_first_once_each(tmp_path: Path):
    settings = Settings(tmp_path)
    settings.remember_recent(tmp_path / "a.annotator", name="A")
    settings.remember_recent(tmp_path / "b.annotator", name="B")
    settings.remember_recent(tmp_path / "a.annotator", done=3)
    assert [(Path(row["path"]).name, row.get("name"), row.get("done")) for row in settings[RECENT]] == [
        ("a.annotator", "A", 3),
        ("b.annotator", "B", None),
    ]


def test_a_project_remembers_its_layout(tmp_path: Path):
    Settings(tmp_path).set_project("u1", zoom=120)
    Settings(tmp_path).set_project("u1", place=7)
    assert Settings(tmp_path).project("u1") == {"zoom": 120, "place": 7}


def test_every_setting_has_a_name_of_its_own_and_accepts_its_default():
    assert len({setting.name for setting in TABLE}) == len(TABLE)
    assert all(setting.doc for setting in TABLE)
    assert all(setting.accepts(setting.default) or not setting.default for setting in TABLE)
