"""What is wrong with a file of scenes, in words."""

from collections.abc import Mapping

from geo.domain.kinds import Language
from geo.messages.catalogue import text


def problem_words(language: Language, place: str, code: str, values: Mapping[str, str]) -> str:
    """Return one problem with its place in the file, where it has one."""
    said = text(language, f"wall.problem_{code}", **values)
    return text(language, "wall.problem_at", place=place, said=said) if place else said
