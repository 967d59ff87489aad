"""Documents as downloads: a plan's memo and boundaries, the public boards of today's grids."""

from datetime import UTC, datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.ports.documents import Paper
from geo.services.draft_values import Editing
from geo.services.links import Claim
from geo.services.plan_documents.service import DocumentKind, document_kind, file_name
from geo.services.signs import SignOrder

_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.GEOPACKAGE: "application/geopackage+sqlite3",
}


def plan_document(_request: Request, container: Container, claim: Claim) -> Response:
    """Return the claim's plan as the claim's kind of file."""
    kind = document_kind(claim.choices.get("as", DocumentKind.PDF), "")
    editing = Editing(claim.actor, claim.choices.get("plan", ""), claim.language)
    plan, body = container.documents.plans.made(editing, kind, datetime.now(UTC))
    return _file(body, kind, file_name(claim.language, plan, kind))


def sign(_request: Request, container: Container, claim: Claim) -> Response:
    """Return the sign of the claim's grid, of all grids where it names none."""
    code = claim.choices.get("grid") or None
    paper = Paper.A4 if claim.choices.get("paper") == Paper.A4 else Paper.A3
    order = SignOrder(code, claim.language, paper)
    printed = container.documents.signs.printed(claim.actor, order, datetime.now(UTC))
    return _file(printed.body, DocumentKind.PDF, f"sign-{code or 'all'}.pdf")


def _file(body: bytes, kind: DocumentKind, name: str) -> Response:
    """Return a file: a PDF opens in the browser to be printed, others are saved."""
    shown = "inline" if kind is DocumentKind.PDF else "attachment"
    headers = {
        "content-disposition": f"{shown}; filename*=UTF-8''{quote(name)}",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(body, media_type=_TYPES[kind], headers=headers)
