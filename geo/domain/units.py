"""Named conversions between units; every physical quantity is converted once, with one of these."""

M_PER_KM = 1_000.0
M2_PER_KM2 = 1_000_000.0
MIN_PER_H = 60.0
S_PER_H = 3_600.0
H_PER_DAY = 24.0
S_PER_DAY = 86_400.0
DAYS_PER_WEEK = 7.0
DAYS_PER_YEAR = 365.25
WEEKS_PER_YEAR = DAYS_PER_YEAR / DAYS_PER_WEEK
