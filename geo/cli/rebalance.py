"""`rebalance`: the fewest changes that bring every group of a file inside the tolerance."""

import argparse
from pathlib import Path

from geo.cli.command import SUCCESS, Call
from geo.cli.terminal import Json, Terminal
from geo.domain.kinds import Language
from geo.io.cell_files import LocalCellFiles
from geo.messages import text
from geo.services.rebalancing import FileRebalancing, FileReport, FileRequest
from geo.services.rebalancing_cells import percent
from geo.staffing.rebalance import Answer, Today, Wishes, today

_PERCENT = 100
_DECIMALS = 6


def add_options(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of the command."""

    def say(name: str) -> str:
        return text(language, f"rebalance.help_{name}").replace("%", "%%")

    parser.add_argument("--cells", type=Path, required=True, metavar="FILE", help=say("cells"))
    parser.add_argument("--group", required=True, metavar="COLUMN", help=say("group"))
    parser.add_argument("--weight", required=True, metavar="COLUMN", help=say("weight"))
    parser.add_argument(
        "--tolerance", type=_share, default=0.15, metavar="SHARE", help=say("tolerance")
    )
    parser.add_argument("--lock", action="append", default=[], metavar="GROUP", help=say("lock"))
    parser.add_argument("--barriers", type=Path, metavar="FILE", help=say("barriers"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say("out"))


def run(call: Call) -> int:
    """Rebalance one file and tell what changes."""
    given = call.arguments
    request = FileRequest(
        cells=given.cells,
        group=given.group,
        weight=given.weight,
        wishes=Wishes(given.tolerance),
        locked=tuple(given.lock),
        barriers=given.barriers,
        out=given.out,
    )
    service = FileRebalancing(LocalCellFiles())
    report = service.run(call.actor, request, _Teller(call.terminal).tell)
    now = today(report.asked.problem)
    call.terminal.answer(_as_json(report, now), *_as_sentences(report, now, call))
    _note(report, call.terminal)
    return SUCCESS


class _Teller:
    """Says how far the search is, at every tenth of it."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal, self._tenths = terminal, 0

    def tell(self, share: float, best: Answer | None) -> bool:
        if best is not None and int(share * 10) > self._tenths:
            self._tenths = int(share * 10)
            words = self._terminal.say(
                "rebalance.progress",
                percent=round(share * _PERCENT),
                moved=best.moved_share,
                deviation=best.max_deviation,
            )
            self._terminal.note(words)
        return True


def _as_json(report: FileReport, now: Today) -> Json:
    answer, problem = report.answer, report.asked.problem
    shares = {
        "tolerance": problem.wishes.tolerance,
        "max_deviation_before": now.max_deviation,
        "max_deviation_after": answer.max_deviation,
        "cv_before": now.variation,
        "cv_after": answer.variation,
        "weight_moved_share": answer.moved_share,
        "mean_polsby_popper_before": now.compactness,
        "mean_polsby_popper_after": answer.compactness,
        "bound": answer.bound_share,
        "gap": answer.gap_share,
        "wall_s": report.wall_s,
    }
    counts = {
        "cells_moved": answer.cells_moved,
        "groups": problem.groups,
        "disconnected_groups": answer.disconnected_groups,
    }
    rounded = {name: round(share, _DECIMALS) for name, share in shares.items()}
    return {**rounded, **counts}


def _as_sentences(report: FileReport, now: Today, call: Call) -> list[str]:
    answer, out = report.answer, call.arguments.out
    done = call.terminal.say(
        "rebalance.done",
        cells=answer.cells_moved,
        moved=answer.moved_share,
        bound=answer.bound_share,
        before=now.max_deviation,
        after=answer.max_deviation,
    )
    return [done] if out is None else [done, call.terminal.say("rebalance.written", file=str(out))]


def _note(report: FileReport, terminal: Terminal) -> None:
    tolerance = report.asked.problem.wishes.tolerance
    outside = report.asked.locked_outside()
    if not report.answer.is_within:
        terminal.note(terminal.say("rebalance.not_reached", percent=percent(tolerance)))
    if outside:
        terminal.note(terminal.say("rebalance.locked_outside", groups=", ".join(outside)))


def _share(words: str) -> float:
    try:
        share = float(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError(words) from error
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError(words)
    return share
