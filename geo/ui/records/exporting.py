"""What the store holds, layer by layer, and one of them as a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from geo.bootstrap import Container
from geo.domain.layers import Layer
from geo.domain.policy import Action, is_permitted
from geo.messages import text
from geo.ui import choices, filters, widgets
from geo.ui.records.asked import draw_layer, layer_name

_LAYER, _FORMAT = "export", "format"
_FORMATS = ("csv", "geojson")


def draw(container: Container) -> None:
    """Draw counts, the choice of a layer and its download."""
    language, actor = choices.language(), choices.actor()
    held = {layer: container.store.layers.count(layer) for layer in Layer}
    widgets.title(text(language, "data.held_title"))
    rows = pd.DataFrame(
        [{"layer": layer_name(language, one), "held": count} for one, count in held.items()]
    )
    headed = {
        name: widgets.Column(text(language, f"data.column_{name}")) for name in ("layer", "held")
    }
    widgets.table(rows, headed, "held")
    widgets.title(text(language, "data.export_title"))
    if not is_permitted(actor.role, Action.EXPORT_LAYER):
        named = text(language, f"common.role_{actor.role}")
        widgets.words(text(language, "data.may_not_export", role=named))
        return
    layer = draw_layer(_LAYER)
    kind = filters.select(
        _FORMAT,
        text(language, "data.format"),
        _FORMATS,
        lambda one: text(language, f"data.format_{one}"),
        default="csv",
    )
    name = f"{layer}.{kind}"
    widgets.download(
        text(language, "data.export"),
        lambda: _written(container, layer, name),
        name,
        "export",
    )


def _written(container: Container, layer: Layer, name: str) -> bytes:
    with TemporaryDirectory(prefix="wangge-") as folder:
        path = Path(folder) / name
        container.exports.run(choices.actor(), layer, path)
        return path.read_bytes()
