"""A page that draws what a town may name, under names that Markdown would read otherwise."""

from datetime import UTC, datetime
from typing import Any

from geo.domain.kinds import Language, Role
from geo.domain.plans import ChainState, Plan
from geo.messages.wall_scenes import Scene
from geo.ui import wall_remote
from geo.ui.plan import leading
from geo.ui.records import chain

NAME = "[a](b) :red[c]"
NOBODY_CLICKS: Any = None

state = ChainState("asked", frozenset({Role.PLANNER}), NAME, NAME, needs_document_no=True)
plan = Plan("1", NAME, "draft", 1, "p", datetime(2026, 1, 1, tzinfo=UTC))
wall_remote._pin(0, Scene("0", "map", NAME, "", (), ()), is_pinned=False)
chain._draw_state(Language.ZH_CN, 1, state)
leading._draw_words(plan, (state,))
leading._draw_way(NOBODY_CLICKS, plan, state)
