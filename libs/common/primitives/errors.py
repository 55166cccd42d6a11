"""Errors that a client may see.

Problem
 +- Invalid          422  the request breaks a rule
 +- Unauthorized     401  who are you?
 +- Forbidden        403  known, but not allowed
 +- NotFound         404  absent, or another tenant's: the two are never told apart
 +- Conflict         409  the present state forbids it
 +- Unavailable      503  something this service needs is away
"""

from typing import Any, ClassVar


class Problem(Exception):  # noqa: N818 - the name of RFC 9457
    """A refusal with a stable ``type`` (a slug), rendered as problem+json (RFC 9457)."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "The request failed"

    def __init__(self, type: str, detail: str, **extra: Any) -> None:  # noqa: A002 - the field's name in RFC 9457
        super().__init__(detail)
        self.type = type
        self.detail = detail
        self.extra = extra


class Invalid(Problem):
    """The request breaks a rule."""

    status = 422
    title = "The request is not valid"


class Unauthorized(Problem):
    """No valid proof of who asks."""

    status = 401
    title = "Authentication is needed"


class Forbidden(Problem):
    """The caller is known but not allowed."""

    status = 403
    title = "Not allowed"


class NotFound(Problem):
    """It does not exist, or it belongs to another tenant."""

    status = 404
    title = "Not found"


class Conflict(Problem):
    """The present state forbids it."""

    status = 409
    title = "Conflict with the present state"


class Unavailable(Problem):
    """Something this service needs is away; trying again later may work."""

    status = 503
    title = "Temporarily unavailable"
