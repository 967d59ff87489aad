"""`plan-export` and `signs`: what leaves the house as a file; whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path

from geo.cli.command import SUCCESS, Call
from geo.cli.terminal import Steps
from geo.domain.errors import BadFile, NotFound
from geo.domain.kinds import Language
from geo.domain.plans import Plan
from geo.io.writing import write_bytes
from geo.messages import text
from geo.ports.documents import Paper
from geo.services.draft_values import Editing
from geo.services.plan_documents.service import DocumentKind, document_kind
from geo.services.signs import SignOrder


def add_options(export: ArgumentParser, signs: ArgumentParser, language: Language) -> None:
    """Describe the arguments of both commands."""
    export.add_argument("plan", metavar="PLAN", help=text(language, "cli.help_plan"))
    grid = text(language, "cli.help_sign_grid")
    signs.add_argument("--grid", metavar="CODE", help=grid)
    signs.add_argument("--paper", choices=tuple(Paper), default=Paper.A3.value)
    for parser in (export, signs):
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run_plan_export(call: Call) -> int:
    """Write a plan as the kind of file its name asks for."""
    out = call.arguments.out
    kind = document_kind(out.suffix, out.name)
    plan = _plan_named(call, call.arguments.plan)
    editing = Editing(call.actor, plan.id, call.terminal.language)
    if kind is not DocumentKind.GEOPACKAGE:
        tell_of_fonts(call)
    _, body = call.services.documents.plans.made(editing, kind, call.now)
    write_bytes(out, body)
    call.terminal.answer(
        {"plan": plan.id, "kind": kind.value, "bytes": len(body), "out": str(out)},
        call.terminal.say("cli.plan_exported", title=plan.title, file=str(out)),
    )
    return SUCCESS


def run_signs(call: Call) -> int:
    """Write the sign of one grid, or of all."""
    given = call.arguments
    if given.out.suffix.lower() != f".{DocumentKind.PDF}":
        raise BadFile("kind_pdf", file=given.out.name)
    tell_of_fonts(call)
    printed = call.services.documents.signs.printed(
        call.actor,
        SignOrder(given.grid, call.terminal.language, Paper(given.paper)),
        call.now,
        Steps(call.terminal),
    )
    write_bytes(given.out, printed.body)
    call.terminal.answer(
        {"signs": printed.signs, "is_proof": printed.is_proof, "out": str(given.out)},
        call.terminal.say("cli.signs_written", count=printed.signs, file=str(given.out)),
    )
    if printed.is_proof:
        call.terminal.note(call.terminal.say("cli.signs_proof"))
    return SUCCESS


def tell_of_fonts(call: Call) -> None:
    """Say why the first document keeps one waiting."""
    if not call.services.documents.press.is_ready():
        call.terminal.note(call.terminal.say("cli.preparing_fonts"))


def _plan_named(call: Call, said: str) -> Plan:
    """Return the plan of that id, else the only one of that title (NotFound)."""
    listed = call.services.plans.listed(call.actor)
    found = [one for one in listed if one.id == said] or [
        one for one in listed if one.title == said
    ]
    if len(found) != 1:
        raise NotFound(what="plan", key=said)
    return found[0]
