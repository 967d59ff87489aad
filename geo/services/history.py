"""What was in force is kept when it is replaced: by a plan, or by a file on a later day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from geo.domain.layers import Layer
from geo.domain.plans import IN_FORCE
from geo.ports.store import Reading
from geo.ports.transactions import Transaction
from geo.services.plan_base import base_boundaries
from geo.services.settings import DEFAULT_TIMEZONE, NOW, TIMEZONE

IN_EDITIONS = frozenset({Layer.CELLS, Layer.GRIDS, Layer.STAFF, Layer.SHAPES})
_AUDIT_ROWS = 10_000


def archive_present(transaction: Transaction, reading: Reading, until_day: date) -> int:
    """Keep boundaries, staff and dated shapes as in force until a day; return the set's id."""
    revisions = reading.layers.revisions()
    cells, grids = base_boundaries(reading)
    set_id = transaction.plans.keep_boundaries(
        cells, grids, revisions[Layer.CELLS], revisions[Layer.GRIDS]
    )
    in_force = [plan.id for plan in reading.plans.listed() if plan.state == IN_FORCE]
    plan_id = in_force[0] if in_force else None
    layers = reading.layers
    shapes = layers.shapes(Layer.SHAPES) if layers.count(Layer.SHAPES) else None
    transaction.plans.archive(set_id, layers.rows(Layer.STAFF), until_day, plan_id, shapes)
    return set_id


def keep_before_import(
    transaction: Transaction, reading: Reading, layer: Layer, at: datetime
) -> None:
    """Keep the present state where a file changes what an earlier day brought.

    Files of one day are one load: what lies between them was never in force.
    """
    if layer not in IN_EDITIONS or not reading.layers.count(layer):
        return
    last, today = _last_import(reading, layer), local_day(reading, at)
    if last is not None and local_day(reading, last) < today:
        archive_present(transaction, reading, today)


def local_day(reading: Reading, at: datetime) -> date:
    """Return the town's day of a moment: the day it stands at, where its *now* is set."""
    settings = reading.settings()
    if stands_at := settings.get(NOW):
        return datetime.fromisoformat(stands_at).date()
    return at.astimezone(ZoneInfo(settings.get(TIMEZONE, DEFAULT_TIMEZONE))).date()


def _last_import(reading: Reading, layer: Layer) -> datetime | None:
    subject = f"{layer.value}:"
    found = (one.at for one in reading.audit(_AUDIT_ROWS) if one.subject.startswith(subject))
    return next(found, None)
