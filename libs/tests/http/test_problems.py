"""What a service says about its own refusals."""

from typing import Annotated
from uuid import UUID

import pytest
from fastapi import APIRouter, Depends
from pydantic import BaseModel

from common.http import Checks, PageAsked, Principal, create_app, needs, paged, refuses
from common.testing.tokens import KnownTokens

pytestmark = pytest.mark.pure
router = APIRouter()
Writer = Annotated[Principal, needs("audits:write")]


@router.post("/things/{thing_id}")
@refuses("audit-not-found")
async def change(thing_id: UUID, who: Writer, page: Annotated[PageAsked, Depends(paged("x", UUID))]) -> None:
    """A route with everything."""


class Thing(BaseModel):
    """A body."""

    size: int


@router.post("/things")
async def add(thing: Thing) -> None:
    """A route with a body."""


@router.get("/open")
async def look() -> None:
    """A route with nothing."""


def test_the_description_names_each_problem_of_a_route_and_of_all_it_depends_on() -> None:
    app = create_app("example", description="", routers=[router], verifier=KnownTokens(), checks=Checks())
    described = app.openapi()
    told = {
        status: list(response["content"]["application/problem+json"]["examples"])
        for status, response in described["paths"]["/things/{thing_id}"]["post"]["responses"].items()
        if "application/problem+json" in response.get("content", {})
    }
    assert told == {
        "401": ["token-expired", "token-invalid", "token-missing", "token-not-yet-valid", "token-revoked"],
        "403": ["no-organisation", "permission-missing"],
        "404": ["audit-not-found"], "422": ["cursor-invalid", "invalid-request"], "429": ["rate-limited"],
        "500": ["internal"], "503": ["keys-unavailable", "revocations-unknown", "store-unavailable", "unavailable"],
        "504": ["timeout"],
    }  # fmt: skip
    assert set(described["paths"]["/open"]["get"]["responses"]) == {"200", "429", "500", "503", "504"}
    with_a_body = set(described["paths"]["/things"]["post"]["responses"]) - {"429", "500", "503", "504"}
    assert with_a_body == {"200", "400", "408", "413", "422"}
    assert "Problem" in described["components"]["schemas"]
    assert "HTTPValidationError" not in str(described)


def test_a_problem_that_is_not_declared_cannot_be_noted() -> None:
    with pytest.raises(KeyError, match="no-such-problem"):
        refuses("no-such-problem")
