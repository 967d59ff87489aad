"""`init`: makes or migrates the store, and fills an empty one with the demo town when asked."""

from geo.bootstrap import container
from geo.cli.command import SUCCESS, Call
from geo.domain.layers import Layer


def run(call: Call) -> int:
    """Make the store, or keep what is in it."""
    services = container(call.store, create=True)
    before = {layer: services.store.layers.count(layer) for layer in Layer}
    is_filled = any(before.values())
    wants_demo = call.arguments.demo == "golmud" and not is_filled
    if wants_demo:
        services.demo.fill(call.actor, call.now, call.terminal.progress)
    counts = {layer.value: services.store.layers.count(layer) for layer in Layer}
    key = "cli.init_kept" if is_filled else "cli.init_demo" if wants_demo else "cli.init_empty"
    told = {"demo": call.arguments.demo, "kept": is_filled, "layers": counts}
    call.terminal.answer(told, call.terminal.say(key))
    return SUCCESS
