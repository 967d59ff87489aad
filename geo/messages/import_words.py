"""The sentences of an import report's problems, for screen and command line alike."""

from geo.domain.kinds import Language
from geo.domain.records import Problem
from geo.messages.catalogue import has, text


def problem_words(problem: Problem, language: Language) -> str:
    """Return the sentence for one problem, with the fields or reason it concerns."""
    words = text(language, f"imports.problem_{problem.code}{_suffix(problem)}", count=problem.count)
    if not problem.detail:
        return words
    detail = ", ".join(_field(language, part) for part in problem.detail.split(", "))
    return text(language, "imports.with_detail", words=words, detail=detail)


def _field(language: Language, part: str) -> str:
    """Return what a field is called; a reason that is no field's name stays as it is."""
    key = f"data.field_{part}"
    return text(language, key) if has(key, language) else part


def _suffix(problem: Problem) -> str:
    return "_accepted" if problem.code == "outside_grids" and problem.is_warning else ""


def problem_name(language: Language, code: str) -> str:
    """Return the sentence's name for a reason of quarantine, without a count."""
    key = f"data.reason_{code}"
    return text(language, key) if has(key) else code
