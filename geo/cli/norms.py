"""`norms` and `norms set`: the figures the workload rests on, listed and changed."""

from geo.cli.command import SUCCESS, Call
from geo.cli.terminal import Json
from geo.domain.records import Norm
from geo.messages.norm_names import norm_label, source_label, unit_label
from geo.services.norm_bounds import bounds_of


def run_list(call: Call) -> int:
    """Tell every norm with its bounds and source."""
    listed = call.services.norms.listed(call.actor)
    told: Json = {"norms": [_as_json(call, norm) for norm in listed]}
    call.terminal.answer(told, *(_as_sentence(call, norm) for norm in listed))
    return SUCCESS


def run_set(call: Call) -> int:
    """Change one norm, for a reason."""
    given = call.arguments
    norm = call.services.norms.edit(
        call.actor, given.key, given.value, call.now, given.source, given.reason
    )
    told: Json = {"norm": _as_json(call, norm)}
    call.terminal.answer(told, _as_sentence(call, norm))
    return SUCCESS


def _as_json(call: Call, norm: Norm) -> Json:
    low, high = bounds_of(norm.key, norm.unit)
    return {
        "key": norm.key,
        "label": norm_label(call.terminal.language, norm.key),
        "value": norm.value,
        "unit": norm.unit,
        "low": low,
        "high": high,
        "source": norm.source,
        "note": norm.note,
    }


def _as_sentence(call: Call, norm: Norm) -> str:
    language = call.terminal.language
    return call.terminal.say(
        "cli.norm",
        norm=norm.key,
        label=norm_label(language, norm.key),
        value=f"{norm.value:g}",
        unit=unit_label(language, norm.unit),
        source=source_label(language, norm.source),
    )
