"""会前一页纸: the month on one printed page, from the same figures as the overview."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.staffing import Suggestion
from geo.http import brief_map
from geo.http.content_policy import page_headers
from geo.http.index_page import LANGUAGE_TAGS
from geo.messages import text
from geo.messages.advice import reason_text
from geo.messages.dates import month_words
from geo.services import ranking_words
from geo.services.figure_words import key_figures
from geo.services.links import Claim
from geo.services.map_credit import credit
from geo.services.measures import Measure
from geo.services.overview import Overview
from geo.services.ranked_figures import RankedBy
from geo.services.ranking import RankedGrid
from geo.services.scope import EVERYTHING
from geo.services.scope_choices import month_in
from geo.views import brief as view

_RANKED, _NUMBERED = 8, 3


def brief(_request: Request, container: Container, claim: Claim) -> Response:
    """Return the page for the claim's month."""
    page = view.html(_brief(container, claim))
    return HTMLResponse(page, headers=page_headers(page))


def _brief(container: Container, claim: Claim) -> view.Brief:
    language, actor, month = claim.language, claim.actor, month_in(claim.choices)
    snapshot = container.snapshots.current()
    overviews = container.overviews
    town = overviews.town(actor, month, EVERYTHING, RankedBy.OVERDUE_SHARE, _RANKED)
    shown = container.measures.of(actor, Measure.OVERDUE_SHARE, month)
    numbers = {grid.position: str(grid.rank) for grid in town.ranking.grids[:_NUMBERED]}
    advice = overviews.advice(actor)
    settings = snapshot.settings
    town_name = settings.get("town_name", "")
    demo = text(language, "common.demo") if settings.get("is_demo") == "1" else ""
    return view.Brief(
        language_tag=LANGUAGE_TAGS[language],
        title=text(
            language,
            "overview.brief_title" if town_name else "overview.brief_title_unnamed",
            town=town_name,
            month=month_words(language, str(town.figures.month)),
        ),
        subtitle=text(language, "shell.standing", day=f"{snapshot.now:%Y-%m-%d}"),
        badge=demo,
        figures=key_figures(language, town.figures, town.gap),
        map_title=text(language, "overview.brief_map"),
        map_svg=brief_map.drawn(container, language, shown, numbers),
        table_title=text(language, "overview.brief_table"),
        headings=_headings(language),
        rows=[_row(language, town, grid, advice) for grid in town.ranking.grids],
        notes=(
            text(language, "overview.brief_note"),
            " · ".join(credit(language, snapshot)),
        ),
        print_label=text(language, "overview.print"),
    )


def _headings(language: Language) -> tuple[str, str, str, str, str]:
    return (
        text(language, "overview.column_rank"),
        text(language, "overview.column_grid"),
        text(language, "measures.overdue_share"),
        text(language, "overview.column_causes"),
        text(language, "overview.what_to_do"),
    )


def _row(
    language: Language, town: Overview, grid: RankedGrid, advice: Suggestion | None
) -> view.BriefRow:
    measure = town.ranking.measure
    return view.BriefRow(
        rank=str(grid.rank),
        name=grid.name,
        value=ranking_words.value(language, measure, grid),
        why=ranking_words.causes(language, measure, grid),
        advice=_advice(language, grid, advice),
    )


def _advice(language: Language, grid: RankedGrid, advice: Suggestion | None) -> str:
    """Return the first remedy considered for the grid; where staff suffices, chasing the late."""
    mine = [one for one in advice.actions if one.grid == grid.code] if advice else []
    late = tuple(one for one in grid.causes if one.late)
    chased = ranking_words.chase(language, sum(one.overdue_open for one in late), late)
    if not mine:
        nothing = text(language, "overview.nothing_to_do") if advice else ""
        return chased or nothing
    most = mine[0]
    names = {str(need.code): need.name for need in advice.grids} if advice else {}
    kind = text(language, f"staffing.action_{most.kind}")
    return f"{kind} · {reason_text(language, most.detail, names)}"
