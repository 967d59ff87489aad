"""What the states of an approval chain are called: a town's own names are shown as it gave them."""

from collections.abc import Sequence

from geo.domain.kinds import Language
from geo.domain.plans import SET_ASIDE, ChainState
from geo.messages.catalogue import has, text


def state_name(language: Language, state: ChainState | str) -> str:
    """Return a state's own name, else the catalogue's, else its code."""
    if isinstance(state, ChainState):
        own = state.name_en if language is Language.EN else ""
        if name := own or state.name:
            return name
    code = state.code if isinstance(state, ChainState) else state
    key = f"plans.state_{code}"
    return text(language, key) if has(key, language) else code


def state_names(language: Language, chain: Sequence[ChainState]) -> dict[str, str]:
    """Return the names of every state that a plan of this chain can be in."""
    named = {one.code: state_name(language, one) for one in chain}
    return named | {SET_ASIDE: state_name(language, SET_ASIDE)}
