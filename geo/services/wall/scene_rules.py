"""What a file of scenes may say; each rule names the place and the word that is wrong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.domain.categories import is_sensitive
from geo.services.wall.scene_kinds import MEASURES, MEASURES_MOST, USUAL, SceneKind, SceneLayer

_SHOTS = ("oasis", "town")
_SECONDS = (3.0, 600.0)
_REFRESH_S = (10.0, 3_600.0)
_WITHIN_MIN = (1.0, 1_440.0)
_TILT_DEG = (0.0, 60.0)
_TURN_DEG = (-180.0, 180.0)
_AT_ONCE = (1.0, 40.0)
GROUPS = ("road", "order", "sanitation")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and where: `scene.2.seconds` is the key of the second scene."""

    place: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[str, Any], Iterator[Problem]]


def problems(said: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything that is wrong with a parsed file, in its order."""
    return tuple(_table("", said, _TOP))


def _table(place: str, said: Any, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    if not isinstance(said, Mapping):
        yield Problem(place, "table")
        return
    for name, value in said.items():
        here = f"{place}.{name}" if place else name
        if name not in rules:
            yield Problem(here, "unknown_key", {"known": ", ".join(rules)})
        else:
            yield from rules[name](here, value)
    if "scene" in rules and not said.get("scene"):
        yield Problem("scene", "no_scene")


def _flag(place: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(place, "flag", {"said": str(value)})


def _words(place: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem(place, "words", {"said": str(value)})


def _number(low: float, high: float) -> Rule:
    def rule(place: str, value: Any) -> Iterator[Problem]:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not low <= value <= high:
            bounds = {"low": f"{low:g}", "high": f"{high:g}"}
            yield Problem(place, "number", {"said": str(value), **bounds})

    return rule


def _several(known: tuple[str, ...], most: int = 40) -> Rule:
    def rule(place: str, value: Any) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(place, "list", {"said": str(value)})
            return
        for name in value:
            if name not in known:
                yield Problem(place, "unknown", {"said": str(name), "known": ", ".join(known)})
        if len(value) > most:
            yield Problem(place, "too_many", {"most": str(most)})

    return rule


def _categories(place: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        yield Problem(place, "list", {"said": str(value)})
        return
    for name in filter(is_sensitive, value):
        yield Problem(place, "sensitive", {"said": name})


def _scenes(place: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(place, "scene_list")
        return
    for number, said in enumerate(value, 1):
        yield from _scene(f"{place}.{number}", said)


def _scene(place: str, said: Any) -> Iterator[Problem]:
    kind = said.get("kind") if isinstance(said, Mapping) else None
    if kind not in list(SceneKind):
        known = ", ".join(SceneKind)
        yield Problem(f"{place}.kind", "unknown", {"said": str(kind), "known": known})
        return
    yield from _table(place, said, _SCENE)
    if "layers" in said:
        drawable = USUAL[SceneKind(kind)].layers
        for name in said["layers"] if isinstance(said["layers"], list) else ():
            if name in list(SceneLayer) and name not in drawable:
                yield Problem(f"{place}.layers", "not_here", {"said": str(name), "kind": kind})


_TAKEOVER: Mapping[str, Rule] = {
    "categories": _categories,
    "within_min": _number(*_WITHIN_MIN),
    "seconds": _number(*_SECONDS),
}
_GROUPS: Mapping[str, Rule] = dict.fromkeys(GROUPS, _categories)
_SCENE: Mapping[str, Rule] = {
    "kind": _words,
    "title": _words,
    "title_en": _words,
    "seconds": _number(*_SECONDS),
    "measures": _several(MEASURES, MEASURES_MOST),
    "layers": _several(tuple(SceneLayer)),
    "camera": _several(_SHOTS),
    "tilt_deg": _number(*_TILT_DEG),
    "turn_deg": _number(*_TURN_DEG),
    "at_once": _number(*_AT_ONCE),
}
_TOP: Mapping[str, Rule] = {
    "public": _flag,
    "exact_cameras": _flag,
    "refresh_s": _number(*_REFRESH_S),
    "takeover": lambda place, value: _table(place, value, _TAKEOVER),
    "groups": lambda place, value: _table(place, value, _GROUPS),
    "scene": _scenes,
}
