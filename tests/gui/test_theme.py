import math
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QRadioButton, QWidget

from annotator.domain.schema import HUES
from annotator.gui import theme
from annotator.gui.theme import Theme

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
FIVE = ("PER", "LOC", "ORG", "MISC", "quote")


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Theme:
    return theme.theme(request.param)


def linear(colour: QColor) -> tuple[float, ...]:
    return tuple(
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    )


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def lab(colour: QColor, sight: str) -> tuple[float, float, float]:
    r, g, b = (min(1, max(0, sum(m * c for m, c in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b
    z = (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else 841 / 108 * t + 4 / 29 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(colours: Theme, names: tuple[str, ...], sight: str) -> float:
    seen = [lab(colours.hues[name], sight) for name in names]
    return min(math.dist(a, b) for a, b in combinations(seen, 2))


def test_text_and_hues_pass_aa_on_every_ground(colours: Theme):
    inks = [colours.ink, colours.ink2, colours.ink3, colours.focus, colours.warn, *colours.hues.values()]
    for ground in (colours.paper, colours.chrome, colours.row):
        assert min(contrast(ink, ground) for ink in inks) >= 4.5


def test_a_hue_and_ink_pass_aa_on_the_hues_own_ground(colours: Theme):
    assert set(colours.hues) == set(colours.grounds) == {*HUES, "quote"}
    for name, ground in colours.grounds.items():
        assert contrast(colours.hues[name], ground) >= 4.5
        assert contrast(colours.ink, ground) >= 7


@pytest.mark.parametrize("sight", SIGHT)
def test_the_five_hues_stay_as_far_apart_as_designed_for_every_sight(colours: Theme, sight: str):
    assert distance(colours, FIVE, sight) >= (38 if sight == "normal" else 15.5)


@pytest.mark.parametrize("sight", SIGHT)
def test_added_hues_stay_apart_from_all_others_for_every_sight(colours: Theme, sight: str):
    assert distance(colours, tuple(colours.hues), sight) >= 10


def test_reversed_labels_are_read_as_easily_as_text(colours: Theme):
    assert contrast(colours.paper, colours.ink) >= 13


def test_an_unknown_hue_is_secondary_ink(colours: Theme):
    assert colours.hue("nobody's") == colours.ink2
    assert colours.ground("nobody's") == colours.row


def test_the_style_sheet_has_every_token_filled(colours: Theme):
    sheet = theme.style_sheet(colours)
    assert colours.focus.name() in sheet
    assert "$" not in sheet.split("*/", 1)[1]


@pytest.mark.parametrize("box", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_box_is_seen_and_seen_to_be_checked(qapp: QApplication, qtbot, box: type[QAbstractButton], name: str):
    theme.Themes(qapp).choose(name)
    colours, made = theme.theme(name), box()
    qtbot.addWidget(made)
    made.resize(20, 20)
    empty = shades(made)
    assert max(contrast(QColor(shade), colours.paper) for shade in empty - {"#000000"}) > 2
    made.setChecked(True)
    checked = shades(made)
    assert {colours.ink.name(), colours.paper.name()} <= checked
    assert colours.ink.name() not in empty


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_box_of_choices_has_an_arrow(qapp: QApplication, qtbot, name: str):
    theme.Themes(qapp).choose(name)
    made = QComboBox()
    qtbot.addWidget(made)
    made.resize(80, 28)
    found = made.grab().toImage()
    arrow = {found.pixelColor(x, y).name() for x in range(58, 76) for y in range(8, 20)}
    assert len(arrow) > 2


def shades(widget: QWidget) -> set[str]:
    """Return every colour that a widget paints."""
    found = widget.grab().toImage()
    return {found.pixelColor(x, y).name() for x in range(found.width()) for y in range(found.height())}


def test_the_palette_shows_the_themes_paper(colours: Theme):
    assert theme.palette(colours).color(QPalette.ColorRole.Base) == colours.paper


def test_the_choice_switches_the_application_and_is_told(qapp: QApplication, qtbot):
    themes = theme.Themes(qapp)
    with qtbot.waitSignal(themes.changed) as told:
        themes.choose("dark")
    assert told.args == [theme.theme("dark")]
    assert qapp.palette().color(QPalette.ColorRole.Window) == themes.theme.chrome
    themes.choose("light")
    assert not themes.theme.dark


def test_the_system_is_followed_only_while_nothing_is_chosen(qapp: QApplication):
    themes = theme.Themes(qapp)
    themes.choose("light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert themes.theme.name == "light"
    themes.choose("system")
    assert themes.theme.name in ("light", "dark")


def test_type_sizes_are_px_with_fractions(qapp: QApplication):
    assert theme.ui_font(9.5).pointSizeF() * 96 / 72 == pytest.approx(
        9.5 * 96 / qapp.primaryScreen().logicalDotsPerInch(), abs=0.05
    )
    assert theme.text_font(17).families()[0] == "Noto Serif"
