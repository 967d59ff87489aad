"""On which side of a line a point lies, decided exactly; no other geometry.

A double's error bound answers nearly always (Shewchuk 1997, "Adaptive precision floating-point
arithmetic and fast robust geometric predicates"); what it leaves open is summed without error.
"""

import numpy as np

from geo.spatial.assignment.compiled import allocating_kernel, kernel

Point = tuple[float, float]

LEFT = 1
RIGHT = -1
ON_LINE = 0
UNSURE = 2

HALF_ULP = 2.0**-53
FILTER = (3.0 + 16.0 * HALF_ULP) * HALF_ULP
# Products below this may have lost bits to underflow.
UNDERFLOW = 1e-280
SMALLEST, LARGEST = 1e-130, 1e130
# Dekker's constant: splits 53 bits into two halves whose products are exact.
SPLITTER = 2.0**27 + 1.0
TERMS = 12


@kernel
def turn(a: Point, b: Point, p: Point) -> int:
    """Return whether `p` is LEFT or RIGHT of a → b, ON_LINE, or UNSURE for extreme magnitudes."""
    forward = (a[0] - p[0]) * (b[1] - p[1])
    backward = (a[1] - p[1]) * (b[0] - p[0])
    area = forward - backward
    bound = FILTER * (abs(forward) + abs(backward)) + UNDERFLOW
    if area > bound:
        return LEFT
    if area < -bound:
        return RIGHT
    return exact_turn(a, b, p)


@allocating_kernel
def exact_turn(a: Point, b: Point, p: Point) -> int:
    """Return what `turn` returns, from the determinant's six products summed without rounding."""
    if extreme(a) or extreme(b) or extreme(p):
        return UNSURE
    total = np.zeros(TERMS)
    size = 0
    factors = (
        (a[0], b[1]),
        (-a[0], p[1]),
        (-p[0], b[1]),
        (-a[1], b[0]),
        (a[1], p[0]),
        (p[1], b[0]),
    )
    for one, other in factors:
        product, rest = exact_product(one, other)
        size = grow(total, size, rest)
        size = grow(total, size, product)
    return leading_sign(total)


@kernel
def extreme(p: Point) -> bool:
    """Return whether a coordinate is so small or large that products are not exact."""
    for value in p:
        size = abs(value)
        if value != 0.0 and not SMALLEST < size < LARGEST:
            return True
    return False


@kernel
def exact_product(one: float, other: float) -> Point:
    """Return the rounded product and its rounding error (Dekker 1971)."""
    product = one * other
    one_high, one_low = halves(one)
    other_high, other_low = halves(other)
    rest = one_high * other_high - product
    rest += one_high * other_low + one_low * other_high
    return product, rest + one_low * other_low


@kernel
def halves(value: float) -> Point:
    """Return two numbers of at most 26 bits that sum to `value`."""
    wide = SPLITTER * value
    high = wide - (wide - value)
    return high, value - high


@kernel
def grow(total: np.ndarray, size: int, term: float) -> int:
    """Add `term` to the expansion `total[:size]` without error and return the new size."""
    carry = term
    for i in range(size):
        rounded = carry + total[i]
        virtual = rounded - carry
        total[i] = (carry - (rounded - virtual)) + (total[i] - virtual)
        carry = rounded
    total[size] = carry
    return size + 1


@kernel
def leading_sign(total: np.ndarray) -> int:
    """Return the sign of an expansion: that of its last part that is not zero."""
    for i in range(TERMS - 1, -1, -1):
        if total[i] > 0.0:
            return LEFT
        if total[i] < 0.0:
            return RIGHT
    return ON_LINE
