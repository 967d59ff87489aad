"""`within`: what lies inside a shape, as one object, and as a file where one is named."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from geo.cli.command import SUCCESS, Call
from geo.cli.terminal import Json
from geo.domain.errors import BadValue
from geo.domain.kinds import Language
from geo.domain.units import M2_PER_KM2
from geo.io.made_files import file_bytes
from geo.io.shape_file import ring_in
from geo.io.writing import write_bytes
from geo.messages import text
from geo.services.area_query.files import area_file_kind
from geo.services.area_query.shape import shape_of_ring
from geo.services.area_query.values import AreaAnswer, Question
from geo.services.area_query.words import lines, notes, title
from geo.services.local_time import Period
from geo.services.scope import Scope

_KM2_DECIMALS, _SHARE_DECIMALS = 6, 4


def add_options(parser: ArgumentParser, language: Language) -> None:
    """Describe the arguments."""

    def told(name: str) -> str:
        return text(language, f"within.help_{name}")

    parser.add_argument("--shape", type=Path, required=True, metavar="FILE", help=told("shape"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=told("from"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=told("to"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=told("out"))


def run(call: Call) -> int:
    """Answer one shape."""
    given, services = call.arguments, call.services
    kind = area_file_kind(given.out.suffix, given.out.name) if given.out else None
    shape = shape_of_ring(ring_in(given.shape))
    question = Question(shape, Scope(reported=_days(given.first, given.last)))
    answer = services.area_files.queries.answer(call.actor, question)
    language = call.terminal.language
    told = as_json(answer)
    said = [
        title(language, answer),
        *(
            call.terminal.say("within.line", label=line.label, value=line.value)
            for line in lines(language, answer)
        ),
        *notes(language, answer),
    ]
    if kind:
        made = services.area_files.made(call.actor, question, kind, language)
        write_bytes(given.out, file_bytes(made, call.now))
        told["out"] = str(given.out)
        said.append(call.terminal.say("within.written", file=str(given.out)))
    call.terminal.answer(told, *said)
    return SUCCESS


def as_json(answer: AreaAnswer) -> Json:
    """Return the answer's figures; null is not shown, not known, or not for this role."""
    incidents, cameras, people = answer.incidents, answer.cameras, answer.people
    return {
        "area_km2": round(answer.area_m2 / M2_PER_KM2, _KM2_DECIMALS),
        "perimeter_m": round(answer.perimeter_m, 1),
        "outside_share": round(answer.outside_share, _SHARE_DECIMALS),
        "incidents": incidents
        and {
            "total": incidents.total,
            "open": incidents.open,
            "overdue": incidents.overdue,
            "by_category": dict(incidents.by_category),
            "by_state": dict(incidents.by_state),
            "sensitive_at_least": incidents.sensitive,
        },
        "cameras": cameras
        and {
            "total": len(cameras.places),
            "alive": cameras.alive,
            "dead": cameras.dead,
            "unknown": cameras.state_unknown,
        },
        "stations": None if answer.stations is None else len(answer.stations),
        "grids": [
            {
                "code": one.code,
                "name": one.name,
                "inside_km2": round(one.inside_km2, _KM2_DECIMALS),
                "inside_share": round(one.inside_share, _SHARE_DECIMALS),
            }
            for one in answer.grids
        ],
        "people": {
            "households": people.households,
            "residents": people.residents,
            "is_estimated": True,
            "is_below_50_households": people.is_few,
        },
    }


def _days(first: str | None, last: str | None) -> Period | None:
    if first is None and last is None:
        return None
    try:
        days = Period(date.fromisoformat(first or ""), date.fromisoformat(last or ""))
    except ValueError as error:
        raise BadValue("days_half", field="from", value=str(first)) from error
    if days.last < days.first:
        raise BadValue("days_half", field="from", value=str(first))
    return days
