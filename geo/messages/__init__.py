"""Message catalogues and their rendering with an explicit language; imports domain alone."""

from geo.messages.catalogue import bracketed, has, text
from geo.messages.sentences import sentence

__all__ = ["bracketed", "has", "sentence", "text"]
