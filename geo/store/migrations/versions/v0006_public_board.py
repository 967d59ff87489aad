"""What a public board says of a worker: the phone of the post, and a name meant for the board."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("staff", sa.Column("work_phone", sa.Text()))
    op.add_column("staff", sa.Column("sign_name", sa.Text()))
