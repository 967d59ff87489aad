"""The sentences of a staffing suggestion: reasons, remedies, unknown inputs, arithmetic."""

from collections.abc import Mapping

from geo.domain.kinds import Language
from geo.domain.staffing import ArithmeticLine, Reason
from geo.messages.catalogue import text
from geo.messages.category_names import category_name
from geo.messages.season_words import season_names

_TRANSLATED = ("part", "basis")


def reason_text(language: Language, reason: Reason, names: Mapping[str, str] | None = None) -> str:
    """Return the sentence of a reason or remedy; `names` gives the names of grids by code."""
    said = _filled(language, f"staffing.reason_{reason.code}", reason, names or {})
    return f"{said}{_border_words(language, reason)}"


def _border_words(language: Language, reason: Reason) -> str:
    """Return which cells a moved border hands over, or why none; empty for any other reason."""
    values = reason.values
    if "grid_cells" not in values:
        return ""
    if not values["cells"] and values["grid_cells"] in (0, 1):
        return text(language, "staffing.border_uncut")
    if not values["cells"]:
        return text(language, "staffing.border_none")
    parted = (one.rpartition(":") for one in str(values["cells"]).split(","))
    cells = text(language, "staffing.and").join(
        text(language, "staffing.border_cell", code=code, hours=float(hours))
        for code, _, hours in parted
    )
    basis = text(language, f"staffing.basis_{values['basis']}")
    return text(language, "staffing.border_cells", cells=cells, basis=basis)


def line_text(language: Language, line: ArithmeticLine) -> str:
    """Return what one line of a grid's arithmetic says."""
    return _filled(language, f"staffing.line_{line.label.code}", line.label, {})


def missing_text(language: Language, name: str) -> str:
    """Return what an unknown input is called."""
    return text(language, f"staffing.missing_{name}")


def _filled(language: Language, key: str, reason: Reason, names: Mapping[str, str]) -> str:
    values: dict[str, object] = dict(reason.values)
    for field in _TRANSLATED:
        if field in values:
            values[field] = text(language, f"staffing.{field}_{values[field]}")
    if "neighbour" in values:
        joiner = text(language, "staffing.and")
        codes = str(values["neighbour"]).split(",")
        values["neighbour"] = joiner.join(names.get(code) or code for code in codes)
    if "category" in values:
        values["category"] = category_name(language, str(values["category"]))
    if "season" in values:
        values["season"] = season_names(language, str(values["season"]).split(","))
    return text(language, key, **values)
