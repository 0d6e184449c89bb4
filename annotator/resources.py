"""Where the files that travel with the program are: label sets, icons, translations, schemas, the sample."""

from functools import cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a file or folder of resources/: `resource("i18n", "fr.qm")`."""
    return _data().joinpath("resources", *parts)


def seeds() -> Path:
    """Folder of the sample: dispatches written for this project, and their gold annotations."""
    return _data() / "seeds"


@cache
def _data() -> Path:
    """Folder that holds resources/ and seeds/.

    A wheel carries it inside the package, and the packaged program lays it out alike (PyInstaller gives a frozen
    module the `__file__` that it would have in the bundle's folder); a checkout has both at its top.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent
