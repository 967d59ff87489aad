"""A figure in words: what it is, how much with its unit, and what it is compared with."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """Whether a comparison is for the better; the words say it as well, never colour alone."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Note:
    """One comparison under a figure."""

    words: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that is written out already; `hint` explains it when the pointer rests on it."""

    label: str
    value: str
    unit: str
    notes: tuple[Note, ...] = ()
    hint: str = ""
