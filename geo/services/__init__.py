"""Use cases, one a file: they check the actor's permission, speak to ports and return values."""
