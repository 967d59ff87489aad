"""The scenes as a file says them; whatever is wrong in it is told with its place, all at once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.domain.errors import BadScenes
from geo.domain.kinds import Language
from geo.messages import bracketed, text
from geo.services.wall import scene_rules
from geo.services.wall.scene_kinds import USUAL, SceneKind, SceneLayer
from geo.services.wall.scene_rules import Problem

_REFRESH_S = 60.0
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class SceneSpec:
    """One scene as the file orders it; an empty title is the catalogue's."""

    kind: SceneKind
    title: str
    title_en: str
    seconds: float
    tilt_deg: float
    turn_deg: float
    measures: tuple[str, ...]
    layers: tuple[SceneLayer, ...]
    camera: tuple[str, ...]
    at_once: int


@dataclass(frozen=True, slots=True)
class TakeoverSpec:
    """Which incidents take the screen over, how recent they are, and for how long."""

    categories: frozenset[str] = frozenset()
    within_min: float = 60.0
    seconds: float = 45.0


@dataclass(frozen=True, slots=True)
class SceneBook:
    """A whole file. `is_public`: small counts are suppressed; `exact_cameras`: sites as points."""

    is_public: bool
    exact_cameras: bool
    refresh_s: float
    takeover: TakeoverSpec
    groups: Mapping[str, frozenset[str]]
    scenes: tuple[SceneSpec, ...]


def scene_title(spec: SceneSpec, language: Language) -> str:
    """Return a scene's title: the file's, else the catalogue's."""
    other = bracketed(language, spec.title_en) if spec.title_en else ""
    said = spec.title if language is Language.ZH_CN else other
    return said or text(language, f"wall.scene_{spec.kind.value}")


def read_scenes(text: str) -> SceneBook:
    """Return the scenes of a file's text.

    Raises:
        BadScenes: it is no TOML, or says what cannot be shown; `problems_of` names it all.
    """
    if found := problems_of(text):
        raise BadScenes(place=found[0].place, count=len(found))
    said = tomllib.loads(text)
    return SceneBook(
        is_public=said.get("public", True),
        exact_cameras=said.get("exact_cameras", False),
        refresh_s=float(said.get("refresh_s", _REFRESH_S)),
        takeover=_takeover(said.get("takeover", {})),
        groups={name: frozenset(words) for name, words in said.get("groups", {}).items()},
        scenes=tuple(_scene(one) for one in said["scene"]),
    )


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return everything that is wrong with a file's text; nothing when it can be shown."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (Problem("", "toml", {"said": str(error)}),)
    return scene_rules.problems(said)


def _takeover(said: Mapping[str, Any]) -> TakeoverSpec:
    usual = TakeoverSpec()
    return TakeoverSpec(
        frozenset(said.get("categories", ())),
        float(said.get("within_min", usual.within_min)),
        float(said.get("seconds", usual.seconds)),
    )


def _scene(said: Mapping[str, Any]) -> SceneSpec:
    kind = SceneKind(said["kind"])
    usual = USUAL[kind]
    return SceneSpec(
        kind=kind,
        title=said.get("title", ""),
        title_en=said.get("title_en", ""),
        seconds=float(said.get("seconds", usual.seconds)),
        tilt_deg=float(said.get("tilt_deg", usual.tilt_deg)),
        turn_deg=float(said.get("turn_deg", 0)),
        measures=tuple(said.get("measures", usual.measures)),
        layers=tuple(SceneLayer(name) for name in said.get("layers", usual.layers)),
        camera=tuple(said.get("camera", usual.camera)),
        at_once=int(said.get("at_once", _AT_ONCE)),
    )
