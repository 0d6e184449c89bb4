"""The first page by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.app import App
from annotator.gui.panels.welcome import Welcome


def test_up_and_down_go_along_the_actions(window: App):
    page = window.window.findChild(Welcome)
    assert page is not None
    window.window.activateWindow()
    page.demo.setFocus()
    here = page.demo
    for key, wanted in ((Qt.Key.Key_Down, page.new), (Qt.Key.Key_Down, page.open), (Qt.Key.Key_Up, page.new)):
        QTest.keyClick(here, key)
        assert wanted.hasFocus()
        here = wanted
