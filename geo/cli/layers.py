"""`import` and `export`: files into the store and out of it."""

from geo.cli.command import SUCCESS, Call
from geo.cli.import_words import as_json, as_sentences
from geo.cli.terminal import Json, Steps
from geo.domain.layers import Layer
from geo.services.import_options import ImportOptions


def run_import(call: Call) -> int:
    """Import one file and tell what came of it."""
    given = call.arguments
    options = ImportOptions(
        crs=given.crs, columns=dict(given.column), timezone=given.tz, dry_run=given.dry_run
    )
    layer, steps = Layer(given.layer), Steps(call.terminal)
    report = call.services.imports.run(call.actor, given.file, layer, options, call.now, steps)
    told = as_json(report, call.terminal.language)
    sentences = as_sentences(report, call.terminal.language, dry_run=given.dry_run)
    if report.dropped_columns:
        dropped = ", ".join(report.dropped_columns)
        call.terminal.note(call.terminal.say("imports.dropped_columns", columns=dropped))
    call.terminal.answer(told, *sentences)
    return SUCCESS


def run_export(call: Call) -> int:
    """Write one layer to a file."""
    given = call.arguments
    report = call.services.exports.run(call.actor, Layer(given.layer), given.out)
    told: Json = {"layer": report.layer.value, "rows": report.rows, "out": str(given.out)}
    call.terminal.answer(
        told, call.terminal.say("cli.exported", rows=report.rows, file=str(given.out))
    )
    if report.veiled:
        call.terminal.note(call.terminal.say("cli.veiled", rows=report.veiled))
    return SUCCESS
