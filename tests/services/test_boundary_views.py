"""A town can be read as of an earlier day, or on a plan's boundaries."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.domain.errors import NotFound
from geo.domain.kinds import IncidentState, Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.services.boundary_views import BoundaryViews
from geo.services.other_boundaries import Boundaries
from geo.services.plans import Plans, PlanText
from geo.services.snapshot import UNKNOWN_S
from geo.services.snapshots import Snapshots
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from tests.fakes.memory_store import MemoryStore

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
PLANNER = Actor("planner-1", Role.PLANNER)
_DAY_S = 86_400


def _grids(edge_deg: float) -> StorageFrame:
    """Two grids from 94° to 96° east that meet at `edge_deg`."""
    shapes = [shapely.box(94, 36, edge_deg, 37), shapely.box(edge_deg, 36, 96, 37)]
    columns = {"code": ["west", "east"], "name": [None, None], "kind": [None, None]}
    rows = pd.DataFrame(columns, dtype="string")
    people = pd.Series([None, None], dtype="Int64")
    rows = rows.assign(residents=people, households=people)
    return frames.from_wkb(rows, [shapely.to_wkb(one) for one in shapes])


def _incidents() -> pd.DataFrame:
    """Three reports at 95.2° east on 1, 2 and 3 February 2026 (UTC noon), closed the day after."""
    noon = int(datetime(2026, 2, 1, 12, tzinfo=UTC).timestamp())
    days = [noon + n * _DAY_S for n in range(3)]
    return pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "reported_at": days,
            "closed_at": [one + _DAY_S for one in days],
            "state": ["closed"] * 3,
            "category": ["lamp"] * 3,
            "lon_deg": [95.2] * 3,
            "lat_deg": [36.5] * 3,
        }
    )


@pytest.fixture
def store() -> MemoryStore:
    """Today's border is at 95.5°; until 2 February it was at 95.0°."""
    store = MemoryStore()
    with store.write(PLANNER, Action.IMPORT_LAYER, "all", AT) as transaction:
        transaction.append(Layer.GRIDS, _grids(95.5))
        transaction.append(Layer.INCIDENTS, _incidents())
        transaction.append(
            Layer.STAFF, pd.DataFrame({"id": ["s1", "s2"], "grid_code": ["west", "east"]})
        )
        former = _grids(95.0)
        cells = former.assign(grid_code=former["code"])
        kept = transaction.plans.keep_boundaries(StorageFrame(cells), former, 0, 0)
        staff = pd.DataFrame({"id": ["s0"], "grid_code": ["east"]})
        transaction.plans.archive(kept, staff, date(2026, 2, 2), None)
    return store


def _nothing_drawn(plan_id: str) -> Boundaries:
    raise NotFound(what="plan", key=plan_id)


def _views(store: MemoryStore) -> BoundaryViews:
    return BoundaryViews(store, _nothing_drawn, lambda: AT)


def _grid_of_incidents(views: BoundaryViews, view: str) -> list[str]:
    snapshot = views.snapshot(view)
    return [str(snapshot.grids["code"].iloc[place]) for place in snapshot.incidents.grid]


def test_a_day_before_the_redraw_reads_the_old_border_and_its_staff(store: MemoryStore) -> None:
    # On 1 February 95.2° lay in the eastern grid, and one report had come in.
    views = _views(store)
    assert _grid_of_incidents(views, "2026-02-01") == ["east"]
    assert views.snapshot("2026-02-01").staff["id"].tolist() == ["s0"]


def test_a_day_after_it_reads_todays_border_and_what_was_known_then(store: MemoryStore) -> None:
    views = _views(store)
    assert _grid_of_incidents(views, "2026-02-02") == ["west", "west"]
    assert views.snapshot("2026-02-02").staff["id"].tolist() == ["s1", "s2"]


def test_what_was_closed_later_stood_open_that_day(store: MemoryStore) -> None:
    # Report a was closed at noon of 2 February, b at noon of the 3rd.
    rows = _views(store).snapshot("2026-02-02").incidents
    by_report = np.argsort(rows.reported_s)
    assert (rows.closed_s[by_report] == UNKNOWN_S).tolist() == [False, True]
    closed, in_progress = (tuple(IncidentState).index(one) for one in ("closed", "in_progress"))
    assert rows.state[by_report].tolist() == [closed, in_progress]


def test_now_is_the_end_of_the_day(store: MemoryStore) -> None:
    now = _views(store).snapshot("2026-02-01").now
    assert now.isoformat() == "2026-02-01T23:59:59+08:00"


def test_a_plan_that_was_in_force_reads_its_own_border(store: MemoryStore) -> None:
    plan = Plans(store).begin(PLANNER, PlanText("旧方案"), AT)
    with store.write(PLANNER, Action.EDIT_PLAN, plan.id, AT) as transaction:
        transaction.plans.put(replace(plan, result_set=1))
    assert _grid_of_incidents(_views(store), plan.id) == ["east"] * 3


def test_a_draft_is_asked_of_whoever_draws_it(store: MemoryStore) -> None:
    plan = Plans(store).begin(PLANNER, PlanText("草案"), AT)
    drawn = _grids(95.1)
    views = BoundaryViews(
        store,
        lambda _: Boundaries(StorageFrame(drawn.assign(grid_code=drawn["code"])), drawn),
        lambda: AT,
    )
    assert _grid_of_incidents(views, plan.id) == ["east"] * 3


def test_nonsense_is_not_found(store: MemoryStore) -> None:
    with pytest.raises(NotFound):
        _views(store).snapshot("2026-02-31")


def test_a_view_is_built_once(store: MemoryStore) -> None:
    views = _views(store)
    assert views.snapshot("2026-02-01") is views.snapshot("2026-02-01")


def test_the_boundaries_of_a_day_alone_hold_all_that_is_known_today(store: MemoryStore) -> None:
    # Until 2 February 95.2° lay in the east: all three reports are located there, the last two
    # though they came in later; and now is the day of the last report, not that day.
    views = _views(store)
    assert _grid_of_incidents(views, "@2026-02-01") == ["east"] * 3
    assert views.snapshot("@2026-02-01").now == _views_today(store)


def _views_today(store: MemoryStore) -> datetime:
    return Snapshots(store).current().now
