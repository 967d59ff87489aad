"""Masks identity-card and telephone numbers inside free text, before anything is kept."""

import pandas as pd

_BEFORE, _AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_DATE = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
IDENTITY_CARD = rf"{_BEFORE}[1-9][0-9]{{5}}{_DATE}[0-9]{{3}}[0-9Xx]{_AFTER}"
_OLD_CARD = (
    rf"{_BEFORE}[1-9][0-9]{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"[0-9]{{3}}{_AFTER}"
)
MOBILE = r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])"
_LANDLINE = r"(?<![0-9])0[0-9]{2,3}-?[2-9][0-9]{6,7}(?![0-9])"
PERSONAL_NUMBER = "|".join((IDENTITY_CARD, _OLD_CARD, MOBILE, _LANDLINE))
MASK = "***"
_ANY_NUMBER = r"[0-9][0-9 -]{5,}[0-9]"


def masked(column: "pd.Series[str]") -> "pd.Series[str]":
    """Return the text with every personal number in it replaced by `***`."""
    suspects = column.str.contains(_ANY_NUMBER, regex=True, na=False)
    if not suspects.any():
        return column
    cleaned = column.copy()
    cleaned[suspects] = column[suspects].str.replace(PERSONAL_NUMBER, MASK, regex=True)
    return cleaned


def holds_identity_card(column: "pd.Series[str]") -> "pd.Series[bool]":
    """Return per row whether the whole value is an identity-card number that checks out."""
    found = column.str.fullmatch(IDENTITY_CARD, na=False)
    if found.any():
        found[found] = column[found].map(_checks_out)
    return found.astype(bool)


def _checks_out(number: str) -> bool:
    """Return whether the check character is right (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(pow(2, 17 - place, 11) * int(digit) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()
