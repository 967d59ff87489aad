"""Point → polygon assignment, exact: the lowest position whose closed polygon holds the point."""

from geo.spatial.assignment.counting import CountTable, count_labels, count_table
from geo.spatial.assignment.index import AssignmentIndex, build_index, locate
from geo.spatial.assignment.warming import warm

__all__ = [
    "AssignmentIndex",
    "CountTable",
    "build_index",
    "count_labels",
    "count_table",
    "locate",
    "warm",
]
