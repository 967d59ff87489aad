"""What stands around a printed map or table: title, filters, dates, source and approval."""

from datetime import date

from geo.domain.kinds import Language
from geo.domain.plans import Plan
from geo.messages import text
from geo.messages.category_names import category_name
from geo.messages.dates import month_words
from geo.messages.view_words import view_words
from geo.ports.store import Reading
from geo.services.grid_names import named_grid
from geo.services.indicators import present_month
from geo.services.local_time import Month
from geo.services.map_credit import credit
from geo.services.measures import MEASURES
from geo.services.printing.order import PrintOrder
from geo.services.scope import grid_position
from geo.services.settings import IS_DEMO
from geo.services.snapshot import Snapshot
from geo.services.town_name import town_name
from geo.services.view_name import day_in, is_borders_only


def month_of(order: PrintOrder, snapshot: Snapshot) -> Month | None:
    """Return the month that is shown; None where the month makes no difference."""
    if order.measure is None or not MEASURES[order.measure].is_monthly:
        return order.month if order.measure is None else None
    return order.month or present_month(snapshot)


def title(order: PrintOrder, snapshot: Snapshot, reading: Reading) -> str:
    """Return the town, what is shown of it, and when."""
    language, month = order.language, month_of(order, snapshot)
    what = f"measures.{order.measure}" if order.measure else "printing.incidents"
    key = "printing.title_month" if month else "printing.title"
    said = {"town": town_name(reading), "what": text(language, what)}
    when = month_words(language, str(month)) if month else ""
    return text(language, key, **said, month=when).strip(" :·")


def filters(order: PrintOrder, snapshot: Snapshot, plan: Plan | None) -> list[tuple[str, str]]:
    """Return what narrows the view down, as label and value; nothing for a view of everything."""
    language, scope = order.language, order.scope
    join = text(language, "printing.join")
    found = [
        ("category", join.join(category_name(language, one) for one in scope.categories)),
        ("channel", join.join(text(language, f"common.channel_{one}") for one in scope.channels)),
        ("state", join.join(text(language, f"incidents.state_{one}") for one in scope.states)),
        ("days", _days(order)),
        ("bounds", _bounds(order, plan)),
        ("selected", _selected(order, snapshot)),
    ]
    return [(text(language, f"printing.{key}"), said) for key, said in found if said]


def notes(order: PrintOrder, snapshot: Snapshot, today: date) -> list[str]:
    """Return source, approval number or that it lacks, the day of the data and of printing."""
    language = order.language
    return [
        *credit(language, snapshot),
        text(language, "printing.standing", day=f"{snapshot.now:%Y-%m-%d}"),
        text(language, "printing.printed", day=f"{today:%Y-%m-%d}"),
    ]


def mark(language: Language, snapshot: Snapshot) -> str:
    """Return the words that invented figures carry, empty for a real town."""
    return text(language, "common.demo") if snapshot.settings.get(IS_DEMO) == "1" else ""


def _days(order: PrintOrder) -> str:
    days = order.scope.reported
    if days is None:
        return "" if order.measure else _month(order)
    said = {"first": days.first.isoformat(), "last": days.last.isoformat()}
    return text(order.language, "printing.from_to", **said)


def _month(order: PrintOrder) -> str:
    return month_words(order.language, str(order.month)) if order.month else ""


def _bounds(order: PrintOrder, plan: Plan | None) -> str:
    if not order.bounds:
        return ""
    day, borders = day_in(order.bounds), is_borders_only(order.bounds)
    return view_words(order.language, day, plan.title if plan else None, has_figures=not borders)


def _selected(order: PrintOrder, snapshot: Snapshot) -> str:
    if not order.selected:
        return ""
    return named_grid(snapshot, grid_position(snapshot, order.selected)).name
