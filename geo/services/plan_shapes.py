"""The dated shapes of pastures when a plan comes into force: they go with the households."""

from dataclasses import dataclass

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


def carried(reading: Reading, made: Numbered, standing: Standing) -> Carried:
    """Return what would come of the shapes; nothing is written."""
    named = reading.layers.rows(Layer.SHAPES)["grid_code"]
    gone = named.isin(list(standing.base.grids)) & ~named.isin(made.grids["code"])
    moved = gone & named.isin(list(heirs_of(made, standing)))
    return Carried(int(moved.sum()), int((gone & ~moved).sum()))


def carry_shapes(
    transaction: Transaction, reading: Reading, made: Numbered, standing: Standing
) -> Carried:
    """Give the shapes of each grid that is gone to the one that most of its households are in.

    Shapes and dates stay as they were; what no grid took over keeps its old code.
    """
    found = carried(reading, made, standing)
    if found.moved:
        shapes = reading.layers.shapes(Layer.SHAPES)
        codes = renamed(shapes["grid_code"], heirs_of(made, standing))
        transaction.clear(Layer.SHAPES)
        transaction.append(Layer.SHAPES, frames.as_storage(shapes.assign(grid_code=codes)))
    return found
