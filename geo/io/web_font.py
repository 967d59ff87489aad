"""Small files of the web font with just the letters somebody will read; made once, then kept.

The package has its letters in about a hundred files a weight, and a page of plain Chinese needs a
letter or two of most of them. Files of our own letters are put together from the installed ones.
"""

import os
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path

from fontTools.ttLib import TTFont

from geo.io.document_font import BOLD, REGULAR, font_files, merged_fonts

WEIGHTS = (REGULAR, BOLD)
Letters = frozenset[int]
"""Code points."""

_FLAVOUR = "woff2"
_KEPT_FILES = 24
_KEY_BYTES = 8
_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class WebFonts:
    """Makes and keeps the files: `package` is where the web font is installed."""

    package: Path
    kept_in: Path

    def name(self, weight: int, letters: Letters) -> str:
        """Return the name of the file of a weight with those letters, made or not."""
        told = ",".join(map(str, sorted(letters))).encode()
        key = blake2s(told, digest_size=_KEY_BYTES, salt=b"1").hexdigest()
        return f"web-{weight}-{key}.woff2"

    def is_kept(self, letters: Letters) -> bool:
        """Return whether the files of both weights were made."""
        return all((self.kept_in / self.name(one, letters)).exists() for one in WEIGHTS)

    def make(self, groups: Sequence[Letters]) -> None:
        """Make the files of groups of letters that are not kept yet (OSError: no place to).

        Letters that the font lacks are left out; without the package nothing is made.
        """
        with _making:
            lacking = [letters for letters in groups if not self.is_kept(letters)]
            for weight in WEIGHTS if lacking else ():
                self._make(weight, lacking)
            self._forget_oldest()

    def _make(self, weight: int, groups: Sequence[Letters]) -> None:
        fonts = [TTFont(path) for path in font_files(self.package, weight)]
        if not fonts:
            return
        self.kept_in.mkdir(parents=True, exist_ok=True)
        for letters in groups:
            made = merged_fonts(fonts, weight, letters)
            made.flavor = _FLAVOUR
            number, name = tempfile.mkstemp(suffix=".part", dir=self.kept_in)
            with os.fdopen(number, "wb") as stream:
                made.save(stream)
            Path(name).replace(self.kept_in / self.name(weight, letters))

    def _forget_oldest(self) -> None:
        kept = sorted(self.kept_in.glob("web-*.woff2"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-_KEPT_FILES]:
            path.unlink(missing_ok=True)


def web_fonts(root: Path) -> WebFonts:
    """Return the fonts of a project's folder: installed with its web parts, kept in its data."""
    package = root / "geo" / "web" / "node_modules" / "@fontsource" / "noto-sans-sc"
    return WebFonts(package, root / "data" / "local" / "fonts")


def parted(wanted: Mapping[str, Letters]) -> dict[str, Letters]:
    """Return each group without the letters of those before it."""
    found: dict[str, Letters] = {}
    taken: Letters = frozenset()
    for name, letters in wanted.items():
        found[name] = letters - taken
        taken |= letters
    return found
