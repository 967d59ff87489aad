"""HTML of the parts of the top bar."""

from collections.abc import Sequence

from geo.views.escaping import markup


def identity(product: str, town: str, badge: str) -> str:
    """Return product and town, with a badge when the figures are invented."""
    stamp = f'<span class="wg-badge">{markup(badge)}</span>' if badge else ""
    return (
        f'<div class="wg-identity"><b>{markup(product)}</b>'
        f'<span class="wg-town">{markup(town)}</span>{stamp}</div>'
    )


def standing(sentence: str) -> str:
    """Return the line that dates the figures."""
    return f'<div class="wg-standing">{markup(sentence)}</div>'


def switch(links: Sequence[tuple[str, str, bool]]) -> str:
    """Return links (label, address, whether it is where we are), which load the page anew."""
    drawn = (
        f'<b aria-current="true">{markup(label)}</b>'
        if here
        else f'<a href="{markup(address)}" target="_self">{markup(label)}</a>'
        for label, address, here in links
    )
    return f'<nav class="wg-switch">{" · ".join(drawn)}</nav>'
