"""A comparison in words: the answer over the maps, and figures as left → right."""

from collections.abc import Callable, Mapping

from geo.domain.codes import GridCode
from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.services.draft_values import Figures
from geo.services.plan_comparison_values import NOWHERE, Change, Compared, GridChange

Write = Callable[[float], str]
WRITERS: Mapping[str, Write] = {
    "residents": numbers.count,
    "households": numbers.count,
    "area_km2": numbers.two_decimals,
    "hours_week": numbers.decimal,
    "fte": numbers.two_decimals,
    "incidents_year": numbers.count,
    "cameras": numbers.count,
    "station_min": numbers.decimal,
    "compactness": numbers.two_decimals,
}
"""The figures of the table, in its order, and how each is written."""
SUMMED = ("residents", "households", "area_km2", "hours_week", "fte", "incidents_year", "cameras")
"""Those of which a sum says something."""


def answer(language: Language, compared: Compared) -> str:
    """Return what the comparison comes to, in one sentence."""
    if not compared.grids:
        return text(language, "compare.same")
    key = "compare.answer"
    if compared.is_total_hidden:
        key = "compare.answer_few"
    elif compared.households_moved is None:
        key = "compare.answer_unknown"
    return text(
        language,
        key,
        grids=numbers.count(len(compared.grids)),
        households=numbers.count(compared.households_moved or 0),
        before=share(language, compared.before.cv),
        after=share(language, compared.after.cv),
    )


def incidents(language: Language, compared: Compared) -> str:
    """Return whether the boundaries alone differ."""
    key = "same_incidents" if compared.is_same_incidents else "other_incidents"
    return text(language, f"compare.{key}")


def share(language: Language, value: float | None) -> str:
    """Return a ratio with two decimals, or that it is unknown."""
    return numbers.or_unknown(language, None if value is None else numbers.two_decimals(value))


def figure(language: Language, one: GridChange, name: str) -> str:
    """Return a figure of a grid as left → right; once where it stays or has one side alone."""
    if name in one.hidden:
        return text(language, "compare.few")
    return arrow(language, _value(one.before, name), _value(one.after, name), WRITERS[name], one)


def arrow(
    language: Language,
    before: float | None,
    after: float | None,
    write: Write,
    one: GridChange | None = None,
) -> str:
    """Return before → after; of a new grid what it has, of one that is gone what it had."""
    written = [
        numbers.or_unknown(language, None if value is None else write(value))
        for value in (before, after)
    ]
    if one is not None and one.before is None:
        return written[1]
    if (one is not None and one.after is None) or written[0] == written[1]:
        return written[0]
    return text(language, "compare.arrow", before=written[0], after=written[1])


def change(language: Language, one: GridChange) -> str:
    """Return what became of a grid."""
    words = text(language, f"compare.change_{one.change}", former=one.former_name)
    if one.change is Change.CELLS and one.former_name != one.name:
        return f"{words} · {text(language, 'compare.change_renamed', former=one.former_name)}"
    return words


def total(language: Language, grids: tuple[GridChange, ...], name: str) -> str:
    """Return the sum of a figure over the changed grids, as left → right."""
    if any(name in one.hidden for one in grids):
        return text(language, "compare.few")
    sides = [
        [_value(side, name) for side in (getattr(one, at) for one in grids) if side is not None]
        for at in ("before", "after")
    ]
    before, after = (
        None if None in known else float(sum(value or 0 for value in known)) for known in sides
    )
    return arrow(language, before, after, WRITERS[name])


def grid_name(language: Language, compared: Compared, code: GridCode) -> str:
    """Return how a grid is called; ground in none is said so."""
    return text(language, "compare.nowhere") if code == NOWHERE else compared.names[code]


def _value(figures: Figures | None, name: str) -> float | None:
    return None if figures is None else getattr(figures, name)
