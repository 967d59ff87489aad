"""A suggestion as one JSON object, as the command line prints it; decides nothing."""

from collections.abc import Mapping

from geo.domain.kinds import Language
from geo.domain.staffing import GridNeed, Suggestion
from geo.messages import text
from geo.messages.advice import reason_text

_DECIMALS = 3


def as_json(suggestion: Suggestion, language: Language) -> dict[str, object]:
    """Return headcount, grids, actions and moves; parts sum to the workload as printed."""
    names = {str(need.code): need.name for need in suggestion.grids}
    return {
        "headcount": suggestion.headcount,
        "grids": [_grid(need, language, names) for need in suggestion.grids],
        "actions": [
            {
                "kind": action.kind.value,
                "grid": action.grid,
                "detail": reason_text(language, action.detail, names),
                "hours_week": round(action.hours_week, _DECIMALS),
            }
            for action in suggestion.actions
        ],
        "moves": [
            {"from": move.from_grid, "to": move.to_grid, "staff": move.staff}
            for move in suggestion.moves
        ],
    }


def as_lines(suggestion: Suggestion, language: Language) -> tuple[str, ...]:
    """Return the sum of all grids in a sentence, then one for every remedy and move."""
    names = {str(need.code): need.name for need in suggestion.grids}
    total = text(
        language,
        "staffing.summary",
        grids=len(suggestion.grids),
        hours=sum(need.workload_h_week for need in suggestion.grids),
        need=sum(need.fte_needed for need in suggestion.grids),
        headcount=suggestion.headcount,
    )
    remedies = (
        text(
            language,
            "staffing.remedy",
            grid=names[action.grid] or action.grid,
            kind=text(language, f"staffing.action_{action.kind}"),
            detail=reason_text(language, action.detail, names),
        )
        for action in suggestion.actions
    )
    moves = (
        text(
            language,
            "staffing.move",
            origin=names[move.from_grid] or move.from_grid,
            goal=names[move.to_grid] or move.to_grid,
            staff=move.staff,
        )
        for move in suggestion.moves
    )
    return (total, *remedies, *moves)


def _grid(need: GridNeed, language: Language, names: Mapping[str, str]) -> dict[str, object]:
    parts = {cause.value: round(hours, _DECIMALS) for cause, hours in need.parts.items()}
    return {
        "code": need.code,
        "name": need.name,
        "workload_h_week": round(sum(parts.values()), _DECIMALS),
        "parts": parts,
        "missing": list(need.missing),
        "fte_needed": round(need.fte_needed, _DECIMALS),
        "fte_interval": [round(bound, _DECIMALS) for bound in need.fte_interval],
        "staff_now": need.staff_now,
        "staff_suggested": need.staff_suggested,
        "reasons": [reason_text(language, reason, names) for reason in need.reasons],
    }
