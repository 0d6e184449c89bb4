"""dev.py: what it finds missing, which package names it chooses, and what it says on each system."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.conftest import CHECKOUT

BOOKWORM = """\
libglib2.0-0:
  Installed: (none)
  Candidate: 2.74.6-2+deb12u6
  Version table:
     2.74.6-2+deb12u6 500
libgl1:
  Installed: (none)
  Candidate: 1.6.0-1
  Version table:
     1.6.0-1 500
"""
TRIXIE = """\
libglib2.0-0:
  Installed: (none)
  Candidate: (none)
  Version table:
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.84.3-1
  Version table:
     2.84.3-1 500
libgl1:amd64:
  Installed: 1.7.0-1+b2
  Candidate: 1.7.0-1+b2
  Version table:
"""


GLIB = next(library for library in dev.FOR_PICTURES if "glib" in library.file)
GL = next(library for library in dev.FOR_PICTURES if library.file == "libGL.so.1")


@pytest.mark.parametrize(
    ("policy", "names"),
    [(BOOKWORM, ["libglib2.0-0", "libgl1"]), (TRIXIE, ["libglib2.0-0t64", "libgl1"])],
    ids=["bookworm", "trixie"],
)
def test_a_package_is_chosen_by_the_name_that_the_release_knows(policy: str, names: list[str]):
    assert dev.choose_packages([GLIB, GL], dev.known_packages(policy)) == names


def test_without_lists_the_oldest_name_is_asked_for():
    assert dev.choose_packages([GLIB], dev.known_packages("")) == ["libglib2.0-0"]


def test_no_library_is_listed_twice():
    files = [library.file for library in dev.FOR_PICTURES + dev.FOR_WINDOWS]
    assert len(files) == len(set(files))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux loader")
def test_a_library_that_is_not_there_is_lacking(monkeypatch: pytest.MonkeyPatch):
    absent = dev.Library("libabsent-depeche.so.9", ("libabsent9",))
    monkeypatch.setattr(dev, "FOR_PICTURES", (absent, dev.Library("libc.so.6", ("libc6",))))
    monkeypatch.setattr(dev, "has_font", lambda: True)
    assert dev.lacking(display=False, venv=True) == [absent]


def test_a_window_asks_for_more_than_a_picture(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dev, "can_open", lambda _: False)
    monkeypatch.setattr(dev, "has_font", lambda: False)
    assert dev.lacking(display=False, venv=False) == [*dev.FOR_PICTURES, dev.A_FONT]
    assert dev.lacking(display=True, venv=False) == [*dev.FOR_PICTURES, *dev.FOR_WINDOWS, dev.A_FONT]


def test_a_minimal_python_is_completed_only_where_it_must_make_an_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dev, "can_open", lambda _: True)
    monkeypatch.setattr(dev, "has_font", lambda: True)
    monkeypatch.setattr(dev, "can_make_environments", lambda: False)
    assert dev.lacking(display=True, venv=False) == []
    assert dev.choose_packages(dev.lacking(display=True, venv=True), set()) == ["python3-venv", "ca-certificates"]


def test_what_cannot_be_installed_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "can_open", lambda library: library.file != "libEGL.so.1")
    monkeypatch.setattr(dev, "has_font", lambda: True)
    monkeypatch.setattr(dev, "can_install", lambda: False)
    with pytest.raises(dev.Stop, match=r"libEGL\.so\.1(.|\n)*libegl1"):
        dev.ensure_system(display=False, venv=False)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_what_qt_needs(monkeypatch: pytest.MonkeyPatch, platform: str):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(dev, "can_open", lambda _: pytest.fail("asked for a library"))
    dev.ensure_system(display=True, venv=True)


@pytest.mark.parametrize(
    ("platform", "given", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_told_by_the_environment(platform: str, given: dict[str, str], shown: bool):
    assert dev.has_display(given, platform) is shown


@pytest.mark.parametrize(
    ("text", "version"),
    [("uv 0.9.1 (x86_64-unknown-linux-gnu)", (0, 9, 1)), ("uv 0.13.9", (0, 13, 9)), ("", (0,)), ("0.8.4", (0, 8, 4))],
)
def test_versions_compare_as_numbers(text: str, version: tuple[int, ...]):
    assert dev.version_of(text) == version


def test_the_uv_that_we_bring_is_the_one_that_the_project_asks_for():
    floor = dev.required_uv((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert dev.version_of(floor) >= (0, 8)


def test_an_old_python_is_refused_in_words():
    with pytest.raises(dev.Stop, match=r"Python 3\.11 or newer is needed; this is 3\.9\.2"):
        dev.check_python((3, 9, 2))
    dev.check_python((3, 11, 0))


def test_uv_uses_this_interpreter_and_the_certificates_of_pip():
    made = dev.environment({"VIRTUAL_ENV": "/elsewhere", "PIP_CERT": "/certs.pem", "HTTPS_PROXY": "proxy"})
    assert made == {
        "UV_PYTHON": dev.base_python(),
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_CERT": "/certs.pem",
        "SSL_CERT_FILE": "/certs.pem",
        "HTTPS_PROXY": "proxy",
    }


def test_certificates_that_are_set_are_kept():
    assert dev.environment({"SSL_CERT_FILE": "/mine", "PIP_CERT": "/pips"})["SSL_CERT_FILE"] == "/mine"


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"])
def test_an_index_of_the_house_is_honoured(name: str):
    assert dev.own_index({name: "file:///mirror"}) == "file:///mirror"


def test_arguments_of_test_go_to_pytest():
    assert dev.parse(["test", "-k", "offsets", "--co"]).pytest == ["-k", "offsets", "--co"]


def test_other_commands_take_no_arguments(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        dev.parse(["run", "--fast"])
    assert "run takes no arguments: --fast" in capsys.readouterr().err


def test_it_needs_nothing_but_the_standard_library():
    told = subprocess.run(
        [sys.executable, "-I", "-S", CHECKOUT / "packaging" / "dev.py", "--help"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    for command in dev.COMMANDS:
        assert command in told.stdout


def test_checkout_is_where_the_metadata_is():
    assert (Path(dev.CHECKOUT) / "pyproject.toml").is_file()
