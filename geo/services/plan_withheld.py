"""What a plan holds back from who may not edit it, under the codes its grids go by now."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.ports.store import Reading
from geo.services.drafting.standing import Standing
from geo.services.plan_documents.ground import plan_ground
from geo.services.small_counts.withheld import Withheld


@dataclass(frozen=True, slots=True)
class PlansWithheld:
    """Looks at the plans of one store; both functions take a plan's id, as drafts have them."""

    reading: Reading
    standing: Callable[[str], Standing]
    withheld: Callable[[str], Withheld]

    def of(self, plan_id: str) -> Withheld:
        """Return the grids of which a plan's steps would tell small counts.

        Raises:
            NotFound, NotAPartition: there is no such plan, or its base is none.
        """
        found, plan = self.withheld(plan_id), self.reading.plans.plan(plan_id)
        if plan.result_set is None:
            return found
        return found.renamed(plan_ground(self.reading, plan, self.standing).final)
