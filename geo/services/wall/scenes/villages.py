"""One card a village or community: how its roads, order, sanitation and dispatch stand."""

import numpy as np
from numpy.typing import NDArray

from geo.domain.kinds import CameraState, IncidentState
from geo.messages import numbers
from geo.messages.figures import KeyFigure, Note, Tone
from geo.messages.wall_scenes import Mark, Step
from geo.services import lateness
from geo.services.wall.figures import cameras_off
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.scene_rules import GROUPS
from geo.services.wall.shots import on_grids
from geo.services.wall.town import WallTown

_NEW = list(IncidentState).index(IncidentState.NEW)


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step a village."""
    return tuple(_card(town, spec, village) for village in range(len(town.villages.names)))


def _card(town: WallTown, spec: SceneSpec, village: int) -> Step:
    name, grids = town.villages.names[village], town.villages.grids(village)
    states = [_state(town, group, village) for group in GROUPS]
    return Step(
        spec.seconds,
        on_grids(spec, grids),
        figures=(*states, _dispatch(town, village), *_means(town, village)),
        said=name,
        outlined=grids,
        marks=(Mark(*town.villages.centre_deg(town.snapshot, village), name),),
    )


def _state(town: WallTown, group: str, village: int) -> KeyFigure:
    """Return how the work orders of a group of categories stand there: a word, not a number."""
    chosen = _of_categories(town, town.book.groups.get(group, frozenset())) & town.is_open
    is_late = lateness.is_overdue(town.snapshot)
    handled, late = _count(town, chosen, village), _count(town, chosen & is_late, village)
    word = "late" if late else "handled" if handled else "calm"
    tone = Tone.BAD if late else Tone.PLAIN if handled else Tone.GOOD
    return _said(town, f"group_{group}", word, tone)


def _dispatch(town: WallTown, village: int) -> KeyFigure:
    waiting = _count(town, town.is_open & (town.snapshot.incidents.state == _NEW), village)
    word, tone = ("waiting", Tone.BAD) if waiting else ("dispatched", Tone.GOOD)
    return _said(town, "group_duty", word, tone)


def _said(town: WallTown, label: str, word: str, tone: Tone) -> KeyFigure:
    return KeyFigure(town.say(label), town.say(f"state_{word}"), "", (Note("", tone),))


def _means(town: WallTown, village: int) -> tuple[KeyFigure, ...]:
    snapshot, villages = town.snapshot, town.villages
    grid, state = snapshot.cameras["grid"].to_numpy(), snapshot.cameras["state"]
    alive, dead = (
        int(villages.counted(grid[state.eq(one).fillna(value=False).to_numpy(bool)])[village])
        for one in (CameraState.ALIVE, CameraState.DEAD)
    )
    stations = villages.counted(snapshot.stations["grid"].to_numpy())[village]
    staff = villages.counted(snapshot.staff["grid"].to_numpy())[village]
    return (
        _plain(town, "stations", int(stations), town.say("unit_stations")),
        _plain(town, "staff", int(staff), town.say("unit_men")),
        _plain(town, "cameras_alive", alive, town.say("unit_sites"), cameras_off(town, dead)),
    )


def _plain(town: WallTown, name: str, count: int, unit: str, *notes: Note) -> KeyFigure:
    told = tuple(one for one in notes if one.words)
    return KeyFigure(town.say(f"measure_{name}"), numbers.count(count), unit, told)


def _of_categories(town: WallTown, names: frozenset[str]) -> NDArray[np.bool_]:
    flags = [name in names for name in town.snapshot.categories]
    return np.array(flags or [False], bool)[town.snapshot.incidents.category]


def _count(town: WallTown, flags: NDArray[np.bool_], village: int) -> int:
    return int(town.villages.counted(town.snapshot.incidents.grid[flags])[village])
