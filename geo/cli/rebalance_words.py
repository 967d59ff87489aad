"""What `rebalance` answers: the object of the contract, sentences, and what is said beside them."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from geo.cli.command import Call
from geo.cli.rebalance_options import ALL
from geo.cli.terminal import Json
from geo.services.rebalancing_cells import percent
from geo.services.rebalancing_report import Line

_DECIMALS = 6
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One line an answer; `barriers` and `refused` are known of the store's own grids alone."""

    lines: tuple[Line, ...]
    wall_s: float
    locked_outside: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    barriers: int | None = None


def as_json(found: Found, given: argparse.Namespace) -> Json:
    """Return the answer; one that was asked for by name says besides which it is."""
    first = found.lines[0]
    around: Json = {"tolerance": round(given.tolerance, _DECIMALS)}
    wall: Json = {"groups": first.groups, "wall_s": round(found.wall_s, _DECIMALS)}
    if found.barriers is not None:
        wall |= {"barriers": found.barriers, "refused": list(found.refused)}
    if given.answer == ALL:
        return around | {"answers": [_named(one) for one in found.lines]} | wall
    is_plain = given.answer is None and not given.compactness and not given.travel
    return around | (_figures(first) if is_plain else _named(first)) | wall


def _named(line: Line) -> Json:
    outside: Json = {"within_tolerance": line.is_within, "outside": list(line.outside)}
    ways = [None if one is None else round(one, _DECIMALS) for one in line.ways_km]
    told: Json = {"mean_travel_km_before": ways[0], "mean_travel_km_after": ways[1]}
    return {"answer": line.kind.value} | _figures(line) | told | outside


def _figures(line: Line) -> Json:
    rounded: Json = {name: round(share, _DECIMALS) for name, share in line.shares.items()}
    return rounded | {
        "cells_moved": line.cells_moved,
        "disconnected_groups": line.disconnected_groups,
    }


def as_sentences(found: Found, call: Call) -> list[str]:
    """Return one sentence an answer, and what was written."""
    say, given = call.terminal.say, call.arguments
    told = [_sentence(line, call) for line in found.lines]
    return told if given.out is None else [*told, say("rebalance.written", file=str(given.out))]


def _sentence(line: Line, call: Call) -> str:
    say, shares = call.terminal.say, line.shares
    done = say(
        "rebalance.done",
        cells=line.cells_moved,
        moved=shares["weight_moved_share"],
        bound=shares["bound"],
        before=shares["max_deviation_before"],
        after=shares["max_deviation_after"],
    )
    if call.arguments.answer is None:
        return done
    reached = say("rebalance.reached" if line.is_within else "rebalance.beyond")
    return say(f"rebalance.answer_{line.kind.value}", done=done, reached=reached)


def notes(found: Found, call: Call) -> Iterator[str]:
    """Yield what is said beside the answer: who stays outside, what cannot be, what was heeded."""
    say, tolerance = call.terminal.say, percent(call.arguments.tolerance)
    join = say("rebalance.joiner").join
    for line in found.lines:
        if not line.is_within:
            named = join(line.outside[:_NAMED]) + ("…" if len(line.outside) > _NAMED else "")
            yield say("rebalance.not_reached", percent=tolerance)
            yield say("rebalance.outside", count=len(line.outside), groups=named)
    if found.locked_outside:
        yield say("rebalance.locked_outside", groups=", ".join(found.locked_outside))
    yield from found.refused
    if found.barriers:
        yield say("rebalance.barriers", count=found.barriers)
