"""What the user has chosen, kept in the URL: a link opens the same view for a colleague.

The URL is the truth; widgets are drawn from it and write to it. `read` values with the functions
here, draw filters with `geo.ui.filters`, change them with `put`.
"""

import streamlit as st

from geo.domain.kinds import Language, Role
from geo.domain.policy import Actor
from geo.services.view_choice import BOUNDS
from geo.ui import session

LANGUAGE = "lang"
PERSON = "person"
MONTH = "month"
MEASURE = "measure"
CATEGORY = "category"
CHANNEL = "channel"
GRID = "grid"
AT = "at"
VIEW = "view"
LAYERS = "layers"
WITHIN = "within"
GROUND = "ground"
MISSING = "missing"
CARRIED = (LANGUAGE, PERSON, MONTH, MEASURE, CATEGORY, CHANNEL, GRID, BOUNDS, GROUND)
"""Choices that mean the same on every page and go along from one to the next."""
FIND = "find"
OWN = frozenset({PERSON, FIND, MISSING})
"""Choices that are the user's own: a link for a colleague leaves them out."""

_DEEPEST_ZOOM = 22
_STANDING = "standing_choices"

_DEFAULT_ROLE = Role.LEADER


def value(name: str, default: str = "") -> str:
    """Return a choice as the URL gives it."""
    return str(st.query_params.get(name, default))


def one_of(name: str, allowed: tuple[str, ...], default: str = "") -> str:
    """Return a choice when it is among the allowed ones, else the default."""
    chosen = value(name, default)
    return chosen if chosen in allowed else default


def place() -> tuple[float, float] | None:
    """Return the place that the URL points at (lon, lat in degrees); nonsense points nowhere."""
    lon, _, lat = value(AT).partition(",")
    try:
        point = float(lon), float(lat)
    except ValueError:
        return None
    return point if _is_on_earth(*point) else None


def opened_view() -> dict[str, float] | None:
    """Return where the address says that the map looks when it is opened, None where it does not.

    It is written `zoom,lon,lat` (degrees).
    """
    try:
        zoom, lon, lat = (float(part) for part in value(VIEW).split(","))
    except ValueError:
        return None
    is_known = 0 <= zoom <= _DEEPEST_ZOOM and _is_on_earth(lon, lat)
    return {"zoom": zoom, "lon": lon, "lat": lat} if is_known else None


def _is_on_earth(lon: float, lat: float) -> bool:
    return abs(lon) <= 180 and abs(lat) <= 90


def put(**changes: str) -> None:
    """Write choices to the URL; an empty one is removed. Use it in a widget's callback."""
    for name, chosen in changes.items():
        if chosen:
            st.query_params[name] = chosen
        elif name in st.query_params:
            del st.query_params[name]


def begin() -> None:
    """Forget what stood on the page that was drawn before."""
    st.session_state[_STANDING] = {}


def stands(name: str, chosen: str) -> None:
    """Note what a filter says, its default included, for a link to the view as it stands."""
    st.session_state.setdefault(_STANDING, {})[name] = chosen


def shared(**changes: str) -> dict[str, str]:
    """Return what fixes the view for a colleague, whenever it is opened; nothing of who sends it.

    Beyond the URL these are the filters' defaults, such as the present month, and the language.
    """
    standing: dict[str, str] = st.session_state.get(_STANDING, {})
    fixed = {LANGUAGE: language().value} | st.query_params.to_dict() | standing | changes
    return {name: kept for name, kept in fixed.items() if kept and name not in OWN}


def language() -> Language:
    """Return the language of the page, Chinese unless the URL says otherwise."""
    return Language(one_of(LANGUAGE, tuple(Language), Language.ZH_CN))


def actor() -> Actor:
    """Return who acts, looked up anew at each run: the account, or a local person without any.

    A click is one run of the script; callbacks run before it and look for themselves.

    Raises:
        SignInRefused: there are accounts, and the browser has no live session.
    """
    local = Role(one_of(PERSON, tuple(Role), _DEFAULT_ROLE))
    access, secret = session.container().access, session.secret()
    return session.once_a_run(
        ("actor", secret, local), lambda: access.actor(secret, local, session.wall_clock())
    )


def carried(**changes: str) -> dict[str, str]:
    """Return the choices to pass to another page, with some of them changed."""
    chosen = {name: value(name) for name in CARRIED} | changes
    return {name: kept for name, kept in chosen.items() if kept}
