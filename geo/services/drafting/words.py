"""A step of a draft in one line of words: which grids, what was done, how many households."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geo.domain import edits
from geo.domain.codes import CellCode, GridCode
from geo.domain.kinds import Language
from geo.messages import text
from geo.services.drafting.state import DraftState, grids_of
from geo.services.drafting.trails import Trace, trace_of
from geo.spatial.partition import Step

_NAMED = 3
_SET_KIND = "set_kind"


@dataclass(frozen=True, slots=True)
class StepSummary:
    """What a step did, by names; `households` is None where a cell's are unknown.

    `between` are the grids whose cells it gave or took, `trace` is what it did to each cell.
    """

    kind: str
    sources: tuple[str, ...]
    target: str
    cells: int
    households: int | None
    override: str = ""
    between: frozenset[GridCode] = frozenset()
    trace: Trace = field(default=Trace(), compare=False, repr=False)


def summary_of(
    before: DraftState, after: DraftState, edit: edits.Edit, step: Step, override: str
) -> StepSummary:
    """Return what a step did."""
    names = {code: facts.name for code, facts in {**after.grids, **before.grids}.items()}
    given = _given(before, after, step)
    homes = [after.people[code].households for code in given]
    target = _receiver(after, given) if isinstance(edit, edits.Reshape) else _target(edit)
    sources = sorted(set(given.values()) or grids_of(step, before.partition) - {target})
    if isinstance(edit, edits.OnFacts | edits.Split):
        sources = [GridCode(edit.grid)]
    return StepSummary(
        kind=_kind(edit),
        sources=tuple(names.get(code, str(code)) for code in sources),
        target=_described(after, edit) or names.get(target, str(target)),
        cells=len(given),
        households=None if None in homes else sum(one or 0 for one in homes),
        override=override.strip(),
        between=frozenset((*given.values(), *map(after.partition.grid_of, given))),
        trace=trace_of(before, after, step),
    )


def step_words(language: Language, summary: StepSummary, is_discreet: bool = False) -> str:
    """Return the line of the history; with `is_discreet` without households."""
    joiner = text(language, "drafts.joiner")
    named = joiner.join(summary.sources[:_NAMED])
    if len(summary.sources) > _NAMED:
        named = text(language, "drafts.and_more", names=named, count=len(summary.sources))
    is_kind = summary.kind == _SET_KIND
    words = text(
        language,
        f"drafts.step_{summary.kind}",
        sources=named,
        target=text(language, f"common.kind_{summary.target}") if is_kind else summary.target,
        given=_amount(language, summary, is_discreet),
    )
    if not summary.override:
        return words
    return text(language, "drafts.with_reason", words=words, reason=summary.override)


def _amount(language: Language, summary: StepSummary, is_discreet: bool) -> str:
    if summary.households is None:
        return text(language, "drafts.given_cells", cells=summary.cells)
    if is_discreet and summary.households:
        return text(language, "drafts.given_held", cells=summary.cells)
    return text(language, "drafts.given_households", households=summary.households)


def _kind(edit: edits.Edit) -> str:
    kind = edits.edit_kind(edit)
    if isinstance(edit, edits.SetLock):
        return "lock" if edit.is_locked else "unlock"
    return kind


def _target(edit: edits.Edit) -> GridCode:
    match edit:
        case edits.Split(new_grid=grid) | edits.Merge(kept=grid):
            return GridCode(grid)
        case (
            edits.CutOut(to_grid=grid) | edits.Reassign(to_grid=grid) | edits.AddArea(to_grid=grid)
        ):
            return GridCode(grid)
        case _:
            return GridCode("")


def _described(after: DraftState, edit: edits.Edit) -> str:
    """Return what a grid is called now, or its kind, where that is what the edit says."""
    match edit:
        case edits.Rename(grid=grid):
            return after.grids[GridCode(grid)].name
        case edits.SetKind(grid_kind=kind):
            return kind
        case _:
            return ""


def _receiver(after: DraftState, given: Iterable[CellCode]) -> GridCode:
    """Return the grid that most of the given cells lie in now."""
    found = Counter(after.partition.grid_of(code) for code in given).most_common(1)
    return found[0][0] if found else GridCode("")


def _given(before: DraftState, after: DraftState, step: Step) -> Mapping[CellCode, GridCode]:
    """Return the cells that now lie in another grid, and the grid that their ground was in."""
    found = {}
    for code in step.touched:
        origin = step.parents.get(code, (code,))
        grids = {before.partition.grid_of(one) for one in origin if one in before.partition.cells}
        grid = after.partition.grid_of(code)
        if grids and grid not in grids:
            found[code] = min(grids)
    return found
