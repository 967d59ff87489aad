"""The access matrix as it is meant, written out by hand beside the policy table it is held against.

A new role, action, page or kind of link fails the tests until its row stands here.
"""

from geo.domain.kinds import Role

L, P, D, W, S, A = (
    Role.LEADER,
    Role.PLANNER,
    Role.DISPATCHER,
    Role.WORKER,
    Role.SCREEN,
    Role.ADMINISTRATOR,
)
ROLES = {L, P, D, W, S, A}

ACTIONS: dict[str, set[Role]] = {
    "view_map": {L, P, D, W, A},
    "view_incidents": {L, P, D, W, A},
    "view_dispute_points": {D},
    "view_cameras": {L, P, D, W, A},
    "view_stations": {L, P, D, W, A},
    "view_staffing": {L, P, A},
    "view_data": {L, P, D, A},
    "view_quarantine": {P, A},
    "view_audit": {A},
    "decide_suggestion": {L, P},
    "edit_norm": {P, A},
    "import_layer": {P, A},
    "export_layer": {L, P, A},
    "manage_store": {A},
    "view_plans": {L, P, A},
    "edit_plan": {P, A},
    "move_plan": {L, P, A},
    "publish_plan": {L, P, A},
    "manage_accounts": {A},
    "view_wall": {L, P, D, W, S, A},
    "lead_wall": {L, P, D, A},
}
PAGES: dict[str, set[Role]] = {
    "map/overview": {L, P, D, W, A},
    "map/incidents": {L, P, D, W, A},
    "map/cameras": {L, P, D, W, A},
    "map/stations": {L, P, D, W, A},
    "plan/staffing": {L, P, A},
    "plan/borders": {L, P, A},
    "plan/plans": {L, P, A},
    "plan/compare": {L, P, A},
    "records/imports": {L, P, D, A},
    "records/quarantine": {L, P, D, A},
    "records/norms": {L, P, D, A},
    "records/accounts": {A},
    "records/chain": {A},
    "screen/wall": {L, P, D, W, S, A},
    "screen/remote": {L, P, D, A},
    "screen/scenes": {L, P, D, A},
}
LINKS: dict[str, set[Role]] = {
    "/map/frame": {L, P, D, W, A},
    "/layers/grids": {L, P, D, W, A},
    "/layers/measure": {L, P, D, W, A},
    "/layers/periods": {L, P, D, W, A},
    "/layers/backdrop": {L, P, D, W, A},
    "/backdrops/tile": {L, P, D, W, A},
    "/layers/incidents": {L, P, D, W, A},
    "/layers/cameras": {L, P, D, W, A},
    "/layers/stations": {L, P, D, W, A},
    "/layers/need": {L, P, A},
    "/layers/moves": {L, P, A},
    "/layers/faults": {L, P, D, W, A},
    "/layers/ranges": {L, P, D, W, A},
    "/print/brief": {L, P, A},
    "/print/map": {L, P, D, W, A},
    "/print/table": {L, P, A},
    "/documents/plan": {L, P, A},
    "/documents/sign": {L, P, D, W, A},
    "/documents/within": {L, P, A},
    "/drafts": {L, P, A},
    "/walls": {L, P, D, W, S, A},
}
CONTROLS: dict[str, dict[str, str]] = {
    "map/overview": {"pick_worst": "view_map", "link": "view_staffing"},
    "map/incidents": {"download_incidents": "export_layer"},
    "map/cameras": {},
    "map/stations": {},
    "plan/staffing": {
        "pick_close": "view_staffing",
        "download_need": "view_staffing",
        "form decide": "decide_suggestion",
    },
    "plan/borders": {"form new_draft": "edit_plan"},
    "plan/plans": {},
    "plan/compare": {},
    "records/imports": {
        "upload": "import_layer",
        "download_export": "export_layer",
        "form town": "manage_store",
        "form backdrop_new": "manage_store",
    },
    "records/quarantine": {},
    "records/norms": {"form norm": "edit_norm", "form norm_new": "edit_norm"},
    "records/accounts": {
        "form account_role": "manage_accounts",
        "form account_password": "manage_accounts",
        "form account_new": "manage_accounts",
        "account_state": "manage_accounts",
        "account_wall": "manage_accounts",
    },
    "records/chain": {"form chain_table": "manage_store"},
    "screen/wall": {},
    "screen/remote": {
        "remote_back": "lead_wall",
        "remote_on": "lead_wall",
        "remote_pause": "lead_wall",
        "remote_drill": "lead_wall",
        "remote_pin": "lead_wall",
    },
    "screen/scenes": {"scenes_check": "lead_wall"},
}
"""What can be clicked on each page of the small town, and the action behind it."""

SELECTED: dict[str, dict[str, str]] = {
    "plan/staffing": {"grid": "632801100000000"},
    "records/norms": {"norm": "visit_min"},
    "records/accounts": {"account": "screen"},
}
"""The choices under which a page shows all of its controls."""
