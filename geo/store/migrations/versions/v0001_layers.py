"""The layers and their revisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "areas",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "cells",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("grid_code", sa.Text()),
        sa.Column("residents", sa.BigInteger()),
        sa.Column("households", sa.BigInteger()),
    )
    op.create_table(
        "grids",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text()),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("residents", sa.BigInteger()),
        sa.Column("households", sa.BigInteger()),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Float(), nullable=False),
        sa.Column("lat_deg", sa.Float(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("state", sa.Text()),
        sa.Column("channel", sa.Text()),
        sa.Column("address", sa.Text()),
    )
    op.create_table(
        "cameras",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("lon_deg", sa.Float(), nullable=False),
        sa.Column("lat_deg", sa.Float(), nullable=False),
        sa.Column("bearing_deg", sa.Float()),
        sa.Column("angle_deg", sa.Float()),
        sa.Column("range_m", sa.Float()),
        sa.Column("state", sa.Text()),
        sa.Column("owner_kind", sa.Text()),
        sa.Column("place_kind", sa.Text()),
        sa.Column("filed_on", sa.Text()),
        sa.Column("sign", sa.Boolean()),
    )
    op.create_table(
        "stations",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Float(), nullable=False),
        sa.Column("lat_deg", sa.Float(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("desks", sa.BigInteger()),
        sa.Column("opening_hours", sa.Text()),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("grid_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("hours_week", sa.Float()),
        sa.Column("mobile", sa.Boolean()),
        sa.Column("home_village_code", sa.Text()),
    )
    op.create_table(
        "roads",
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text()),
        sa.Column("class", sa.Text()),
        sa.Column("speed_kmh", sa.Float()),
    )
    op.create_table(
        "buildings",
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text()),
        sa.Column("kind", sa.Text()),
    )
    op.create_table(
        "barriers",
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text()),
        sa.Column("kind", sa.Text()),
    )
    op.create_table(
        "places",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Float(), nullable=False),
        sa.Column("lat_deg", sa.Float(), nullable=False),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text()),
    )
    op.create_table(
        "shapes",
        sa.Column("grid_code", sa.Text(), nullable=False),
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("starts_md", sa.Text(), nullable=False),
        sa.Column("ends_md", sa.Text(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Text(), primary_key=True),
    )
    op.create_table(
        "revisions",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
    )
