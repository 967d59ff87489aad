"""How a view on boundaries is called."""

from datetime import date

from geo.domain.kinds import Language
from geo.messages.catalogue import text


def view_words(
    language: Language, day: date | None, title: str | None, *, has_figures: bool = True
) -> str:
    """Return how a view is called: as of a day, a day's borders, a plan's title, else today's."""
    if day is not None:
        return text(language, "bounds.day" if has_figures else "bounds.borders", day=str(day))
    if title is not None:
        return text(language, "bounds.plan", title=title)
    return text(language, "bounds.today")
