"""Whether boundaries changed since a plan was drawn, and where: grid by grid."""

import shapely

from geo.domain.layers import Layer
from geo.domain.plans import IN_FORCE, Plan
from geo.ports.store import Reading
from geo.services.boundary_views import kept_boundaries
from geo.services.other_boundaries import Boundaries
from geo.services.plan_base import base_boundaries


def is_moved_on(reading: Reading, plan: Plan) -> bool:
    """Return whether cells or grids were written since the plan's base was kept."""
    base = next(one for one in reading.plans.boundary_sets() if one.id == plan.base_set)
    revisions = reading.layers.revisions()
    then = base.cells_revision, base.grids_revision
    return then != (revisions[Layer.CELLS], revisions[Layer.GRIDS])


def conflicting_grids(reading: Reading, plan: Plan) -> list[str]:
    """Return the grids that are not what they were in the plan's base, by name where known."""
    before = kept_boundaries(reading.plans, plan.base_set)
    cells, grids = base_boundaries(reading)
    now = Boundaries(cells, grids)
    old, new = _described(before), _described(now)
    changed = sorted(code for code in old.keys() | new.keys() if old.get(code) != new.get(code))
    names = _names(before) | _names(now)
    return [names.get(code, code) for code in changed]


def plan_in_force(reading: Reading) -> Plan | None:
    """Return the plan that is in force, None where none ever came."""
    return next((one for one in reading.plans.listed() if one.state == IN_FORCE), None)


def _described(boundaries: Boundaries) -> dict[str, list[object]]:
    """Return by grid its cells with their shapes: that is what a grid is."""
    cells = boundaries.cells.sort_values("code")
    shapes = shapely.to_wkb(shapely.normalize(cells.geometry.to_numpy()))
    own: dict[str, list[object]] = {str(code): [] for code in boundaries.grids["code"]}
    for code, grid, shape in zip(cells["code"], cells["grid_code"], shapes, strict=True):
        own.setdefault(str(grid), []).append((str(code), shape))
    return own


def _names(boundaries: Boundaries) -> dict[str, str]:
    grids = boundaries.grids.dropna(subset="name")
    return {str(code): str(name) for code, name in zip(grids["code"], grids["name"], strict=True)}
