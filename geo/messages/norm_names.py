"""What a norm and its unit are called; a key is `family` or `family.variant`."""

from geo.domain.kinds import Language
from geo.messages.catalogue import has, text
from geo.messages.category_names import category_name


def norm_label(language: Language, key: str) -> str:
    """Return the name of a norm; a variant that no catalogue knows keeps the file's word."""
    family, _, variant = key.partition(".")
    label = _or_itself(language, f"norms.label_{family}", family)
    if not variant:
        return label
    key = f"norms.variant_{variant}"
    named = text(language, key) if has(key) else category_name(language, variant)
    return text(language, "norms.label_variant", label=label, variant=named)


def unit_label(language: Language, unit: str) -> str:
    """Return the name of a norm's unit; an unknown unit is named as it is."""
    return _or_itself(language, f"norms.unit_{unit}", unit)


def source_label(language: Language, source: str) -> str:
    """Return the citation, or that the figure is a local setting."""
    if not source:
        return text(language, "norms.source_local")
    return _or_itself(language, f"norms.source_{source}", source)


def _or_itself(language: Language, key: str, word: str) -> str:
    return text(language, key) if has(key) else word
