"""How wide the columns of a document's table are: by their words, within bounds."""

from geo.ports.documents import DocumentTable
from geo.views.map_labels import width_px

_NARROW, _WIDE = 4.0, 26.0


def shares(table: DocumentTable) -> list[float]:
    """Return the share of the width that each column takes; together 1."""
    columns = zip(table.headings, *table.rows, strict=True)
    sizes = [
        min(max(_NARROW, *(width_px(one, 1.0) for one in said[1:]), width_px(said[0], 0.5)), _WIDE)
        for said in columns
    ]
    return [size / sum(sizes) for size in sizes]
