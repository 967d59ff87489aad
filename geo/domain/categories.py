"""Which categories of incidents are sensitive; a category itself is free text from files.

Disputes and petitions are drawn at their grid's centre; only the handler sees the point.
"""

_SENSITIVE_WORDS = ("纠纷", "信访", "上访", "调解", "dispute", "petition", "mediation")
_PETITION_WORDS = ("信访", "上访", "petition")


def is_sensitive(category: str) -> bool:
    """Return whether points of this category may be seen by their handler alone."""
    lowered = category.lower()
    return any(word in lowered for word in _SENSITIVE_WORDS)


def is_mediated(category: str) -> bool:
    """Return whether it is a dispute for a station: sensitive, and no petition."""
    lowered = category.lower()
    return is_sensitive(category) and not any(word in lowered for word in _PETITION_WORDS)
