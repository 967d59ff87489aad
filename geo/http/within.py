"""The files of an area query: what lies inside the claim's shape, under a link of its own."""

from datetime import UTC, datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.io.made_files import file_bytes
from geo.services.area_query.files import AreaFileKind, area_file_kind, file_name
from geo.services.area_query.shape import shape_in
from geo.services.area_query.values import Question
from geo.services.links import Claim
from geo.services.scope_choices import scope_in

_TYPES = {
    AreaFileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    AreaFileKind.CSV: "text/csv; charset=utf-8",
    AreaFileKind.GEOJSON: "application/geo+json",
}


def within(_request: Request, container: Container, claim: Claim) -> Response:
    """Return the claim's shape and scope as the claim's kind of file."""
    chosen = claim.choices
    kind = area_file_kind(chosen.get("as", ""), chosen.get("as", ""))
    question = Question(shape_in(chosen.get("within", "")), scope_in(chosen))
    made = container.area_files.made(claim.actor, question, kind, claim.language)
    name = file_name(claim.language, container.area_files.queries.current(), kind)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(file_bytes(made, datetime.now(UTC)), media_type=_TYPES[kind], headers=headers)
