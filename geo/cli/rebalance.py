"""`rebalance`: changes that bring every group of a file, or of the store, inside the tolerance."""

from dataclasses import dataclass

from geo.cli.command import SUCCESS, Call
from geo.cli.rebalance_options import ALL, KINDS, NONE, VILLAGE, add_options
from geo.cli.rebalance_words import Found, as_json, as_sentences, notes
from geo.cli.terminal import Terminal
from geo.io.cell_files import LocalCellFiles
from geo.io.files import LocalFiles
from geo.services.drafting.balanced import Asked
from geo.services.drafting.scope import WEIGHTS, WORKLOAD
from geo.services.rebalancing import FileRebalancing, FileRequest
from geo.services.rebalancing_report import line_of, line_of_town
from geo.services.rebalancing_store import StoreRebalancing, StoreRequest
from geo.staffing.rebalance import Answer, Wishes

__all__ = ["add_options", "run"]

_PERCENT = 100
_FEWEST = "fewest"


def run(call: Call) -> int:
    """Rebalance one file, or the grids of the store, and tell what changes."""
    given = call.arguments
    if given.answer == ALL and given.out is not None:
        given.wrong_usage(call.terminal.say("rebalance.one_to_write"))
    found = _of_store(call) if given.cells is None else _of_file(call)
    call.terminal.answer(as_json(found, given), *as_sentences(found, call))
    for line in notes(found, call):
        call.terminal.note(line)
    return SUCCESS


def _of_file(call: Call) -> Found:
    given = call.arguments
    if given.group is None or given.weight is None:
        given.wrong_usage(call.terminal.say("rebalance.columns_missing"))
    request = FileRequest(
        cells=given.cells,
        group=given.group,
        weight=given.weight,
        wishes=Wishes(
            given.tolerance,
            compactness_weight=given.compactness,
            travel_weight=given.travel,
        ),
        locked=tuple(given.lock),
        barriers=given.barriers,
        out=given.out,
        whole=given.whole,
        kinds=KINDS[given.answer or _FEWEST],
    )
    service = FileRebalancing(LocalCellFiles())
    report = service.run(call.actor, request, _Teller(call.terminal).tell)
    return Found(
        lines=tuple(line_of(report.asked, one) for one in report.answers),
        wall_s=report.wall_s,
        locked_outside=tuple(report.asked.locked_outside()),
    )


def _of_store(call: Call) -> Found:
    given = call.arguments
    _require_for_store(call)
    services = call.services
    request = StoreRequest(
        asked=Asked(
            tolerance=given.tolerance,
            weight=given.weight or WORKLOAD,
            by_village=given.whole != NONE,
            has_barriers=not given.no_barriers,
            compactness=given.compactness,
            travel=given.travel,
            kinds=KINDS[given.answer or _FEWEST],
        ),
        locked=tuple(given.lock),
        out=given.out,
        language=call.terminal.language,
    )
    service = StoreRebalancing(services.store, services.snapshots.current, LocalFiles())
    report = service.run(call.actor, request, _Teller(call.terminal).tell)
    answers = report.found.answers or (report.found.today,)
    return Found(
        lines=tuple(line_of_town(one) for one in answers),
        wall_s=report.wall_s,
        refused=report.found.refused,
        barriers=report.barriers,
    )


def _require_for_store(call: Call) -> None:
    given, say = call.arguments, call.terminal.say
    if given.barriers is not None or given.group is not None:
        given.wrong_usage(say("rebalance.only_with_cells"))
    if given.weight not in (None, *WEIGHTS):
        known = say("rebalance.joiner").join(WEIGHTS)
        given.wrong_usage(say("rebalance.store_weight", value=given.weight, known=known))
    if given.whole not in (None, VILLAGE, NONE):
        given.wrong_usage(say("rebalance.store_whole", value=given.whole))


@dataclass(slots=True)
class _Teller:
    """Says how far the search is, at every tenth of it."""

    terminal: Terminal
    _tenths: int = 0

    def tell(self, share: float, best: Answer | None) -> bool:
        if best is not None and int(share * 10) > self._tenths:
            self._tenths = int(share * 10)
            words = self.terminal.say(
                "rebalance.progress",
                percent=round(share * _PERCENT),
                moved=best.moved_share,
                deviation=best.max_deviation,
            )
            self.terminal.note(words)
        return True
