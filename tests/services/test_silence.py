from geo.services.local_time import Month
from geo.services.silence import Silences, silence
from tests.services.town import LEADER, SmallTown, incident

DECEMBER = Month(2022, 12)


def reports(count: int, where: str, **fields) -> list[dict]:
    start = "ABCD".index(where) * 100
    return [incident(start + n, where, "2022-11-15", **fields) for n in range(count)]


def test_a_grid_where_people_live_and_nobody_reports_is_silent() -> None:
    # 6 reports from 300 known households; B's 200 would bring 4.
    found = silence(SmallTown(incidents=reports(6, "A", channel="resident")).snapshot(), DECEMBER)
    (silent,) = found.grids
    assert (silent.code, silent.households, silent.expected) == ("B", 200, 4)
    # C's households are unknown; D has none and nothing is expected of it.
    assert found.undecided == 1


def test_a_workers_own_rounds_do_not_break_the_silence() -> None:
    rows = [*reports(6, "A", channel="resident"), *reports(9, "B", channel="patrol")]
    assert [one.code for one in silence(SmallTown(incidents=rows).snapshot(), DECEMBER).grids] == [
        "B"
    ]


def test_reports_of_unknown_channel_leave_it_undecided() -> None:
    rows = [*reports(6, "A", channel="resident"), *reports(1, "B")]
    found = Silences(SmallTown(incidents=rows).snapshot).upto(LEADER)
    assert (found.grids, found.undecided) == ((), 2)


def test_few_expected_reports_make_no_silence() -> None:
    # 3 reports from 300 households: B's 200 would bring 2.
    found = silence(SmallTown(incidents=reports(3, "A", channel="resident")).snapshot(), DECEMBER)
    assert found.grids == ()
