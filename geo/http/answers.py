"""Turns bodies and refusals into responses: ETag, gzip, strict headers; knows no layer."""

import gzip
import hashlib
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.domain.errors import LinkRefused, NotFound, NotPermitted, SignInRefused, WanggeError
from geo.domain.kinds import Language
from geo.messages import sentence

_STATUS = {SignInRefused: 401, LinkRefused: 403, NotPermitted: 403, NotFound: 404}
_IMMUTABLE = "private, max-age=86400, immutable"
_JSON = "application/json"
_LARGE_BYTES = 64_000
_FASTEST_THAT_HALVES = 5


def _packed(body: bytes) -> tuple[bytes, str]:
    """Return the body packed and its tag; large ones are fewer to keep."""
    return _large(body) if len(body) > _LARGE_BYTES else _small(body)


@lru_cache(maxsize=512)
def _small(body: bytes) -> tuple[bytes, str]:
    return _made(body)


@lru_cache(maxsize=32)
def _large(body: bytes) -> tuple[bytes, str]:
    return _made(body)


def _made(body: bytes) -> tuple[bytes, str]:
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    return gzip.compress(body, _FASTEST_THAT_HALVES, mtime=0), tag


def layer_answer(request: Request, body: bytes, media_type: str = _JSON) -> Response:
    """Return a layer that the browser keeps as long as its link; 304 when it has it."""
    packed, tag = _packed(body)
    headers = {"etag": tag, "cache-control": _IMMUTABLE, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(packed, media_type=media_type, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def refusal(
    error: WanggeError, language: Language = Language.ZH_CN, otherwise: int = 400
) -> Response:
    """Return the error as `{"error": {"code", "message"}}` with a fitting status."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), otherwise)
    message = {"code": error.code, "message": sentence(language, error)}
    return JSONResponse({"error": message}, status_code=status)
