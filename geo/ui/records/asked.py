"""What an import is asked: layer, coordinate system and time zone, kept in the URL."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.messages import text
from geo.services.settings import DEFAULT_TIMEZONE, TIMEZONE
from geo.ui import choices, filters

LAYER, CRS, ZONE = "layer", "crs", "tz"
_CRS = ("auto", "wgs84", "gcj02", "bd09")


@dataclass(frozen=True, slots=True)
class Asked:
    """One import's choices; `timezone` is empty for the store's own."""

    layer: Layer
    crs: str
    timezone: str


def layer_name(language: Language, layer: str) -> str:
    """Return what a layer is called."""
    return text(language, f"layers.{layer}")


def draw_layer(name: str) -> Layer:
    """Draw the choice of one layer, kept in the URL as `name`, and return it."""
    language = choices.language()
    chosen = filters.select(
        name,
        text(language, "data.layer"),
        tuple(Layer),
        lambda one: layer_name(language, one),
        default=Layer.GRIDS,
    )
    return Layer(chosen)


def draw(container: Container) -> Asked:
    """Draw the three choices and return them."""
    language, layer = choices.language(), draw_layer(LAYER)
    crs = filters.select(
        CRS,
        text(language, "data.crs"),
        _CRS,
        lambda one: text(language, f"data.crs_{one}"),
        default="auto",
    )
    return Asked(layer, crs, _zone(container, language))


def _zone(container: Container, language: Language) -> str:
    held = container.store.settings().get(TIMEZONE, DEFAULT_TIMEZONE)
    return filters.select(
        ZONE,
        text(language, "data.timezone"),
        ("", *sorted(available_timezones())),
        lambda zone: zone or text(language, "data.timezone_store", zone=held),
    )
