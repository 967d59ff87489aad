"""An import report as the JSON of the command line, and as sentences."""

from geo.cli.terminal import Json
from geo.domain.kinds import Language
from geo.domain.records import ImportReport, Problem
from geo.messages import text
from geo.messages.import_words import problem_words


def as_json(report: ImportReport, language: Language) -> Json:
    """Return the object that `import --json` prints."""
    reason = text(language, f"imports.crs_{report.crs.reason}", used=report.crs.used)
    return {
        "layer": report.layer.value,
        "read": report.read,
        "accepted": report.accepted,
        "quarantined": report.quarantined,
        "repaired": report.repaired,
        "crs": {"declared": report.crs.declared, "used": report.crs.used, "reason": reason},
        "problems": [_problem(problem, language) for problem in _all_problems(report)],
    }


def as_sentences(report: ImportReport, language: Language, *, dry_run: bool) -> list[str]:
    """Return the report line by line."""
    head = text(
        language,
        "imports.summary_dry" if dry_run else "imports.summary",
        layer=text(language, f"layers.{report.layer.value}"),
        read=report.read,
        accepted=report.accepted,
        quarantined=report.quarantined,
    )
    crs = text(language, f"imports.crs_{report.crs.reason}", used=report.crs.used)
    return [head, crs, *(f"- {problem_words(p, language)}" for p in _all_problems(report))]


def _all_problems(report: ImportReport) -> tuple[Problem, ...]:
    if not report.released:
        return report.problems
    return (*report.problems, Problem("released", report.released, (), is_warning=True))


def _problem(problem: Problem, language: Language) -> Json:
    return {
        "code": problem.code,
        "count": problem.count,
        "rows": list(problem.rows),
        "message": problem_words(problem, language),
    }
