"""`python -m annotator`, and the program that an installed package starts."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the window, or run a command; return the exit status."""
    from multiprocessing import freeze_support

    # First of all: a spawned process of the packaged program starts here too.
    freeze_support()
    arguments = sys.argv[1:]
    # What only opens the window does not pay for the commands.
    match arguments:
        case [] | ["open"]:
            return _window(None)
        case ["open", project] if not project.startswith("-"):
            return _window(project)
        case ["demo"]:
            return _window(None, demo=True)
        case _:
            from annotator.cli import run

            return run(arguments)


def _window(project: str | None, *, demo: bool = False) -> int:
    import gc
    from pathlib import Path

    # Looking for garbage while modules load costs a tenth of the start; the window turns it on again once painted.
    gc.disable()
    from annotator.gui.app import open_window

    return open_window(None if project is None else Path(project), demo=demo)


if __name__ == "__main__":
    sys.exit(main())
