"""`user …`: makes, lists and changes accounts; a password is asked, never an argument."""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass

from geo.cli.command import SUCCESS, Call, Command
from geo.cli.terminal import Json
from geo.domain.accounts import Account
from geo.domain.errors import BadValue
from geo.domain.kinds import Role
from geo.services.sessions import wall_path

Add = Callable[[str, Command], argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add every command on accounts; `add` takes its name and what runs it."""
    add("list", _list)
    for name, command, takes_role, takes_password in (
        ("add", _add, True, True),
        ("role", _role, True, False),
        ("password", _password, False, True),
        ("disable", _disable, False, False),
        ("enable", _enable, False, False),
        ("wall-token", _wall_token, False, False),
    ):
        parser = add(name, command)
        parser.add_argument("name", metavar="NAME")
        if takes_role:
            roles = [role.value for role in Role]
            # `role` itself is taken by `--as`.
            parser.add_argument("--role", dest="new_role", choices=roles, required=True)
        if takes_password:
            parser.add_argument("--password-stdin", action="store_true")


def _list(call: Call) -> int:
    accounts = call.services.accounts.listed(call.actor)
    lines = (_sentence(call, account) for account in accounts)
    none = [] if accounts else [call.terminal.say("cli.user_none")]
    call.terminal.answer({"users": [_as_json(one) for one in accounts]}, *lines, *none)
    return SUCCESS


def _add(call: Call) -> int:
    role = Role(call.arguments.new_role)
    is_asked = role is not Role.SCREEN or call.arguments.password_stdin
    password = _asked_password(call) if is_asked else ""
    services = call.services
    services.accounts.add(call.actor, call.arguments.name, role, password, call.now)
    return _told(call, "added")


def _role(call: Call) -> int:
    role = Role(call.arguments.new_role)
    call.services.accounts.set_role(call.actor, call.arguments.name, role, call.now)
    return _told(call, "changed")


def _password(call: Call) -> int:
    password = _asked_password(call)
    call.services.accounts.set_password(call.actor, call.arguments.name, password, call.now)
    return _told(call, "changed")


def _disable(call: Call) -> int:
    call.services.accounts.disable(call.actor, call.arguments.name, call.now)
    return _told(call, "disabled")


def _enable(call: Call) -> int:
    call.services.accounts.enable(call.actor, call.arguments.name, call.now)
    return _told(call, "changed")


def _wall_token(call: Call) -> int:
    name = call.arguments.name
    token = call.services.accounts.new_wall_token(call.actor, name, call.now)
    path = wall_path(token)
    words = call.terminal.say("cli.user_wall_token", name=name)
    call.terminal.answer({"user": name, "path": path}, words, path)
    return SUCCESS


def _told(call: Call, what: str) -> int:
    name = call.arguments.name
    call.terminal.answer(
        {"user": name, "done": what}, call.terminal.say("cli.user_done", name=name)
    )
    return SUCCESS


def _asked_password(call: Call) -> str:
    if call.arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadValue("password_source")
    first = getpass(call.terminal.say("cli.user_password"), sys.stderr)
    if getpass(call.terminal.say("cli.user_password_again"), sys.stderr) != first:
        raise BadValue("password_differs")
    return first


def _sentence(call: Call, account: Account) -> str:
    say = call.terminal.say
    state = "disabled" if account.is_disabled else "locked" if account.locked_until else "open"
    return say(
        "cli.user",
        name=account.name,
        role=say(f"common.role_{account.role}"),
        state=say(f"accounts.state_{state}"),
    )


def _as_json(account: Account) -> Json:
    until = account.locked_until
    return {
        "name": account.name,
        "role": account.role.value,
        "disabled": account.is_disabled,
        "locked_until": until.isoformat() if until else None,
        "created_at": account.created_at.isoformat(),
    }
