"""Numbers as a user reads them: percent, signed changes, counts with thousands apart."""

from geo.domain.kinds import Language
from geo.messages.catalogue import text

PERCENT = 100.0
_MINUS = "\u2212"


def count(value: float) -> str:
    """Return a whole number with thousands apart."""
    return decimal(value, 0)


def decimal(value: float, decimals: int = 1) -> str:
    """Return a number with so many decimals."""
    written = signed(value, decimals)
    return written.removeprefix("+")


def two_decimals(value: float) -> str:
    """Return a number with two decimals: full-time workers, square kilometres."""
    return decimal(value, 2)


def bare(value: float) -> str:
    """Return a number with no more decimals than it needs, four at most."""
    return decimal(value, 4).rstrip("0").rstrip(".")


def signed_two_decimals(value: float) -> str:
    """Return a change with its sign and two decimals."""
    return signed(value, 2)


def three_digits(value: float) -> str:
    """Return a number with as many decimals as leave three digits, at most two."""
    size = abs(value)
    return decimal(value, 0 if size >= 100 else 1 if size >= 1 else 2)


def percent(share: float, decimals: int = 1) -> str:
    """Return a share (0..1) in percent, without the sign."""
    return decimal(share * PERCENT, decimals)


def signed(value: float, decimals: int = 0) -> str:
    """Return a change with its sign; what rounds to nothing has none."""
    written = f"{abs(value):,.{decimals}f}"
    if float(written.replace(",", "")) == 0:
        return written
    return f"{'+' if value > 0 else _MINUS}{written}"


def counted(language: Language, key: str, count: float, /, **values: object) -> str:
    """Return a message in its singular, `<key>_one`, where the count is one."""
    return text(language, f"{key}_one" if count == 1 else key, **values)


def or_unknown(language: Language, written: str | None) -> str:
    """Return what is written, or the word for unknown."""
    return text(language, "common.unknown") if written is None else written
