"""A scale bar for a printed map: a readable length, drawn at the lower left."""

import math
from dataclasses import dataclass

from geo.views import palette
from geo.views.map_labels import Box

_STEPS = (5, 2, 1)
_M_PER_KM = 1000
_LEFT_PX, _FROM_BOTTOM_PX, _TICK_PX, _FONT_PX = 10.0, 10.0, 5.0, 10.0


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A length on the ground and how long it is drawn."""

    length_m: int
    drawn_px: float

    @property
    def words(self) -> str:
        """Return the length with its unit."""
        if self.length_m >= _M_PER_KM:
            return f"{self.length_m // _M_PER_KM} km"
        return f"{self.length_m} m"

    def box(self, height_px: float) -> Box:
        """Return the room it takes in a map of that height."""
        top = height_px - _FROM_BOTTOM_PX - _TICK_PX - 1.5 * _FONT_PX
        return (0.0, top, 2 * _LEFT_PX + self.drawn_px, height_px)

    def svg(self, height_px: float) -> str:
        """Return the bar with its words above."""
        base, tick = height_px - _FROM_BOTTOM_PX, height_px - _FROM_BOTTOM_PX - _TICK_PX
        right = _LEFT_PX + self.drawn_px
        path = f"M{_LEFT_PX} {tick}V{base}H{right:.1f}V{tick}"
        middle = _LEFT_PX + self.drawn_px / 2
        return (
            f'<path d="{path}" fill="none" stroke="{palette.INK}" stroke-width="1.5"/>'
            f'<text x="{middle:.1f}" y="{tick - 2}" text-anchor="middle" '
            f'font-size="{_FONT_PX}" class="scale">{self.words}</text>'
        )


def scale_bar(px_per_m: float, longest_px: float) -> ScaleBar:
    """Return the longest of 1, 2 or 5 times a power of ten metres that fits; at least 1 m."""
    longest_m = max(longest_px / px_per_m, 1.0)
    power = 10 ** math.floor(math.log10(longest_m))
    length_m = next(step * power for step in _STEPS if step * power <= longest_m)
    return ScaleBar(length_m, length_m * px_per_m)
