"""Every kind of problem that the system answers with, as data: slug, title and status, and what a caller can do.

The slug is the stable part of a problem's ``type``. Like the messages, slugs are a published language: one means the
same in every service, so they stand in one place. Which routes answer with one is said at the routes (``refuses``);
``docs/problems.md`` is written from here.
"""

from dataclasses import dataclass
from typing import Any

from common.http.problem_types.slugs import CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, UNAUTHORIZED, UNAVAILABLE
from common.primitives.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Unauthorized, Unavailable

PROBLEM_URN = "urn:brandmon:problem:"
"""Prefix of a problem's ``type``: an identifier that stays, not an address that must answer."""


_EXAMPLES: dict[str, Any] = {
    "retry_after": 5,
    "website_id": "019a2f6e-5c1b-7d3a-9f00-2b7c1d4e5f60",
    "audit_id": "019a2f6e-7a20-7c44-8e11-90ab12cd34ef",
    "export_id": "019a2f6e-7a20-7c44-8e11-90ab12cd34f0",
    "icp_id": "019a2f6e-8b31-7f02-b622-5566778899aa",
    "permission": "audits:write",
    "quota": "websites",
    "limit": 2,
    "used": 1,
    "reserved": 1,
    "resets_at": None,
    "errors": [{"field": "body.name", "message": "The text is blank"}],
}
"""What members beside the usual ones look like, by name."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem. ``carries`` names members of its body beside type, title, status and detail."""

    slug: str
    status: int
    title: str
    what_to_do: str
    carries: tuple[str, ...] = ()

    def example(self) -> dict[str, Any]:
        """A body of this kind; the detail is a sentence of the moment."""
        told = {"type": PROBLEM_URN + self.slug, "title": self.title, "status": self.status, "detail": "..."}
        return told | {name: _EXAMPLES[name] for name in self.carries}


_CARRIES = {
    "membership-not-visible": ("retry_after",), "idempotency-key-in-use": ("retry_after",),
    "invitation-just-sent": ("retry_after",),
    "quota-exceeded": ("quota", "limit", "used", "reserved", "resets_at"),
    "website-exists": ("website_id",), "audit-running": ("audit_id",), "export-running": ("export_id",),
    "permission-missing": ("permission",),
    "icp-exists": ("icp_id",), "invalid-request": ("errors",), "registration-invalid": ("errors",),
    "revocations-unknown": ("retry_after",),
    "email-invalid": ("errors",), "password-invalid": ("errors",),
    "attempts-uncounted": ("retry_after",),
}  # fmt: skip


def _of(error: type[Problem], rows: dict[str, str]) -> list[ProblemType]:
    title, status = error.title, error.status
    return [ProblemType(slug, status, title, what_to_do, _CARRIES.get(slug, ())) for slug, what_to_do in rows.items()]


_GATEWAYS = (
    ProblemType("rate-limited", 429, "Too many requests", "Wait a second; send fewer requests at a time."),
    ProblemType("unavailable", 503, "Temporarily unavailable", "Try again soon: the service does not answer."),
    ProblemType("timeout", 504, "Time-out", "See whether what was asked for was done before asking again."),
)
_OF_BODIES = (
    ProblemType("body-malformed", 400, "The body cannot be read", "Send JSON in UTF-8 whose keys each stand once."),
    ProblemType("request-timeout", 408, "Request time-out", "Send the request again, whole and at once."),
    ProblemType("body-too-large", 413, "The body is too large", "Send less at once; the detail says how much."),
)
_OTHERS = (
    ProblemType(
        "webhook-signature-invalid",
        400,
        "The webhook is not signed as it should be",
        "Sign the body as it is sent, with a secret of this endpoint and the present time.",
    ),
    ProblemType("too-many-attempts", 429, "Too many attempts", "Wait `retry_after` seconds.", ("retry_after",)),
    ProblemType("too-busy", 429, "Too many requests", "Wait `retry_after` seconds.", ("retry_after",)),
    ProblemType("too-often", 429, "Too often", "Wait `retry_after` seconds.", ("retry_after",)),
    ProblemType("method-not-allowed", 405, "Method Not Allowed", "Check the method against the API's description."),
    ProblemType("http-error", 400, "The request was refused", "Check that the body is what its content type says."),
    ProblemType("internal", 500, "Something went wrong here", "Try again; the fault was logged."),
    ProblemType("store-unavailable", 503, "A store is away", "Wait `retry_after` seconds.", ("retry_after",)),
)
PROBLEM_TYPES = {
    kind.slug: kind
    for kind in (
        *_of(Unauthorized, UNAUTHORIZED),
        *_of(Forbidden, FORBIDDEN),
        *_of(NotFound, NOT_FOUND),
        *_of(Conflict, CONFLICT),
        *_of(Invalid, INVALID),
        *_of(Unavailable, UNAVAILABLE),
        *_OF_BODIES,
        *_OTHERS,
        *_GATEWAYS,
    )
}
"""By slug."""
EVERYWHERE = ("internal", "store-unavailable")
"""What every route may answer with, whatever it does."""
WITHOUT_A_ROUTE = ("not-found", "method-not-allowed", "http-error")
"""What is answered before a route is found, or by the framework alone."""
WITH_A_BODY = tuple(kind.slug for kind in _OF_BODIES)
"""What every route that takes a body may answer with."""
WITH_A_KEY = ("idempotency-key-in-use", "idempotency-key-reused")
"""What every route that takes an ``Idempotency-Key`` may answer with."""
BY_THE_GATEWAY = tuple(kind.slug for kind in _GATEWAYS)
"""What the gateway alone answers, for services that it does not reach."""
TRANSLATED = ("saga-not-found",)
"""Raised inside, and answered with another word by whoever catches it: no caller meets it."""
