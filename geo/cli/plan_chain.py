"""`plan-chain`: the approval chain, told; and put in place from a file, or the default again."""

import argparse
import json
from pathlib import Path
from typing import Any

from geo.cli.command import SUCCESS, Call
from geo.domain.chain import chain_to_json
from geo.domain.errors import BadFile
from geo.messages.chain_names import state_name
from geo.services.chain_setting import TownChain


def add_options(parser: argparse.ArgumentParser, set_help: str, default_help: str) -> None:
    """Add the two ways to change the chain, of which at most one is taken."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--set", dest="file", type=Path, metavar="FILE.json", help=set_help)
    either.add_argument("--default", action="store_true", help=default_help)


def run(call: Call) -> int:
    """Tell the chain, after changing it where that was asked for."""
    setting, given = call.services.chain_setting, call.arguments
    if given.file:
        chain = setting.change(call.actor, _read(given.file), call.now)
    elif given.default:
        chain = setting.reset(call.actor, call.now)
    else:
        chain = setting.current(call.actor)
    call.terminal.answer(
        {"is_own": chain.is_own, "chain": chain_to_json(chain.states)}, *_lines(call, chain)
    )
    return SUCCESS


def _read(path: Path) -> Any:
    """Return the file's chain: a list, or what `plan-chain --json` wrote."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadFile("missing", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(file=str(path)) from error
    except ValueError as error:
        raise BadFile("no_json", file=str(path)) from error
    return told.get("chain") if isinstance(told, dict) else told


def _lines(call: Call, chain: TownChain) -> list[str]:
    terminal = call.terminal
    told = [terminal.say("chain.told_own" if chain.is_own else "chain.told_default")]
    for number, one in enumerate(chain.states, 1):
        roles = sorted(terminal.say(f"common.role_{role.value}") for role in one.roles)
        line = terminal.say(
            "chain.told_state",
            number=number,
            name=state_name(terminal.language, one),
            code=one.code,
            roles=terminal.say("chain.and").join(roles) or terminal.say("chain.by_itself"),
        )
        needs = terminal.say("chain.told_number") if one.needs_document_no else ""
        told.append(line + needs)
    return told
