"""Every kind of problem that the system answers with, as data: slug, title and status, and what a caller can do.

The slug is the stable part of a problem's ``type``. Like the messages, slugs are a published language: one means the
same in every service, so they stand in one place. Which routes answer with one is said at the routes (``refuses``);
``docs/problems.md`` is written from here.
"""

from dataclasses import dataclass
from typing import Any

from common.primitives.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Unauthorized, Unavailable

PROBLEM_URN = "urn:brandmon:problem:"
"""Prefix of a problem's ``type``: an identifier that stays, not an address that must answer."""


_EXAMPLES: dict[str, Any] = {
    "retry_after": 5,
    "website_id": "019a2f6e-5c1b-7d3a-9f00-2b7c1d4e5f60",
    "audit_id": "019a2f6e-7a20-7c44-8e11-90ab12cd34ef",
    "icp_id": "019a2f6e-8b31-7f02-b622-5566778899aa",
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
    "membership-not-visible": ("retry_after",), "website-exists": ("website_id",), "audit-running": ("audit_id",),
    "icp-exists": ("icp_id",), "invalid-request": ("errors",), "registration-invalid": ("errors",),
}  # fmt: skip


def _of(error: type[Problem], rows: dict[str, str]) -> list[ProblemType]:
    title, status = error.title, error.status
    return [ProblemType(slug, status, title, what_to_do, _CARRIES.get(slug, ())) for slug, what_to_do in rows.items()]


_UNAUTHORIZED = {
    "token-missing": "Log in and send the access token as `Authorization: Bearer ...`.",
    "token-invalid": "Log in again: the token was damaged, is of another system, or its key is no longer used.",
    "token-expired": "Refresh the session and send the new access token.",
    "credentials-wrong": "Check e-mail address and password; which of them is wrong is not told.",
    "session-ended": "Log in again: the refresh token was used, revoked or has expired.",
    "account-closed": "The account of this token is gone; use another one.",
}
_FORBIDDEN = {
    "no-organisation": "Found an organisation or refresh the token with the id of one.",
    "role-too-low": "Ask an admin of the organisation for a higher role.",
    "website-forbidden": "Refresh the token with the id of the organisation that has the website.",
}
_NOT_FOUND = {
    "not-found": "Check the path against the API's description.",
    "organisation-not-found": "Check the id; an organisation of others looks as if it did not exist.",
    "website-not-found": "Check the id; a website of another organisation looks as if it did not exist.",
    "audit-not-found": "Check the id; an audit that has only begun may be known here in a moment.",
    "saga-not-found": "Check the id; whoever runs a saga says it in words of his own.",
    "brand-not-found": "Check the id against the list of the website's brands.",
    "icp-not-found": "Check the id against the list of the website's customers.",
    "site-not-analysed": "Start an audit of the website, or wait until its site is read.",
    "rescoring-not-found": "Check the id that ordering the re-scoring gave.",
    "no-figures": "Wait until the audit's answers are measured; its progress tells.",
    "report-not-found": "Check the id; the report of a withdrawn audit is shown no more.",
    "format-not-found": "Read the report in one of the formats that it lists.",
}
_CONFLICT = {
    "email-taken": "Log in with this address instead.",
    "membership-not-visible": "Try again in a moment: a new membership takes a little until log-in knows it.",
    "slug-taken": "Try once more or choose another name.",
    "website-exists": "Use the website that `website_id` names.",
    "audit-running": "Wait for the audit that `audit_id` names, or cancel it.",
    "audit-of-another-release": "Try again when the system is of one release; if it stays, ask an operator.",
    "rescoring-running": "Wait until the re-scoring that runs has ended.",
    "site-changed": "Read the site again and say what is so of what it shows now.",
    "icp-changed": "Read the customer again and say what is so of what it shows now.",
    "icp-exists": "Correct the customer that `icp_id` names, or choose another name.",
    "icps-full": "Pause one of the customers that people spoke of, or take back what was said of it.",
    "proposal-weak": "Say the category yourself, or take the proposal by saying it.",
    "nothing-proposed": "Say name, kind and category of the business yourself.",
    "brand-changed": "Read the brand again and decide on what it is now.",
    "brand-merged": "Split the brand from the other one first.",
    "brand-not-merged": "Nothing is to be split: the brand stands for itself.",
    "brand-merge-target": "Choose another brand that stands for itself as the one to merge into.",
    "brand-excludes-itself": "Leave the brand's own name out, or reject the brand.",
    "alias-taken": "Leave the name out, take it from the brand that has it, or merge the two brands.",
    "brand-has-parts": "Split the brands that are part of this one first.",
    "brand-own": "Leave the own brand as it is; rename or spell it where answers name it otherwise.",
}
_INVALID = {
    "invalid-request": "Mend the fields that `errors` names.",
    "cursor-invalid": "Give `next` of a page of the same list as it is, or begin without `after`.",
    "registration-invalid": "Mend the fields that `errors` names.",
    "name-invalid": "Choose a name that is not empty, not too long and without control characters.",
    "icp-without-name": "Say what the customer is called.",
    "not-a-url": "Give the address of a home page, such as https://shop.example.",
    "unsupported-scheme": "Give an address that begins with http:// or https://.",
    "credentials-in-url": "Leave user name and password out of the address.",
    "port-not-allowed": "Give an address on a usual port of the web.",
    "private-address": "Give a website of the public internet.",
    "dns-failed": "Check how the host is spelled.",
    "provider-unknown": "Choose among the providers of `GET /v1/providers`.",
    "provider-not-configured": "Set what the detail names, or choose another provider.",
    "language-not-supported": "Choose one of the languages that the detail names.",
    "brand-name-missing": "Send the new name with the decision.",
}
_UNAVAILABLE = {
    "keys-unavailable": "Try again soon: the keys that tokens are verified with cannot be read now.",
    "collector-unavailable": "Try again soon: websites cannot be looked up now.",
    "graph-away": "Try again later: the knowledge graph does not answer; all else does.",
    "file-missing": "Try again later; if it stays, the report's file must be restored.",
    "file-damaged": "Order the report again by another audit; the file is no longer what was written.",
}
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
    ProblemType("too-many-attempts", 429, "Too many attempts", "Wait `retry_after` seconds.", ("retry_after",)),
    ProblemType("method-not-allowed", 405, "Method Not Allowed", "Check the method against the API's description."),
    ProblemType("http-error", 400, "The request was refused", "Check that the body is what its content type says."),
    ProblemType("internal", 500, "Something went wrong here", "Try again; the fault was logged."),
    ProblemType("store-unavailable", 503, "A store is away", "Wait `retry_after` seconds.", ("retry_after",)),
)
PROBLEM_TYPES = {
    kind.slug: kind
    for kind in (
        *_of(Unauthorized, _UNAUTHORIZED),
        *_of(Forbidden, _FORBIDDEN),
        *_of(NotFound, _NOT_FOUND),
        *_of(Conflict, _CONFLICT),
        *_of(Invalid, _INVALID),
        *_of(Unavailable, _UNAVAILABLE),
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
BY_THE_GATEWAY = tuple(kind.slug for kind in _GATEWAYS)
"""What the gateway alone answers, for services that it does not reach."""
TRANSLATED = ("saga-not-found",)
"""Raised inside, and answered with another word by whoever catches it: no caller meets it."""
