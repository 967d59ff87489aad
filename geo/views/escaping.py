"""The one place where text becomes part of HTML, Markdown or a script; everything else calls it.

folium runs what it is given: markup in tooltips, and template literals with `${…}` and backticks.
"""

import html
import json
import re
from typing import Any

_SCRIPT_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "`": "\\u0060",
    "$": "\\u0024",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEMPLATE_ESCAPES = str.maketrans({"`": "&#96;", "$": "&#36;", "{": "&#123;", "}": "&#125;"})


def markup(value: object) -> str:
    """Return the text of a value, inert in HTML, in attributes and in template literals."""
    return html.escape(str(value), quote=True).translate(_TEMPLATE_ESCAPES)


def printable(value: object) -> str:
    """Return the text of a value without what no XML and no page can hold: control characters."""
    return _UNPRINTABLE.sub("", str(value))


def paragraph(value: object) -> str:
    """Return the text of a value, inert in a paragraph of a PDF, which reads tags."""
    return html.escape(printable(value), quote=True).replace("\n", "<br/>")


def script_json(value: Any) -> str:
    """Return JSON that is inert inside a script element, whatever its strings hold."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(_SCRIPT_ESCAPES.get(letter, letter) for letter in written)


def markdown(value: object) -> str:
    """Return the text of a value with nothing left for Markdown or its directives to read."""
    return _MARKDOWN.sub(r"\\\g<0>", str(value).replace("\n", " "))
