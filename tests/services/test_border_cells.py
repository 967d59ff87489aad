"""A moved border names its cells: who, how many hours, or why none."""

import shapely

from geo.domain.kinds import Language
from geo.domain.staffing import ActionKind
from geo.services.snapshots import Snapshots
from geo.services.suggestion_json import as_json
from geo.services.suggestions import Suggestions
from tests.services.town import LEADER, SIDE, SOUTH, WEST, SmallTown
from tests.staffing.towns import shipped_norms

NORMS = tuple(shipped_norms().values())
PERSONS = [
    {"id": f"s{n}", "grid_code": "B", "kind": "full", "hours_week": 40.0, "mobile": False}
    for n in range(3)
]


def strips(households: tuple[int, ...]) -> list[tuple[dict[str, object], shapely.Polygon]]:
    """Grid A in vertical strips from west to east; the last one touches B."""
    wide = SIDE / len(households)
    edges = [round(WEST + n * wide, 6) for n in range(len(households) + 1)]
    north = round(SOUTH + SIDE, 6)
    return [
        (
            {"code": f"A-{n}", "grid_code": "A", "households": count},
            shapely.box(edges[n], SOUTH, edges[n + 1], north),
        )
        for n, count in enumerate(households)
    ]


def told(households: tuple[int, ...]) -> dict[str, object]:
    """Return the border action of grid A, which has nobody, beside B, which has three."""
    cells = strips(households) if len(households) > 1 else []
    made = SmallTown(norms=NORMS, staff=PERSONS, cells=cells, households=(sum(households), 0, 0, 0))
    advice = Suggestions(Snapshots(made.store()).current).suggest(LEADER)
    shift = [one for one in advice.actions if one.kind is ActionKind.SHIFT_BORDER]
    action = next(one for one in shift if one.grid == "A")
    listed = as_json(advice, Language.ZH_CN)["actions"]
    assert isinstance(listed, list)
    detail = next(
        one["detail"] for one in listed if one["kind"] == "shift_border" and one["grid"] == "A"
    )
    return {**action.detail.values, "hours": action.hours_week, "detail": detail}


def test_cells_that_touch_the_neighbour_are_named_with_their_hours() -> None:
    found = told((100, 100, 100, 100))
    # alike strips carry alike hours, and go over from the border inwards, never all of them
    cells = [one.split(":") for one in str(found["cells"]).split(",")]
    assert [code for code, _ in cells] == ["A-3", "A-2", "A-1"][: len(cells)]
    assert len({hours for _, hours in cells}) == 1
    assert found["basis"] == "households"
    assert "可沿界划出：A-3（每周" in str(found["detail"])
    assert "按户数分摊" in str(found["detail"])


def test_a_grid_of_one_cell_must_first_be_cut() -> None:
    found = told((400,))
    assert found["grid_cells"] == 1
    assert "要先切分" in str(found["detail"])
