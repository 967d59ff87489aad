"""`check`, `backup` and `restore`: the store as a whole."""

from dataclasses import asdict
from pathlib import Path

from geo.bootstrap import Container, container
from geo.cli.command import SUCCESS, Call
from geo.domain.errors import StoreMissing
from geo.domain.policy import Action, require
from geo.services.store_check import StoreState
from geo.store import require_usable


def run_check(call: Call) -> int:
    """Tell what the store holds and what is wrong in it."""
    state = call.services.check.state(call.actor)
    call.terminal.answer(_state_json(state), *_state_sentences(call, state))
    return SUCCESS


def run_backup(call: Call) -> int:
    """Write a copy of the store."""
    path = call.arguments.file
    call.services.backups.back_up(call.actor, path, call.now)
    call.terminal.answer({"backup": str(path)}, call.terminal.say("cli.backed_up", file=str(path)))
    return SUCCESS


def run_restore(call: Call) -> int:
    """Replace the store's content by a copy's; where there is no store, make it."""
    path = call.arguments.file
    _services_to_restore(call, path).backups.restore(call.actor, path, call.now)
    call.terminal.answer({"restored": str(path)}, call.terminal.say("cli.restored", file=str(path)))
    return SUCCESS


def _services_to_restore(call: Call, copy: Path) -> Container:
    try:
        return call.services
    except StoreMissing:
        # A store is made only for who may and for a copy that serves: a refusal leaves nothing.
        require(call.actor, Action.MANAGE_STORE)
        require_usable(copy)
        return container(call.store, create=True)


def _state_json(state: StoreState) -> dict[str, object]:
    return {
        "layers": {layer.value: count for layer, count in state.layers.items()},
        "quarantined": dict(sorted(state.quarantined.items())),
        "grid_faults": dict(state.grid_faults),
        "unknown_grids": {layer.value: count for layer, count in state.unknown_grids.items()},
        "unused_cells": state.unused_cells and asdict(state.unused_cells),
    }


def _state_sentences(call: Call, state: StoreState) -> list[str]:
    say = call.terminal.say
    lines = [
        say("cli.check_layer", layer=say(f"layers.{layer.value}"), count=count)
        for layer, count in state.layers.items()
        if count
    ]
    lines += [
        say("cli.check_quarantined", problem=problem, count=count)
        for problem, count in sorted(state.quarantined.items())
    ]
    lines.append(say("cli.check_faults", **state.grid_faults))
    lines += [
        say("cli.check_unknown_grid", layer=say(f"layers.{layer.value}"), count=count)
        for layer, count in state.unknown_grids.items()
        if count
    ]
    if state.unused_cells:
        lines.append(state.unused_cells.words(call.terminal.language))
    return lines
