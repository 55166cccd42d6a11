"""Answers that no device gives are refused, and break nothing."""

import pytest

from ....service import Service
from ..conftest import Person, slug
from .authenticator import Authenticator, told
from .conftest import ORIGIN, Json, added, asked, begun, entered, options

pytestmark = pytest.mark.engines


HOSTILE: list[Json] = [
    {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": told(b"[" * 9000), "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": told(b'{"challenge": 7}'), "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": told(b"\xff\xfe"), "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": "AAA=", "authenticatorData": "A", "signature": "A", "userHandle": "A"},
]


@pytest.mark.parametrize("response", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_answers_are_refused(service: Service, ada: Person, response: Json) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    for own in (told(device.credential_id), "A", "AAA="):
        answer = await entered(service, {"id": own, "rawId": own, "type": "public-key", "response": response})
        assert answer.status_code == 401, answer.text
    made = {"clientDataJSON": response["clientDataJSON"], "attestationObject": "oA"}
    credential = {"id": "AA", "rawId": "AA", "type": "public-key", "response": made}
    assert (await asked(ada, "POST", name="x", credential=credential)).status_code == 422


async def test_a_device_that_says_nonsense_for_a_good_challenge_is_refused(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    good = device.create(await begun(ada))
    for nonsense in ("oA", told(b"\xa1" * 3000), told(bytes(200)), "_w"):
        made = good | {"response": good["response"] | {"attestationObject": nonsense}}
        refused = await asked(ada, "POST", name="x", credential=made)
        assert (refused.status_code, slug(refused)) == (422, "passkey-invalid")
    await added(ada, device)
    answer = device.get(await options(service))
    for nonsense in ("AA", told(bytes(37)), told(bytes(300))):
        signed = answer | {"response": answer["response"] | {"authenticatorData": nonsense}}
        assert slug(await entered(service, signed)) == "passkey-wrong"
