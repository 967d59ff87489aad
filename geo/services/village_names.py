"""What the villages and communities of a store are called, as its areas say."""

from geo.domain.codes import AreaCode
from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader


def village_names(layers: LayerReader) -> dict[AreaCode, str]:
    """Return the names of villages and communities by their code."""
    areas = layers.rows(Layer.AREAS)
    villages = areas[areas["level"] == AreaLevel.VILLAGE.value]
    codes, names = villages["code"].to_list(), villages["name"].to_list()
    return {AreaCode(str(code)): str(name) for code, name in zip(codes, names, strict=True)}
