"""What goes wrong, as exceptions.

::

    ApiError
    ├── Unreachable            no answer came
    ├── NoApi                  what answered is something else, such as a proxy's page
    └── Problem                the API refused; ``type`` says why, in a word that stays
        ├── Unauthorized       401: who you are is not known, or no longer
        ├── Forbidden          403: you may not
        ├── NotFound           404: there is none, or none of yours
        ├── Conflict           409: what is there is in the way
        ├── Invalid            400, 413, 422: the request cannot be meant so
        ├── TooOften           429: wait ``retry_after`` seconds
        └── Unavailable        5xx, 408: not now
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx

URN = "urn:brandmon:problem:"
MEDIA_TYPE = "application/problem+json"


class ApiError(Exception):
    """Whatever keeps a request from its answer."""


class Unreachable(ApiError):  # noqa: N818 - what it is, not what it is of
    """No answer came. Whether the request was done is not known; with its key it may be sent again."""


class NoApi(ApiError):  # noqa: N818 - as above
    """What answered at this address is not the API."""


class Problem(ApiError):  # noqa: N818 - RFC 9457 calls it so
    """A refusal (RFC 9457). ``type`` is the slug of ``docs/problems.md``; ``more`` what this kind carries beside."""

    def __init__(self, status: int, type: str, title: str, detail: str, more: Mapping[str, Any]) -> None:  # noqa: A002
        super().__init__(detail or title)
        self.status, self.type, self.title, self.detail, self.more = status, type, title, detail, dict(more)

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait before it is worth asking again; None where that is not told."""
        told = self.more.get("retry_after")
        return float(told) if isinstance(told, int | float) and not isinstance(told, bool) and told >= 0 else None


class Unauthorized(Problem):
    """401: log in, or check the key."""


class Forbidden(Problem):
    """403: ``more["permission"]`` names what is missing, where ``type`` is ``permission-missing``."""


class NotFound(Problem):
    """404: there is no such thing, or none of yours."""


class Conflict(Problem):
    """409: what is in the way is named in ``more``."""


class Invalid(Problem):
    """400, 413, 422: ``more["errors"]`` says what is to be mended, where ``type`` is ``invalid-request``."""


class TooOften(Problem):
    """429: wait ``retry_after`` seconds."""


class Unavailable(Problem):
    """5xx or 408: not now. After a time-out, see whether it was done before asking again without a key."""


_KINDS: Mapping[int, type[Problem]] = {
    400: Invalid, 401: Unauthorized, 403: Forbidden, 404: NotFound, 408: Unavailable, 409: Conflict, 413: Invalid,
    422: Invalid, 429: TooOften,
}  # fmt: skip
_TOLD = ("type", "title", "status", "detail")


def problem_of(answer: httpx.Response) -> Problem:
    """The problem that an answer tells; one of type ``http-<status>`` where it tells none."""
    status = answer.status_code
    body = _body(answer)
    kind = _KINDS.get(status, Unavailable if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Problem)
    more = {name: value for name, value in body.items() if name not in _TOLD}
    if "retry_after" not in more and answer.headers.get("Retry-After", "").isdigit():
        more["retry_after"] = int(answer.headers["Retry-After"])
    told = {name: str(body.get(name) or "") for name in _TOLD}
    named = told["type"].removeprefix(URN) or f"http-{status}"
    return kind(status, named, told["title"], told["detail"] or told["title"] or answer.reason_phrase, more)


def _body(answer: httpx.Response) -> dict[str, Any]:
    if not answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
        return {}
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
