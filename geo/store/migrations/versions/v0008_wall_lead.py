"""What a phone told the walls last; one row, named anew for every store."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TERM_BYTES = 4


def upgrade() -> None:
    """Add the table and the lead of a store whose walls were never led."""
    table = op.create_table(
        "wall_lead",
        sa.Column("term", sa.Text(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Text(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("drill", sa.Text(), nullable=False),
    )
    first = {"revision": 0, "pinned": "", "steps": 0, "is_paused": False, "drill": ""}
    op.bulk_insert(table, [{"term": secrets.token_hex(_TERM_BYTES), **first}])
