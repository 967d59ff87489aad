"""What a draft shows of itself: its grids, its steps in words, and what they do to people and work.

Plain values; `geo.http` writes them as JSON under the same names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from geo.domain.kinds import Language
from geo.domain.policy import Actor

Bbox = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Editing:
    """Who works on which draft, and in which language its words are told."""

    actor: Actor
    plan_id: str
    language: Language


@dataclass(frozen=True, slots=True)
class Figures:
    """One grid in numbers; what is not known is None.

    `few` names those that are None because they, or their change, are too small to be shown.
    """

    residents: float | None = None
    households: float | None = None
    area_km2: float | None = None
    hours_week: float | None = None
    fte: float | None = None
    incidents_year: float | None = None
    cameras: float | None = None
    station_min: float | None = None
    compactness: float | None = None
    few: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridImpact:
    """A touched grid before and after; a new one has no before, a dissolved one no after."""

    code: str
    name: str
    before: Figures | None
    after: Figures | None


@dataclass(frozen=True, slots=True)
class Balance:
    """The town as a whole: how even the work is (deviation and CV as shares), people, form."""

    max_deviation: float | None = None
    cv: float | None = None
    fte: float | None = None
    mean_compactness: float | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Households of one village and 村民小组 that change their worker: counts, never persons.

    With `is_few` there are too few of them to be shown.
    """

    village: str
    group: str
    cells: int
    households: int | None
    is_few: bool = False


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule the draft breaks, in words, and where; `blocks` says that it may not be published."""

    code: str
    grid: str
    words: str
    blocks: bool
    bbox: Bbox | None


@dataclass(frozen=True, slots=True)
class Impact:
    """What all steps in force do, against the base of the draft; `totals` over all grids.

    With `is_few` the households moved are too few to be shown; `held` are the grids whose people
    are held back from who sees this, those of steps not in force included.
    """

    grids: Sequence[GridImpact] = ()
    before: Balance = field(default_factory=Balance)
    after: Balance = field(default_factory=Balance)
    households_moved: int | None = None
    totals: tuple[Figures, Figures] | None = None
    moved: Sequence[HandOver] = ()
    is_estimated: bool = False
    is_few: bool = False
    violations: Sequence[Violation] = ()
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DraftGrid:
    """A grid of the draft as it stands."""

    code: str
    name: str
    kind: str | None
    village: str | None
    is_locked: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the history, in words; an undone one is not in force and can be redone.

    `reason` says why a rule was set aside, where it was.
    """

    n: int
    words: str
    by: str
    at: datetime
    is_in_force: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it is opened; `outdated` says in words that boundaries changed under it."""

    plan: str
    title: str
    step: int
    steps_total: int
    may_edit: bool
    grids: Sequence[DraftGrid]
    history: Sequence[StepLine]
    impact: Impact
    bbox: Bbox
    revision: int = 0
    outdated: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a step changed: the touched cells as GeoJSON features, cells gone, what it does.

    `features` have the cell's code as `id` and its grid in the properties; `grids` are all grids
    when the set of them, a name or a lock has changed, else None. With `is_whole` the features are
    all cells there are. `outdated` is as in `DraftView`.
    """

    step: int
    steps_total: int
    features: Sequence[Mapping[str, Any]]
    removed: Sequence[str]
    locked: Sequence[str]
    history_tail: Sequence[StepLine]
    impact: Impact
    server_ms: float
    grids: Sequence[DraftGrid] | None = None
    revision: int = 0
    is_whole: bool = False
    outdated: str = ""


@dataclass(frozen=True, slots=True)
class CarriedStep:
    """A step of a draft that is carried over, in words; `why` says why it is lost, if it is."""

    n: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What carrying a draft over to today's boundaries keeps and loses.

    `other` is the plan in force, `grids` those it changed; `stamp` names what was seen.
    """

    other: str
    grids: Sequence[str]
    steps: Sequence[CarriedStep]
    stamp: str

    @property
    def lost(self) -> Sequence[CarriedStep]:
        """Return the steps that cannot be carried over."""
        return [one for one in self.steps if one.why]


@dataclass(frozen=True, slots=True)
class Nodes:
    """The vertices of a grid's rings: `(id, lon, lat, is_shared)`, and its edges by vertex ids."""

    nodes: Sequence[tuple[int, float, float, bool]]
    edges: Sequence[tuple[int, int]]
