"""The closed vocabularies of the field: kinds, states and channels as they are stored."""

from enum import StrEnum


class AreaLevel(StrEnum):
    """The administrative hierarchy above grids, widest first, down to 村民小组 in a village."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GROUP = "group"


class GridKind(StrEnum):
    """综合网格, 专属网格, 牧区网格, 无人区网格."""

    ALL_PURPOSE = "all_purpose"
    SPECIAL = "special"
    PASTORAL = "pastoral"
    UNINHABITED = "uninhabited"


class IncidentState(StrEnum):
    """Where a work order stands; CLOSED, DUPLICATE and TRANSFERRED are ends."""

    NEW = "new"
    DISPATCHED = "dispatched"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    TRANSFERRED = "transferred"


END_STATES = frozenset(
    {IncidentState.CLOSED, IncidentState.DUPLICATE, IncidentState.TRANSFERRED},
)


class Channel(StrEnum):
    """Who reported: 居民, 12345, 巡查, 部门."""

    RESIDENT = "resident"
    HOTLINE = "hotline_12345"
    PATROL = "patrol"
    DEPARTMENT = "department"


RESIDENT_CHANNELS = frozenset({Channel.RESIDENT, Channel.HOTLINE})
"""The channels that show need rather than a worker's diligence."""


class CameraState(StrEnum):
    """Whether a camera site is alive."""

    ALIVE = "alive"
    DEAD = "dead"


class StaffKind(StrEnum):
    """How a worker is employed."""

    FULL = "full"
    PART = "part"
    VOLUNTEER = "volunteer"


class Role(StrEnum):
    """Who may act; the policy table in `geo.domain.policy` says what each may do."""

    LEADER = "leader"
    PLANNER = "planner"
    DISPATCHER = "dispatcher"
    WORKER = "worker"
    SCREEN = "screen"
    ADMINISTRATOR = "administrator"


class Language(StrEnum):
    """The languages of the catalogues; PSEUDO is English in brackets, for tests alone."""

    ZH_CN = "zh_CN"
    EN = "en"
    PSEUDO = "pseudo"
