"""Which scripts and styles a page of ours may run: its own files, and inline ones by their hash."""

import base64
import hashlib
import re

_SCRIPTS = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def _hashes(texts: list[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def content_policy(page: str, *, has_form: bool = False) -> str:
    """Return the Content-Security-Policy under which exactly this page works."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {_hashes(_SCRIPTS.findall(page))}".strip(),
            f"style-src 'self' {_hashes(_STYLES.findall(page))}".strip(),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'self'" if has_form else "form-action 'none'",
        ),
    )


def page_headers(page: str) -> dict[str, str]:
    """Return the headers of a page that runs in an iframe of ours or is printed."""
    return {
        "content-security-policy": content_policy(page),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "private, max-age=3600",
    }
