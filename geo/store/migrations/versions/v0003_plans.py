"""Plans, their steps and approvals, boundary sets, editions, retired codes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    _create_plans()
    _create_history()


def _create_plans() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("base_set", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("steps_in_force", sa.BigInteger(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("result_set", sa.BigInteger()),
        sa.Column("in_force_from", sa.Text()),
    )
    op.create_table(
        "plan_steps",
        sa.Column("plan_id", sa.Text(), primary_key=True),
        sa.Column("n", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("edit", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("override", sa.Text(), nullable=False),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text(), nullable=False),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
    )
    op.create_index("ix_approvals_plan_id", "approvals", ["plan_id"])


def _create_history() -> None:
    op.create_table(
        "boundary_sets",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cells_revision", sa.BigInteger(), nullable=False),
        sa.Column("grids_revision", sa.BigInteger(), nullable=False),
        sa.Column("cells", sa.LargeBinary(), nullable=False),
        sa.Column("grids", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("from_day", sa.Text()),
        sa.Column("until_day", sa.Text(), nullable=False),
        sa.Column("set_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.Text()),
        sa.Column("staff", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "retired_codes",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("retired_on", sa.Text(), nullable=False),
    )
