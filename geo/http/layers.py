"""Endpoints of the map's layers: each reads a verified claim and answers with one body."""

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.domain.errors import BadValue, NotPermitted
from geo.domain.policy import Action
from geo.http.answers import layer_answer
from geo.http.grid_layers import level_of
from geo.messages import text
from geo.services.grid_levels import SUMMABLE, GridLevel, measures_at, months_at
from geo.services.links import Claim
from geo.services.map_layers import written
from geo.services.measures import OF_PEOPLE, Measure
from geo.services.range_layer import range_body
from geo.services.scope_choices import month_in, scope_in
from geo.services.view_choice import BOUNDS
from geo.views.choropleth import Choropleth, ChoroplethByMonth


def backdrop(request: Request, container: Container, _claim: Claim) -> Response:
    """Return borders, water, roads and names."""
    return layer_answer(request, container.map_layers.backdrop())


def stations(request: Request, container: Container, _claim: Claim) -> Response:
    """Return stations."""
    return layer_answer(request, container.map_layers.stations())


def cameras(request: Request, container: Container, _claim: Claim) -> Response:
    """Return camera sites with what they see."""
    return layer_answer(request, container.map_layers.cameras())


def ranges(request: Request, container: Container, claim: Claim) -> Response:
    """Return where pastoral grids' people are in the season of the day."""
    return layer_answer(request, range_body(container.snapshots.current(), claim.language))


def measure(request: Request, container: Container, claim: Claim) -> Response:
    """Return classes, labels and values of the claim's measure, at the `level` that is asked for.

    It is null where the measure does not say of that level what it says of grids.
    """
    month, scope = month_in(claim.choices), scope_in(claim.choices)
    level, chosen = level_of(request), _measure(container, claim)
    if level is not GridLevel.GRID and chosen not in SUMMABLE:
        return layer_answer(request, written(None))
    found = measures_at(container.measures, level).of(claim.actor, chosen, month, scope)
    drawn = Choropleth(
        title=text(claim.language, found.title_key),
        unit=text(claim.language, found.unit_key),
        values=found.values,
        breaks=found.breaks,
        decimals=found.decimals,
        is_change=found.is_change,
    )
    return layer_answer(request, written(drawn.body()))


def periods(request: Request, container: Container, claim: Claim) -> Response:
    """Return classes of the claim's measure in every month, with their labels; no values.

    It is null where the measure does not say of the `level` asked for what it says of grids.
    """
    level, chosen = level_of(request), _measure(container, claim)
    if level is not GridLevel.GRID and chosen not in SUMMABLE:
        return layer_answer(request, written(None))
    months = months_at(container.period_measures, level)
    found = months.of(claim.actor, chosen, scope_in(claim.choices))
    drawn = ChoroplethByMonth(
        title=text(claim.language, f"measures.{chosen}"),
        unit=text(claim.language, f"measures.{chosen}_unit"),
        months=[str(month) for month in found.months],
        values=found.values,
        is_recorded=found.is_recorded,
        breaks=found.breaks,
        decimals=found.decimals,
        is_change=found.is_change,
    )
    return layer_answer(request, written(drawn.body()))


def _measure(container: Container, claim: Claim) -> Measure:
    """Return the measure that the claim names.

    Raises:
        BadValue: there is none of that name.
        NotPermitted: it tells of people, whose number is kept from the actor on these boundaries.
    """
    name = claim.choices.get("measure", "")
    if name not in tuple(Measure):
        raise BadValue(field="measure", value=name)
    chosen, view = Measure(name), claim.choices.get(BOUNDS, "")
    if chosen in OF_PEOPLE and container.view_choice.holds_people_back(claim.actor, view):
        raise NotPermitted(role=claim.actor.role.value, action=Action.EDIT_PLAN.value)
    return chosen
