#!/usr/bin/env python3
"""Set up, run, test and check Dépêche from a bare clone, with nothing but Python: `python3 packaging/dev.py run`.

Only the standard library is used, and nothing is installed outside the checkout except, on Debian and its children
and only where they are missing, the system libraries that Qt opens.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
PRIVATE = CHECKOUT / ".dev"
OUT = CHECKOUT / "out"
OLDEST_PYTHON = (3, 11)


class Stop(Exception):  # noqa: N818 - it is no error of ours
    """A sentence for the person at the terminal; nothing more can be done here."""


# --- What the system must lend to Qt ---------------------------------------------------------------------


class Library(NamedTuple):
    """A shared library and the Debian packages that carry it, newest name first."""

    file: str
    packages: tuple[str, ...]


# What the Qt libraries that we load ask for (readelf -d over the wheel), less what every Linux has.
FOR_PICTURES = (
    Library("libGL.so.1", ("libgl1",)),
    Library("libEGL.so.1", ("libegl1",)),
    Library("libfontconfig.so.1", ("libfontconfig1",)),
    Library("libfreetype.so.6", ("libfreetype6",)),
    # Debian 13 and Ubuntu 24.04 renamed it for 64-bit time.
    Library("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Library("libdbus-1.so.3", ("libdbus-1-3",)),
    Library("libxkbcommon.so.0", ("libxkbcommon0",)),
    Library("libX11.so.6", ("libx11-6",)),
    Library("libzstd.so.1", ("libzstd1",)),
)
FOR_WINDOWS = (
    Library("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    Library("libX11-xcb.so.1", ("libx11-xcb1",)),
    Library("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Library("libxcb-glx.so.0", ("libxcb-glx0",)),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Library("libxcb-image.so.0", ("libxcb-image0",)),
    Library("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Library("libxcb-randr.so.0", ("libxcb-randr0",)),
    Library("libxcb-render.so.0", ("libxcb-render0",)),
    Library("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Library("libxcb-shape.so.0", ("libxcb-shape0",)),
    Library("libxcb-shm.so.0", ("libxcb-shm0",)),
    Library("libxcb-sync.so.1", ("libxcb-sync1",)),
    Library("libxcb-util.so.1", ("libxcb-util1",)),
    Library("libxcb-xfixes.so.0", ("libxcb-xfixes0",)),
    Library("libxcb-xkb.so.1", ("libxcb-xkb1",)),
    Library("libwayland-client.so.0", ("libwayland-client0",)),
    Library("libwayland-cursor.so.0", ("libwayland-cursor0",)),
)
A_FONT = Library("a font", ("fonts-dejavu-core",))
FOR_ENVIRONMENTS = (
    Library("Python's venv and ensurepip", ("python3-venv",)),
    Library("certificates", ("ca-certificates",)),
)


def can_open(library: Library) -> bool:
    """Whether the loader finds the library, wherever it came from."""
    try:
        ctypes.CDLL(library.file)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Whether the system has an outline font."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(path.suffix.lower() in {".ttf", ".otf", ".ttc"} for folder in folders for path in folder.rglob("*"))


def can_make_environments() -> bool:
    """Whether this Python has what makes environments; a minimal Debian leaves it out, and the certificates with it."""
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


def lacking(*, display: bool, venv: bool) -> list[Library]:
    """What Qt, and Python where it has to make an environment for uv, will ask for and this Linux does not have."""
    missing = [library for library in FOR_PICTURES + (FOR_WINDOWS if display else ()) if not can_open(library)]
    if not has_font():
        missing.append(A_FONT)
    if venv and not can_make_environments():
        missing.extend(FOR_ENVIRONMENTS)
    return missing


def known_packages(policy: str) -> set[str]:
    """Names that `apt-cache policy` has something to install for, read from what it prints in the C locale."""
    found = re.findall(r"^(\S+?)(?::\w+)?:\n  Installed: .*\n  Candidate: (.*)$", policy, re.MULTILINE)
    return {name for name, candidate in found if candidate != "(none)"}


def choose_packages(libraries: list[Library], known: set[str]) -> list[str]:
    """One package for each library: the first name that this release knows, else the last."""
    return [next((name for name in each.packages if name in known), each.packages[-1]) for each in libraries]


def say_lacking(missing: list[Library]) -> str:
    """The sentence for a person whose machine we may not, or cannot, complete."""
    return (
        f"this system lacks {', '.join(each.file for each in missing)}.\n"
        "Install them with the system's package manager and start again. On Debian and Ubuntu:\n"
        f"  apt-get install {' '.join(each.packages[-1] for each in missing)}"
    )


def ensure_system(*, display: bool, venv: bool) -> None:
    """Install what the system lacks where we may, else name it."""
    if not sys.platform.startswith("linux"):
        return
    missing = lacking(display=display, venv=venv)
    if not missing:
        return
    if not can_install():
        raise Stop(say_lacking(missing))
    refresh_packages()
    names = {name for library in missing for name in library.packages}
    install(choose_packages(missing, known_packages(ask("apt-cache", "policy", *sorted(names)))))
    importlib.invalidate_caches()
    missing = lacking(display=display, venv=venv)
    if missing:
        raise Stop(say_lacking(missing))


# --- apt -------------------------------------------------------------------------------------------------


def can_install() -> bool:
    """Whether apt is here and we may use it without asking for a password."""
    return shutil.which("apt-get") is not None and as_root() is not None


def as_root() -> list[str] | None:
    """What to put before a command that only root may run; None where we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
    return None


def refresh_packages() -> None:
    """Bring apt's lists up to date; a source that does not answer is apt's to report, not a reason to stop."""
    subprocess.run([*(as_root() or []), "apt-get", "update", "-q"], check=False)


def install(packages: list[str]) -> None:
    """Install Debian packages, and nothing that they merely recommend."""
    say(f"installing {' '.join(packages)}")
    options = ["-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    command = [*(as_root() or []), "apt-get", "install", *options, *packages]
    if subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False).returncode:
        raise Stop(f"apt could not install {' '.join(packages)}. Its own words are above.")


# --- uv and the environment ------------------------------------------------------------------------------


def oldest_uv() -> str:
    """The oldest uv that this checkout works with."""
    return required_uv((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def own_tool(name: str) -> Path:
    """Path of a program of our private environment."""
    return PRIVATE / "Scripts" / f"{name}.exe" if os.name == "nt" else PRIVATE / "bin" / name


def find_uv() -> Path | None:
    """Path of a uv that is new enough: the one on PATH, or the one that we brought before."""
    for candidate in (shutil.which("uv"), own_tool("uv")):
        if candidate and version_of(ask(candidate, "--version")) >= version_of(oldest_uv()):
            return Path(candidate)
    return None


def bring_uv() -> Path:
    """Install uv into an environment of our own; its path."""
    say(f"bringing uv {oldest_uv()} or newer into {PRIVATE.name}/")
    run([base_python(), "-m", "venv", "--clear", str(PRIVATE)])
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([own_tool("python"), *pip, f"uv>={oldest_uv()}"])
    return own_tool("uv")


def required_uv(pyproject: str) -> str:
    """The oldest uv that the project's metadata allows."""
    found = re.search(r'^required-version = ">=([\d.]+)"$', pyproject, re.MULTILINE)
    if found is None:
        raise Stop("pyproject.toml does not say which uv it needs")
    return found[1]


def version_of(text: str) -> tuple[int, ...]:
    """First dotted number in a text, (0,) where there is none: "uv 0.9.1 (…)" is (0, 9, 1)."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found[0].split(".")) if found else (0,)


def base_python() -> str:
    """The interpreter itself, also where we run inside an environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def environment(given: dict[str, str]) -> dict[str, str]:
    """Environment for uv: this interpreter and no other, and the certificates that pip was told of."""
    made = {name: value for name, value in given.items() if name != "VIRTUAL_ENV"}
    made |= {"UV_PYTHON": base_python(), "UV_PYTHON_DOWNLOADS": "never"}
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        if name in given:
            made.setdefault("SSL_CERT_FILE", given[name])
    return made


def own_index(given: dict[str, str]) -> str | None:
    """Package index that this machine is told to use instead of the public one, in uv's words or in pip's."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if given.get(name):
            return given[name]
    return ask(sys.executable, "-m", "pip", "config", "get", "global.index-url").strip() or None


def sync(uv: Path) -> None:
    """Make .venv exactly what uv.lock says."""
    env = environment(dict(os.environ))
    index = own_index(env)
    if index is None:
        run([uv, "sync", "--locked"], env=env)
    else:
        sync_from_index(uv, env={**env, "UV_DEFAULT_INDEX": index})


def sync_from_index(uv: Path, *, env: dict[str, str]) -> None:
    """Make .venv what uv.lock says, hash by hash, from an index other than the one that the lock was made with."""
    requirements = PRIVATE / "requirements.txt"
    PRIVATE.mkdir(exist_ok=True)
    locked = {name: value for name, value in env.items() if name not in {"UV_DEFAULT_INDEX", "UV_INDEX_URL"}}
    run([uv, "export", "--frozen", "--quiet", "--no-emit-project", "--output-file", str(requirements)], env=locked)
    if not (CHECKOUT / ".venv").exists():
        run([uv, "venv", "--quiet"], env=env)
    inside = {name: value for name, value in env.items() if name != "UV_PYTHON"}
    run([uv, "pip", "sync", "--require-hashes", str(requirements)], env=inside)
    run([uv, "pip", "install", "--no-deps", "--editable", "."], env=inside)


def set_up(*, display: bool = False) -> Path:
    """Bring everything that the commands below need; path of uv."""
    found = find_uv()
    ensure_system(display=display, venv=found is None)
    uv = found or bring_uv()
    sync(uv)
    return uv


# --- Commands --------------------------------------------------------------------------------------------


def has_display(given: dict[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be shown to somebody."""
    return not platform.startswith("linux") or bool(given.get("DISPLAY") or given.get("WAYLAND_DISPLAY"))


def command_setup(_: argparse.Namespace) -> None:
    """Bring uv, the locked environment and Qt's libraries."""
    set_up(display=has_display(dict(os.environ)))
    say("ready: python3 packaging/dev.py run")


def command_run(_: argparse.Namespace) -> None:
    """Open the window on the sample, or do the same job without one."""
    display = has_display(dict(os.environ))
    uv = set_up(display=display)
    if display:
        inside(uv, "annotator", "demo")
    else:
        run_without_display(uv)


def run_without_display(uv: Path) -> None:
    """Import the sample, suggest, export, and draw the window, all into out/."""
    say("there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): doing the same job without a window")
    OUT.mkdir(exist_ok=True)
    project, export, picture = OUT / "sample.annotator", OUT / "sample.jsonl", OUT / "window.png"
    for old in (*OUT.glob(f"{project.name}*"), export, picture):
        old.unlink(missing_ok=True)
    inside(uv, "annotator", "new", project, "--name", "Dépêche", "--language", "fr")
    inside(uv, "annotator", "import", project, *sorted((CHECKOUT / "seeds").glob("*.txt")))
    inside(uv, "annotator", "suggest", project)
    inside(uv, "annotator", "export", project, export, "--status", "all")
    inside(uv, "python", "-m", "annotator.gui.picture", project, picture, offscreen=True)
    say(f"made:\n  the project   {project}\n  the export    {export}\n  the window    {picture}")


def command_test(given: argparse.Namespace) -> None:
    """Run every test, then every benchmark at a third of its size; arguments go to pytest, which then runs once."""
    uv = set_up()
    extra: list[str] = given.pytest
    parallel = ["pytest", "-n", "2", "--benchmark-disable", "-m", "not bench"]
    inside(uv, *parallel, *extra)
    if not extra:
        # `bench` measures what is promised; this is to notice a loss, in the time that a change may take.
        os.environ.setdefault("ANNOTATOR_BENCH_DISPATCHES", "3000")
        inside(uv, *BENCH)


# A benchmark measures itself and a bare equivalent, more than once: pytest's usual limit is too short for it.
BENCH = ("pytest", "-m", "bench", "--timeout=400", "tests/bench")


def command_bench(given: argparse.Namespace) -> None:
    """Run the benchmarks, one after the other; arguments go to pytest."""
    inside(set_up(), *BENCH, *given.pytest)


def command_check(_: argparse.Namespace) -> None:
    """Check the form, the lint, the types and the import contracts, and report all that fails."""
    uv = set_up()
    failed = [" ".join(check) for check in CHECKS if inside(uv, *check, must=False)]
    if failed:
        raise Stop(f"failed: {'; '.join(failed)}")
    say("form, lint, types and contracts are in order")


CHECKS = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("basedpyright",),
    ("lint-imports", "--no-logo"),
)

COMMANDS = {
    "setup": command_setup,
    "run": command_run,
    "test": command_test,
    "bench": command_bench,
    "check": command_check,
}


# --- Talking to processes and people ---------------------------------------------------------------------


def inside(uv: Path, *command: str | Path, must: bool = True, offscreen: bool = False) -> int:
    """Run a command of the environment; its exit status, where it need not succeed."""
    env = environment(dict(os.environ)) | ({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})
    return run([uv, "run", "--no-sync", *command], env=env, must=must)


def run(command: list[str | Path], *, env: dict[str, str] | None = None, must: bool = True) -> int:
    """Run a command at the top of the checkout and show what it says; its exit status, where it need not succeed."""
    words = [str(word) for word in command]
    status = subprocess.run(words, cwd=CHECKOUT, env=env, check=False).returncode
    if status and must:
        raise Stop(f"failed with status {status}: {' '.join(words)}")
    return status


def ask(*command: str | Path) -> str:
    """What a command prints, in the C locale; nothing where it fails or is not there."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def say(sentence: str) -> None:
    """Tell the person at the terminal, before anything that is started next speaks."""
    print(f"dev: {sentence}", flush=True)


def check_python(version: tuple[int, ...]) -> None:
    """Refuse an interpreter that is too old."""
    if version < OLDEST_PYTHON:
        oldest, this = (".".join(map(str, each)) for each in (OLDEST_PYTHON, version))
        raise Stop(f"Python {oldest} or newer is needed; this is {this}")


def parse(words: list[str]) -> argparse.Namespace:
    """Read the command line; what follows `test` or `bench` is pytest's."""
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, action in COMMANDS.items():
        sentence = (action.__doc__ or "").strip()
        commands.add_parser(name, help=sentence, description=sentence, add_help=name not in {"test", "bench"})
    given, rest = parser.parse_known_args(words)
    if rest and given.command not in {"test", "bench"}:
        parser.error(f"{given.command} takes no arguments: {' '.join(rest)}")
    given.pytest = rest
    return given


def main(words: list[str]) -> int:
    """Do what the command line asks; the exit status."""
    given = parse(words)
    try:
        check_python(sys.version_info[:3])
        COMMANDS[given.command](given)
    except Stop as stop:
        print(f"dev: {stop}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
