"""A plan as a memo in words: what it says of itself, maps, figures, who changes worker, 四至."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from geo.domain.kinds import Language
from geo.domain.plans import Approval, ChainState, PlanStep
from geo.messages import text
from geo.messages.chain_names import state_name, state_names
from geo.messages.persons import who
from geo.ports.documents import DocumentTable, MapSheet, Memo, Section
from geo.services.boundary_text import Ranges
from geo.services.draft_values import Impact
from geo.services.map_credit import source_notes
from geo.services.plan_documents.discretion import Discretion
from geo.services.plan_documents.figures import figures_table, town_table
from geo.services.plan_documents.ground import PlanGround
from geo.services.plan_documents.moves import Move, all_households


@dataclass(frozen=True, slots=True, eq=False)
class MemoFacts:
    """All that a memo is written from; `today` and times are the town's."""

    ground: PlanGround
    impact: Impact
    moves: tuple[Move, ...]
    discretion: Discretion
    approvals: Sequence[Approval]
    chain: Sequence[ChainState]
    steps: Sequence[PlanStep]
    maps: tuple[MapSheet, MapSheet]
    ranges: Ranges
    town: str
    today: date
    timezone: str
    is_demo: bool
    approval_number: str


def memo_of(facts: MemoFacts, language: Language) -> Memo:
    """Return the memo."""
    plan = facts.ground.plan
    return Memo(
        language_tag=text(language, "documents.language_tag"),
        title=plan.title,
        subtitle=text(language, "documents.memo_subtitle", town=facts.town).strip(),
        mark=text(language, "common.demo") if facts.is_demo else "",
        facts=_facts(facts, language),
        sections=[
            _maps(facts, language),
            _figures(facts, language),
            _moves(facts, language),
            _ranges(facts, language),
            _rules(facts, language),
            _approvals(facts, language),
        ],
        page=text(language, "documents.page"),
    )


def _facts(facts: MemoFacts, language: Language) -> list[tuple[str, str]]:
    plan, unset = facts.ground.plan, text(language, "documents.unset")
    reason = plan.reason.value if plan.reason else "none"
    said = [
        ("plans.document_no", plan.document_no),
        ("plans.basis", plan.basis),
        ("plans.reason", text(language, f"plans.reason_{reason}")),
        ("plans.note", plan.note),
        ("documents.state", _state(facts, language, plan.state)),
        ("documents.in_force_from", str(plan.in_force_from or "")),
        ("documents.drawn_by", who(language, plan.created_by)),
        ("documents.made_on", f"{facts.today:%Y-%m-%d}"),
    ]
    always = {"plans.document_no", "plans.basis"}
    return [(text(language, key), value or unset) for key, value in said if value or key in always]


def _state(facts: MemoFacts, language: Language, code: str) -> str:
    """Return what a state is called, one that the chain no longer has by the catalogue."""
    return state_names(language, facts.chain).get(code) or state_name(language, code)


def _maps(facts: MemoFacts, language: Language) -> Section:
    notes = source_notes(language, is_demo=facts.is_demo, number=facts.approval_number)
    dated = text(language, "documents.map_dated", day=f"{facts.today:%Y-%m-%d}")
    title = text(language, "documents.section_maps")
    return Section(title, maps=facts.maps, notes=[" · ".join([*notes, dated])])


def _figures(facts: MemoFacts, language: Language) -> Section:
    grids = facts.impact.grids
    notes = []
    if facts.impact.is_estimated:
        notes.append(text(language, "documents.estimated"))
    if facts.discretion.hidden_grids:
        notes.append(text(language, "documents.held_back"))
    return Section(
        title=text(language, "documents.section_figures"),
        tables=[
            figures_table(
                language, grids, partial(facts.ground.told_code, language), facts.discretion
            ),
            town_table(language, facts.impact),
        ],
        notes=notes,
    )


def _moves(facts: MemoFacts, language: Language) -> Section:
    names = {str(one.code): one.name for one in facts.impact.grids}
    moves, discretion = facts.moves, facts.discretion
    rows = [
        (
            one.village or text(language, "common.unknown"),
            one.group or text(language, "documents.none"),
            names.get(one.from_grid, one.from_grid),
            names.get(one.to_grid, one.to_grid),
            str(one.cells),
            text(language, "documents.not_shown")
            if place in discretion.hidden_moves and not discretion.hides(one.households)
            else discretion.count(language, one.households),
        )
        for place, one in enumerate(moves)
    ]
    total = all_households(moves)
    shown = (
        text(language, "documents.not_shown")
        if discretion.hidden_moves
        else discretion.count(language, total)
    )
    headings = ("village", "group", "from_grid", "to_grid", "cells", "households")
    return Section(
        title=text(language, "documents.section_moves"),
        lines=[text(language, "documents.moved_total", households=shown)] if moves else (),
        tables=[
            DocumentTable(
                [text(language, f"documents.column_{one}") for one in headings],
                rows,
                numbers_from=4,
                empty=text(language, "documents.nobody_moves"),
            )
        ],
    )


def _ranges(facts: MemoFacts, language: Language) -> Section:
    ranges = facts.ranges
    names = dict(zip(ranges.codes, ranges.names, strict=True))
    rows = [
        (names[code], facts.ground.told_code(language, code), ranges.told(code))
        for code in facts.ground.changed()
    ]
    headings = ("grid", "code", "range")
    return Section(
        title=text(language, "documents.section_ranges"),
        tables=[
            DocumentTable(
                [text(language, f"documents.column_{one}") for one in headings],
                rows,
                numbers_from=len(headings),
                empty=text(language, "documents.nothing_changed"),
            )
        ],
    )


def _rules(facts: MemoFacts, language: Language) -> Section:
    lines = [
        text(language, f"documents.rule_{'blocks' if one.blocks else 'notes'}", words=one.words)
        for one in facts.impact.violations
    ]
    in_force = facts.steps[: facts.ground.plan.steps_in_force]
    lines += [
        text(language, "documents.override", n=one.n, said=one.override)
        for one in in_force
        if one.override
    ]
    return Section(
        title=text(language, "documents.section_rules"),
        lines=lines or [text(language, "documents.no_rule_broken")],
    )


def _approvals(facts: MemoFacts, language: Language) -> Section:
    rows = [
        (
            f"{one.at.astimezone(ZoneInfo(facts.timezone)):%Y-%m-%d %H:%M}",
            who(language, one.actor_id),
            _state(facts, language, one.from_state),
            _state(facts, language, one.to_state),
            " ".join(said for said in (one.document_no, one.said) if said),
        )
        for one in facts.approvals
    ]
    headings = ("when", "who", "from_state", "to_state", "said")
    return Section(
        title=text(language, "documents.section_approvals"),
        tables=[
            DocumentTable(
                [text(language, f"documents.column_{one}") for one in headings],
                rows,
                numbers_from=len(headings),
                empty=text(language, "plans.history_empty"),
            )
        ],
    )
