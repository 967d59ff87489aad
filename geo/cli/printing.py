"""`print`: the map of a measure as PDF or PNG, the table behind it as XLSX, by the file's name."""

from argparse import ArgumentParser
from pathlib import Path

from geo.cli.command import SUCCESS, Call
from geo.cli.documents import tell_of_fonts
from geo.domain.errors import BadFile
from geo.domain.kinds import Language
from geo.io.workbook import workbook_bytes
from geo.io.writing import write_bytes
from geo.messages import text
from geo.ports.documents import Paper
from geo.services.measures import Measure
from geo.services.printing.order import PrintLayer, PrintOrder, box_in
from geo.services.scope_choices import month_in

_KINDS = (".pdf", ".png", ".xlsx")


def add_options(parser: ArgumentParser, language: Language) -> None:
    """Describe the arguments."""
    measures = [one.value for one in Measure]
    parser.add_argument("--measure", choices=measures, default=Measure.OVERDUE_SHARE.value)
    parser.add_argument("--month", metavar="YYYY-MM", help=text(language, "cli.help_month"))
    parser.add_argument("--grid", metavar="CODE", help=text(language, "cli.help_print_grid"))
    parser.add_argument("--box", metavar="W,S,E,N", help=text(language, "cli.help_box"))
    layers = [one.value for one in PrintLayer]
    parser.add_argument("--layer", choices=layers, action="append", default=[])
    papers = (Paper.A4.value, Paper.A3.value)
    parser.add_argument("--paper", choices=papers, default=Paper.A4.value)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def run(call: Call) -> int:
    """Write the kind of file that its name asks for."""
    out: Path = call.arguments.out
    if out.suffix.lower() not in _KINDS:
        raise BadFile("kind_print", file=out.name)
    title, body = _made(call, out.suffix.lower())
    write_bytes(out, body)
    call.terminal.answer(
        {"title": title, "bytes": len(body), "out": str(out)},
        call.terminal.say("cli.printed", title=title, file=str(out)),
    )
    return SUCCESS


def _made(call: Call, kind: str) -> tuple[str, bytes]:
    services, order = call.services, _order(call)
    if kind == ".xlsx":
        table = services.prints.table(call.actor, order, call.now)
        return table.title, workbook_bytes(table, call.now)
    printed = services.prints.map(call.actor, order, call.now)
    tell_of_fonts(call)
    paper = Paper(call.arguments.paper)
    make = services.documents.press.map_png if kind == ".png" else services.documents.press.map_pdf
    return printed.title, make(printed, paper)


def _order(call: Call) -> PrintOrder:
    given = call.arguments
    return PrintOrder(
        language=call.terminal.language,
        box=box_in(given.box or ""),
        measure=Measure(given.measure),
        month=month_in({"month": given.month or ""}),
        layers=frozenset(PrintLayer(one) for one in given.layer),
        selected=given.grid or "",
    )
