"""The tokens of the desk, light and dark: colours, fonts, palette and style sheet; values are in resources/themes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.resources import resource

TEXT_FAMILIES = ("Noto Serif", "Source Serif 4", "Charter", "Cambria", "Georgia", "DejaVu Serif", "Liberation Serif")
"""Serif faces with good hinting, best first; none is bundled (docs/decisions)."""

SUGGESTED = 0.42
"""Opacity of a suggestion's ground."""

RADII = {"mention": 3.5, "ring": 4.5, "button": 6, "row": 7, "card": 8, "dialog": 10}
SIZES = {"body": 13.0, "small": 12.0, "status": 11.5, "headline": 17.0, "arc": 10.5, "lane": 9.5, "text": 17.0}
"""Type sizes in px at 100 %."""


@dataclass(frozen=True, eq=False)
class Theme:
    """One set of colours; `hues` and `grounds` go by the palette names of domain.schema and `quote`."""

    name: str
    paper: QColor
    chrome: QColor
    row: QColor
    line: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    focus: QColor
    warn: QColor
    hues: dict[str, QColor]
    grounds: dict[str, QColor]

    @property
    def dark(self) -> bool:
        """Tell whether light text stands on a dark ground."""
        return self.name == "dark"

    def hue(self, name: str) -> QColor:
        """Return the colour of a palette name; an unknown one is secondary ink."""
        return self.hues.get(name, self.ink2)

    def ground(self, name: str) -> QColor:
        """Return the ground of a palette name; an unknown one is the row colour."""
        return self.grounds.get(name, self.row)


_DRAWN = ("tick", "arrow_down", "arrow_up")
"""What a style sheet can only take from a file, in the theme's own colour."""

_COLOURS = ("paper", "chrome", "row", "line", "ink", "ink2", "ink3", "focus", "warn")


@cache
def theme(name: str) -> Theme:
    """Return the theme `light` or `dark`."""
    tokens = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    colours = {key: QColor(value) for key, value in tokens["colours"].items()}
    hues = {key: QColor(value) for key, value in tokens["hues"].items()}
    grounds = {key: QColor(value) for key, value in tokens["grounds"].items()}
    return Theme(name=name, hues=hues, grounds=grounds, **colours)


def faded(colour: QColor, opacity: float) -> QColor:
    """Return a colour with an opacity between 0 and 1."""
    pale = QColor(colour)
    pale.setAlphaF(opacity)
    return pale


def ui_font(px: float = 13.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the system's interface face at a size in px, with tabular numbers."""
    font = _sized(QFont(QGuiApplication.font()), px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def text_font(px: float = 17.0) -> QFont:
    """Return the face of the dispatch's text at a size in px."""
    font = QFont()
    font.setFamilies(list(TEXT_FAMILIES))
    font.setStyleHint(QFont.StyleHint.Serif)
    return _sized(font, px)


def lane_font(px: float = 9.5, *, bold: bool = True) -> QFont:
    """Return the face of a lane label: bold for a mention, medium for a suggestion."""
    font = ui_font(px, QFont.Weight.Bold if bold else QFont.Weight.Medium)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.35 * px / 9.5)
    return font


def _sized(font: QFont, px: float) -> QFont:
    # setPixelSize takes whole numbers only; sizes like 9.5 and zoomed ones need points.
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInch() if screen else 96.0
    font.setPointSizeF(px * 72.0 / dpi)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def palette(colours: Theme) -> QPalette:
    """Return the Qt palette of a theme."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, colour in (
        (role.Window, colours.chrome),
        (role.WindowText, colours.ink),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.chrome),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.ink3),
        (role.Button, colours.paper),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.warn),
        (role.ToolTipBase, colours.paper),
        (role.ToolTipText, colours.ink),
        (role.Highlight, colours.row),
        (role.HighlightedText, colours.ink),
        (role.Accent, colours.focus),
        (role.Link, colours.focus),
        (role.LinkVisited, colours.focus),
        (role.Light, colours.paper),
        (role.Midlight, colours.row),
        (role.Mid, colours.line),
        (role.Dark, colours.ink3),
        (role.Shadow, colours.line),
    ):
        made.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, faded(colours.ink3, 0.55))
    return made


def style_sheet(colours: Theme) -> str:
    """Return the style sheet of resources/themes/window.qss with the theme's colours in it."""
    names = {key: getattr(colours, key).name() for key in _COLOURS}
    faint = _mixed(colours.ink3, colours.chrome) if colours.dark else colours.line
    values = {**names, "disabled": _mixed(colours.ink3, colours.paper).name(), "handle": faint.name()}
    values |= {drawn: resource("themes", f"{drawn}-{colours.name}.svg").as_posix() for drawn in _DRAWN}
    return Template(resource("themes", "window.qss").read_text(encoding="utf-8")).substitute(values)


def _mixed(one: QColor, other: QColor) -> QColor:
    return QColor((one.red() + other.red()) // 2, (one.green() + other.green()) // 2, (one.blue() + other.blue()) // 2)


class Themes(QObject):
    """The theme of the program: follows the system, or is chosen; `changed` carries the new Theme."""

    changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        self._theme = theme("light")
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """Return the theme that is shown."""
        return self._theme

    @property
    def choice(self) -> str:
        """Return `system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: str) -> Theme:
        """Show `light`, `dark` or, with `system`, what the system shows."""
        self._choice = choice
        # The system's own parts of the window (title bar, file dialogs) follow too.
        self._app.styleHints().setColorScheme(_SCHEMES[choice])
        return self._show()

    def _follow(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._show()

    def _show(self) -> Theme:
        self._theme = theme(self._choice if self._choice != "system" else _system_scheme(self._app))
        self._app.setPalette(palette(self._theme))
        sheet = style_sheet(self._theme)
        # Qt walks through every widget there is, even for the sheet that it has.
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        self.changed.emit(self._theme)
        return self._theme


_SCHEMES = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def _system_scheme(app: QApplication) -> str:
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


STYLE = ("-style", "Fusion")
"""The style of widgets, as arguments of QApplication; to set it later makes Python prepare all that a style has."""


def apply(app: QApplication, choice: str = "system") -> Themes:
    """Dress the application; the returned object switches the theme and tells of changes."""
    app.setFont(ui_font(SIZES["body"]))
    themes = Themes(app)
    themes.choose(choice)
    return themes
