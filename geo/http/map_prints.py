"""What a page shows, as a file: the map as PDF or PNG, the table behind it as XLSX.

The link says which view and for whom; where the map looks and which layers are on is the browser's
to add, for it opens nothing: services ask the policy for each layer.
"""

from datetime import UTC, datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.domain.errors import BadValue, NotPermitted
from geo.domain.policy import Action
from geo.io.workbook import workbook_bytes
from geo.ports.documents import Paper
from geo.services.links import Claim
from geo.services.measures import OF_PEOPLE, Measure
from geo.services.printing.order import PrintLayer, PrintOrder, box_in
from geo.services.scope_choices import month_in, scope_in
from geo.services.view_choice import BOUNDS

_PDF, _PNG = "application/pdf", "image/png"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def print_map(request: Request, container: Container, claim: Claim) -> Response:
    """Return the claim's view as PDF, or with `as=png` as a picture."""
    asked = request.query_params
    order = _order(container, claim, asked.get("box", ""), asked.get("on", ""))
    paper = Paper.A3 if asked.get("paper") == Paper.A3 else Paper.A4
    printed = container.prints.map(claim.actor, order, datetime.now(UTC))
    press = container.documents.press
    if asked.get("as") == "png":
        return _file(press.map_png(printed, paper), _PNG, f"{printed.title}.png")
    return _file(press.map_pdf(printed, paper), _PDF, f"{printed.title}.pdf")


def print_table(_request: Request, container: Container, claim: Claim) -> Response:
    """Return the table behind the claim's view."""
    order, at = _order(container, claim, "", ""), datetime.now(UTC)
    table = container.prints.table(claim.actor, order, at)
    return _file(workbook_bytes(table, at), _XLSX, f"{table.title}.xlsx")


def _order(container: Container, claim: Claim, box: str, layers: str) -> PrintOrder:
    chosen, view = claim.choices, claim.choices.get(BOUNDS, "")
    measure = _measure(chosen.get("measure", ""))
    if measure in OF_PEOPLE and container.view_choice.holds_people_back(claim.actor, view):
        raise NotPermitted(role=claim.actor.role.value, action=Action.EDIT_PLAN.value)
    offered = chosen.get("offered", "").split(",")
    return PrintOrder(
        language=claim.language,
        box=box_in(box),
        measure=measure,
        month=month_in(chosen),
        scope=scope_in(chosen),
        layers=frozenset(one for one in PrintLayer if one in layers.split(",") and one in offered),
        selected=chosen.get("selected", ""),
        bounds=view,
    )


def _measure(name: str) -> Measure | None:
    if not name:
        return None
    if name not in tuple(Measure):
        raise BadValue(field="measure", value=name)
    return Measure(name)


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(body, media_type=media_type, headers=headers)
