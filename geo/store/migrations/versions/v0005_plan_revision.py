"""A plan's revision: it rises with every step, undo and redo."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "plans", sa.Column("revision", sa.BigInteger(), nullable=False, server_default="0")
    )
