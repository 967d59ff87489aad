"""Accounts as a table, the selected one in a form, a new one, and who came and went."""

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from geo.bootstrap import Container
from geo.domain.accounts import Account, SignInEvent
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language, Role
from geo.domain.records import AuditEntry
from geo.messages import sentence, text
from geo.messages.persons import who
from geo.services.sessions import wall_path
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown

ACCOUNT = "account"
_DONE = "account_done"
_COLUMNS = ("name", "role", "state", "since")
_EVENT_COLUMNS = ("when", "who", "what", "whom")
_NOBODY = "nobody"


def draw_table(language: Language, container: Container, listed: Sequence[Account]) -> None:
    """Draw every account; a click on a row selects it."""
    widgets.title(text(language, "accounts.title", count=len(listed)))
    if not listed:
        widgets.empty(text(language, "accounts.none"))
        return
    zone = ZoneInfo(container.snapshots.current().timezone)
    rows = pd.DataFrame(
        [
            {
                "name": one.name,
                "role": _role(language, one.role),
                "state": text(language, f"accounts.state_{_state(one)}"),
                "since": f"{one.created_at.astimezone(zone):%Y-%m-%d}",
            }
            for one in listed
        ]
    )
    headed = {name: widgets.Column(text(language, f"accounts.column_{name}")) for name in _COLUMNS}
    widgets.table(rows, headed, "accounts", choice=ACCOUNT, choice_column="name")


def draw_one(container: Container, listed: Sequence[Account]) -> None:
    """Draw what can be done with the selected account."""
    language = choices.language()
    if done := st.session_state.pop(_DONE, ""):
        st.success(markdown(done))
    account = next((one for one in listed if one.name == choices.value(ACCOUNT)), None)
    if account is None:
        widgets.words(text(language, "accounts.pick"))
        return
    widgets.title(f"{account.name} · {_role(language, account.role)}")
    _draw_role(container, language, account)
    _draw_password(container, language, account)
    _draw_state(container, language, account)
    if account.role is Role.SCREEN:
        _draw_wall(container, language, account)


def draw_new(container: Container) -> None:
    """Draw the form of a new account."""
    language = choices.language()
    widgets.title(text(language, "accounts.add_title"))
    with st.form(key="account_new", border=False, clear_on_submit=True):
        name = st.text_input(text(language, "accounts.name"), autocomplete="off")
        role = _role_choice(language, "account_new_role", Role.WORKER)
        password = _password_line(language, "accounts.password", "account_new_password")
        widgets.words(text(language, "accounts.password_screen"))
        if st.form_submit_button(text(language, "accounts.add"), type="primary"):
            add = container.accounts.add
            _do(lambda: add(choices.actor(), name, role, password, session.wall_clock()),
                text(language, "accounts.added", name=name.strip()))  # fmt: skip


def draw_events(language: Language, container: Container) -> None:
    """Draw who came, went, was refused or changed an account, newest first."""
    widgets.title(text(language, "accounts.events_title"))
    entries = container.accounts.events(choices.actor(), widgets.ROWS_AT_ONCE)
    if not entries:
        widgets.words(text(language, "accounts.events_none"))
        return
    zone = ZoneInfo(container.snapshots.current().timezone)
    rows = pd.DataFrame([_event(language, zone, entry) for entry in entries])
    headed = {
        name: widgets.Column(text(language, f"accounts.event_{name}")) for name in _EVENT_COLUMNS
    }
    widgets.table(rows, headed, "account_events")


def _draw_role(container: Container, language: Language, account: Account) -> None:
    with st.form(key="account_role", border=False):
        role = _role_choice(language, f"account_role_{account.name}", account.role)
        if st.form_submit_button(text(language, "accounts.role_change")):
            set_role, named = container.accounts.set_role, _role(language, role)
            _do(lambda: set_role(choices.actor(), account.name, role, session.wall_clock()),
                text(language, "accounts.role_changed", name=account.name, role=named))  # fmt: skip


def _draw_password(container: Container, language: Language, account: Account) -> None:
    with st.form(key="account_password", border=False, clear_on_submit=True):
        key = f"account_password_{account.name}"
        password = _password_line(language, "accounts.new_password", key)
        if st.form_submit_button(text(language, "accounts.reset")):
            reset = container.accounts.set_password
            _do(lambda: reset(choices.actor(), account.name, password, session.wall_clock()),
                text(language, "accounts.was_reset", name=account.name))  # fmt: skip


def _draw_state(container: Container, language: Language, account: Account) -> None:
    verb = "enable" if account.is_disabled else "disable"
    accounts = container.accounts
    change = accounts.enable if account.is_disabled else accounts.disable
    if st.button(text(language, f"accounts.{verb}"), key="account_state"):
        _do(lambda: change(choices.actor(), account.name, session.wall_clock()),
            text(language, f"accounts.was_{verb}d", name=account.name))  # fmt: skip


def _draw_wall(container: Container, language: Language, account: Account) -> None:
    if st.button(text(language, "accounts.wall"), key="account_wall"):
        now = session.wall_clock()
        token = container.accounts.new_wall_token(choices.actor(), account.name, now)
        widgets.words(text(language, "cli.user_wall_token", name=account.name))
        st.code(wall_path(token), language=None)


def _do(change: Callable[[], object], done: str) -> None:
    try:
        change()
    except WanggeError as error:
        st.error(markdown(sentence(choices.language(), error)))
        return
    st.session_state[_DONE] = done
    st.rerun()


def _role_choice(language: Language, key: str, present: Role) -> Role:
    roles = list(Role)
    return st.selectbox(
        text(language, "accounts.role"),
        roles,
        index=roles.index(present),
        key=key,
        format_func=lambda role: _role(language, role),
    )


def _password_line(language: Language, label: str, key: str) -> str:
    return st.text_input(text(language, label), type="password", key=key, autocomplete="off")


def _role(language: Language, role: Role) -> str:
    return text(language, f"common.role_{role}")


def _state(account: Account) -> str:
    if account.is_disabled:
        return "disabled"
    return "locked" if account.is_locked(session.wall_clock()) else "open"


def _event(language: Language, zone: ZoneInfo, entry: AuditEntry) -> dict[str, str]:
    nobody = text(language, "accounts.nobody")
    return {
        "when": f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}",
        "who": nobody if entry.actor_id == _NOBODY else who(language, entry.actor_id),
        "what": _what(language, entry),
        "whom": entry.subject or text(language, "accounts.unknown_name"),
    }


def _what(language: Language, entry: AuditEntry) -> str:
    if entry.action in tuple(SignInEvent):
        return text(language, f"accounts.event_{entry.action}")
    verb, _, role = entry.detail.partition(" ")
    named = text(language, f"common.role_{role}") if role else ""
    return text(language, f"accounts.event_{verb.replace('-', '_')}", role=named)
