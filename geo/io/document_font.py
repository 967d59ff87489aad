"""The web font as one file a weight that a printed document can embed; made once, then kept.

The package has the letters in about a hundred WOFF2 files a weight. No font is in the repository:
what a document embeds is put together from the installed package when one is first asked for.
"""

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from geo.domain.errors import Refused

REGULAR, BOLD = 400, 700
FAMILY = "Wangge Noto Sans SC"
_FILE = re.compile(r"noto-sans-sc-(?P<part>[a-z0-9]+(?:-ext)?)-(?P<weight>\d+)-normal\.woff2")
_NOTDEF = ".notdef"
_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class DocumentFonts:
    """Makes and keeps the fonts: `package` is where the web font is installed."""

    package: Path
    kept_in: Path

    def is_kept(self, weight: int) -> bool:
        """Return whether the file of a weight was made before."""
        return self._kept(weight).exists()

    def path(self, weight: int) -> Path:
        """Return the TrueType file of a weight.

        Raises:
            Refused: the web font is not installed, or there is no place to keep the file.
        """
        kept = self._kept(weight)
        with _making:
            if not kept.exists():
                self._make(weight, kept)
        return kept

    def _kept(self, weight: int) -> Path:
        return self.kept_in / f"noto-sans-sc-{weight}.ttf"

    def _make(self, weight: int, kept: Path) -> None:
        parts = list(font_files(self.package, weight))
        if not parts:
            raise Refused("no_document_font", folder=str(self.package))
        try:
            self.kept_in.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(suffix=".part", dir=self.kept_in)
            with os.fdopen(number, "wb") as stream:
                merged(parts, weight).save(stream)
            Path(name).replace(kept)
        except OSError as error:
            raise Refused("no_document_font", folder=str(self.kept_in)) from error


def document_fonts(root: Path) -> DocumentFonts:
    """Return the fonts of a project's folder: installed with its web parts, kept in its data."""
    package = root / "geo" / "web" / "node_modules" / "@fontsource" / "noto-sans-sc"
    return DocumentFonts(package, root / "data" / "local" / "fonts")


def font_files(package: Path, weight: int) -> Iterator[Path]:
    """Return the files of a weight, the one with Latin letters first."""
    found = [
        (match["part"] != "latin", path.name, path)
        for path in sorted((package / "files").glob("*.woff2"))
        if (match := _FILE.fullmatch(path.name)) and int(match["weight"]) == weight
    ]
    return (path for *_, path in sorted(found))


def merged(parts: list[Path], weight: int) -> TTFont:
    """Return one font with the letters of all files; a letter in several is the first's."""
    return merged_fonts([TTFont(path) for path in parts], weight)


def merged_fonts(fonts: list[TTFont], weight: int, wanted: frozenset[int] | None = None) -> TTFont:
    """Return one font with the wanted letters (code points; all of them by default) of fonts."""
    glyphs: dict[str, Any] = {}
    widths: dict[str, tuple[int, int]] = {}
    letters: dict[int, str] = {}
    _take(fonts[0], {0: _NOTDEF}, glyphs, widths)
    for font in fonts:
        new = {
            point: name
            for point, name in font.getBestCmap().items()
            if point not in letters and (wanted is None or point in wanted)
        }
        named = {point: f"u{point:05X}" for point in new}
        for point, name in new.items():
            glyphs[named[point]] = font["glyf"][name]
            widths[named[point]] = font["hmtx"][name]
        letters |= named
    return _built(fonts[0], glyphs, widths, letters, weight)


def _take(
    font: TTFont, names: dict[int, str], glyphs: dict[str, Any], widths: dict[str, tuple[int, int]]
) -> None:
    for name in names.values():
        glyphs[name], widths[name] = font["glyf"][name], font["hmtx"][name]


def _built(
    first: TTFont,
    glyphs: dict[str, Any],
    widths: dict[str, tuple[int, int]],
    letters: dict[int, str],
    weight: int,
) -> TTFont:
    ascent, descent = first["hhea"].ascent, first["hhea"].descent
    builder = FontBuilder(first["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(letters)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    style = "Bold" if weight == BOLD else "Regular"
    builder.setupNameTable(
        {"familyName": FAMILY, "styleName": style, "psName": f"WanggeNotoSansSC-{style}"}
    )
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWeightClass=weight, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    for moment in ("created", "modified"):
        setattr(builder.font["head"], moment, getattr(first["head"], moment))
    return builder.font
