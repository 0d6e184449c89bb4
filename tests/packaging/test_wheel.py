"""A built wheel, in an environment that has nothing else of ours, run from a folder that is not the checkout."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import annotator
from tests.conftest import CHECKOUT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory, uv_environment: dict[str, str]) -> Path:
    """Folder of the commands of an environment that holds the locked dependencies and the wheel."""
    room = tmp_path_factory.mktemp("installed") / "venv"
    uv = uv_environment["UV"]
    env = {**uv_environment, "UV_PROJECT_ENVIRONMENT": str(room)}
    locked = ["sync", "--frozen", "--no-dev", "--no-install-project", "--quiet"]
    subprocess.run([uv, *locked], cwd=CHECKOUT, env=env, check=True)
    python = room / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([uv, "pip", "install", "--quiet", "--no-deps", "--python", python, wheel], env=env, check=True)
    return python.parent


def annotate(installed: Path, cwd: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [installed / "annotator", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_tells_its_version(installed: Path, tmp_path: Path):
    assert annotator.__version__ in annotate(installed, tmp_path, "--version")


def test_it_imports_suggests_and_exports_its_own_sample(installed: Path, tmp_path: Path):
    where = "from annotator.resources import seeds; print(seeds())"
    sample = Path(subprocess.check_output([installed / "python", "-c", where], cwd=tmp_path, text=True).strip())
    assert CHECKOUT not in sample.parents
    texts = sorted(sample.glob("*.txt"))[:2]
    annotate(installed, tmp_path, "new", "p.annotator", "--pipeline", "fr_core_news_sm")
    annotate(installed, tmp_path, "import", "p.annotator", *texts)
    annotate(installed, tmp_path, "suggest", "p.annotator")
    annotate(installed, tmp_path, "export", "p.annotator", "out.jsonl", "--status", "all")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(records) == len(texts)
    for record in records:
        assert record["suggestions"]
        assert all(record["text"][start:end] for each in record["suggestions"] for start, end in each["fragments"])
