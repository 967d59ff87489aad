"""A plan's boundaries before and after, under the codes they go by now, and what changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from geo.domain.kinds import Language
from geo.domain.plans import Plan
from geo.messages import text
from geo.ports.store import Reading
from geo.services.boundary_views import kept_boundaries
from geo.services.drafting.standing import Standing
from geo.services.other_boundaries import Boundaries
from geo.spatial.partition.provisional import MARK


@dataclass(frozen=True, slots=True, eq=False)
class PlanGround:
    """`final` maps the codes of the draft to those in `after`; a draft's are provisional."""

    plan: Plan
    standing: Standing
    before: Boundaries
    after: Boundaries
    final: Mapping[str, str]

    def code(self, drafted: str) -> str:
        """Return the code a grid of the draft goes by."""
        return self.final.get(drafted, drafted)

    def told_code(self, language: Language, drafted: str) -> str:
        """Return the code for a reader: a new grid of a draft has none before it is in force."""
        code = self.code(drafted)
        return text(language, "documents.code_pending") if MARK in code else code

    def changed(self) -> Sequence[str]:
        """Return the codes of the changed grids that there are now, in their order."""
        there = set(self.after.grids["code"].astype(str))
        codes = {self.code(str(one)) for one in self.standing.state.touched}
        return sorted(codes & there)

    def changed_before(self) -> Sequence[str]:
        """Return the codes of the changed grids that there were, in their order."""
        there = set(self.before.grids["code"].astype(str))
        return sorted({str(one) for one in self.standing.state.touched} & there)


def plan_ground(reading: Reading, plan: Plan, standing_of: Callable[[str], Standing]) -> PlanGround:
    """Return a plan's boundaries: as drafted, or as they came into force.

    Raises:
        NotFound, NotAPartition: its base is gone, or is none.
    """
    standing = standing_of(plan.id)
    before = kept_boundaries(reading.plans, plan.base_set)
    if plan.result_set is None:
        return PlanGround(plan, standing, before, standing.boundaries, {})
    after = kept_boundaries(reading.plans, plan.result_set)
    return PlanGround(plan, standing, before, after, _final(standing.boundaries, after))


def _final(drafted: Boundaries, after: Boundaries) -> Mapping[str, str]:
    """Return drafted code → code in force: coming into force renames, and moves no vertex."""
    by_shape = dict(
        zip(shapely.to_wkb(after.grids.geometry), after.grids["code"].astype(str), strict=True)
    )
    return {
        str(code): by_shape[wkb]
        for code, wkb in zip(
            drafted.grids["code"], shapely.to_wkb(drafted.grids.geometry), strict=True
        )
        if wkb in by_shape
    }
