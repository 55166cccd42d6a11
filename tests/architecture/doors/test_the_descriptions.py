"""What the OpenAPI of all services says together: POSTs take keys, and one thing is called by one word."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from problems_table import routes_of

from .descriptions import Operation, descriptions, operations, resolved

pytestmark = pytest.mark.architecture
UNKEYED = {
    "POST /v1/auth/register": "sent again it answers the same, and whichever code comes back opens the one account",
    "POST /v1/auth/confirm": "a code is good once",
    "POST /v1/auth/confirm/resend": "sent again it mails again, as it says",
    "POST /v1/auth/password": "done twice it is the same password; the second finds the first one done",
    "POST /v1/auth/password/forgotten": "sent again it mails again, as it says",
    "POST /v1/auth/password/reset": "a code is good once",
    "POST /v1/auth/email": "sent again it mails again, and whichever code comes back does the same",
    "POST /v1/auth/email/confirm": "a code is good once",
    "POST /v1/auth/erasure": "what is erased stays erased",
    "POST /v1/auth/close": "what is closed stays closed",
    "POST /v1/auth/login": "each log-in is a session of its own, and tokens are told once",
    "POST /v1/auth/login/second-factor": "a challenge and a code are good for one use, and tokens are told once",
    "POST /v1/auth/login/passkey": "a challenge is good for one log-in, and tokens are told once",
    "POST /v1/auth/login/passkey/options": "each challenge is another, and none is kept",
    "POST /v1/auth/passkeys": "a challenge is good for one use",
    "POST /v1/auth/passkeys/options": "a challenge is good for one use",
    "POST /v1/auth/passkeys/{passkey_id}/removal": "what is removed is removed again without an effect",
    "POST /v1/auth/second-factor": "a code is good for one use, and secrets are told once",
    "POST /v1/auth/second-factor/confirmation": "a code is good for one use, and secrets are told once",
    "POST /v1/auth/second-factor/recovery-codes": "a code is good for one use, and secrets are told once",
    "POST /v1/auth/second-factor/removal": "a code is good for one use, and secrets are told once",
    "POST /v1/auth/refresh": "a refresh token is good for one use: using it again later ends the session, by design",
    "POST /v1/auth/logout": "a session that has ended is ended again without an effect",
    "POST /v1/api-keys": "a key is told once and kept nowhere, so a repeated request makes another; one that is not "
    "needed is revoked",
    "POST /v1/auth/logout-everywhere": "who is logged out is logged out again without an effect",
    "POST /v1/billing/checkout": "asked again, it is the same page for as long as that is open",
    "POST /v1/billing/portal": "each page is one of its own, good for minutes",
    "POST /v1/billing/stripe/webhook": "the id of an event says whether it came before",
    "POST /internal/quota/websites": "a website that holds room already holds it once",
}
"""POSTs that take no key; a read that is a POST would stand here as well."""
OTHER_WORDS = {
    "by": {"group_by", "cut", "cut_by", "slice_by", "dimension", "breakdown"},
    "funnel_stage": {"stage", "funnel"},
    "provider": {"llm_provider", "engine_name", "vendor", "assistant"},
    "slice": {"group", "bucket"},
    "after": {"cursor", "page", "offset", "starting_after", "page_token"},
    "limit": {"page_size", "per_page", "size_limit", "top", "most"},
    "next": {"next_cursor", "next_page", "has_more"},
    "items": {"results", "data", "entries", "rows"},
    "organization_id": {"org_id", "tenant_id", "organisation_id"},
    "website_id": {"site_id"},
    "audit_id": {"saga_id"},
    "icp_id": {"customer_id", "profile_id", "persona_id"},
    "icp_name": {"icp", "customer_name", "profile_name"},
    "tracked": {"is_tracked", "own_brand", "is_own"},
    "competitor": {"is_competitor", "is_rival"},
    "substitute_brand": {"substitute"},
    "status": {"state"},
    "turn": {"sequence_order", "prompt_number"},
    "prompt_text": {"query_text"},
    "at": {"as_of", "asof"},
}
"""The word of the API, and others for the same that once stood beside it or lie near."""
FEWER = {
    "limit": "how many a page may have is each list's",
}
"""Parameters whose bounds differ by operation, and why."""


def words(operation: Operation) -> Iterator[str]:
    """Every name that an operation uses: of parameters, and of all that it takes and answers."""
    yield from (each["name"] for each in operation.told.get("parameters", ()))
    waiting, seen = [operation.told.get("requestBody", {}), operation.told["responses"]], set[str]()
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting += current
        elif isinstance(current, dict):
            reference = current.get("$ref")
            if isinstance(reference, str) and reference not in seen:
                seen.add(reference)
                waiting.append(resolved(operation.service, current))
            yield from current.get("properties", {})
            waiting += [value for name, value in current.items() if name not in ("examples", "example")]


def other_words(operation: Operation) -> list[str]:
    """Words of an operation that the API has another one for."""
    used = set(words(operation))
    return [f"{operation.name}: {other} is {word}" for word, others in OTHER_WORDS.items() for other in others & used]


def plain(schema: Any) -> Any:
    """A parameter's schema without what a list or a moment may say for itself: default, title, bounds of ``limit``."""
    if isinstance(schema, list):
        return [plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: plain(each) for name, each in schema.items() if name not in ("default", "title", "description")}


def parameters() -> dict[str, dict[str, list[str]]]:
    """The operations that take each query parameter, by its name and what it may be."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for operation in operations():
        for each in operation.told.get("parameters", ()):
            if each["in"] == "query":
                schema = plain(each["schema"])
                if each["name"] in FEWER:
                    schema = {name: value for name, value in schema.items() if name not in ("minimum", "maximum")}
                variants = [one for one in schema.get("anyOf", [schema]) if one != {"type": "null"}]
                found[each["name"]][str(variants)].append(operation.name)
    return found


def test_every_post_that_changes_something_takes_a_key() -> None:
    posts = [each for each in operations() if each.method == "POST"]
    assert len(posts) >= 12
    keyed = {
        each.name for each in posts if any(own["name"] == "Idempotency-Key" for own in each.told.get("parameters", ()))
    }
    assert {each.name for each in posts} - keyed == set(UNKEYED)


def test_whoever_takes_a_key_says_what_it_refuses_and_how_a_repetition_is_known() -> None:
    for each in operations():
        if each.method == "POST" and each.name not in UNKEYED:
            responses = each.told["responses"]
            for status, slug in (("409", "idempotency-key-in-use"), ("422", "idempotency-key-reused")):
                assert slug in responses[status]["content"]["application/problem+json"]["examples"], each.name
            (done,) = (own for status, own in responses.items() if status.startswith("2"))
            assert "Idempotency-Replayed" in done["headers"]


def test_the_reasons_are_those_that_stand_at_the_routes() -> None:
    told = {}
    for service in descriptions():
        for route in routes_of(service):
            reason = getattr(route.endpoint, "__unkeyed__", None)
            told |= {f"POST {route.path}": reason} if reason else {}
    assert told == UNKEYED


def test_one_thing_is_called_by_one_word() -> None:
    (nested,) = (each for each in operations() if each.name == "GET /v1/audits/{audit_id}/conversations")
    assert {"items", "prompts", "turn"} <= set(words(nested)), "what references name is looked into"
    assert not [fault for operation in operations() for fault in other_words(operation)]


def test_a_parameter_of_one_name_is_the_same_everywhere() -> None:
    found = parameters()
    assert {"by", "limit", "after", "website_id", "audit_id", "client_id", "provider"} <= set(found)
    assert not {name: dict(kinds) for name, kinds in found.items() if len(kinds) > 1}


@pytest.mark.parametrize(
    ("parameter", "answer", "told"),
    [
        ("by", {"items": {}, "next": {}}, []),
        ("group_by", {}, ["GET /v1/x: group_by is by"]),
        ("by", {"stage": {}}, ["GET /v1/x: stage is funnel_stage"]),
        ("by", {"inner": {"type": "object", "properties": {"is_tracked": {}}}}, ["GET /v1/x: is_tracked is tracked"]),
    ],
)
def test_another_word_that_is_planted_is_found(parameter: str, answer: dict[str, Any], told: list[str]) -> None:
    content = {"application/json": {"schema": {"type": "object", "properties": answer}}}
    planted = {"parameters": [{"name": parameter, "in": "query"}], "responses": {"200": {"content": content}}}
    assert other_words(Operation("analyzer", "GET", "/v1/x", planted)) == told
