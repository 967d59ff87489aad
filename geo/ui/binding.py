"""Refuses to start a server that others could reach before there is an account."""

import sys

import streamlit as st

from geo.domain.errors import Refused, WanggeError
from geo.domain.kinds import Language
from geo.messages import sentence
from geo.services.binding import is_loopback
from geo.services.view_choice import TODAY
from geo.ui import session

_ADDRESS = "server.address"


def require_safe_address() -> None:
    """Return when the configured address serves this machine alone, or sign-in is on.

    Raises:
        SystemExit: the server would listen to others and nobody need sign in.
    """
    address = st.get_option(_ADDRESS)
    if is_loopback(address or "") or _is_sign_in_on():
        return
    error = Refused("not_local")
    sys.stderr.write("".join(f"{sentence(one, error)}\n" for one in (Language.ZH_CN, Language.EN)))
    raise SystemExit(1)


def _is_sign_in_on() -> bool:
    try:
        return session.container_on(TODAY).access.is_sign_in_on()
    except WanggeError:
        return False
