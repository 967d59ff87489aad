"""Rules on what code may call or touch, that the import contracts cannot see."""

import ast
import sys

from tests.architecture.sources import Source, called_name, imported_modules

FRAMES = "geo/spatial/frames.py"
REPROJECTS = {"to_crs", "set_crs", "from_crs", "estimate_utm_crs"}
MINTS = {"GeoDataFrame", "StorageFrame", "MetricFrame"}
ESCAPING = "geo/views/escaping"
HTML_SINKS = {"Popup", "Tooltip", "GeoJsonPopup", "GeoJsonTooltip", "DivIcon"}
PURE = ("geo/domain/", "geo/spatial/", "geo/staffing/", "geo/views/")
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "perf_counter", "monotonic"}
CLOCK_OWNERS = {"datetime", "date", "time", "Timestamp"}
APP_MAY_IMPORT = ("streamlit", "starlette", "geo.bootstrap", "geo.http", "geo.ui")
MAX_LINES = 250


def foreign_frames(source: Source) -> list[str]:
    """Return where a frame is reprojected or minted outside `frames.py`."""
    if source.path == FRAMES:
        return []
    return [
        source.at(node, f"{name}() belongs to {FRAMES}")
        for node in source.nodes()
        if (name := called_name(node)) in REPROJECTS | MINTS or (name := _cast_frame(node))
    ]


def _cast_frame(node: ast.AST) -> str:
    if called_name(node) != "cast" or not isinstance(node, ast.Call) or not node.args:
        return ""
    target = node.args[0]
    name = target.value if isinstance(target, ast.Constant) else getattr(target, "id", "")
    return f"cast to {name}" if name in {"StorageFrame", "MetricFrame"} else ""


def session_state_outside_ui(source: Source) -> list[str]:
    """Return where the session is touched by anything but `geo/ui`."""
    if source.path.startswith("geo/ui/"):
        return []
    return [
        source.at(node, "session_state belongs to geo/ui")
        for node in source.nodes()
        if isinstance(node, ast.Attribute) and node.attr == "session_state"
    ]


def unescaped_html(source: Source) -> list[str]:
    """Return where folium would be handed text past the escaping function."""
    if source.path.startswith(ESCAPING) or not _imports_folium(source):
        return []
    calls = [node for node in source.nodes() if isinstance(node, ast.Call) and _is_folium(node)]
    sinks = [(call, f"{called_name(call)}()") for call in calls if called_name(call) in HTML_SINKS]
    keywords = [
        (call, f"{keyword.arg}=")
        for call in calls
        for keyword in call.keywords
        if keyword.arg in {"popup", "tooltip"}
    ]
    return [
        source.at(call, f"{what} is drawn by {ESCAPING} alone") for call, what in sinks + keywords
    ]


def _imports_folium(source: Source) -> bool:
    return any(module.split(".")[0] == "folium" for _, module in imported_modules(source))


def _is_folium(call: ast.Call) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return getattr(owner, "id", "folium") in {"folium", "plugins", "features"}


def clocks_in_pure_floors(source: Source) -> list[str]:
    """Return where a floor that must be handed `now` reads a clock itself."""
    if not source.path.startswith(PURE):
        return []
    return [
        source.at(node, "now is passed in, never read here")
        for node in source.nodes()
        if called_name(node) in CLOCKS
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and _last_name(node.func.value) in CLOCK_OWNERS
    ]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def libraries_in_domain(source: Source) -> list[str]:
    """Return what the domain imports beyond plain Python and itself."""
    if not source.path.startswith("geo/domain/"):
        return []
    return [
        source.at(node, f"the domain is plain Python: {module}")
        for node, module in imported_modules(source)
        if not module.startswith("geo.domain")
        and module.split(".")[0] not in sys.stdlib_module_names
    ]


def imports_of_app(source: Source) -> list[str]:
    """Return what `app.py` imports beyond the two faces, the wiring and the web frameworks."""
    return [
        source.at(node, f"app.py only puts ui and http together: {module}")
        for node, module in imported_modules(source)
        if module.split(".")[0] not in sys.stdlib_module_names
        and not any(module == name or module.startswith(f"{name}.") for name in APP_MAY_IMPORT)
    ]


def importers_of_app(source: Source) -> list[str]:
    """Return where somebody imports the entry script."""
    return [
        source.at(node, "nothing imports app.py")
        for node, module in imported_modules(source)
        if module == "app" or module.startswith("pages")
    ]


def too_long(source: Source) -> list[str]:
    """Return the module when it cannot be read in one sitting."""
    lines = len(source.text.splitlines())
    return [f"{source.path}: {lines} lines, at most {MAX_LINES}"] if lines > MAX_LINES else []
