import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.domain.errors import NotPermitted
from geo.domain.kinds import IncidentState
from geo.services.incidents import Incidents, incident_points
from geo.services.scope import Scope
from geo.services.sensitive import hidden_flags
from tests.services.town import CENTRES, DISPATCHER, LEADER, NOWHERE, SCREEN, SmallTown, incident

LON, LAT = CENTRES["A"]
OFF_CENTRE = (LON + 0.003, LAT)


def answer(*rows: dict) -> Incidents:
    snapshot = SmallTown(incidents=rows).snapshot()
    return Incidents(lambda: snapshot)


def test_incidents_are_counted_by_channel_and_state_unknown_last() -> None:
    found = answer(
        incident(1, "A", "2022-12-01", channel="patrol", state="new", due_at="2022-12-02"),
        incident(2, NOWHERE, "2022-12-01", closed_at="2022-12-02"),
    ).counts(LEADER)
    assert (found.total, found.open, found.overdue, found.outside_grids) == (2, 1, 1, 1)
    channels = dict(zip(found.by_channel["value"], found.by_channel["count"], strict=True))
    assert channels == {
        "resident": 0,
        "hotline_12345": 0,
        "patrol": 1,
        "department": 0,
        "unknown": 1,
    }
    assert found.by_state["value"].tolist() == [*IncidentState, "unknown"]
    assert found.by_state["count"].sum() == 2


def test_disputes_are_counted_at_centres_and_are_points_for_their_handler_alone() -> None:
    rows = [
        incident(1, OFF_CENTRE, "2022-12-01", category="邻里纠纷"),
        incident(2, OFF_CENTRE, "2022-12-01"),
        incident(3, NOWHERE, "2022-12-01", category="信访"),
    ]
    seen = answer(*rows).points(LEADER)
    assert seen.points["id"].tolist() == ["I0002"]
    assert seen.centres[["grid", "count"]].to_numpy().tolist() == [[0, 1]]
    assert seen.centres["lon_deg"].tolist() == pytest.approx([LON])
    assert seen.outside == 1
    handled = answer(*rows).points(DISPATCHER)
    assert len(handled.points) == 3
    assert handled.centres.empty


def test_too_many_points_are_gathered_by_grid() -> None:
    rows = [incident(n, "AAB"[n], "2022-12-01", due_at="2022-12-02") for n in range(3)]
    found = answer(*rows).points(LEADER, most=2)
    assert found.is_clustered
    assert found.points.empty
    assert found.centres[["grid", "count", "late"]].to_numpy().tolist() == [[0, 2, 2], [1, 1, 1]]


def test_the_newest_come_first_page_by_page() -> None:
    rows = [incident(n, "A", f"2022-12-0{n}") for n in (1, 2, 3)]
    found = answer(*rows)
    assert [one.id for one in found.newest(LEADER, count=2)] == ["I0003", "I0002"]
    assert [one.id for one in found.newest(LEADER, first=2)] == ["I0001"]


def test_the_screen_may_not_see_incidents() -> None:
    with pytest.raises(NotPermitted):
        answer().points(SCREEN)


WHERE = st.sampled_from(["A", "B", NOWHERE])
WHAT = st.sampled_from(["路灯", "邻里纠纷"])


@pytest.mark.slow
@settings(max_examples=20)
@given(st.lists(st.tuples(WHERE, WHAT), max_size=12))
def test_points_centres_and_outside_sum_to_all(drawn) -> None:
    rows = [incident(n, at, "2022-12-01", category=what) for n, (at, what) in enumerate(drawn)]
    town = SmallTown(incidents=rows).snapshot()
    found = incident_points(town, Scope().mask(town), hidden_flags(town, LEADER), 100)
    assert len(found.points) + found.centres["count"].sum() + found.outside == len(rows)
