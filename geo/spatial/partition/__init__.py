"""The planar partition that the boundary editor works on: immutable, in metres, sound by rule.

Knows nothing of degrees, people or work. docs/partition.md tells the model and its laws.
"""

from geo.spatial.partition.building import build_partition
from geo.spatial.partition.changing import Step
from geo.spatial.partition.cleaning import CleaningReport, cleaned
from geo.spatial.partition.codes import issue_codes
from geo.spatial.partition.cutting import cut_out
from geo.spatial.partition.labels import merge, reassign, relabel
from geo.spatial.partition.measures import (
    Nodes,
    borders,
    grid_pieces,
    nodes,
    to_bytes,
    total_area_m2,
)
from geo.spatial.partition.outer import add_area, remove_area
from geo.spatial.partition.reshaping import reshape
from geo.spatial.partition.rules import NO_RULES, EditRules
from geo.spatial.partition.shapes import (
    cell_shapes,
    compactness,
    grid_shape,
    roundness,
    stretches,
)
from geo.spatial.partition.splitting import split
from geo.spatial.partition.value import Partition
from geo.spatial.partition.vertex_edits import delete_vertex, insert_vertex, move_vertex
from geo.spatial.partition.warming import warm

__all__ = [
    "NO_RULES",
    "CleaningReport",
    "EditRules",
    "Nodes",
    "Partition",
    "Step",
    "add_area",
    "borders",
    "build_partition",
    "cell_shapes",
    "cleaned",
    "compactness",
    "cut_out",
    "delete_vertex",
    "grid_pieces",
    "grid_shape",
    "insert_vertex",
    "issue_codes",
    "merge",
    "move_vertex",
    "nodes",
    "reassign",
    "relabel",
    "remove_area",
    "reshape",
    "roundness",
    "split",
    "stretches",
    "to_bytes",
    "total_area_m2",
    "warm",
]
