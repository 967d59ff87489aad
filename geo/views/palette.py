"""The colours of the office theme, once; style sheets and scripts are given them from here."""

from collections.abc import Mapping

PAPER = "#F7F8FA"
SURFACE = "#FFFFFF"
INK = "#1B2430"
QUIET = "#5B6776"
LINES = "#E3E7EC"
ACCENT = "#1F6FB2"
ACCENT_LIGHT = "#B9D3EA"
WARM = "#C8502B"
RANGE = "#8A4B08"
CAUTION = "#D9A400"
GOOD = "#2E7D5B"
UNKNOWN = "#D3D7DD"

SEQUENTIAL = ("#FFFFCC", "#A1DAB4", "#41B6C4", "#2C7FB8", "#253494")
"""YlGnBu in five classes (Brewer, 2003), colour-blind-safe."""

DIVERGING = ("#E66101", "#FDB863", "#F7F7F7", "#B2ABD2", "#5E3C99")
"""PuOr in five classes (Brewer, 2003), colour-blind-safe; for change."""

BACKDROP: Mapping[str, str] = {
    "land": "#EEF1EC",
    "water": "#8DB7D8",
    "road": "#CDB389",
    "rail": "#8A8F98",
    "village": "#7A8594",
    "town": "#4B5563",
}
FONT = '"Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif'
