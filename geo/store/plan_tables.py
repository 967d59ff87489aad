"""The tables of plans, their steps and approvals, of kept boundary sets and editions."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text

from geo.store.tables import METADATA

PLANS = Table(
    "plans",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("base_set", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("steps_in_force", BigInteger, nullable=False),
    Column("document_no", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("reason", Text),
    Column("note", Text, nullable=False),
    Column("result_set", BigInteger),
    Column("in_force_from", Text),
    Column("revision", BigInteger, nullable=False, server_default="0"),
)
PLAN_STEPS = Table(
    "plan_steps",
    METADATA,
    Column("plan_id", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("edit", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("override", Text, nullable=False),
)
APPROVALS = Table(
    "approvals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("plan_id", Text, nullable=False, index=True),
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("said", Text, nullable=False),
    Column("document_no", Text, nullable=False),
)
BOUNDARY_SETS = Table(
    "boundary_sets",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("cells_revision", BigInteger, nullable=False),
    Column("grids_revision", BigInteger, nullable=False),
    Column("cells", LargeBinary, nullable=False),
    Column("grids", LargeBinary, nullable=False),
)
EDITIONS = Table(
    "editions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("from_day", Text),
    Column("until_day", Text, nullable=False),
    Column("set_id", BigInteger, nullable=False),
    Column("plan_id", Text),
    Column("staff", LargeBinary, nullable=False),
    Column("shapes", LargeBinary),
)
RETIRED_CODES = Table(
    "retired_codes",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("retired_on", Text, nullable=False),
)
