"""What a user reads when a page or a callback fails: the domain's sentence, else that it failed."""

import logging

import streamlit as st

from geo.domain.errors import SignInRefused, WanggeError
from geo.messages import sentence, text
from geo.ui import choices, identity
from geo.views.escaping import markdown

_log = logging.getLogger(__name__)


def say_it_failed(error: Exception) -> bool:
    """Draw one sentence in the user's language and return that nothing else need be shown.

    Only what nobody foresaw goes to the log.
    """
    if isinstance(error, SignInRefused):
        identity.leave(error)
    elif isinstance(error, WanggeError):
        st.warning(markdown(sentence(choices.language(), error)))
    else:
        _log.error("a page failed", exc_info=error)
        st.error(text(choices.language(), "errors.error"))
    return True
