"""The history of the tables; each version says what it changed, frozen as it was."""
