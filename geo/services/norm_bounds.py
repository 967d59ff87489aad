"""Between which values a norm may be set: by its key where zero breaks the sum, else by unit."""

_BY_UNIT: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "ratio": (0, 100),
    "min": (0, 10_080),
    "h/week": (0, 168),
    "h/year": (0, 8_784),
    "1/week": (0, 168),
    "1/year": (0, 1_000),
    "km/h": (1, 200),
    "year": (1, 50),
    "person": (0, 1_000),
}
_ANYTHING = (0, 1_000_000)
_BY_KEY: dict[str, tuple[float, float]] = {
    "available_h_year": (1, 8_784),
    "contract_h_week": (1, 168),
    "utilisation_share": (0.05, 1),
    "interval_level_share": (0.5, 0.999),
    "detour_factor": (1, 10),
    "handling_cv": (0, 10),
    # A worker cannot be on the road in less than one round in ten weeks, nor in an endless one.
    "rounds_per_week": (0.1, 168),
}


def bounds_of(key: str, unit: str) -> tuple[float, float]:
    """Return the lowest and the highest value allowed, both inclusive."""
    family = key.split(".", 1)[0]
    return _BY_KEY.get(family, _BY_UNIT.get(unit, _ANYTHING))
