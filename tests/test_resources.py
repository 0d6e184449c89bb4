"""The same two functions find our files in a checkout, in an installed wheel and in a frozen program."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator.resources import resource, seeds
from tests.conftest import CHECKOUT

TELL = "from annotator.resources import resource, seeds; print(resource('README.md').is_file(), seeds().is_dir())"


def test_checkout_has_them_at_its_top():
    assert resource("README.md") == CHECKOUT / "resources" / "README.md"
    assert seeds() == CHECKOUT / "seeds"
    assert resource("README.md").is_file()
    assert seeds().is_dir()


def test_a_path_goes_as_deep_as_it_is_asked():
    assert resource("i18n", "fr.qm") == resource() / "i18n" / "fr.qm"


@pytest.mark.slow
def test_wheel_carries_every_file_of_both(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    there = [path for name in ("resources", "seeds") for path in (CHECKOUT / name).rglob("*") if path.is_file()]
    assert there
    assert {f"annotator/_data/{path.relative_to(CHECKOUT).as_posix()}" for path in there} <= packed


@pytest.mark.slow
def test_unpacked_wheel_finds_them(wheel: Path, tmp_path: Path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["True", "True"]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(
    sys.platform.startswith("linux") and shutil.which("objdump") is None, reason="PyInstaller needs Debian's binutils"
)
def test_frozen_program_finds_them(wheel: Path, tmp_path: Path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    script = tmp_path / "tell.py"
    script.write_text(TELL, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--onedir", "--noconfirm", "--log-level=ERROR"]
        + ["--paths", str(site), "--add-data", f"{site / 'annotator' / '_data'}{os.pathsep}annotator/_data"]
        + [str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        check=True,
    )
    told = subprocess.run([tmp_path / "dist" / "tell" / "tell"], cwd="/", check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["True", "True"]
