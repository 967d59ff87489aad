"""Pinyin initials of Chinese names, so that a place can be typed as hxc; other letters stay."""

import re

from pypinyin import Style, lazy_pinyin

_NOT_TYPED = re.compile(r"[^0-9a-z]")


def initials(name: str) -> str:
    """Return the first letter of each syllable, lowered: 和谐村 → hxc, G109 → g109."""
    return _NOT_TYPED.sub("", "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())
