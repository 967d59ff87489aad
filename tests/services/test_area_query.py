"""The area query against every point tested by itself, and figures that can be added by hand."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.domain.errors import BadValue, NotPermitted
from geo.domain.kinds import Language
from geo.services.area_query.listing import listing
from geo.services.area_query.query import AreaQueries
from geo.services.area_query.shape import Shape, shape_drawn
from geo.services.area_query.values import Question
from geo.services.area_query.words import area_words, length_words, lines, title
from geo.services.local_time import Month
from geo.services.scope import Scope
from tests.services.town import (
    CENTRES,
    LEADER,
    SCREEN,
    SIDE,
    SOUTH,
    WEST,
    WORKER,
    SmallTown,
    incident,
)

DECEMBER = Scope(reported=Month(2022, 12).period)
STEPS = 40
"""Things lie, and shapes have their corners, on a lattice of so many steps over the town."""


def lattice(column: float, row: float) -> tuple[float, float]:
    step = 2 * SIDE / STEPS
    return round(WEST + column * step, 5), round(SOUTH + row * step, 5)


def scattered(count: int) -> list[tuple[float, float]]:
    random = np.random.default_rng(4)
    return [lattice(*place) for place in random.integers(-4, STEPS + 5, (count, 2)).tolist()]


def busy() -> SmallTown:
    states = ["new", "closed", None]
    categories = ["路灯", "垃圾", "邻里纠纷"]
    rows = [
        incident(
            number,
            at,
            "2022-12-05" if number % 3 else "2022-11-05",
            category=categories[number % 5 % 3],
            state=states[number % 3],
            due_at="2022-12-20",
            **({"closed_at": "2022-12-10"} if number % 2 else {}),
        )
        for number, at in enumerate(scattered(600))
    ]
    cameras = [
        {"id": f"K{n:03d}", "lon_deg": lon, "lat_deg": lat, "state": ["alive", "dead", None][n % 3]}
        for n, (lon, lat) in enumerate(scattered(90))
    ]
    stations = [
        {"id": f"Z{n}", "kind": "站", "lon_deg": lon, "lat_deg": lat}
        for n, (lon, lat) in enumerate(CENTRES.values())
    ]
    return SmallTown(incidents=rows, cameras=cameras, stations=stations)


TOWN = busy()
STORE = TOWN.store()
SNAPSHOT = TOWN.snapshot()
QUERIES = AreaQueries(lambda: SNAPSHOT, STORE.layers)


def box(west: float, south: float, east: float, north: float) -> Shape:
    corners = [(west, south), (east, south), (east, north), (west, north)]
    return shape_drawn({"points": [lattice(*corner) for corner in corners]})


def one_by_one(shape: Shape, rows: list[dict]) -> list[str]:
    """Return the ids of rows that touch the shape, each tested by GEOS."""
    polygon = shape.polygon()
    return sorted(
        row["id"]
        for row in rows
        if shapely.intersects(polygon, shapely.Point(row["lon_deg"], row["lat_deg"]))
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-6, STEPS + 6), st.integers(-6, STEPS + 6)), min_size=3, max_size=9
    )
)
def test_what_is_inside_is_what_touches_the_shape_point_by_point(corners: list) -> None:
    try:
        shape = shape_drawn({"points": [lattice(*corner) for corner in corners]})
        shape.polygon()
    except BadValue:
        return
    answer = QUERIES.answer(LEADER, Question(shape))
    found = listing(SNAPSHOT, answer)
    plain = [row for row in TOWN.incidents if row["category"] != "邻里纠纷"]
    assert sorted(found.incidents["id"]) == one_by_one(shape, plain)
    assert sorted(found.cameras["id"]) == one_by_one(shape, list(TOWN.cameras))
    assert sorted(found.stations["id"]) == one_by_one(shape, list(TOWN.stations))


def test_counts_are_those_of_the_rows_inside() -> None:
    shape = box(3, 3, 22, 31)
    answer = QUERIES.answer(LEADER, Question(shape, DECEMBER))
    inside = set(one_by_one(shape, list(TOWN.incidents)))
    rows = [
        row
        for row in TOWN.incidents
        if row["id"] in inside and row["category"] != "邻里纠纷" and int(row["id"][1:]) % 3
    ]
    found = answer.incidents
    assert found is not None
    assert found.total == len(rows) > 30
    by_category = {name: sum(r["category"] == name for r in rows) for name in ("路灯", "垃圾")}
    assert dict(found.by_category) == by_category
    states = [row["state"] or "unknown" for row in rows]
    assert dict(found.by_state) == {name: states.count(name) for name in set(states)}
    # Due on the 20th and now is the 31st: what has no closing time is open and overdue, unless
    # its state says that it ended.
    unclosed = [row for row in rows if "closed_at" not in row and row["state"] != "closed"]
    assert (found.open, found.overdue) == (len(unclosed), len(unclosed))
    cameras = answer.cameras
    assert cameras is not None
    near = [row for row in TOWN.cameras if row["id"] in one_by_one(shape, list(TOWN.cameras))]
    assert cameras.alive == sum(row["state"] == "alive" for row in near)
    assert cameras.dead == sum(row["state"] == "dead" for row in near)
    assert cameras.state_unknown == sum(row["state"] is None for row in near)


def test_grids_tell_their_share_of_land_and_the_shape_its_share_outside() -> None:
    # From a quarter into A and C, over B and D, to as far outside in the east.
    answer = QUERIES.answer(LEADER, Question(box(15, 0, 45, 40)))
    shares = {one.code: one.inside_share for one in answer.grids}
    expected = {"A": 0.25, "B": 1.0, "C": 0.25, "D": 1.0}
    assert shares == pytest.approx(expected, rel=1e-4)
    assert answer.outside_share == pytest.approx(5 / 30, rel=1e-3)
    inside_km2 = sum(one.inside_km2 for one in answer.grids)
    # Two measures of one land: UTM's metres and the ellipsoid's.
    assert answer.area_m2 * (1 - answer.outside_share) / 1e6 == pytest.approx(inside_km2, rel=2e-3)


def test_a_shape_outside_of_all_grids_says_so() -> None:
    answer = QUERIES.answer(LEADER, Question(box(-30, -30, -10, -10)))
    assert answer.grids == ()
    assert answer.outside_share == 1.0
    assert title(Language.EN, answer) == "The shape lies outside the town: no grid inside"


def test_a_circle_holds_what_is_nearer_than_its_radius() -> None:
    # The centre of A is about 1,110 m from that of C, and 900 m from that of B.
    at = CENTRES["A"]
    near = QUERIES.answer(LEADER, Question(shape_drawn({"points": [at], "radius_m": 1_000})))
    far = QUERIES.answer(LEADER, Question(shape_drawn({"points": [at], "radius_m": 1_200})))
    assert near.stations is not None
    assert far.stations is not None
    assert (len(near.stations), len(far.stations)) == (2, 3)


def test_no_listing_holds_an_address_or_a_dispute() -> None:
    found = listing(SNAPSHOT, QUERIES.answer(LEADER, Question(box(-5, -5, 45, 45))))
    assert "address" not in found.incidents
    assert set(found.incidents["category"]) == {"路灯", "垃圾"}


def test_each_role_is_asked_again_and_the_screen_sees_nothing() -> None:
    question = Question(box(0, 0, 10, 10))
    assert QUERIES.answer(WORKER, question).incidents is not None
    with pytest.raises(NotPermitted):
        QUERIES.answer(SCREEN, question)


@pytest.mark.parametrize(
    ("area_m2", "words"),
    [
        (2_000.0 / 3, "667 m² (1.0 mu)"),
        (999_999.0, "999,999 m² (1,500 mu)"),
        (3_210_000.0, "3.2 km² (4,815 mu)"),
    ],
)
def test_areas_are_written_in_the_unit_of_their_size(area_m2: float, words: str) -> None:
    assert area_words(Language.EN, area_m2) == words


def test_lengths_are_written_in_metres_below_a_kilometre() -> None:
    assert length_words(Language.EN, 999.4) == "999 m"
    assert length_words(Language.EN, 1234.0) == "1.23 km"


def test_every_figure_has_a_line_in_both_languages() -> None:
    answer = QUERIES.answer(LEADER, Question(box(0, 0, 20, 20), DECEMBER))
    for language in (Language.ZH_CN, Language.EN):
        named = {line.name for line in lines(language, answer)}
        assert named >= {"area", "open", "overdue", "sensitive", "cameras", "stations", "grids"}
