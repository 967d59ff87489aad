"""Rules on which files there are: top-level entries, pages, and names of hosts in files."""

import re

TOP_LEVEL = {
    ".ci", ".gitattributes", ".gitignore", ".streamlit", "CHANGELOG.md", "LICENSE", "Makefile",
    "README.md", "app.py", "data", "docs", "geo", "pages", "pyproject.toml",
    "requirements-bench.txt", "requirements-dev.txt", "requirements.txt", "tests",
}  # fmt: skip
# Written in halves, so that this file passes its own rule.
HOSTS = [
    "pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com",
    "js" + "delivr.net", "unp" + "kg.com", "cdn" + "js.cloudflare.com", "code.jq" + "uery.com",
    "bootstrap" + "cdn.com", "google" + "apis.com", "gst" + "atic.com", "openstreet" + "map.org/",
    "npm" + "mirror.com", "carto" + "cdn.com", "map" + "box.com", "deb" + "ian.org",
]  # fmt: skip


def strangers_at_the_top(paths: list[str]) -> list[str]:
    """Return the top-level entries that the project's layout does not name."""
    return sorted({path.split("/")[0] for path in paths} - TOP_LEVEL)


def flat_pages(paths: list[str]) -> list[str]:
    """Return the scripts right under `pages/`: Streamlit would serve them past the gate."""
    return [path for path in paths if re.fullmatch(r"pages/[^/]+\.py", path)]


def unregistered_pages(paths: list[str], navigation: str) -> list[str]:
    """Return the pages that the navigation's text does not name as `<section>/<page>`."""
    pages = [path for path in paths if re.fullmatch(r"pages/.+\.py", path)]
    return [path for path in pages if _page_name(path) not in navigation]


def _page_name(path: str) -> str:
    return path.removeprefix("pages/").removesuffix(".py")


def hosts_named(path: str, text: str) -> list[str]:
    """Return the package registries, asset networks and tile servers that a file names."""
    return [f"{path}: {host}" for host in HOSTS if host in text]


def written_outside_local(paths: list[str]) -> list[str]:
    """Return committed files under `data/` that are neither reference nor norms."""
    allowed = ("data/reference/", "data/norms.csv")
    return [path for path in paths if path.startswith("data/") and not path.startswith(allowed)]
