"""Final codes: numbered as one reads a map, never one that was used before."""

from geo.spatial.partition import Partition, build_partition, cut_out, issue_codes
from tests.spatial.partition.squares import grid, layer, line, square

VILLAGE = "632801100200"


def with_pieces(*places: tuple[float, float], base: str = f"{VILLAGE}001") -> Partition:
    """Return one square cell with pieces of 10 m cut out at places, in that order."""
    partition = build_partition(layer({base: ("A", square(0, 0))}))
    for x, y in places:
        ring = line((x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10))
        partition = cut_out(partition, ring, grid("A"), grid("B")).partition
    return partition


def test_pieces_are_numbered_west_to_east_then_north_to_south() -> None:
    """Four pieces: two bands, the northern one first."""
    partition = with_pieces((80, 20), (20, 80), (20, 20), (80, 80))
    issued = issue_codes(partition, set())
    base = f"{VILLAGE}001"
    assert issued == {
        f"{base}~2": f"{VILLAGE}002",
        f"{base}~4": f"{VILLAGE}003",
        f"{base}~3": f"{VILLAGE}004",
        f"{base}~1": f"{VILLAGE}005",
    }


def test_a_used_or_retired_code_is_never_given_again() -> None:
    used = {f"{VILLAGE}002", f"{VILLAGE}017", "632801100300099"}
    assert list(issue_codes(with_pieces((20, 20)), used).values()) == [f"{VILLAGE}018"]


def test_a_village_at_its_last_number_fills_its_gaps_and_then_goes_on_locally() -> None:
    used = {f"{VILLAGE}{number:03d}" for number in range(1, 1000) if number != 7}
    issued = issue_codes(with_pieces((20, 20), (60, 20)), used)
    assert list(issued.values()) == [f"{VILLAGE}007", f"{VILLAGE}-1"]


def test_a_town_with_codes_of_its_own_goes_on_in_its_way() -> None:
    """A piece of Baltimore's block group 245100101001 is no village: its code is continued."""
    partition = with_pieces((20, 20), (60, 20), base="245100101001")
    issued = issue_codes(partition, {"245100101001", "245100101001-1"})
    assert list(issued.values()) == ["245100101001-2", "245100101001-3"]


def test_land_named_after_a_grid_is_numbered_in_the_grids_village() -> None:
    partition = with_pieces((20, 20), base=f"{VILLAGE}-001")
    assert list(issue_codes(partition, {f"{VILLAGE}004"}).values()) == [f"{VILLAGE}005"]


def test_nothing_is_issued_where_nothing_is_new() -> None:
    assert issue_codes(with_pieces(), set()) == {}
