"""Plans: a proposed set of boundaries, its steps, and the approval chain it passes.

The chain is a table of states; a town may keep another one (`geo.domain.chain`). A plan is edited
in its first state alone, and there alone can be set aside. At most one plan is in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from geo.domain.edits import Edit
from geo.domain.kinds import Role

DRAFT = "draft"
FILED = "filed"
IN_FORCE = "in_force"
REPLACED = "replaced"
SET_ASIDE = "set_aside"
"""Of no chain: a draft that is not pursued, and can be taken up again."""


@dataclass(frozen=True, slots=True)
class ChainState:
    """One state of the chain; `roles` may lead a plan into it. `name` overrides the catalogue's.

    With `needs_document_no` nobody leads a plan there without a 文号; `may_go_back` says whether
    a plan may be sent back to the draft from there.
    """

    code: str
    roles: frozenset[Role]
    name: str = ""
    name_en: str = ""
    needs_document_no: bool = False
    may_go_back: bool = True


DEFAULT_CHAIN: tuple[ChainState, ...] = (
    ChainState(DRAFT, frozenset({Role.PLANNER, Role.ADMINISTRATOR, Role.LEADER})),
    ChainState("consultation", frozenset({Role.PLANNER, Role.ADMINISTRATOR})),
    ChainState("town_review", frozenset({Role.PLANNER, Role.ADMINISTRATOR})),
    ChainState("centre_agreed", frozenset({Role.LEADER})),
    ChainState(FILED, frozenset({Role.PLANNER, Role.LEADER})),
    ChainState(IN_FORCE, frozenset({Role.PLANNER, Role.LEADER})),
    ChainState(REPLACED, frozenset()),
)
"""草案 → 征求村（社区）意见 → 镇审核 → 市综治中心同意 → 备案 → 生效 → 被替代."""


class PlanReason(StrEnum):
    """调整原因: why boundaries are redrawn, as practised."""

    VILLAGE_SIZE = "village_size"
    DEMOLITION = "demolition"
    MIGRATION = "migration"
    UNEVEN_LOAD = "uneven_load"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan, drawn on the boundaries `base_set`; in force, its own are `result_set`.

    `steps_in_force` counts the steps that hold; those after it were undone and can be redone.
    `revision` rises with every step, undo and redo, so that two states never share one.
    """

    id: str
    title: str
    state: str
    base_set: int
    created_by: str
    created_at: datetime
    steps_in_force: int = 0
    document_no: str = ""
    basis: str = ""
    reason: PlanReason | None = None
    note: str = ""
    result_set: int | None = None
    in_force_from: date | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One edit of a plan; `n` counts from 1. `override` says why a rule was set aside."""

    plan_id: str
    n: int
    edit: Edit
    actor_id: str
    at: datetime
    override: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """One move along the chain: who led the plan from which state to which, and what he said."""

    plan_id: str
    from_state: str
    to_state: str
    actor_id: str
    at: datetime
    said: str = ""
    document_no: str = ""


@dataclass(frozen=True, slots=True)
class BoundarySet:
    """One whole state of cells and grids, kept for ever; the layer revisions it was taken at."""

    id: int
    cells_revision: int
    grids_revision: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What was in force until a day, kept when it was replaced; the first has no `from_day`.

    The day itself belongs to what came after. What is in force now is no edition yet.
    """

    id: int
    from_day: date | None
    until_day: date
    set_id: int
    plan_id: str | None


def edition_on(editions: Sequence[Edition], day: date) -> Edition | None:
    """Return the edition that was in force on a day, None where it is what is in force now."""
    return next((one for one in editions if day < one.until_day), None)


def next_states(chain: Sequence[ChainState], state: str) -> tuple[ChainState, ...]:
    """Return the states a plan may be led to: the next of the chain, and back to the draft.

    A draft may be set aside instead, by whom the chain lets send back to it; and taken up again.
    """
    if state in (IN_FORCE, REPLACED):
        return ()
    position = next((n for n, one in enumerate(chain) if one.code == state), None)
    if position is None:
        return (chain[0],)
    if position == 0:
        return chain[1], ChainState(SET_ASIDE, chain[0].roles)
    back = (chain[0],) if chain[position].may_go_back else ()
    return chain[position + 1], *back
