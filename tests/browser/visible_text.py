"""What a person reads on a page, by document order, and which of it no catalogue has rendered.

The pseudo-locale puts every message in ⟦brackets⟧: a Latin word outside them was never translated.
"""

import re

from playwright.sync_api import Frame, Page

OPEN, CLOSE = "⟦", "⟧"
WORD = re.compile(r"[A-Za-z]{2,}")
# Names that stay as they are in every language: road numbers, codes, coordinate systems, units.
NAMES = re.compile(r"\b(?:[A-Z]+-?\d[\w-]*|[A-Z]{2,}|km²?|km/h|Leaflet)\b")

TEXT_NODES = """() => {
  const hidden = 'style,script,noscript,[data-testid=stIconMaterial],[aria-hidden=true],option';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent || parent.closest(hidden) || !parent.checkVisibility()) continue;
    texts.push(walker.currentNode.textContent);
  }
  return texts;
}"""
NAMES_OF_THINGS = """() => {
  const texts = [];
  for (const element of document.querySelectorAll('[aria-label],[placeholder],[title],[alt]')) {
    if (!element.checkVisibility()) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
      if (element.getAttribute(name)) texts.push(element.getAttribute(name));
  }
  return texts;
}"""


def untranslated(page: Page) -> list[str]:
    """Return the words on the page, frames included, that came from no catalogue."""
    found = [word for frame in page.frames for word in _in_frame(frame)]
    return list(dict.fromkeys(found))


def _in_frame(frame: Frame) -> list[str]:
    names: list[str] = frame.evaluate(NAMES_OF_THINGS)
    return outside_brackets(frame.evaluate(TEXT_NODES)) + [
        text for name in names for text in outside_brackets([name])
    ]


def outside_brackets(texts: list[str]) -> list[str]:
    """Return the pieces with words that lie outside brackets; a message may span several texts."""
    depth, found = 0, []
    for text in texts:
        for piece in re.split(f"([{OPEN}{CLOSE}])", text):
            depth = max(0, depth + (piece == OPEN) - (piece == CLOSE))
            if depth == 0 and WORD.search(NAMES.sub(" ", piece)):
                found.append(piece.strip())
    return found
