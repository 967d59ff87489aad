"""Changed grids before and after as tables of words; what is too small for a reader left out."""

from collections.abc import Callable, Sequence

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.ports.documents import DocumentTable
from geo.services.draft_values import Figures, GridImpact, Impact
from geo.services.plan_documents.discretion import Discretion

_COUNTS = ("households", "residents")
_MEASURES = {"area_km2": numbers.two_decimals, "hours_week": numbers.decimal}


def figures_table(
    language: Language,
    grids: Sequence[GridImpact],
    code_of: Callable[[str], str],
    discretion: Discretion,
) -> DocumentTable:
    """Return a row a changed grid and their sum: each figure before and after."""
    names = (*_COUNTS, *_MEASURES)
    headings = [
        text(language, f"documents.figure_{name}", when=text(language, f"documents.{when}"))
        for name in names
        for when in ("before", "after")
    ]
    rows = [
        (_called(one, code_of), *_figures(language, one, discretion, one.code)) for one in grids
    ]
    if grids:
        rows.append((text(language, "documents.sum"), *_sums(language, grids, discretion)))
    return DocumentTable(
        [text(language, "documents.column_grid"), *headings],
        rows,
        empty=text(language, "documents.nothing_changed"),
    )


def town_table(language: Language, impact: Impact) -> DocumentTable:
    """Return what the plan does to the town as a whole."""
    before, after = impact.before, impact.after
    shares = [(before.max_deviation, after.max_deviation), (before.cv, after.cv)]
    rows = [
        (
            text(language, f"documents.town_{name}"),
            *(_written(language, one, numbers.percent) for one in pair),
        )
        for name, pair in zip(("max_deviation", "cv"), shares, strict=True)
    ]
    fte = (_written(language, one, numbers.decimal) for one in (before.fte, after.fte))
    rows.append((text(language, "documents.town_fte"), *fte))
    headings = ("measure", "before", "after")
    return DocumentTable([text(language, f"documents.{one}") for one in headings], rows)


def _called(one: GridImpact, code_of: Callable[[str], str]) -> str:
    code = code_of(one.code)
    return one.name if one.name == code else f"{one.name} {code}"


def _figures(language: Language, one: GridImpact, discretion: Discretion, code: str) -> list[str]:
    is_hidden = code in discretion.hidden_grids
    written = []
    for name in _COUNTS:
        for figures in (one.before, one.after):
            if is_hidden and figures is one.after:
                written.append(text(language, "documents.not_shown"))
            else:
                written.append(_count(language, figures, name, discretion))
    for name, write in _MEASURES.items():
        for figures in (one.before, one.after):
            value = getattr(figures, name) if figures else None
            written.append(_none(language) if figures is None else _written(language, value, write))
    return written


def _sums(language: Language, grids: Sequence[GridImpact], discretion: Discretion) -> list[str]:
    written = []
    for name in _COUNTS:
        for which in ("before", "after"):
            total = _total(grids, which, name)
            if _is_held(grids, which, name) or (which == "after" and discretion.hidden_grids):
                written.append(text(language, "documents.not_shown"))
            else:
                written.append(discretion.count(language, total))
    for name, write in _MEASURES.items():
        totals = (_total(grids, which, name) for which in ("before", "after"))
        written += [_written(language, total, write) for total in totals]
    return written


def _is_held(grids: Sequence[GridImpact], which: str, name: str) -> bool:
    there = [figures for one in grids if (figures := getattr(one, which)) is not None]
    return any(name in figures.few for figures in there)


def _total(grids: Sequence[GridImpact], which: str, name: str) -> float | None:
    there = [figures for one in grids if (figures := getattr(one, which)) is not None]
    values = [getattr(figures, name) for figures in there]
    return None if None in values else float(sum(values))


def _count(language: Language, figures: Figures | None, name: str, discretion: Discretion) -> str:
    if figures is None:
        return _none(language)
    if name in figures.few:
        return text(language, "documents.not_shown")
    return discretion.count(language, getattr(figures, name))


def _none(language: Language) -> str:
    return text(language, "documents.none")


def _written(language: Language, value: float | None, write: Callable[[float], str]) -> str:
    return text(language, "common.unknown") if value is None else write(value)
