"""Reads the TOML catalogues once and renders one message in one language.

A catalogue is `geo/messages/<language>/<section>.toml`; a key is `<section>.<name>`. Simplified
Chinese is complete by test; the pseudo-locale is English in brackets and finds untranslated text.
"""

import tomllib
from functools import cache
from pathlib import Path

from geo.domain.kinds import Language

_FOLDER = Path(__file__).parent


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Return every message of a language by its dotted key."""
    source = Language.EN if language is Language.PSEUDO else language
    messages: dict[str, str] = {}
    for path in sorted((_FOLDER / source).glob("*.toml")):
        section = tomllib.loads(path.read_text(encoding="utf-8"))
        messages |= {f"{path.stem}.{name}": message for name, message in section.items()}
    if language is Language.PSEUDO:
        return {key: bracketed(language, message) for key, message in messages.items()}
    return messages


def bracketed(language: Language, words: str) -> str:
    """Return English words of our own files as the pseudo-locale shows them, else as they are."""
    return f"⟦{words}⟧" if language is Language.PSEUDO else words


def has(key: str, language: Language = Language.ZH_CN) -> bool:
    """Return whether the catalogue of that language knows the key."""
    return key in catalogue(language)


def text(language: Language, key: str, /, **values: object) -> str:
    """Return the message filled with its values (KeyError when there is no such key)."""
    message = catalogue(language)[key]
    return message.format(**values) if values else message
