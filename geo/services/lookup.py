"""Finding a work order by number or words, and a place by name or code; no search for persons."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.errors import NotFound
from geo.domain.kinds import Language
from geo.domain.policy import Action, Actor, require
from geo.messages.category_names import category_name
from geo.services import lateness, sensitive
from geo.services.derived import once_a_snapshot
from geo.services.found_incidents import FoundIncident, found_incident
from geo.services.gazetteer import PlaceKind
from geo.services.pinyin import initials
from geo.services.snapshot import Snapshot

MOST_FOUND = 20
_BETWEEN_WORDS = re.compile(r"[^\w\-./#]+")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place by name; `code` is that of the grid or area, the id of a station or place."""

    kind: PlaceKind
    code: str
    name: str
    lon_deg: float
    lat_deg: float


@dataclass(frozen=True, slots=True)
class Lookup:
    """Answers from the present snapshot."""

    current: Callable[[], Snapshot]

    def incident(self, actor: Actor, number: str) -> FoundIncident:
        """Return the incident with exactly this number.

        Raises:
            NotPermitted: the actor may not see incidents.
            NotFound: none has it.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        found = np.flatnonzero(snapshot.incident_names["id"].to_numpy() == number.strip())
        if len(found) == 0:
            raise NotFound(what="incident", key=number.strip())
        return found_incident(snapshot, actor, int(found[0]))

    def incidents(
        self, actor: Actor, words: str, limit: int = MOST_FOUND
    ) -> tuple[FoundIncident, ...]:
        """Return incidents in which every word occurs, open ones first, then the newest.

        A word is looked for in number, category, address and the grid's name and code. Addresses
        that the actor may not see are not searched.

        Raises:
            NotPermitted: the actor may not see incidents.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        chosen = np.ones(len(snapshot.incidents.row), bool)
        wanted = [word for word in _BETWEEN_WORDS.split(words) if word]
        for word in wanted:
            chosen &= _mentions(snapshot, actor, word)
        found = np.flatnonzero(chosen) if wanted else np.empty(0, np.int64)
        is_open = lateness.is_open_at(snapshot, int(snapshot.now.timestamp()))[found]
        order = np.lexsort((-snapshot.incidents.reported_s[found], ~is_open))
        return tuple(found_incident(snapshot, actor, int(one)) for one in found[order[:limit]])

    def places(self, actor: Actor, words: str, limit: int = MOST_FOUND) -> tuple[FoundPlace, ...]:
        """Return grids, areas, stations and named places whose name or code holds the text.

        Latin letters also find names whose pinyin initials begin with them (hxc: 和谐村).

        Those that begin with it come first, then the shorter names.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        require(actor, Action.VIEW_MAP)
        wanted = words.strip()
        if not wanted:
            return ()
        gazetteer = self.current().places
        name, code = gazetteer["name"].str.lower(), gazetteer["code"].str.lower()
        lowered = wanted.lower()
        spelt = _initials(self.current()).str.startswith(lowered)
        holds = _holds(name, lowered) | _holds(code, lowered) | spelt
        begins = name.str.startswith(lowered) | code.str.startswith(lowered) | spelt
        ranked = gazetteer.assign(begins=~begins, length=name.str.len())[holds]
        found = ranked.sort_values(["begins", "length", "code", "name"]).head(limit)
        return tuple(
            FoundPlace(
                PlaceKind(row["kind"]), row["code"], row["name"], row["lon_deg"], row["lat_deg"]
            )
            for row in found.to_dict("records")
        )


def _mentions(snapshot: Snapshot, actor: Actor, word: str) -> NDArray[np.bool_]:
    """Return which incidents mention a word somewhere that the actor may see."""
    lowered = word.lower()
    texts = _lowered_texts(snapshot)
    by_address = _holds(texts["address"], lowered) & ~sensitive.hidden_flags(snapshot, actor)
    by_category = np.array([lowered in name for name in _category_texts(snapshot)] or [False])
    by_grid = np.array([lowered in name for name in _grid_texts(snapshot)] + [False])
    return np.asarray(
        _holds(texts["id"], lowered)
        | by_address
        | by_category[snapshot.incidents.category]
        | by_grid[snapshot.incidents.grid],
    )


def _holds(texts: "pd.Series[str]", word: str) -> NDArray[np.bool_]:
    found = texts.str.contains(word, regex=False)
    return np.asarray(found.fillna(value=False).to_numpy(bool))


@once_a_snapshot
def _initials(snapshot: Snapshot) -> "pd.Series[str]":
    names = snapshot.places["name"]
    return pd.Series([initials(name) for name in names], names.index, dtype="string")


@once_a_snapshot
def _lowered_texts(snapshot: Snapshot) -> pd.DataFrame:
    names = snapshot.incident_names
    return pd.DataFrame({name: names[name].str.lower() for name in ("id", "address")})


@once_a_snapshot
def _category_texts(snapshot: Snapshot) -> list[str]:
    """Return each category as filed and as English calls it, lowered."""
    return [f"{name}\n{category_name(Language.EN, name)}".lower() for name in snapshot.categories]


@once_a_snapshot
def _grid_texts(snapshot: Snapshot) -> list[str]:
    names = snapshot.grids["name"].fillna("").astype(str)
    return (names + "\n" + snapshot.grids["code"].astype(str)).str.lower().tolist()
