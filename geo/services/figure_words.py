"""The four figures a leader reads first, in words: unit and comparison beside each."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.messages.changes import LAST_MONTH, LAST_YEAR, LEAST_BASE, change_words
from geo.messages.dates import day_words
from geo.messages.figures import KeyFigure, Note, Tone
from geo.services.comparison import Comparison
from geo.services.indicators import MonthFigures
from geo.services.overview import StaffingGap

Change = Callable[[Comparison], float | None]
_NOTHING = "–"


def key_figures(
    language: Language, figures: MonthFigures, gap: StaffingGap | None
) -> list[KeyFigure]:
    """Return on-time share, overdue open, due today and, where it is known, the staffing gap.

    The last two are always today's: beside another month's figures they say so.
    """
    todays = [_today(language, figures), *([_gap(language, gap)] if gap else [])]
    if not figures.is_present:
        todays = [_as_of_today(language, figures, figure) for figure in todays]
    return [_on_time(language, figures), _overdue(language, figures), *todays]


def received_changes(language: Language, figures: MonthFigures) -> list[str]:
    """Return in words how what came in differs from last month and from last year."""
    against = ((LAST_MONTH, figures.last_month), (LAST_YEAR, figures.last_year))
    return [_received_change(language, before, earlier) for before, earlier in against]


def _received_change(language: Language, before: str, earlier: Comparison | None) -> str:
    if earlier is None:
        named = text(language, f"common.{before}")
        return text(language, "overview.not_comparable_with", earlier=named)
    received = earlier.figures.received
    return change_words(language, before, earlier.received_change_share, received)


def _as_of_today(language: Language, figures: MonthFigures, figure: KeyFigure) -> KeyFigure:
    day = day_words(language, figures.today, figures.month.year)
    return replace(
        figure, label=text(language, "overview.as_of_today", label=figure.label, day=day)
    )


@dataclass(frozen=True, slots=True)
class _Against:
    """How a figure is compared: what changed, in which words, and whether less is better."""

    change: Change
    tail: str
    decimals: int
    less_is_better: bool


def _on_time_points(earlier: Comparison) -> float | None:
    """Return the change of the on-time share in points: a larger overdue share is a smaller one."""
    change = earlier.overdue_change_share
    return None if change is None else -change * numbers.PERCENT


_SHARE = _Against(_on_time_points, "", 1, less_is_better=False)
_CASES = _Against(lambda earlier: earlier.overdue_open_change, "_cases", 0, less_is_better=True)


def _on_time(language: Language, figures: MonthFigures) -> KeyFigure:
    share = figures.on_time_share
    label, hint = text(language, "overview.on_time"), text(language, "overview.on_time_hint")
    if share is None:
        none = Note(text(language, "overview.on_time_none"))
        return KeyFigure(label, _NOTHING, "", (none,), hint)
    return KeyFigure(label, numbers.percent(share), "%", _notes(language, figures, _SHARE), hint)


def _overdue(language: Language, figures: MonthFigures) -> KeyFigure:
    return KeyFigure(
        text(language, "overview.overdue_open"),
        numbers.count(figures.overdue_open),
        numbers.counted(language, "overview.cases", figures.overdue_open),
        _notes(language, figures, _CASES),
        text(language, "overview.overdue_open_hint"),
    )


def _notes(language: Language, figures: MonthFigures, how: _Against) -> tuple[Note, ...]:
    """Return the notes against last month and last year."""
    against = (("month", figures.last_month), ("year", figures.last_year))
    notes = [_note(language, name, earlier, how) for name, earlier in against if earlier]
    return tuple(note for note in notes if note) or (
        Note(text(language, "overview.not_comparable")),
    )


def _note(language: Language, name: str, earlier: Comparison, how: _Against) -> Note | None:
    value = how.change(earlier)
    if value is None:
        return None
    if how is _SHARE and earlier.figures.due < LEAST_BASE:
        named, due = text(language, f"common.last_{name}"), numbers.count(earlier.figures.due)
        return Note(text(language, "overview.against_count", earlier=named, count=due))
    key = f"overview.against_{name}{how.tail}"
    words = text(language, key, change=numbers.signed(value, how.decimals))
    return Note(words, _tone(value, how))


def _tone(value: float, how: _Against) -> Tone:
    if round(value, how.decimals) == 0:
        return Tone.PLAIN
    return Tone.GOOD if (value < 0) == how.less_is_better else Tone.BAD


def _today(language: Language, figures: MonthFigures) -> KeyFigure:
    return KeyFigure(
        text(language, "overview.due_today"),
        numbers.count(figures.due_today),
        numbers.counted(language, "overview.cases", figures.due_today),
        (_dispatched(language, figures),),
    )


def _dispatched(language: Language, figures: MonthFigures) -> Note:
    if not figures.due_today:
        return Note(text(language, "overview.due_today_none"))
    waiting = figures.due_today_undispatched
    if waiting is None:
        return Note(text(language, "common.unknown"))
    if waiting:
        return Note(text(language, "overview.undispatched", count=numbers.count(waiting)), Tone.BAD)
    return Note(text(language, "overview.all_dispatched"))


def _gap(language: Language, gap: StaffingGap) -> KeyFigure:
    low, high = (bound - gap.present_fte for bound in gap.interval)
    compared = text(
        language,
        "overview.gap_of",
        need=numbers.decimal(gap.needed_fte),
        present=numbers.decimal(gap.present_fte),
    )
    dropped = text(language, "overview.gap_dropped", fte=numbers.decimal(gap.droppable_fte))
    interval = text(
        language, "overview.gap_interval", low=numbers.signed(low, 1), high=numbers.signed(high, 1)
    )
    is_short = gap.gap_fte > 0
    return KeyFigure(
        text(language, "overview.gap" if is_short else "overview.surplus"),
        numbers.decimal(abs(gap.gap_fte)),
        text(language, "overview.persons"),
        (Note(compared), Note(dropped, Tone.GOOD)) if is_short else (Note(compared),),
        f"{text(language, 'overview.gap_hint')} {interval}",
    )
