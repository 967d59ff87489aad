"""How wide the columns of a document's table are: by their words, within bounds."""

from geo.ports.documents import DocumentTable
from geo.views.map_labels import width_px

_NARROW, _WIDE, _AIR = 4.0, 26.0, 1.0


def shares(table: DocumentTable) -> list[float]:
    """Return the share of the width that each column takes; together 1."""
    columns = zip(table.headings, *table.rows, strict=True)
    sizes = [
        min(max(_NARROW, _heading(head), *(width_px(one, 1.0) for one in said)), _WIDE)
        for head, *said in columns
    ]
    return [size / sum(sizes) for size in sizes]


def _heading(words: str) -> float:
    """Return the room of a heading in two lines, no Latin word of which is parted."""
    latin = [width_px(one, 1.0) for one in words.split() if one.isascii()]
    return max(width_px(words, 0.5), *latin, 0.0) + _AIR
