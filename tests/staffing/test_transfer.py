from geo.staffing.transfer import Border, transfer


def strip(*hours: float, links: dict[int, set[int]] | None = None, at_border=(0,)) -> Border:
    """Cells in a row, each touching the next; the first touches the other grid."""
    row = {n: {n - 1, n + 1} & set(range(len(hours))) for n in range(len(hours))}
    touching = {cell: frozenset(near) for cell, near in (links or row).items()}
    return Border(dict(enumerate(hours)), touching, frozenset(at_border))


def test_cells_are_given_from_the_border_inwards_while_they_bring_it_nearer():
    # 7 wanted: 3 leaves 4, the next 4 leaves 0; one more would overshoot
    assert transfer(strip(3, 4, 5, 6), 7) == (0, 1)


def test_the_cell_that_comes_nearest_is_taken_first():
    # all three touch: 6 wanted, 5 leaves 1; of 2 and 9 none brings 1 nearer to 0
    star = {0: {3}, 1: {3}, 2: {3}, 3: {0, 1, 2}}
    assert transfer(strip(2, 5, 9, 4, links=star, at_border=(0, 1, 2)), 6) == (1,)


def test_a_cell_that_holds_two_parts_together_stays():
    # 0 – 1 – 2 with the border at 1 alone: giving 1 would leave 0 and 2 apart
    assert transfer(strip(4, 4, 4, at_border=(1,)), 4) == ()


def test_a_grid_is_never_emptied_and_a_single_cell_never_given():
    assert transfer(strip(5), 5) == ()
    assert transfer(strip(1, 1), 10) == (0,)


def test_no_more_than_five_cells_are_named():
    assert transfer(strip(*[1.0] * 9), 8) == (0, 1, 2, 3, 4)


def test_a_cell_twice_too_heavy_is_not_given():
    # 10 for the 5 wanted would leave it as far off as before
    assert transfer(strip(10, 1), 5) == ()
