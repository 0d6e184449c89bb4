"""Dates as the locale writes them, to the precision that is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from annotator.domain.dispatch import PartialDate
from annotator.gui.i18n import tr


def long_date(when: PartialDate) -> str:
    """Return `14 mars 2024`, `mars 2024` or `2024`."""
    locale = QLocale()
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return f"{locale.standaloneMonthName(when.month)} {when.year}"
    return locale.toString(QDate(when.year, when.month, when.day), _day_format(locale, "MMMM yyyy"))


def short_date(when: PartialDate) -> str:
    """Return `14 mars`, `mars 2024` or `2024`; a day of another year than this one with its year."""
    locale = QLocale()
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return f"{locale.standaloneMonthName(when.month, QLocale.FormatType.ShortFormat)} {when.year}"
    day = QDate(when.year, when.month, when.day)
    is_this_year = when.year == date.today().year  # noqa: DTZ011  The person's own day is meant.
    return locale.toString(day, _day_format(locale, "MMM" if is_this_year else "MMM yyyy"))


def near_date(when: float) -> str:
    """Return a moment in seconds since 1970 as `today`, `yesterday` or a short date."""
    day = datetime.fromtimestamp(when).astimezone().date()
    today = date.today()  # noqa: DTZ011  The person's own day is meant.
    if day == today:
        return tr("today")
    if day == today - timedelta(days=1):
        return tr("yesterday")
    return short_date(PartialDate(day.year, day.month, day.day if day.year == today.year else None))


def _day_format(locale: QLocale, rest: str) -> str:
    # English puts the month first in the United States only.
    first = locale.dateFormat(QLocale.FormatType.LongFormat).find("M") < locale.dateFormat(
        QLocale.FormatType.LongFormat
    ).find("d")
    month, _, year = rest.partition(" ")
    day_first = f"d {month}" if not first else f"{month} d"
    return f"{day_first}, {year}" if year and first else f"{day_first} {year}".strip()
