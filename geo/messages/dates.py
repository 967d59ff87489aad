"""Months and days as a user reads them; a file and an address keep YYYY-MM."""

from datetime import date

from geo.domain.kinds import Language
from geo.messages.catalogue import text


def month_words(language: Language, written: str) -> str:
    """Return a month written YYYY-MM in words, with its year."""
    year, _, number = written.partition("-")
    month = text(language, f"common.month_{int(number)}")
    return text(language, "common.month_name", year=year, month=month)


def day_words(language: Language, day: date, beside_year: int) -> str:
    """Return a day in words, with its year where another one is spoken of."""
    month = text(language, f"common.month_{day.month}")
    if day.year == beside_year:
        return text(language, "common.day_name", month=month, day=day.day)
    return text(language, "common.day_year_name", year=day.year, month=month, day=day.day)
