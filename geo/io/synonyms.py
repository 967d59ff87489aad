"""Which column names mean which field: the table in `synonyms.toml`, and how names compare."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from geo.domain.layers import LAYERS, Layer

_TABLE = Path(__file__).with_name("synonyms.toml")
_BRACKETED = re.compile(r"[(\[].*?[)\]]")
_PUNCTUATION = re.compile(r"[\W_]+")
_DATUM_WORDS = {
    "GCJ-02": re.compile(r"gcj0?2?|火星|高德|腾讯"),
    "BD-09": re.compile(r"bd0?9?(ll)?|百度"),
}
_DATUM_CANDIDATES = re.compile(r"lon|lng|lat|经度|纬度")


def plain(name: str) -> str:
    """Return a column's name without case, width, bracketed units, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _PUNCTUATION.sub("", _BRACKETED.sub("", folded))


@cache
def _sections() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def field_names(layer: Layer) -> dict[str, tuple[str, ...]]:
    """Return for each field of the layer the plain names that mean it, its own first."""
    sections = _sections()
    special, general = sections.get(layer, {}), sections["any"]
    return {
        field.name: tuple(
            plain(name)
            for name in (field.name, *special.get(field.name, []), *general.get(field.name, []))
        )
        for field in LAYERS[layer].fields
    }


@cache
def _person_names() -> frozenset[str]:
    return frozenset(plain(name) for names in _sections()["persons"].values() for name in names)


def is_person_column(column: str) -> bool:
    """Return whether a column of this name holds facts about a private person."""
    return plain(column) in _person_names()


def datum_in(column: str) -> tuple[str | None, str]:
    """Return the datum a coordinate column names (or None), and its plain name without it."""
    name = plain(column)
    if _DATUM_CANDIDATES.search(name):
        for datum, word in _DATUM_WORDS.items():
            if word.search(name):
                return datum, word.sub("", name)
    return None, name
