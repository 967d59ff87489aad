"""Message catalogues and their rendering with an explicit language; imports domain alone."""

from geo.messages.catalogue import has, text
from geo.messages.sentences import sentence

__all__ = ["has", "sentence", "text"]
