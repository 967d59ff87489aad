"""The lead of the walls: its table, which has one row, and how it is read and replaced."""

from sqlalchemy import Boolean, Column, Connection, Integer, Table, Text, delete, insert, select

from geo.domain.wall_lead import Lead
from geo.store.tables import METADATA

WALL_LEAD = Table(
    "wall_lead",
    METADATA,
    Column("term", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("pinned", Text, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("drill", Text, nullable=False),
)


def lead_of(connection: Connection) -> Lead:
    """Return the lead as it stands."""
    return Lead(**connection.execute(select(WALL_LEAD)).mappings().one())


def put_lead(connection: Connection, lead: Lead) -> None:
    """Put a lead in the place of the present one."""
    row = {column.name: getattr(lead, column.name) for column in WALL_LEAD.columns}
    connection.execute(delete(WALL_LEAD))
    connection.execute(insert(WALL_LEAD), row)
