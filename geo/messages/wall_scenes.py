"""What a scene of the wall says and shows, in words and figures that are written out already."""

from dataclasses import dataclass
from enum import StrEnum

from geo.messages.figures import KeyFigure, Tone


class Shot(StrEnum):
    """Which part of the town the camera looks at."""

    DENSE = "oasis"
    TOWN = "town"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands; `focus` are the grid positions that a FOCUS shot shows whole."""

    shot: Shot
    tilt_deg: float
    turn_deg: float = 0.0
    focus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column at a place, `share` (0..1) of the highest there may be; `words` stand above it."""

    lon_deg: float
    lat_deg: float
    share: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A named point on the map."""

    lon_deg: float
    lat_deg: float
    words: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its length as a share (0..1) of the longest, and its figure as it is read."""

    label: str
    share: float
    value: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars, longest first."""

    title: str
    rows: tuple[BarRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Two years month by month; None is unknown or not shown."""

    title: str
    labels: tuple[str, ...]
    this_name: str
    this: tuple[float | None, ...]
    before_name: str
    before: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of a week, Monday 0 o'clock first: shares (0..1) of the busiest hour.

    An hour that may not be told stands as 0.
    """

    title: str
    days: tuple[str, ...]
    shares: tuple[float, ...]
    from_hour: int
    until_hour: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said in words, one line each: what it is, the words, and what stands behind them."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


Panel = Bars | Lines | Week | Facts


@dataclass(frozen=True, slots=True)
class Step:
    """One picture of a scene: the camera, what the map shows, and what is said beside it.

    `shades` has one class letter a grid (0–4, `-` none) or is empty; `legend` says what the classes
    are; `outlined` are positions.
    """

    seconds: float
    camera: Camera
    figures: tuple[KeyFigure, ...] = ()
    said: str = ""
    columns: tuple[Column, ...] = ()
    shades: str = ""
    outlined: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    panel: Panel | None = None
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One idea, shown in one or more steps; `note` says how to read the picture.

    A round shows `at_once` steps and goes on with the next ones the time after; 0 is all.
    """

    id: str
    kind: str
    title: str
    note: str
    layers: tuple[str, ...]
    steps: tuple[Step, ...]
    at_once: int = 0


@dataclass(frozen=True, slots=True)
class Takeover:
    """A serious incident that takes the screen over; `key` tells one from the next."""

    key: str
    title: str
    seconds: float
    is_drill: bool
    step: Step


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Everything that all walls of one language show, as of one state of the store."""

    revision: str
    town: str
    data_at: str
    is_demo: bool
    refresh_s: float
    source: str
    scenes: tuple[Scene, ...]
    takeovers: tuple[Takeover, ...]
