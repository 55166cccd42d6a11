"""Every operation, asked by everybody who must not be answered, with ids that exist.

Who asks and what is expected are rules (``asking/callers.py``): an operation that is new is asked by itself.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from ..stored.test_said import PASSWORD
from .asking.callers import Caller, callers
from .asking.judging import NEUTRAL, PROBLEM, sent, wrong
from .asking.requests import Operation
from .asking.tokens import Holder, token_of
from .asking.world import World

pytestmark = [pytest.mark.engines, pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(1800)]
WHOLE = os.environ.get("BRANDMON_WHOLE") == "1"
ONE_OF = 4
"""What a token must say is verified in one place: a run of all tests asks with one in four of the bad tokens each."""
AT_THE_END = ("/v1/auth/erasure", "/v1/auth/close", "/v1/auth/password", "/v1/auth/logout-everywhere")
"""By these the account is another, or gone."""


def asked(operation: Operation, caller: Caller) -> bool:
    """Whether a run of all tests, and not only the whole, asks an operation as a caller."""
    if WHOLE or not caller.by_token:
        return True
    names = [each.name for each in callers() if each.by_token]
    return (names.index(caller.name) + len(str(operation))) % ONE_OF == 0


async def test_nobody_is_told_or_does_what_is_not_his(world: World) -> None:
    found = await wrong(world, asked)
    assert not found, "\n".join(f"{where}: {what}" for where, what in sorted(found.items()))


async def test_an_operation_whose_ids_nobody_knows_is_no_operation_that_is_covered(world: World) -> None:
    known = next(each for each in world.operations if each.path == "/v1/reports/{report_id}")
    parameter = {"name": "dossier_id", "in": "path", "required": True, "schema": {"format": "uuid"}}
    planted = replace(known, path="/v1/dossiers/{dossier_id}", told={**known.told, "parameters": [parameter]})
    found = await wrong(replace(world, operations=[planted]))
    assert found and all("dossier_id" in what for what in found.values())


UNPROVED: Mapping[str, tuple[Sequence[str], str]] = {
    "POST /v1/auth/confirm": (["code-invalid"], "the code is in a mail"),
    "POST /v1/auth/email/confirm": (["code-invalid"], "the code is in a mail"),
    "POST /v1/auth/password/reset": (["code-invalid"], "the code is in a mail"),
    "POST /v1/auth/login": (["credentials-wrong"], "the example's account is nobody's"),
    "POST /v1/auth/login/second-factor": (["challenge-invalid"], "nobody is half-way in"),
    "POST /v1/auth/login/passkey": (["passkey-wrong"], "the example's passkey is nobody's"),
    "POST /v1/auth/passkeys": (["passkey-invalid"], "the example's passkey was made for no challenge of ours"),
    "POST /v1/auth/refresh": (["session-ended"], "the example's token is none"),
    "POST /v1/invitations/acceptance": (["invitation-not-found"], "the token is in a mail"),
    "GET /v1/billing/invoices": (["billing-not-configured"], "no payment service here: tenants' own tests have one"),
    "PUT /v1/billing/plan": (["billing-not-configured"], "as above"),
    "PUT /v1/billing/cancellation": (["billing-not-configured"], "as above"),
    "POST /v1/billing/checkout": (["billing-not-configured"], "as above"),
    "POST /v1/billing/portal": (["billing-not-configured"], "as above"),
    "POST /v1/billing/stripe/webhook": (["billing-not-configured"], "as above"),
    "GET /v1/share-of-voice": (["no-figures"], "only with a client_id: the stored website is no client's"),
    "GET /v1/substitutions": (["no-figures"], "as above"),
    "POST /v1/auth/second-factor/confirmation": (["second-factor-wrong"], "the example's code is of no app"),
}
"""Operations that answer the owner himself with a refusal here: with what, and why that proves enough."""
CHANGES_LAST = {"GET": 0, "PUT": 1, "PATCH": 2, "POST": 3, "DELETE": 4}


def _in_turn(operation: Operation) -> tuple[bool, int, int]:
    closes = str(operation) == "DELETE /v1/organizations/{organization_id}"
    ends = AT_THE_END.index(operation.path) + 1 if operation.path in AT_THE_END else 0
    return closes, ends, CHANGES_LAST[operation.method]


async def test_what_is_refused_to_others_is_answered_to_the_owner(world: World) -> None:
    """The same requests, with his own ids: a refusal of others that is none of a request that works proves nothing."""
    found = {}
    for operation in sorted(world.operations, key=_in_turn):
        for also in (None, *operation.may_ids):
            spent = world.spent
            token = await token_of(world.ring, Holder(spent.side.owner, spent.side.tenant))
            request = operation.request(spent.ids, also, **NEUTRAL, password=PASSWORD)
            answer = await sent(world, request, {"Authorization": f"Bearer {token}"})
            slug = "" if answer.is_success else answer.json()["type"].removeprefix(PROBLEM)
            refused = answer.status_code in (401, 403, 404, 422) or answer.status_code >= 500
            if refused and slug not in UNPROVED.get(str(operation), ((), ""))[0]:
                found[f"{operation} {also or ''}"] = f"{answer.status_code} {answer.text[:200]}"
    assert not found, "\n".join(f"{where}: {what}" for where, what in sorted(found.items()))
