"""The tables of accounts, sessions and wall tokens; they hold hashes, never a secret."""

from sqlalchemy import BigInteger, Boolean, Column, Table, Text

from geo.store.tables import METADATA

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("is_disabled", Boolean, nullable=False),
    Column("failures", BigInteger, nullable=False),
    Column("locked_until", BigInteger),
)
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("account", Text, nullable=False, index=True),
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("is_wall", Boolean, nullable=False),
)
WALL_TOKENS = Table(
    "wall_tokens",
    METADATA,
    Column("account", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
