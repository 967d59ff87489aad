"""Who borders whom and along how many metres, from hashed edges; a part of it or all.

Lengths are summed without rounding (math.fsum), so that a table kept up to date edit by edit is
equal, to the last bit, to one made anew.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from math import fsum

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.partition.cells import Cell, Floats, Ids, edge_table, keys

Contacts = dict[CellCode, dict[CellCode, float]]


def contacts(cells: Mapping[CellCode, Cell], xy: Floats) -> Contacts:
    """Return the border lengths in metres among `cells`, both ways."""
    codes = list(cells)
    directed, owner = edge_table(cells.values())
    first, second, border_m = _matched(directed, owner, xy)
    by_pair: dict[tuple[int, int], list[float]] = defaultdict(list)
    for one, other, length in zip(first.tolist(), second.tolist(), border_m.tolist(), strict=True):
        by_pair[one, other].append(length)
    found: Contacts = {code: {} for code in codes}
    for (one, other), lengths in by_pair.items():
        total = fsum(lengths)
        found[codes[one]][codes[other]] = total
        found[codes[other]][codes[one]] = total
    return found


def _matched(directed: Ids, owner: Ids, xy: Floats) -> tuple[Ids, Ids, Floats]:
    """Return the two owners and the length of each edge that two cells share."""
    there, back = keys(directed), keys(directed[:, ::-1])
    order = np.argsort(there)
    place = np.minimum(np.searchsorted(there[order], back), max(len(there) - 1, 0))
    partner = order[place] if len(order) else place
    shared = (there[partner] == back) & (owner < owner[partner])
    start, end = directed[shared].T
    length_m = np.hypot(*(xy[start] - xy[end]).T)
    return owner[shared], owner[partner[shared]], length_m


def renewed(
    old: Mapping[CellCode, Mapping[CellCode, float]],
    cells: Mapping[CellCode, Cell],
    changed: Collection[CellCode],
    beside: Collection[CellCode],
    xy: Floats,
) -> dict[CellCode, Mapping[CellCode, float]]:
    """Return `old` brought up to date where the cells `changed` are new, other or gone.

    `cells` are all cells as they are now; `beside` those that may border on new land.
    """
    kept = dict(old)
    ring = {near for code in changed for near in old.get(code, ())}.union(changed, beside)
    now = {code: cells[code] for code in sorted(ring) if code in cells}
    local = contacts(now, xy)
    for code in ring - now.keys():
        kept.pop(code, None)
    for code, fresh in local.items():
        far = old.get(code, {}) if code not in changed else {}
        kept[code] = {near: far[near] for near in far if near not in ring} | fresh
    return kept


Owned = tuple[Ids, NDArray[np.generic]]


def changed_edges(old: Owned, new: Owned) -> Owned:
    """Return the edges that only the old or only the new ones have, each with its owner.

    Both are (m, 2) directed edges, no two the same, with their owners: another owner is another
    edge.
    """
    there, here = keys(old[0]), keys(new[0])
    if len(there) == 0 or len(here) == 0:
        return np.concatenate((old[0], new[0])), np.concatenate((old[1], new[1]))
    order = np.argsort(there)
    place = order[np.minimum(np.searchsorted(there[order], here), len(there) - 1)]
    same = (there[place] == here) & (old[1][place] == new[1])
    gone = np.ones(len(there), bool)
    gone[place[same]] = False
    edges = np.concatenate((old[0][gone], new[0][~same]))
    return edges, np.concatenate((old[1][gone], new[1][~same]))
