"""What the gateway refuses, as sentences for a person."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.options import AN_ID

_PASSING = (502, 503, 504)
_AFTER_IT_WAS_SENT = (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.WriteError)


class GatewayProblem(Failure):
    """The gateway refused: ``type`` is the stable slug, the text one sentence."""

    def __init__(self, status: int, type: str, detail: str, body: Mapping[str, Any]) -> None:  # noqa: A002
        super().__init__(detail)
        self.status = status
        self.type = type
        self.body = body


class AnswerLost(GatewayProblem):
    """The request was sent, and no answer came: whether it was done is not known."""


def passes(answer: httpx.Response) -> bool:
    """Whether an answer says that the same request may have another one in a moment."""
    return answer.status_code in _PASSING or problem_of(answer).type == "idempotency-key-in-use"


def problem_of(answer: httpx.Response) -> GatewayProblem:
    """The problem of an answer, whoever gave it."""
    try:
        said = answer.json()
    except ValueError:
        said = None
    body = said if isinstance(said, dict) else {}
    slug = str(body.get("type", "http-error")).rsplit(":", 1)[-1]
    detail = body.get("detail") or f"The gateway answered {answer.status_code}."
    faults = body.get("errors") or ()
    if faults and "." in str(faults[0].get("field", "")):  # such as body.facts.name: of which word it is said
        detail = f"{faults[0]['field'].partition('.')[2]}: {faults[0]['message']}."
    return GatewayProblem(answer.status_code, slug, str(detail), body)


def unreachable(url: str, error: Exception) -> GatewayProblem:
    """The problem where nobody answers."""
    why = "it takes too long" if isinstance(error, httpx.TimeoutException) else "nobody listens there"
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        why = "that is no address, such as http://127.0.0.1:18080"
    detail = f"The gateway at {url} does not answer: {why}. Is the stack up? (make up)"
    kind = AnswerLost if isinstance(error, _AFTER_IT_WAS_SENT) else GatewayProblem
    return kind(0, "gateway-unreachable", detail, {})


def id_of(text: str, what: str) -> str:
    """An id as the gateway writes it; ``Failure`` (2) that says what one looks like where ``text`` is none."""
    if not is_id(text):
        looks = f"an id looks like {AN_ID}"
        raise Failure(f"{text} is no {what}'s id: {looks}. See: brandmon {what}s list", code=2)
    return str(UUID(text))


def no_text() -> GatewayProblem:
    """The problem of bytes on the command line that are no UTF-8: they reach us as halves of characters."""
    return GatewayProblem(0, "no-text", "What was typed holds something that is no text.", {})


def part_of_path(text: str) -> str:
    """``text`` as one part of a path, whatever signs it holds; ``GatewayProblem`` where it is no text."""
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise no_text() from None


def is_id(text: str) -> bool:
    """Whether ``text`` is an id rather than an address."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
