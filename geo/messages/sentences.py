"""The sentence a user reads for an error of the domain's tree."""

from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.messages.catalogue import has, text

_NAMED = {
    "role": "common.role_{}",
    "action": "errors.action_{}",
    "what": "errors.what_{}",
    "state": "plans.state_{}",
}
"""Values that are codes, and the key under which each code has its word."""


def sentence(language: Language, error: WanggeError) -> str:
    """Return one sentence that says what is wrong and where."""
    key = error.message_key if has(error.message_key) else f"errors.{error.code}"
    worded = {name: _word(language, name, value) for name, value in error.values.items()}
    return text(language, key, **worded)


def _word(language: Language, name: str, value: object) -> object:
    key = _NAMED.get(name, "").format(value)
    return text(language, key) if key and has(key, language) else value
