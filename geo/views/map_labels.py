"""Where the names of a printed map stand: by rank, each at the first free place about its point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE_TIMES_FONT = 1.25
_LATIN_TIMES_FONT = 0.56
_ABOUT = ((0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (0.5, 0.0), (-0.5, 0.0), (0.5, -1.0), (-0.5, 1.0))
"""Shifts from the point, in widths and lines of the label, tried in turn."""
_GAP_PX = 2.0
_LAST_ASCII = 127

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name about a point in pixels; lower ranks are set first."""

    words: str
    x: float
    y: float
    rank: int = 0


def width_px(words: str, font_px: float) -> float:
    """Return about how wide the words are: Chinese letters are square, Latin ones half as wide."""
    letters = sum(_LATIN_TIMES_FONT if ord(letter) <= _LAST_ASCII else 1.0 for letter in words)
    return letters * font_px


def placed(
    labels: Sequence[Label], width: float, height: float, font_px: float, taken: Sequence[Box] = ()
) -> list[Label]:
    """Return the labels that find room, moved to where they stand; none is cut or overlaps."""
    frame: Box = (0.0, 0.0, width, height)
    standing, found = list(taken), list[Label]()
    for label in sorted(labels, key=lambda one: one.rank):
        for tried, box in _tries(label, font_px):
            if _is_inside(box, frame) and not any(_touch(box, other) for other in standing):
                standing.append(box)
                found.append(tried)
                break
    return found


def _tries(label: Label, font_px: float) -> Iterator[tuple[Label, Box]]:
    wide, high = width_px(label.words, font_px), font_px * _LINE_TIMES_FONT
    for across, down in _ABOUT:
        x, y = label.x + across * wide, label.y + down * high
        yield (
            Label(label.words, x, y, label.rank),
            (x - wide / 2 - _GAP_PX, y - high / 2, x + wide / 2 + _GAP_PX, y + high / 2),
        )


def _is_inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _touch(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
