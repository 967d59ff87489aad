"""From demand to a staffing suggestion: pure functions of arrays; reads no store and no clock."""
