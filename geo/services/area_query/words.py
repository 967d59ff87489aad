"""An answer in words, line by line: for the panel, the command and the first sheet of a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.domain.kinds import Language
from geo.domain.units import M2_PER_KM2, M_PER_KM
from geo.messages import numbers, text
from geo.messages.dates import month_words
from geo.services.area_query.values import AreaAnswer
from geo.services.local_time import Month, Period

M2_PER_MU = 2_000 / 3
"""市制亩: fifteen to the hectare."""
_FROM_KM2 = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its label, its value with unit, and whether it is for the worse."""

    name: str
    label: str
    value: str
    is_bad: bool = False


def title(language: Language, answer: AreaAnswer) -> str:
    """Return the answer in one sentence."""
    if not answer.grids:
        return _said(language, "title_outside")
    if answer.incidents is None:
        return _said(language, "title_grids", count=numbers.count(len(answer.grids)))
    found = answer.incidents
    key = "title" if found.total else "title_none"
    count, overdue = numbers.count(found.total), numbers.count(found.overdue)
    return numbers.counted(language, f"within.{key}", found.total, count=count, overdue=overdue)


def lines(language: Language, answer: AreaAnswer) -> list[Line]:
    """Return every figure of an answer that may be told, what is held back with its reason."""
    return [*_ground(language, answer), *_counts(language, answer), *_people(language, answer)]


def period_words(language: Language, days: Period | None) -> str:
    """Return the days that incidents were reported on."""
    if days is None:
        return _said(language, "all_time")
    month = Month.of(days.first)
    if days == month.period:
        return month_words(language, str(month))
    return _said(language, "days", first=days.first.isoformat(), last=days.last.isoformat())


def area_words(language: Language, area_m2: float) -> str:
    """Return an area in m² or km², and in mu."""
    mu = numbers.three_digits(area_m2 / M2_PER_MU)
    km2 = area_m2 / M2_PER_KM2
    if km2 < _FROM_KM2:
        return _said(language, "area_m2", area=numbers.count(area_m2), mu=mu)
    return _said(language, "area_km2", area=numbers.three_digits(km2), mu=mu)


def length_words(language: Language, length_m: float) -> str:
    """Return a length in m or km."""
    if length_m < M_PER_KM:
        return _said(language, "length_m", length=numbers.count(length_m))
    return _said(language, "length_km", length=numbers.two_decimals(length_m / M_PER_KM))


def _said(language: Language, name: str, **values: object) -> str:
    return text(language, f"within.{name}", **values)


def _line(language: Language, name: str, value: str, *, is_bad: bool = False) -> Line:
    return Line(name, _said(language, f"label_{name}"), value, is_bad)


def _ground(language: Language, answer: AreaAnswer) -> Iterator[Line]:
    radius_m = answer.question.shape.radius_m
    if radius_m:
        yield _line(language, "radius", length_words(language, radius_m))
    yield _line(language, "area", area_words(language, answer.area_m2))
    if not radius_m:
        yield _line(language, "perimeter", length_words(language, answer.perimeter_m))
    if answer.outside_share >= 0.005:
        share = numbers.percent(answer.outside_share, 0)
        yield _line(language, "outside", _said(language, "percent", share=share))


def _counts(language: Language, answer: AreaAnswer) -> Iterator[Line]:
    if found := answer.incidents:
        yield _line(language, "open", _cases(language, found.open))
        overdue = _cases(language, found.overdue)
        yield _line(language, "overdue", overdue, is_bad=found.overdue > 0)
        told = _said(language, "sensitive_held")
        if found.sensitive is not None:
            told = _said(language, "sensitive", count=numbers.count(found.sensitive))
        yield _line(language, "sensitive", told)
    if cameras := answer.cameras:
        key = "cameras_some_unknown" if cameras.state_unknown else "cameras"
        amounts = {
            "count": len(cameras.places),
            "alive": cameras.alive,
            "dead": cameras.dead,
            "unknown": cameras.state_unknown,
        }
        key = key if len(cameras.places) else "none"
        told = _said(language, key, **{name: numbers.count(one) for name, one in amounts.items()})
        yield _line(language, "cameras", told)
    if answer.stations is not None:
        count = len(answer.stations)
        written = _said(language, "stations" if count else "none", count=numbers.count(count))
        yield _line(language, "stations", written)
    grids = numbers.count(len(answer.grids))
    yield _line(
        language, "grids", _said(language, "grids" if answer.grids else "none", count=grids)
    )


def _people(language: Language, answer: AreaAnswer) -> Iterator[Line]:
    people = answer.people
    if people.households is None:
        held = "people_few" if people.is_few else "people_unknown"
        yield _line(language, "households", _said(language, held))
        return
    written = _said(language, "households", count=numbers.count(people.households))
    yield _line(language, "households", written)
    if people.residents is not None:
        written = _said(language, "residents", count=numbers.count(people.residents))
        yield _line(language, "residents", written)


def _cases(language: Language, count: int) -> str:
    return numbers.counted(language, "within.cases", count, count=numbers.count(count))


def notes(language: Language, answer: AreaAnswer) -> list[str]:
    """Return what must be known of the figures, a sentence each."""
    people = answer.people
    told = []
    if people.households is not None:
        told.append("note_people")
    if people.has_small and not people.is_few:
        told.append("note_small")
    if people.has_unknown and people.households is not None:
        told.append("note_unknown")
    if answer.incidents is not None:
        told.append("note_sensitive")
    return [_said(language, name) for name in told]
