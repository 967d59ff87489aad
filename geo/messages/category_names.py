"""What a category of incidents is called: translated where a catalogue knows it, else as filed."""

from geo.domain.kinds import Language
from geo.messages.catalogue import has, text


def category_name(language: Language, category: str) -> str:
    """Return the category's name in that language, its own words where none is known."""
    key = f"categories.{category}"
    return text(language, key) if has(key, language) else category
