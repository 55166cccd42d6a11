"""One exchange, without doing it: what is sent, what an answer means, and whether it is worth sending again. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

import httpx

from brandmon_client.asking import Query
from brandmon_client.problems import ApiError, NoApi, Problem, Unreachable, problem_of

KEY_HEADER = "Idempotency-Key"
PAUSES_S = (0.5, 1.0, 2.0)
"""Between the tries of a request that may be sent again."""
LONGEST_PAUSE_S = 60.0
"""Whoever is told to wait longer is told so, instead of being kept waiting."""
_PASSING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE,
                      HTTPStatus.GATEWAY_TIMEOUT})  # fmt: skip
_IN_USE = "idempotency-key-in-use"


def repeatable(method: str, key: str | None) -> bool:
    """Whether sending it twice does no more than sending it once."""
    return method == "GET" or key is not None


def arguments(query: Query | None, body: Any, key: str | None) -> dict[str, Any]:
    """What ``httpx`` is given beside method and path."""
    given: dict[str, Any] = {"headers": {KEY_HEADER: key} if key else {}}
    said = {name: _said(value) for name, value in (query or {}).items() if value is not None}
    if said:
        given["params"] = said
    if body is not None:
        given["json"] = body
    return given


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def pause_before(tried: int, error: ApiError) -> float | None:
    """Seconds to wait before the next try, after ``tried`` of them; None where another would be no better."""
    if tried >= len(PAUSES_S):
        return None
    if isinstance(error, Unreachable):
        return PAUSES_S[tried]
    if isinstance(error, Problem) and (error.status in _PASSING or error.type == _IN_USE):
        told = error.retry_after
        return PAUSES_S[tried] if told is None else told if told <= LONGEST_PAUSE_S else None
    return None


def checked(answer: httpx.Response) -> httpx.Response:
    """The answer; ``Problem`` where it refuses."""
    if answer.is_error:
        raise problem_of(answer)
    return answer


def json_of(answer: httpx.Response) -> Any:
    """What an answer says, None where it says nothing; ``NoApi`` where that is not JSON."""
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        raise NoApi(f"What answers at {answer.url.host} is not the API.") from None


def next_of(page: Any) -> tuple[list[Any], str | None]:
    """The items of a page, and where the next one begins."""
    if not isinstance(page, Mapping) or not isinstance(page.get("items"), list):
        raise NoApi("What was answered is no page of a list.")
    return page["items"], page.get("next")


def unreachable(url: str, error: Exception) -> Unreachable:
    """No answer, told with the address and what the network says."""
    return Unreachable(f"No answer from {url}: {str(error) or type(error).__name__}")
