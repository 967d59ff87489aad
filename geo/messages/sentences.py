"""The sentence a user reads for an error of the domain's tree."""

from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.messages.catalogue import has, text


def sentence(language: Language, error: WanggeError) -> str:
    """Return one sentence that says what is wrong and where."""
    key = error.message_key if has(error.message_key) else f"errors.{error.code}"
    return text(language, key, **error.values)
