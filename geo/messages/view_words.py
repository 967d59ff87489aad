"""How a view on boundaries is called."""

from datetime import date

from geo.domain.kinds import Language
from geo.messages.catalogue import text


def view_words(language: Language, day: date | None, title: str | None) -> str:
    """Return how a view is called: as of a day, a plan's by its title, else today's."""
    if day is not None:
        return text(language, "bounds.day", day=str(day))
    if title is not None:
        return text(language, "bounds.plan", title=title)
    return text(language, "bounds.today")
