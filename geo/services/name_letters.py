"""Which letters the names of a town are written with: what a map and its lists will show."""

from collections import Counter

from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot

_MOST = 400


@once_a_snapshot
def name_letters(snapshot: Snapshot) -> frozenset[int]:
    """Return the code points of the letters in most names: of grids, places and categories."""
    names = [*snapshot.places["name"].dropna(), *snapshot.categories]
    names += [*snapshot.grids["name"].dropna(), snapshot.settings.get("town_name", "")]
    counted = Counter(letter for name in names for letter in set(str(name)))
    return frozenset(ord(letter) for letter, _ in counted.most_common(_MOST))
