"""The page inside the wall's frame: words, colours, the files it runs; scripts do the rest."""

from collections.abc import Mapping
from pathlib import Path

import pydeck

from geo.views.assets import FONT_STYLES, MOUNT, VENDOR
from geo.views.escaping import markup, script_json
from geo.views.wall import colours

DECK_MOUNT = f"{VENDOR}/pydeck"
_STYLES = (
    FONT_STYLES,
    f"{MOUNT}/css/wall.css",
)


def deck_folder() -> Path:
    """Return where the pydeck package holds the deck.gl it was made for."""
    return Path(pydeck.__file__).parent / "nbextension" / "static"


def html(language_tag: str, words: Mapping[str, str]) -> str:
    """Return the page; `words` are its messages by their name."""
    styles = "".join(f'<link rel="stylesheet" href="{address}"/>' for address in _STYLES)
    said = {
        "words": dict(words),
        "classes": [list(one) for one in colours.CLASSES],
        "unknown": colours.UNKNOWN,
        "ground": colours.GROUND,
    }
    return (
        f'<!DOCTYPE html><html lang="{markup(language_tag)}" translate="no">'
        f'<head><meta charset="utf-8"/><title>{markup(words["title"])}</title>{styles}'
        f'<script type="application/json" id="wall-words">{script_json(said)}</script>'
        f'<script src="{DECK_MOUNT}/index.js" defer></script>'
        f'<script type="module" src="{MOUNT}/js/wall/main.js"></script></head>'
        f'<body><main id="wall"></main></body></html>'
    )
