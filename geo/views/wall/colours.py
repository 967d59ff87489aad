"""The night theme of the wall: lake blue to rapeseed, the same steps in words' order."""

from collections.abc import Sequence

from geo.messages.figures import Tone

Colour = list[int]

GROUND: Colour = [12, 36, 55]
BORDER: Colour = [58, 108, 146]
ROAD: Colour = [92, 118, 140, 130]
WATER: Colour = [36, 104, 160, 170]
INK: Colour = [232, 241, 248]
NIGHT: Colour = [7, 19, 31]
BRIGHT: Colour = [232, 241, 248]
UNKNOWN: Colour = [38, 48, 58]
TONES: dict[Tone, Colour] = {
    Tone.PLAIN: [122, 190, 232],
    Tone.GOOD: [94, 200, 160],
    Tone.BAD: [240, 132, 92],
}
CLASSES: tuple[Colour, ...] = (
    [22, 64, 100],
    [31, 111, 178],
    [86, 158, 186],
    [170, 168, 104],
    [226, 174, 20],
)
"""Five steps from little to much, told apart without red and green."""


def of_share(share: float) -> Colour:
    """Return the colour of a column by its share (0..1) of the highest."""
    return CLASSES[min(int(share * len(CLASSES)), len(CLASSES) - 1)]


def css(colour: Sequence[int]) -> str:
    """Return a colour as a style sheet writes it."""
    return "#" + "".join(f"{part:02x}" for part in colour[:3])
