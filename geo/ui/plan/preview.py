"""What coming into force would do, looked at beforehand: rules, grids, codes and workers."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.bootstrap import Container
from geo.domain.plans import Plan
from geo.messages import numbers, text
from geo.services.draft_values import Figures, GridImpact, HandOver, Violation
from geo.services.publish_preview import PublishPreview, changed_grids
from geo.ui import choices, widgets
from geo.ui.plan import conflict, shape_words
from geo.views.facts import Fact, facts
from geo.views.rule_list import RuleGroup, rule_list

_NAMED = 8
_FIGURES = ("households", "residents", "hours_week", "fte")
_WHOLE = ("households", "residents")
_HEIGHT = 260


def draw(container: Container, plan: Plan, ahead: PublishPreview) -> None:
    """Draw the whole look ahead."""
    language = choices.language()
    widgets.title(text(language, "plans.ahead"))
    if ahead.conflict:
        conflict.draw(container, plan, ahead.conflict)
        return
    if not ahead.is_changed:
        widgets.words(text(language, "plans.ahead_nothing"))
        return
    _draw_rules(ahead)
    st.html(facts(_facts(ahead)))
    _draw_grids(changed_grids(ahead.impact))


def _draw_rules(ahead: PublishPreview) -> None:
    language = choices.language()
    if not ahead.impact.violations:
        widgets.words(text(language, "plans.rules_kept"))
        return
    groups = [
        RuleGroup(text(language, "plans.rule_blocks"), _words(ahead.blocking), stops=True),
        RuleGroup(text(language, "plans.rule_warns"), _words(ahead.warning), stops=False),
    ]
    st.html(rule_list(groups))


def _words(found: Sequence[Violation]) -> list[str]:
    more = text(choices.language(), "plans.more", count=len(found) - _NAMED)
    return [one.words for one in found[:_NAMED]] + ([more] if len(found) > _NAMED else [])


def _facts(ahead: PublishPreview) -> list[Fact]:
    """Return the codes and the workers, each in a line where there is something to say."""
    language, name = choices.language(), ahead.names
    made = [text(language, "plans.code_made", code=one.code, name=one.name) for one in ahead.made]
    gone = [_named(code, name.get(code, "")) for code in ahead.retired_grids]
    ties = [
        text(
            language,
            "plans.tie",
            worker=one.worker,
            from_grid=name.get(one.from_grid, one.from_grid),
            to_grid=name.get(one.to_grid, one.to_grid),
        )
        for one in ahead.ties
    ]
    lines = {
        "made": _listed(made),
        "retired": _listed(gone),
        "cells": _cells(ahead),
        "ties": _listed(ties),
        "hand": _listed([_handed(one) for one in _by_size(ahead.impact.moved)]),
        **({"shapes": shape_words.told(ahead.shapes)} if shape_words.is_told(ahead.shapes) else {}),
    }
    return [Fact(text(language, f"plans.ahead_{key}"), told) for key, told in lines.items()]


def _by_size(moved: Sequence[HandOver]) -> list[HandOver]:
    """Return the hand-overs with people, the largest first; those of unknown size lead."""
    told = [one for one in moved if one.households != 0]
    return sorted(told, key=lambda one: -(one.households if one.households is not None else 1e9))


def _handed(one: HandOver) -> str:
    """Return how many households of a village and 村民小组 change their worker."""
    language = choices.language()
    count = text(language, "plans.few" if one.is_few else "common.unknown")
    if one.households is not None:
        count = numbers.count(one.households)
    where = " ".join(part for part in (one.village, one.group) if part)
    return text(language, "plans.handed", where=where, households=count)


def _cells(ahead: PublishPreview) -> str:
    if not ahead.cells_made and not ahead.cells_retired:
        return text(choices.language(), "plans.none")
    return text(
        choices.language(), "plans.cells", made=ahead.cells_made, retired=ahead.cells_retired
    )


def _named(code: str, name: str) -> str:
    return text(choices.language(), "plans.code_made", code=code, name=name) if name else code


def _listed(told: Sequence[str]) -> str:
    language = choices.language()
    if not told:
        return text(language, "plans.none")
    more = text(language, "plans.more", count=len(told) - _NAMED) if len(told) > _NAMED else ""
    return text(language, "plans.comma").join([*told[:_NAMED], *([more] if more else [])])


def _draw_grids(grids: Sequence[GridImpact]) -> None:
    if not grids:
        return
    language = choices.language()
    rows = pd.DataFrame(
        [{"name": one.name, "code": one.code, **_pairs(one)} for one in grids],
    )
    headed = {
        name: widgets.Column(text(language, f"plans.grid_{name}")) for name in ("name", *_FIGURES)
    }
    widgets.table(rows, headed, "ahead_grids", height=_HEIGHT if len(grids) > _NAMED else None)


def _pairs(grid: GridImpact) -> dict[str, str]:
    return {name: _pair(grid, name) for name in _FIGURES}


def _pair(grid: GridImpact, name: str) -> str:
    language = choices.language()
    before, after = _figure(grid.before, name), _figure(grid.after, name)
    return text(language, "plans.before_after", before=before, after=after)


def _figure(figures: Figures | None, name: str) -> str:
    language = choices.language()
    if figures is None:
        return text(language, "plans.no_grid")
    if name in figures.few:
        return text(language, "plans.few")
    value = getattr(figures, name)
    if value is None:
        return text(language, "common.unknown")
    return numbers.count(value) if name in _WHOLE else numbers.decimal(value)
