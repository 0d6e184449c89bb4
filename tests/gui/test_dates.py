"""Dates as a list shows them."""

from datetime import date

import pytest

from annotator.domain.dispatch import PartialDate
from annotator.gui.dates import short_date
from annotator.gui.i18n import set_language


@pytest.mark.usefixtures("qapp")
def test_a_day_of_another_year_is_shown_with_its_year():
    set_language("fr")
    try:
        assert short_date(PartialDate(2022, 9, 27)) == "27 sept. 2022"
        assert "20" not in short_date(PartialDate(date.today().year, 3, 17))  # noqa: DTZ011  The person's own day.
        assert short_date(PartialDate(2020, 11)) == "nov. 2020"
    finally:
        set_language("en")
