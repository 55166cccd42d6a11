"""What a token must say, and what voids one that says it."""

import asyncio
import json
import re
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from common.http.access import Revocation, Revocations
from common.http.access.revocations import REFUSES_AFTER_S, subject_of
from common.http.access.seen import Seen
from common.http.tokens import GuardedVerifier
from common.primitives.errors import Problem, Unavailable
from common.primitives.ids import uuid7

from .signing import HEADER, KEY, KEY_ID, OneKey, claims, encoded, issued_at, signed

pytestmark = pytest.mark.pure
NOW = int(time.time())


def knowing(*revocations: Revocation) -> Revocations:
    table = Revocations()
    table.note(revocations)
    table.confirmed()
    return table


async def refused(token: str, verifier: GuardedVerifier | None = None) -> str:
    with pytest.raises(Problem) as problem:
        await (verifier or GuardedVerifier(OneKey(), knowing())).verify(token)
    return problem.value.type


async def test_a_good_token_is_a_principal_the_first_time_and_again() -> None:
    body, verifier = claims(cid=None, scope="audits:read figures:read"), GuardedVerifier(OneKey(), knowing())
    token = signed(body)
    first, again = await verifier.verify(token), await verifier.verify(token)
    assert first is again
    assert (str(first.user_id), str(first.tenant_id), first.role) == (body["sub"], body["tid"], "member")
    assert first.scopes == {"audits:read", "figures:read"}
    assert token not in repr(first)


@pytest.mark.parametrize("header", [
    {**HEADER, "typ": "JWT"}, {**HEADER, "typ": "at+JWT"}, {"alg": "ES256", "kid": KEY_ID}, {**HEADER, "alg": "none"},
    {**HEADER, "alg": "HS256"}, {**HEADER, "alg": "ES384"}, {**HEADER, "alg": ["ES256"]}, {**HEADER, "kid": None},
    {**HEADER, "kid": "../../k1"}, {**HEADER, "kid": "k1' OR '1'='1"}, {**HEADER, "kid": ["k1"]}, {**HEADER, "kid": ""},
    {**HEADER, "jku": "https://evil.example/jwks.json"}, {**HEADER, "x5u": "https://evil.example/c.pem"},
    {**HEADER, "jwk": {"kty": "EC"}}, {**HEADER, "x5c": ["MII"]}, {**HEADER, "crit": ["exp"]}, {**HEADER, "b64": False},
    {**HEADER, "zip": "DEF"}, {**HEADER, "cty": "JWT"}, b"[]", b"null", b"{", b"\xff",
    b'{"alg":"ES256","alg":"ES256","kid":"k1","typ":"at+jwt"}',
    b'{"alg":"none","alg":"ES256","kid":"k1","typ":"at+jwt"}',
], ids=str)  # fmt: skip
async def test_a_header_that_is_not_ours_is_refused_whoever_signed_it(header: Any) -> None:
    assert await refused(signed(claims(), header)) == "token-invalid"


@pytest.mark.parametrize("odd", [
    {"iss": "brandmon"}, {"iss": None}, {"iss": ["brandmon-auth"]}, {"aud": "other"}, {"aud": ["brandmon"]},
    {"aud": None},
    {"sub": None}, {"sub": "ada"}, {"sid": None}, {"sid": "x"}, {"sid": 1}, {"jti": None}, {"jti": "x"},
    {"jti": "6f1d4f0c-5b1e-4c3a-9a53-0d6f5b1c7e21"}, {"iat": None}, {"exp": None}, {"exp": NOW + 10_000},
    {"iat": NOW - 2000, "exp": NOW + 600}, {"exp": str(NOW + 60)}, {"exp": NOW + 60.5}, {"iat": True}, {"tid": "acme"},
    {"tid": ""}, {"tid": 7}, {"role": "root"}, {"role": ["owner"]}, {"cid": "x"}, {"scope": ["a"]}, {"scope": 1},
], ids=lambda odd: re.sub(r"\d{10}", "a moment", str(odd)))  # fmt: skip
async def test_a_claim_that_is_missing_or_odd_is_refused(odd: dict[str, Any]) -> None:
    body = claims()
    for name, value in odd.items():
        body.pop(name) if value is None else body.update({name: value})
    assert await refused(signed(body)) == "token-invalid"


async def test_a_claim_that_stands_twice_is_refused_though_it_is_signed() -> None:
    told = json.dumps(claims())
    for twice in ('"role": "owner", ', '"sub": "0192f0c1-0000-7000-8000-000000000000", ', '"exp": 99999999999, '):
        assert await refused(signed(("{" + twice + told[1:]).encode())) == "token-invalid"


async def test_a_mac_made_with_the_public_key_and_a_signature_of_another_key_are_refused() -> None:
    pem = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for algorithm in ("HS256", "ES256"):
        text = f"{encoded(json.dumps({**HEADER, 'alg': algorithm}).encode())}.{encoded(json.dumps(claims()).encode())}"
        mac = hmac.HMAC(pem, hashes.SHA256())
        mac.update(text.encode())
        assert await refused(f"{text}.{encoded(mac.finalize())}") == "token-invalid"
    assert await refused(signed(claims(), key=ec.generate_private_key(ec.SECP256R1()))) == "token-invalid"
    assert await refused(signed(claims(), {**HEADER, "kid": "k2"})) == "token-invalid"


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "\x00", "é.é.é", "x" * 100_000, "\ud800.e30.x"])
async def test_what_is_no_token_is_refused_and_no_fault(token: str) -> None:
    assert await refused(token) == "token-invalid"


async def test_clocks_that_are_a_little_apart_are_borne_and_five_minutes_are_told_as_such() -> None:
    verifier, now = GuardedVerifier(OneKey(), knowing()), int(time.time())
    assert await verifier.verify(signed(claims(iat=now + 3, exp=now + 600)))
    assert await verifier.verify(signed(claims(iat=now - 600, exp=now - 2)))
    assert await refused(signed(claims(iat=now + 300, exp=now + 900))) == "token-not-yet-valid"
    assert await refused(signed(claims(iat=now - 900, exp=now - 300))) == "token-expired"


async def test_a_token_that_was_remembered_expires_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    verifier, token, now = GuardedVerifier(OneKey(), knowing()), signed(claims()), time.time()
    await verifier.verify(token)
    monkeypatch.setattr(time, "time", lambda: now + 606)
    assert await refused(token, verifier) == "token-expired"


@pytest.mark.parametrize("kind", ["session", "user", "member", "organization", "client", "key"])
async def test_a_revocation_voids_earlier_tokens_of_its_subject_and_no_others(kind: Any) -> None:
    ms = time.time_ns() // 1_000_000
    body = claims(jti=issued_at(ms - 1), cid=str(uuid7()))
    ids = {
        "session": (body["sid"],), "user": (body["sub"],), "member": (body["tid"], body["sub"]),
        "organization": (body["tid"],), "client": (body["tid"], body["cid"]), "key": (KEY_ID,),
    }[kind]  # fmt: skip
    table = knowing()
    verifier = GuardedVerifier(OneKey(), table)
    token, later = signed(body), signed({**body, "jti": issued_at(ms)})
    await verifier.verify(token)
    table.note([Revocation(subject_of(kind, *ids), ms), Revocation(subject_of(kind, "another"), ms + 10_000)])
    assert await refused(token, verifier) == "token-revoked"
    assert await verifier.verify(later)
    table.note([Revocation(subject_of(kind, *ids), ms - 60_000)])  # heard late, and older
    assert await refused(token, verifier) == "token-revoked"


async def test_a_key_that_is_published_no_more_voids_what_was_remembered_of_it() -> None:
    source, token = OneKey(), signed(claims())
    verifier = GuardedVerifier(source, knowing())
    await verifier.verify(token)
    source.keys = {}
    assert await refused(token, verifier) == "token-invalid"


async def test_where_nothing_is_known_of_revocations_nobody_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    table, token = Revocations(), signed(claims())
    verifier = GuardedVerifier(OneKey(), table)
    with pytest.raises(TimeoutError):
        await table.ready()
    with pytest.raises(Unavailable, match="not known"):
        await verifier.verify(token)
    table.confirmed()
    await table.ready()
    assert await verifier.verify(token)
    later = time.monotonic() + REFUSES_AFTER_S + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    with pytest.raises(Unavailable):
        await verifier.verify(token)
    with pytest.raises(TimeoutError):
        await table.ready()


async def test_no_more_is_remembered_than_allowed_and_the_least_used_goes_first() -> None:
    seen = Seen(most=3)
    verifier = GuardedVerifier(OneKey(), knowing(), seen)
    tokens = [signed(claims()) for _ in range(4)]
    for token in (*tokens[:3], tokens[0], tokens[3]):
        await verifier.verify(token)
    assert len(seen) == 3
    assert [seen.find(token)[1] is not None for token in tokens] == [True, False, True, True]


async def test_a_refused_token_is_not_remembered() -> None:
    seen = Seen()
    for token in ("x", signed(claims(aud="other")), signed(claims())[:-2] + "AA"):
        await refused(token, GuardedVerifier(OneKey(), knowing(), seen))
    assert len(seen) == 0


def test_what_voids_no_living_token_is_dropped() -> None:
    table, now = Revocations(), time.time()
    table.note([Revocation("user:old", int((now - 3600) * 1000)), Revocation("user:new", int((now - 60) * 1000))])
    table.forget_old(now)
    assert len(table) == 1


async def test_many_at_once_are_each_judged_by_themselves() -> None:
    verifier = GuardedVerifier(OneKey(), knowing())
    bodies = [claims() for _ in range(50)]
    principals = await asyncio.gather(*(verifier.verify(signed(body)) for body in bodies))
    assert [str(each.user_id) for each in principals] == [body["sub"] for body in bodies]
