"""Passwords to argon2id hashes (RFC 9106, its second recommended option) and back to yes or no."""

import secrets
from threading import Lock

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Hashes and checks, one at a time: each takes 64 MiB, so a flood of guesses must queue."""

    def __init__(self, rounds: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        self._hasher = PasswordHasher(rounds, memory_kib, lanes, type=Type.ID)
        self._turn = Lock()
        self._decoy = ""

    def hashed(self, password: str) -> str:
        """Return the hash to keep, with its own salt and parameters."""
        with self._turn:
            return self._hasher.hash(password)

    def fits(self, password: str, password_hash: str) -> bool:
        """Return whether the password made that hash; without one it takes as long and is false."""
        held = password_hash or self._decoy_hash()
        with self._turn:
            try:
                return self._hasher.verify(held, password) and bool(password_hash)
            except (VerificationError, InvalidHashError):
                return False

    def _decoy_hash(self) -> str:
        self._decoy = self._decoy or self.hashed(secrets.token_urlsafe())
        return self._decoy
