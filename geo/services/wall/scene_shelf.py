"""The file of scenes as it stands, read again when it changes; the last good one is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path
from threading import Lock

from geo.domain.errors import BadScenes
from geo.services.wall.scene_file import SceneBook, problems_of, read_scenes
from geo.services.wall.scene_rules import Problem

_KEY_BYTES = 6
Read = Callable[[Path], str | None]
"""Returns a file's text, empty where it cannot be read, None where there is no such file."""


@dataclass(frozen=True, slots=True)
class Held:
    """Scenes that can be shown, and the key of the text they were read from."""

    key: str
    book: SceneBook


class SceneShelf:
    """Holds the scenes: the town's own file where there is one, else the product's."""

    def __init__(self, own: Path, usual: Path, read: Read) -> None:
        self._own = own
        self._usual = usual
        self._read_file = read
        self._held: Held | None = None
        self._turn = Lock()

    @property
    def path(self) -> Path:
        """Return the file that is read."""
        return self._usual if self._read_file(self._own) is None else self._own

    def current(self) -> Held:
        """Return the scenes of the file; while it is wrong, those it had before, else the usual."""
        with self._turn:
            said = self._text()
            key = _key(said)
            if self._held is None or self._held.key != key:
                self._held = self._read(key, said)
            return self._held

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the file as it stands."""
        return problems_of(self._text())

    def _read(self, key: str, said: str) -> Held:
        try:
            return Held(key, read_scenes(said))
        except BadScenes:
            if self._held is not None:
                return Held(key, self._held.book)
            return Held(key, read_scenes(self._read_file(self._usual) or ""))

    def _text(self) -> str:
        own = self._read_file(self._own)
        return (self._read_file(self._usual) or "") if own is None else own


def _key(said: str) -> str:
    return blake2s(said.encode(), digest_size=_KEY_BYTES).hexdigest()
