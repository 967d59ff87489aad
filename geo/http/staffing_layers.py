"""Endpoints of the staffing and data maps: need against staff, moves, faults of grids."""

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.domain.errors import BadValue
from geo.domain.kinds import Language
from geo.domain.staffing import Move
from geo.http.answers import layer_answer
from geo.messages import text
from geo.services import staffing_layers as bodies
from geo.services.links import Claim
from geo.services.map_layers import written
from geo.services.staffing_desk import TownStaffing
from geo.views.choropleth import Choropleth

_DECIMALS = 2


def need(request: Request, container: Container, claim: Claim) -> Response:
    """Return each grid's staff less its need; the need alone where no staff is known."""
    town = _town(container, claim)
    drawn = _need(claim.language, town) if town.is_assumed else _balance(claim.language, town)
    return layer_answer(request, written(drawn.body()))


def moves(request: Request, container: Container, claim: Claim) -> Response:
    """Return the moves of mobile staff and the neighbours of the claim's grid."""
    town = _town(container, claim)
    selected = claim.choices.get("grid", "")
    snapshot = container.snapshots.current()
    wording = _wording(claim.language, town)
    return layer_answer(request, written(bodies.moves_body(snapshot, town, selected, wording)))


def faults(request: Request, container: Container, claim: Claim) -> Response:
    """Return the faults of the grids in force."""
    return layer_answer(request, written(bodies.faults_body(container.faults.shapes(claim.actor))))


def _town(container: Container, claim: Claim) -> TownStaffing:
    written_headcount = claim.choices.get("headcount", "")
    if written_headcount and not written_headcount.isdecimal():
        raise BadValue(field="headcount", value=written_headcount)
    return container.staffing.town(claim.actor, int(written_headcount or 0) or None)


def _need(language: Language, town: TownStaffing) -> Choropleth:
    values = bodies.needed_fte(town)
    title = text(language, "staffing_page.map_need")
    unit = text(language, "staffing_page.unit_fte")
    return Choropleth(title, unit, values, bodies.need_breaks(values), _DECIMALS)


def _balance(language: Language, town: TownStaffing) -> Choropleth:
    values = bodies.balance_fte(town)
    key = "map_balance_shared" if town.is_shared_out else "map_balance"
    title = text(language, f"staffing_page.{key}")
    unit = text(language, "staffing_page.unit_fte")
    breaks = bodies.balance_breaks(values)
    return Choropleth(title, unit, values, breaks, _DECIMALS, is_change=True)


def _wording(language: Language, town: TownStaffing) -> bodies.Wording:
    names = town.names

    def words(move: Move) -> str:
        return text(
            language,
            "staffing.move",
            staff=move.staff,
            origin=names[move.from_grid],
            goal=names[move.to_grid],
        )

    return words
