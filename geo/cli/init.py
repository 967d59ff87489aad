"""`init`: makes or migrates the store, and fills an empty one with the demo town when asked."""

from geo.bootstrap import container
from geo.cli.command import SUCCESS, Call
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.ports.store import Reading, Store
from geo.samples import build_demo


def run(call: Call) -> int:
    """Make the store, or keep what is in it."""
    store = container(call.store, create=True).store
    is_kept = _is_filled(store)
    is_demo = call.arguments.demo == "golmud" and not is_kept and _filled_with_demo(call, store)
    key = "cli.init_kept" if is_kept else "cli.init_demo" if is_demo else "cli.init_empty"
    counts = {layer.value: store.layers.count(layer) for layer in Layer}
    told = {"demo": call.arguments.demo, "kept": is_kept, "layers": counts}
    call.terminal.answer(told, call.terminal.say(key))
    return SUCCESS


def _filled_with_demo(call: Call, store: Store) -> bool:
    """Fill the store unless somebody else did meanwhile; return whether it was filled."""
    call.terminal.progress("demo", 0.0)
    demo = build_demo()
    call.terminal.progress("write", 0.5)
    with store.write(call.actor, Action.MANAGE_STORE, "demo", call.now) as transaction:
        if _is_filled(store):
            return False
        for layer, rows in demo.layers.items():
            transaction.append(layer, rows)
        for name, value in demo.settings.items():
            transaction.put_setting(name, value)
    call.terminal.progress("done", 1.0)
    return True


def _is_filled(reading: Reading) -> bool:
    return any(reading.layers.count(layer) for layer in Layer)
