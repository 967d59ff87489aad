"""The pages there are, their addresses and the navigation drawn for them.

Streamlit's own menu would drop the query; ours carries language, period and selection along.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from geo.domain.policy import Action, is_permitted, require
from geo.messages import text
from geo.ui import choices

_PAGES = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: its file under `pages/`, its address and what an actor must be allowed to do.

    A bare page stands alone on the screen, without bar and navigation.
    """

    name: str
    address: str
    action: Action
    is_bare: bool = False

    @property
    def file(self) -> Path:
        """Return the page's script."""
        return _PAGES / f"{self.name}.py"

    @property
    def key(self) -> str:
        """Return the last part of its name, under which catalogues title it."""
        return self.name.rpartition("/")[2]


SECTIONS: dict[str, tuple[Screen, ...]] = {
    "map": (
        Screen("map/overview", "", Action.VIEW_MAP),
        Screen("map/incidents", "incidents", Action.VIEW_INCIDENTS),
        Screen("map/cameras", "cameras", Action.VIEW_CAMERAS),
        Screen("map/stations", "stations", Action.VIEW_STATIONS),
    ),
    "plan": (
        Screen("plan/staffing", "staffing", Action.VIEW_STAFFING),
        Screen("plan/borders", "borders", Action.VIEW_PLANS),
        Screen("plan/plans", "plans", Action.VIEW_PLANS),
        Screen("plan/compare", "compare", Action.VIEW_PLANS),
    ),
    "records": (
        Screen("records/imports", "imports", Action.VIEW_DATA),
        Screen("records/quarantine", "quarantine", Action.VIEW_DATA),
        Screen("records/norms", "norms", Action.VIEW_DATA),
        Screen("records/accounts", "accounts", Action.MANAGE_ACCOUNTS),
        Screen("records/chain", "chain", Action.MANAGE_STORE),
    ),
    "screen": (
        Screen("screen/wall", "wall", Action.VIEW_WALL, is_bare=True),
        Screen("screen/remote", "remote", Action.LEAD_WALL),
        Screen("screen/scenes", "scenes", Action.LEAD_WALL),
    ),
}
"""Every page by section. A page whose file is not there is neither registered nor linked."""


def screens() -> Sequence[Screen]:
    """Return every page whose file is there, in the order of the navigation."""
    members = [screen for section in SECTIONS.values() for screen in section]
    return [screen for screen in members if screen.file.exists()]


def page_paths() -> list[str]:
    """Return the path of every page on the server."""
    return [f"/{screen.address}" for screen in screens()]


def streamlit_pages() -> dict[str, Page]:
    """Return a Streamlit page for each screen by its name; the first is the default."""
    language = choices.language()
    return {
        screen.name: st.Page(
            screen.file,
            title=text(language, f"shell.page_{screen.key}"),
            url_path=screen.address,
            default=not screen.address,
        )
        for screen in screens()
    }


def is_bare(page: Page) -> bool:
    """Return whether that page stands alone on the screen."""
    return any(one.is_bare for one in screens() if one.address == page.url_path)


def require_permitted(page: Page) -> None:
    """Return when the actor may see that page, however he came to it.

    Raises:
        NotPermitted: the policy does not list what the page asks for.
    """
    screen = next(one for one in screens() if one.address == page.url_path)
    require(choices.actor(), screen.action)


def draw(pages: dict[str, Page]) -> None:
    """Draw the navigation by section; pages that the actor may not see are left out."""
    language, actor = choices.language(), choices.actor()
    with st.sidebar:
        for section, members in SECTIONS.items():
            allowed = [
                one for one in members if one.name in pages and is_permitted(actor.role, one.action)
            ]
            if not allowed:
                continue
            st.caption(text(language, f"shell.section_{section}"))
            for screen in allowed:
                st.page_link(pages[screen.name], query_params=choices.carried())


def link(name: str, label: str, **changes: str) -> None:
    """Draw a link to the page `<section>/<page>` that keeps every choice but the changed ones.

    Nothing is drawn where there is no such page or the actor may not see it.
    """
    screen = next((screen for screen in screens() if screen.name == name), None)
    if screen and is_permitted(choices.actor().role, screen.action):
        st.page_link(screen.file, label=label, query_params=choices.carried(**changes))


def go(name: str, **changes: str) -> None:
    """Open the page `<section>/<page>`, every choice kept but the changed ones; ends the run."""
    file = next(screen.file for screen in screens() if screen.name == name)
    st.switch_page(file, query_params=choices.carried(**changes))
