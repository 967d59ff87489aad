"""No set of area queries, however they overlap, tells of few people: tried out on small towns.

Two towns that differ only inside a block must answer every shape alike. Then no arithmetic on
answers can tell them apart, and what a single cell holds is known to nobody who asks.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.services.area_query.blocks import NO_BLOCK, blocks
from geo.services.area_query.people import LEAST_HOUSEHOLDS, PeopleInside
from geo.services.area_query.query import AreaQueries
from geo.services.area_query.sensitive_sums import whole_months
from geo.services.area_query.shape import Shape, shape_drawn
from geo.services.area_query.values import AreaAnswer, Question
from geo.services.local_time import Month, Period, day_of
from geo.services.scope import Scope
from tests.services.town import LEADER, SIDE, SOUTH, WEST, SmallTown, incident

LINES = 4
"""Cells along a side of grid A, and the lines between them that rectangles are drawn along."""
STEP = SIDE / LINES
MONTHS = [Month(2022, number) for number in (10, 11, 12)]


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 90)),
        min_size=1,
        max_size=40,
    )
)
def test_every_block_holds_enough_and_nothing_is_left_out(places: list) -> None:
    table = np.array(places)
    label = blocks(table[:, :2].astype(float), table[:, 2], 50)
    if table[:, 2].sum() < 50:
        assert (label == NO_BLOCK).all()
        return
    sums = np.bincount(label, weights=table[:, 2])
    assert sums.min() >= 50


def cell(column: int, row: int) -> shapely.Polygon:
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return shapely.box(*(round(one, 6) for one in (west, south, west + STEP, south + STEP)))


def town(homes: Sequence[int]) -> AreaQueries:
    """Return the service on a town whose grid A is 4 × 4 cells with these households."""
    cells = [
        (
            {
                "code": f"a{place:02d}",
                "grid_code": "A",
                "households": count,
                "residents": 3 * count,
            },
            cell(place % LINES, place // LINES),
        )
        for place, count in enumerate(homes)
    ]
    small = SmallTown(cells=cells, households=(sum(homes), None, None, None))
    store, snapshot = small.store(), small.snapshot()
    return AreaQueries(lambda: snapshot, store.layers)


def rectangles() -> Iterator[Shape]:
    """Yield every rectangle along the lines, and along lines a third of a cell aside."""
    for shift in (0.0, 1 / 3):
        lines = [line + shift for line in range(LINES + 1)]
        for west in range(LINES):
            for east in range(west + 1, LINES + 1):
                for south in range(LINES):
                    for north in range(south + 1, LINES + 1):
                        corners = [(west, south), (east, south), (east, north), (west, north)]
                        points = [
                            (WEST + lines[column] * STEP, SOUTH + lines[row] * STEP)
                            for column, row in corners
                        ]
                        yield shape_drawn({"points": points})


def people(queries: AreaQueries) -> list[PeopleInside]:
    return [queries.answer(LEADER, Question(shape)).people for shape in rectangles()]


HOMES = (9, 31, 2, 40, 12, 17, 8, 21, 3, 26, 33, 5, 14, 7, 19, 11)
"""258 households: four blocks, the quarters: 69, 71, 50 and 68, none of which can be halved."""


def quarter(place: int) -> int:
    return place % LINES // 2 + 2 * (place // LINES // 2)


def shuffled(seed: int) -> list[int]:
    """Return other households with the same sum in each quarter."""
    random = np.random.default_rng(seed)
    homes = [0] * len(HOMES)
    for number in range(4):
        own = [place for place in range(len(HOMES)) if quarter(place) == number]
        total = sum(HOMES[place] for place in own)
        shares = random.multinomial(total, random.dirichlet([0.5] * len(own)))
        for place, count in zip(own, shares.tolist(), strict=True):
            homes[place] = count
    return homes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_towns_that_differ_inside_blocks_alone_answer_every_rectangle_alike(seed: int) -> None:
    other = shuffled(seed)
    assert other != list(HOMES)
    assert people(town(other)) == people(town(HOMES))


@pytest.mark.slow
def test_a_household_moved_to_another_block_is_seen_so_the_test_could_fail() -> None:
    homes = list(HOMES)
    homes[0], homes[3] = homes[0] + 20, homes[3] - 20
    assert people(town(homes)) != people(town(HOMES))


@pytest.mark.slow
def test_whole_blocks_are_shown_in_tens_and_less_than_fifty_is_not() -> None:
    found = {
        shape: queries.answer(LEADER, Question(shape)).people
        for queries in [town(HOMES)]
        for shape in rectangles()
    }
    shown = [one.households for one in found.values() if one.households is not None]
    assert min(shown) >= LEAST_HOUSEHOLDS
    assert all(count % 10 == 0 for count in shown)
    assert all(one.is_few for one in found.values() if one.households is None)
    # All of grid A: 258 households.
    assert max(shown) == 260


def test_a_block_that_is_cut_gives_its_share_of_land_where_nothing_else_is_known() -> None:
    half = [
        (WEST, SOUTH),
        (WEST + SIDE, SOUTH),
        (WEST + SIDE, SOUTH + SIDE / 4),
        (WEST, SOUTH + SIDE / 4),
    ]
    answer = town(HOMES).answer(LEADER, Question(shape_drawn({"points": half})))
    # Half of the two southern quarters: (69 + 71) ÷ 2 = 70.
    assert answer.people.households == 70
    assert answer.people.residents == 210


def test_addresses_come_before_land() -> None:
    cells = [
        (
            {"code": "a0", "grid_code": "A", "households": 100, "residents": 300},
            shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE),
        )
    ]
    # Three dwellings in the western tenth, one in the east.
    lons = [WEST + 0.0002, WEST + 0.0004, WEST + 0.0006, WEST + 0.009]
    places = [
        {"id": f"p{n}", "kind": "门牌", "name": "x", "lon_deg": lon, "lat_deg": SOUTH + 0.005}
        for n, lon in enumerate(lons)
    ]
    small = SmallTown(cells=cells, places=places)
    store, snapshot = small.store(), small.snapshot()
    west = [
        (WEST, SOUTH),
        (WEST + 0.001, SOUTH),
        (WEST + 0.001, SOUTH + SIDE),
        (WEST, SOUTH + SIDE),
    ]
    answer = AreaQueries(lambda: snapshot, store.layers).answer(
        LEADER, Question(shape_drawn({"points": west}))
    )
    # A tenth of the land and three of four addresses: 75 of 100, in tens 80.
    assert answer.people.households == 80


def test_unknown_households_are_unknown_and_small_grids_are_not_counted() -> None:
    # A holds 100, B 40 (fewer than fifty), C is unknown, D has none.
    small = SmallTown(households=(100, 40, None, 0))
    store, snapshot = small.store(), small.snapshot()
    queries = AreaQueries(lambda: snapshot, store.layers)

    def asked(west: float, south: float, east: float, north: float) -> PeopleInside:
        points = [(west, south), (east, south), (east, north), (west, north)]
        said = [(WEST + x * SIDE, SOUTH + y * SIDE) for x, y in points]
        return queries.answer(LEADER, Question(shape_drawn({"points": said}))).people

    assert asked(0, 0, 2, 1).households == 100
    assert asked(0, 0, 2, 1).has_small
    assert not asked(0, 0, 1, 1).has_small
    unknown = asked(0.1, 1.1, 0.9, 1.9)
    assert (unknown.households, unknown.is_few, unknown.has_unknown) == (None, False, True)
    few = asked(1.1, 0.1, 1.9, 0.9)
    assert (few.households, few.is_few) == (None, True)


def disputed(counts: Sequence[Sequence[int]]) -> AreaQueries:
    """Return the service on a town with so many disputes by month and grid."""
    rows = []
    for month, by_grid in zip(MONTHS, counts, strict=True):
        for grid, count in zip("ABCD", by_grid, strict=True):
            for _ in range(count):
                number = len(rows)
                rows.append(incident(number, grid, f"{month}-07", category="邻里纠纷"))
    small = SmallTown(incidents=rows)
    store, snapshot = small.store(), small.snapshot()
    return AreaQueries(lambda: snapshot, store.layers)


def told(queries: AreaQueries) -> list[int | None]:
    """Return what is told of disputes in each choice of grids and each run of months."""
    found = []
    for shape in town_rectangles():
        for first in range(len(MONTHS)):
            for last in range(first, len(MONTHS)):
                days = Period(MONTHS[first].period.first, MONTHS[last].period.last)
                answer = queries.answer(LEADER, Question(shape, Scope(reported=days)))
                found.append(sensitive(answer))
    return found


def town_rectangles() -> Iterator[Shape]:
    for west, east in ((0, 1), (1, 2), (0, 2)):
        for south, north in ((0, 1), (1, 2), (0, 2)):
            corners = [(west, south), (east, south), (east, north), (west, north)]
            points = [(WEST + x * SIDE, SOUTH + y * SIDE) for x, y in corners]
            yield shape_drawn({"points": points})


def sensitive(answer: AreaAnswer) -> int | None:
    assert answer.incidents is not None
    assert answer.incidents.total == 0
    return answer.incidents.sensitive


def test_no_sum_of_disputes_and_no_difference_of_months_is_small() -> None:
    # Halved across the west and the east: 13 and 17 in October, all 19 together in November,
    # nothing to tell of the 9 in December.
    found = told(disputed([(9, 8, 4, 9), (9, 2, 3, 5), (9, 0, 0, 0)]))
    shown = {one for one in found if one is not None}
    assert shown == {13, 17, 30, 19, 49, 32, 36} & shown
    assert min(shown) >= 10
    assert 30 in shown
    assert 49 in shown


def test_towns_that_differ_inside_blocks_alone_tell_the_same_of_disputes() -> None:
    one = told(disputed([(9, 8, 4, 9), (9, 2, 3, 5), (9, 0, 0, 0)]))
    other = told(disputed([(1, 16, 12, 1), (0, 0, 19, 0), (3, 2, 3, 1)]))
    assert one == other


def test_disputes_are_told_of_whole_months_alone() -> None:
    queries = disputed([(20, 20, 20, 20)] * 3)
    shape = next(iter(list(town_rectangles())[-1:]))
    whole = Scope(reported=MONTHS[0].period)
    assert sensitive(queries.answer(LEADER, Question(shape, whole))) == 80
    first, last = MONTHS[0].period.first, MONTHS[0].period.last
    for scope in (
        Scope(reported=Period(first, day_of((last - day_of(0)).days - 1))),
        Scope(reported=MONTHS[0].period, categories=("邻里纠纷",)),
    ):
        found = queries.answer(LEADER, Question(shape, scope)).incidents
        assert found is not None
        assert found.sensitive is None


def test_all_time_is_the_months_from_the_first_report_to_the_last() -> None:
    queries = disputed([(20, 20, 20, 20)] * 3)
    assert whole_months(queries.current(), Scope()) == tuple(MONTHS)
