"""The approval chain of a town: its own table of states where it set one, else the default."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geo.domain.chain import chain_from_json, chain_to_json
from geo.domain.errors import Refused
from geo.domain.plans import DEFAULT_CHAIN, SET_ASIDE, ChainState
from geo.domain.policy import Action, Actor, require
from geo.ports.store import Store
from geo.services.plans import CHAIN_SETTING, chain_of

_NAMED = 5


@dataclass(frozen=True, slots=True)
class TownChain:
    """The chain in use; `is_own` says that the town set it itself."""

    states: tuple[ChainState, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class ChainSetting:
    """Reads and changes the chain of one store."""

    store: Store

    def current(self, actor: Actor) -> TownChain:
        """Return the chain in use (NotPermitted: the actor may not manage the store)."""
        require(actor, Action.MANAGE_STORE)
        is_own = bool(self.store.settings().get(CHAIN_SETTING))
        return TownChain(chain_of(self.store), is_own)

    def change(self, actor: Actor, values: Any, at: datetime) -> TownChain:
        """Put a chain given as plain JSON values in place of the present one.

        Raises:
            NotPermitted: the actor may not manage the store.
            BadValue: the values are no chain; the reason names the fault, values say where.
            Refused: plans stand in a state that the chain lacks; values: plans, state, count.
        """
        require(actor, Action.MANAGE_STORE)
        chain = chain_from_json(values)
        kept = json.dumps(chain_to_json(chain), ensure_ascii=False, separators=(",", ":"))
        return self._put(actor, chain, kept, at)

    def reset(self, actor: Actor, at: datetime) -> TownChain:
        """Go back to the default chain (NotPermitted, Refused as `change`)."""
        return self._put(actor, DEFAULT_CHAIN, "", at)

    def _put(
        self, actor: Actor, chain: tuple[ChainState, ...], kept: str, at: datetime
    ) -> TownChain:
        with self.store.write(actor, Action.MANAGE_STORE, CHAIN_SETTING, at) as transaction:
            self._require_nobody_stranded(chain)
            transaction.put_setting(CHAIN_SETTING, kept)
            transaction.note(" → ".join(one.code for one in chain))
        return self.current(actor)

    def _require_nobody_stranded(self, chain: tuple[ChainState, ...]) -> None:
        known = {one.code for one in chain} | {SET_ASIDE}
        stranded = [one for one in self.store.plans.listed() if one.state not in known]
        if not stranded:
            return
        names = {one.code: one.name or one.code for one in chain_of(self.store)}
        more = f" … ({len(stranded)})" if len(stranded) > _NAMED else ""
        raise Refused(
            "chain_stranded",
            plans=", ".join(one.title for one in stranded[:_NAMED]) + more,
            state=names.get(stranded[0].state, stranded[0].state),
            count=len(stranded),
        )
