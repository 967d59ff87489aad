"""The sentences of an import report's problems, for screen and command line alike."""

from geo.domain.kinds import Language
from geo.domain.records import Problem
from geo.messages.catalogue import has, text


def problem_words(problem: Problem, language: Language) -> str:
    """Return the sentence for one problem, with the fields or reason it concerns."""
    words = text(language, f"imports.problem_{problem.code}{_suffix(problem)}", count=problem.count)
    return (
        text(language, "imports.with_detail", words=words, detail=problem.detail)
        if (problem.detail)
        else words
    )


def _suffix(problem: Problem) -> str:
    return "_accepted" if problem.code == "outside_grids" and problem.is_warning else ""


def problem_name(language: Language, code: str) -> str:
    """Return the sentence's name for a reason of quarantine, without a count."""
    key = f"data.reason_{code}"
    return text(language, key) if has(key) else code
