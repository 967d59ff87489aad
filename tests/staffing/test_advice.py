from dataclasses import replace

import numpy as np
import pytest

from geo.domain.errors import NothingToStaff, Refused
from geo.domain.kinds import GridKind, StaffKind
from geo.domain.staffing import ActionKind, Cause
from geo.staffing.advice import suggest
from geo.staffing.assessment import assess
from geo.staffing.town import Hotspot
from tests.staffing.towns import book, reports, staff, town

FULL, PART = StaffKind.FULL, StaffKind.PART
NAN = float("nan")

# Forms alone make the work: 20 h a week and grid, 20 productive hours a worker.
PLAIN = book(
    available_h_year=40 * 365.25 / 7,
    utilisation_share=0.5,
    meetings_h_week=0,
    forms_h_week=20,
    visits_per_household_year=0,
    visits_per_household_year__pastoral=0,
    droppable_share__forms=0.25,
)


def advised(place, headcount=None, norms=PLAIN):
    return suggest(assess(place, norms), headcount)


def by_kind(suggestion, kind):
    return [action for action in suggestion.actions if action.kind is kind]


def test_without_headcount_and_staff_there_is_nothing_to_staff():
    with pytest.raises(NothingToStaff):
        advised(town(2))


def test_a_headcount_that_cannot_give_every_grid_its_minimum_is_refused():
    with pytest.raises(Refused) as refusal:
        advised(town(3), 2)
    assert refusal.value.values == {"headcount": 2, "minimum": 3}


def test_parts_sum_to_the_workload_and_staff_to_the_headcount():
    place = town(5, reports=reports(np.arange(10).reshape(5, 2)))
    suggestion = advised(place, 9)
    assert sum(need.staff_suggested for need in suggestion.grids) == 9
    for need in suggestion.grids:
        assert need.workload_h_week == pytest.approx(sum(need.parts.values()))
        assert need.fte_interval[0] <= need.fte_needed <= need.fte_interval[1]
        assert need.staff_now is None
        assert {"staff", "stations"} <= set(need.missing)


def test_a_town_without_households_and_staff_names_both_and_fills_neither():
    place = town(
        3,
        kinds=(None,) * 3,
        households=np.full(3, NAN),
        reports=replace(reports([[4], [0], [9]]), unknown_channel=np.array([4, 0, 9])),
    )
    first, silent, _ = advised(place, 3).grids
    assert set(first.missing) == {"kind", "households", "channel", "stations", "staff"}
    assert "channel" not in silent.missing
    assert Cause.VISITS not in first.parts
    assert Cause.STATION_DUTY not in first.parts


def test_uninhabited_land_gets_no_worker_but_a_patrol():
    kinds = (GridKind.ALL_PURPOSE, GridKind.UNINHABITED)
    place = town(
        2,
        kinds=kinds,
        households=np.array([300.0, 0.0]),
        reports=reports([[52], [52]]),
        borders=np.array([[0, 1, 800.0]]),
    )
    suggestion = advised(place, 4)
    assert [need.staff_suggested for need in suggestion.grids] == [4, 0]
    patrol = suggestion.actions[-1]
    assert (patrol.kind, patrol.grid) == (ActionKind.MOBILE_SUPPORT, "G001")
    assert patrol.detail.values["neighbour"] == "G000"


def test_only_mobile_staff_move_and_the_rest_get_actions():
    # each grid needs one worker; G000 has three of whom one is mobile, G001 none, G002 none
    rows = [(0, FULL, 40.0, True), (0, FULL, 40.0, False), (0, FULL, 40.0, False)]
    suggestion = advised(town(3, staff=staff(*rows)))
    assert [(m.from_grid, m.to_grid, m.staff) for m in suggestion.moves] == [("G000", "G001", 1)]
    assert [need.staff_suggested for need in suggestion.grids] == [2, 1, 0]
    assert suggestion.headcount == 3
    assert {a.grid for a in by_kind(suggestion, ActionKind.HIRE)} == {"G002"}
    support = by_kind(suggestion, ActionKind.MOBILE_SUPPORT)
    assert [(a.grid, a.detail.values["neighbour"]) for a in support] == [("G001", "G000")]
    assert support[0].key == "mobile_support:G001:mobile_support:G000"


def test_hours_decide_the_capacity_and_persons_the_headcount():
    # two part-timers of 10 h are half a full-time worker of 40 h: 10 of 20 productive hours
    suggestion = advised(town(1, staff=staff((0, PART, 10.0, False), (0, PART, 10.0, False))))
    need = suggestion.grids[0]
    assert (need.staff_now, need.fte_now) == (2.0, 0.5)
    # 25 % of the forms are dropped: 5 h; 5 h are left. Full-time adds 0.75 × 20 = 15 h each
    drop, extend = suggestion.actions
    assert (drop.kind, drop.hours_week) == (ActionKind.DROP_TASK, 5.0)
    assert extend.kind is ActionKind.PART_TO_FULL
    assert extend.detail.values["staff"] == 1
    assert extend.hours_week == pytest.approx(15.0)


def test_a_border_moves_towards_the_neighbour_with_slack_once():
    # G000 has three workers for one worker's 20 h: 40 h of slack; G001 and G002 have none
    rows = [(0, FULL, 40.0, False)] * 3
    place = town(3, staff=staff(*rows), borders=np.array([[0, 1, 900.0], [0, 2, 300.0]]))
    shifts = by_kind(advised(place), ActionKind.SHIFT_BORDER)
    # 20 h are lacking in each, 5 h of forms are dropped in each, 15 h go over the border
    assert [(a.grid, a.hours_week) for a in shifts] == [("G001", 15.0), ("G002", 15.0)]
    assert shifts[0].detail.values["neighbour"] == "G000"
    assert shifts[0].detail.values["border_m"] == 900.0
    assert shifts[0].detail.values["share"] == pytest.approx(0.75)


def test_slack_is_given_away_only_once():
    rows = [(0, FULL, 40.0, False)] * 2
    place = town(3, staff=staff(*rows), borders=np.array([[0, 1, 900.0], [0, 2, 300.0]]))
    shifts = by_kind(advised(place), ActionKind.SHIFT_BORDER)
    assert sum(action.hours_week for action in shifts) == pytest.approx(20.0)


def test_what_is_lacking_in_the_end_is_hired():
    suggestion = advised(town(2, staff=staff((0, FULL, 40.0, False))))
    assert [action.kind for action in suggestion.actions] == [
        ActionKind.DROP_TASK,
        ActionKind.HIRE,
    ]
    # 20 h less the 5 h that are dropped, 20 productive hours a worker
    assert suggestion.actions[1].detail.values["fte"] == pytest.approx(0.75)


def test_a_difference_inside_the_noise_is_said_and_moves_nobody():
    # 40 and 50 reports spread no more than chance: both are given 45 a year, 26 h a week, and
    # √(2/90) of noise, so that one worker (26 productive hours) is neither too few nor too many
    place = town(
        2,
        reports=reports([[40], [50]]),
        staff=staff((0, FULL, 40.0, True), (0, FULL, 40.0, True), (1, FULL, 40.0, True)),
    )
    norms = book(
        forms_h_week=0,
        meetings_h_week=0,
        visits_per_household_year=0,
        handling_min__default=1800,
    )
    suggestion = advised(place, norms=norms)
    assert suggestion.moves == ()
    assert [need.is_within_noise for need in suggestion.grids] == [False, True]
    assert suggestion.grids[1].reasons[0].code == "within_noise"


def test_the_curve_goes_on_where_the_advice_stops():
    # G001 lacks 10 % only, which is inside the tolerance: the move would help and is not advised
    rows = [(0, FULL, 40.0, True)] * 3 + [(1, FULL, 36.0, False)]
    suggestion = advised(town(2, staff=staff(*rows)))
    assert [step.is_advised for step in suggestion.curve] == [False]
    assert suggestion.moves == ()


def test_a_busy_place_is_proposed_as_a_special_grid():
    spot = Hotspot(np.array([0.6]), np.array([624]), np.array([94.9]), np.array([36.4]))
    place = town(1, reports=reports([[1040]]), hotspot=spot, staff=staff((0, FULL, 4.0, False)))
    norms = book(handling_min__default=60, forms_min_per_incident=0, detour_factor=0)
    [action] = by_kind(advised(place, norms=norms), ActionKind.SPECIAL_GRID)
    # 1,040 reports of an hour in 52 weeks are 20 h a week; 60 % of them happen in one place
    assert action.hours_week == pytest.approx(12.0)
    assert action.detail.values["count"] == 624


def test_a_silent_grid_is_named():
    # the other grids report once a week each; 52 reports are expected here and none came
    place = town(4, reports=reports([[52], [50], [55], [0]]))
    codes = [reason.code for reason in advised(place, 4).grids[3].reasons]
    assert "silent" in codes


def test_no_incidents_at_all_give_no_nan():
    place = town(3, reports=reports(np.zeros((3, 2))), staff=staff((0, None, NAN, False)))
    for need in advised(place).grids:
        assert np.isfinite([need.workload_h_week, need.fte_needed, *need.fte_interval]).all()
    assert "staff_hours" in advised(place).grids[0].missing


def test_the_order_of_grids_does_not_matter():
    counts = np.array([[30, 2], [5, 9], [0, 1], [70, 0]])
    place = town(4, reports=reports(counts), households=np.array([300.0, 120.0, 80.0, 500.0]))
    order = np.array([2, 0, 3, 1])
    turned = replace(
        place,
        codes=tuple(place.codes[i] for i in order),
        households=place.households[order],
        reports=reports(counts[order]),
    )
    plain = {need.code: need for need in advised(place, 9).grids}
    for need in advised(turned, 9).grids:
        assert need.staff_suggested == plain[need.code].staff_suggested
        assert need.fte_needed == pytest.approx(plain[need.code].fte_needed)


def test_a_move_that_would_only_swap_the_shortage_is_not_advised():
    # each grid needs one worker; G000 has 1.7, G001 has 0.6: after the move 0.7 and 1.6
    rows = [(0, FULL, 40.0, True), (0, PART, 28.0, False), (1, PART, 24.0, False)]
    suggestion = advised(town(2, staff=staff(*rows)))
    assert [step.is_advised for step in suggestion.curve] == [False]
    assert suggestion.moves == ()


def test_a_grid_with_nobody_is_helped_even_by_one_that_is_short():
    # both need one worker; two half-timers in G000, one of them mobile, nobody in G001
    rows = [(0, PART, 20.0, True), (0, PART, 16.0, False)]
    suggestion = advised(town(2, staff=staff(*rows)))
    assert [(m.from_grid, m.to_grid) for m in suggestion.moves] == [("G000", "G001")]


def test_the_present_headcount_given_as_a_number_is_the_present_capacity():
    # two part-timers of 10 h and one full-timer of 40 h are 3 persons and 1.5 full-time workers
    rows = [(0, PART, 10.0, False), (0, PART, 10.0, False), (1, FULL, 40.0, False)]
    place = town(2, staff=staff(*rows))
    for headcount in (None, 3):
        suggestion = advised(place, headcount)
        assert sum(need.staff_suggested for need in suggestion.grids) == 3
        assert sum(need.fte_suggested for need in suggestion.grids) == pytest.approx(1.5)
    # six such persons are worth twice as much
    assert sum(need.fte_suggested for need in advised(place, 6).grids) == pytest.approx(3.0)
