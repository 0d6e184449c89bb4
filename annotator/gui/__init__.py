"""The window: the only user of Qt."""

import builtins

# Qt puts its own import in the place of Python's: it reads the source of every module that is imported after it, to
# look for `from __feature__ import …`, and all that source stays in memory. Nothing here switches features of Qt.
import PySide6.QtCore  # noqa: F401  # pyright: ignore[reportUnusedImport]

if builtins.__import__ is getattr(builtins, "__feature_import__", None):
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
