"""The dated shapes of pastures as they were when an edition was replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column."""
    op.add_column("editions", sa.Column("shapes", sa.LargeBinary()))
