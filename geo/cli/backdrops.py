"""`backdrop add|list|remove|check`: what lies under the map; a key is never an argument."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from geo.cli.command import REFUSED, SUCCESS, Call, Command
from geo.cli.terminal import Json
from geo.domain.backdrops import Backdrop, BackdropKind
from geo.domain.errors import BackdropDown, BadFile
from geo.services.backdrop_presets import TIANDITU, tianditu
from geo.services.backdrops import Configured, middle_tile

_KINDS = [kind.value for kind in BackdropKind]
OPTIONS = (
    "option_id", "option_tianditu", "option_address", "option_attribution", "option_approval",
    "option_zoom_max", "option_local", "option_key_file",
)  # fmt: skip
Adder = Callable[[str, Command], argparse.ArgumentParser]


def add_commands(add: Adder, say: Callable[[str], str]) -> None:
    """Add the four commands, each through `add`; `say` words an option."""
    new = add("add", _add)
    new.add_argument("id", nargs="?", metavar="ID", help=say("option_id"))
    new.add_argument("--tianditu", choices=TIANDITU, help=say("option_tianditu"))
    new.add_argument("--kind", choices=_KINDS, default=BackdropKind.XYZ.value)
    new.add_argument("--name", metavar="NAME")
    new.add_argument("--address", action="append", default=[], help=say("option_address"))
    new.add_argument("--attribution", default="", metavar="WORDS", help=say("option_attribution"))
    new.add_argument("--approval", default="", metavar="NUMBER", help=say("option_approval"))
    new.add_argument("--zoom-max", type=int, default=18, metavar="N", help=say("option_zoom_max"))
    new.add_argument("--local", action="store_true", help=say("option_local"))
    new.add_argument("--key-file", type=Path, metavar="FILE", help=say("option_key_file"))
    add("list", _list)
    add("remove", _remove).add_argument("id", metavar="ID")
    add("check", _check).add_argument("id", metavar="ID")


def _add(call: Call) -> int:
    given = call.arguments
    key = _key(given.key_file) if given.key_file else None
    put = call.services.backdrops.put(call.actor, _asked(call), key, call.now)
    words = call.terminal.say("backdrops.added", name=put.name, id=put.id)
    call.terminal.answer({"backdrop": put.id, "done": "added"}, words)
    return SUCCESS


def _asked(call: Call) -> Backdrop:
    given, say = call.arguments, call.terminal.say
    if given.tianditu:
        name = given.name or say(f"backdrops.tianditu_{given.tianditu}")
        return tianditu(given.tianditu, name, given.attribution or say("backdrops.tianditu_said"))
    return Backdrop(
        id=given.id or "",
        name=given.name or given.id or "",
        kind=BackdropKind(given.kind),
        addresses=tuple(given.address),
        attribution=given.attribution,
        approval=given.approval,
        zoom_max=given.zoom_max,
        is_local=given.local,
    )


def _key(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError as error:
        raise BadFile("missing", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(file=str(path)) from error


def _list(call: Call) -> int:
    found = call.services.backdrops.configured(call.actor)
    told = [_as_json(one) for one in found]
    call.terminal.answer({"backdrops": told}, *_lines(call, found))
    return SUCCESS


def _lines(call: Call, found: Iterable[Configured]) -> list[str]:
    say = call.terminal.say
    lines = [
        say(
            "backdrops.told",
            id=one.backdrop.id,
            name=one.backdrop.name,
            kind=one.backdrop.kind.value,
            host=one.backdrop.host(),
            state=say(f"backdrops.{one.key_state}"),
        )
        for one in found
    ]
    return lines or [say("backdrops.none")]


def _as_json(one: Configured) -> Json:
    backdrop = one.backdrop
    return {
        "id": backdrop.id,
        "name": backdrop.name,
        "kind": backdrop.kind.value,
        "host": backdrop.host(),
        "layers": len(backdrop.addresses),
        "attribution": backdrop.attribution,
        "approval": backdrop.approval,
        "zoom_max": backdrop.zoom_max,
        "local": backdrop.is_local,
        "key": one.key_state,
    }


def _remove(call: Call) -> int:
    call.services.backdrops.remove(call.actor, call.arguments.id, call.now)
    words = call.terminal.say("backdrops.removed", id=call.arguments.id)
    call.terminal.answer({"backdrop": call.arguments.id, "done": "removed"}, words)
    return SUCCESS


def _check(call: Call) -> int:
    """Fetch the tile at the town's middle anew, of each layer."""
    services, name = call.services, call.arguments.id
    tile = middle_tile(services.snapshots.current())
    try:
        found = services.backdrops.checked(call.actor, name, tile)
    except BackdropDown as error:
        call.terminal.refuse(error)
        return REFUSED
    told: list[Json] = [{"type": one.media_type, "bytes": len(one.body)} for one in found]
    lines = [
        call.terminal.say("backdrops.layer_good", number=number, **one)
        for number, one in enumerate(told, 1)
    ]
    call.terminal.answer({"backdrop": name, "tiles": told}, *lines)
    return SUCCESS
