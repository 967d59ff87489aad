"""The layer of pastures in use, for pages whose map shows it; none where no grid has any."""

from collections.abc import Mapping

from geo.bootstrap import Container
from geo.services.links import LinkKind
from geo.services.range_layer import has_ranges


def layers(container: Container) -> Mapping[LinkKind, Mapping[str, str]]:
    """Return the layer as a map takes it."""
    return {LinkKind.RANGES: {}} if has_ranges(container.snapshots.current()) else {}
