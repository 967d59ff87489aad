"""What a user may choose about one import."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`columns` overrides field → column; without `timezone` naive times are the store's."""

    crs: str = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)
    timezone: str | None = None
    dry_run: bool = False
