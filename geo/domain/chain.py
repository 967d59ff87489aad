"""A town's own approval chain as plain JSON values: read, checked fault by fault, written.

A chain begins with the draft and ends with in force and replaced; what lies between is the town's.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from geo.domain.errors import BadValue
from geo.domain.kinds import Role
from geo.domain.plans import DEFAULT_CHAIN, DRAFT, IN_FORCE, REPLACED, SET_ASIDE, ChainState
from geo.domain.policy import Action, is_permitted

STATES_MOST: Final = 12
NAME_LENGTH_MAX: Final = 30
FIELDS: Final = ("code", "roles", "name", "name_en", "needs_document_no", "may_go_back")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")
_NAMED = frozenset(one.code for one in DEFAULT_CHAIN)
"""States that have a name of their own in the catalogues."""


def movers(code: str) -> tuple[Role, ...]:
    """Return the roles to which a chain can give the way into a state."""
    if code == REPLACED:
        return ()
    action = Action.PUBLISH_PLAN if code == IN_FORCE else Action.MOVE_PLAN
    return tuple(role for role in Role if is_permitted(role, action))


def chain_from_json(values: Any) -> tuple[ChainState, ...]:
    """Return a town's own chain.

    Raises:
        BadValue: it is none; the reason names the fault, values: row (from 1), field, value.
    """
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise BadValue("chain_form", row=0)
    if len(values) > STATES_MOST:
        raise BadValue("chain_long", most=STATES_MOST)
    chain = tuple(_state(row, one) for row, one in enumerate(values, 1))
    _require_ends([one.code for one in chain])
    for row, one in enumerate(chain, 1):
        _require_named(row, one)
        _require_roles(row, one)
    return chain


def chain_to_json(chain: Sequence[ChainState]) -> list[dict[str, Any]]:
    """Return a chain as plain values; `chain_from_json` reads them."""
    return [{name: getattr(one, name) for name in FIELDS} | {"roles": _told(one)} for one in chain]


def _told(state: ChainState) -> list[str]:
    return [role.value for role in Role if role in state.roles]


def _state(row: int, value: Any) -> ChainState:
    if not isinstance(value, Mapping) or not isinstance(value.get("roles"), Sequence):
        raise BadValue("chain_form", row=row)
    if unknown := sorted(str(name) for name in value if name not in FIELDS):
        raise BadValue("chain_field", row=row, value=unknown[0])
    code = value.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code) or code == SET_ASIDE:
        raise BadValue("chain_code", row=row, value=str(code))
    return ChainState(
        code=code,
        roles=frozenset(_role(row, one) for one in value["roles"]),
        name=_words(row, value.get("name", "")),
        name_en=_words(row, value.get("name_en", "")),
        needs_document_no=_flag(row, value, "needs_document_no", default=False),
        may_go_back=_flag(row, value, "may_go_back", default=True),
    )


def _role(row: int, value: Any) -> Role:
    if value not in tuple(Role):
        raise BadValue("chain_role", row=row, value=str(value))
    return Role(value)


def _words(row: int, value: Any) -> str:
    if not isinstance(value, str) or len(value.strip()) > NAME_LENGTH_MAX:
        raise BadValue("chain_name", row=row, most=NAME_LENGTH_MAX)
    return value.strip()


def _flag(row: int, value: Mapping[str, Any], name: str, *, default: bool) -> bool:
    flag = value.get(name, default)
    if not isinstance(flag, bool):
        raise BadValue("chain_flag", row=row, field=name)
    return flag


def _require_ends(codes: Sequence[str]) -> None:
    if codes[:1] != [DRAFT]:
        raise BadValue("chain_start")
    if codes[-2:] != [IN_FORCE, REPLACED]:
        raise BadValue("chain_end")
    for row, code in enumerate(codes, 1):
        if code in codes[: row - 1]:
            raise BadValue("chain_twice", row=row, value=code)


def _require_named(row: int, state: ChainState) -> None:
    if not state.name and state.code not in _NAMED:
        raise BadValue("chain_nameless", row=row, value=state.code)


def _require_roles(row: int, state: ChainState) -> None:
    allowed = movers(state.code)
    if refused := [role for role in state.roles if role not in allowed]:
        reason = "chain_role_final" if state.code == REPLACED else "chain_role_mover"
        raise BadValue(reason, row=row, role=min(refused).value)
    if allowed and not state.roles:
        raise BadValue("chain_nobody", row=row)
