"""What every test stands on: no display, no one's settings, and the client's sample where it is to be had."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before any test module imports Qt: a run must not open windows on the developer's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no failure; pytest's own timeout still holds. (Hypothesis does the same by itself where CI is set.)
settings.register_profile("house", deadline=None)
if "CI" not in os.environ:
    settings.load_profile("house")

CHECKOUT = Path(__file__).resolve().parent.parent
CLIENT_SEEDS = CHECKOUT.parent / "shared" / "seeds"

# Where platformdirs looks, by system. HOME stays: tools started by a test (uv, git) need the real one.
_HOUSEHOLD = ("CONFIG", "DATA", "STATE", "CACHE")


# Tools that tests start keep the developer's own downloads.
_ENVIRONMENT = dict(os.environ)


def _move_household(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Point every folder that platformdirs gives the program into `folder`."""
    for name in _HOUSEHOLD:
        patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in ("LOCAL_APPDATA", "APPDATA"):
        patch.setenv(f"WIN_PD_OVERRIDE_{name}", str(folder / name.lower()))


@pytest.fixture(scope="session", autouse=True)
def _session_household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that outlive one test out of the developer's folders."""
    with pytest.MonkeyPatch.context() as patch:
        _move_household(patch, tmp_path_factory.mktemp("household"))
        yield


@pytest.fixture(autouse=True)
def _household(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test settings, data and state folders of its own.

    They share the run's cache: what is kept there saves each process with spaCy three seconds and holds no state.
    """
    cache = os.environ["XDG_CACHE_HOME"]
    _move_household(monkeypatch, tmp_path_factory.mktemp("household"))
    monkeypatch.setenv("XDG_CACHE_HOME", cache)


@pytest.fixture(params=sorted(CLIENT_SEEDS.glob("*.txt")) or [None], ids=lambda path: path.name if path else "absent")
def client_sample(request: pytest.FixtureRequest) -> Path:
    """Path of one file of the client's own sample, each in turn; skips where it does not lie beside the checkout."""
    if request.param is None:
        pytest.skip("the client's sample is not beside this checkout")
    return request.param


@pytest.fixture(scope="session")
def uv_environment() -> dict[str, str]:
    """Environment for a uv that a test starts, itself named by UV; skips where there is none."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not on PATH")
    kept = {name: value for name, value in _ENVIRONMENT.items() if name != "VIRTUAL_ENV"}
    return {**kept, "UV": uv, "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, uv_environment: dict[str, str]) -> Path:
    """A wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [uv_environment["UV"], "build", "--wheel", "--quiet", "--out-dir", folder, CHECKOUT]
    subprocess.run(build, env=uv_environment, check=True)
    (built,) = folder.glob("*.whl")
    return built
