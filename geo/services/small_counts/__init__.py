"""Small counts: which they are, and what else is held back so that none can be worked out."""
