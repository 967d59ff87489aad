"""The dated shapes of pastures when a plan comes into force: they go with the households."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.domain.codes import GridCode
from geo.domain.layers import Layer
from geo.ports.store import Reading
from geo.ports.transactions import Transaction
from geo.services.drafting.standing import Standing
from geo.services.plan_numbering import Numbered, heirs_of, renamed
from geo.spatial import frames


@dataclass(frozen=True, slots=True)
class Carried:
    """Shapes of grids that are gone: now another grid's, or of no grid because none took over."""

    moved: int
    left: int


def carry_shapes(
    transaction: Transaction, reading: Reading, made: Numbered, standing: Standing
) -> Carried:
    """Give the shapes of each grid that is gone to the one that most of its households are in.

    Shapes and dates stay as they were; what no grid took over keeps its old code.
    """
    shapes = reading.layers.shapes(Layer.SHAPES)
    heirs: Mapping[GridCode, GridCode] = heirs_of(made, standing)
    gone = shapes["grid_code"].isin(list(standing.base.grids)) & ~shapes["grid_code"].isin(
        made.grids["code"]
    )
    moved = int((gone & shapes["grid_code"].isin(list(heirs))).sum())
    if moved:
        carried = shapes.assign(grid_code=renamed(shapes["grid_code"], heirs))
        transaction.clear(Layer.SHAPES)
        transaction.append(Layer.SHAPES, frames.as_storage(carried))
    return Carried(moved, int(gone.sum()) - moved)
