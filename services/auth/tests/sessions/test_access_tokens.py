import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import hashes, hmac, serialization

from auth.keys.signing_keys import generate
from auth.memberships.rules import Membership
from auth.sessions.access_tokens import TokenHolder, issue
from common.http.tokens import key_id_of, principal_of
from common.primitives.errors import Unauthorized
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure

KEY = generate(datetime(2026, 1, 1, tzinfo=UTC))
LIFE = timedelta(minutes=10)
ORGANIZATION = uuid7()
SUBJECT = TokenHolder(uuid7(), uuid7(), Membership(ORGANIZATION, "admin"))


def now() -> datetime:
    return datetime.now(UTC)


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def part(value: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def signed(claims: dict[str, Any], headers: dict[str, Any] | None = None) -> str:
    return jwt.encode(
        claims, KEY.private, algorithm="ES256", headers={"kid": KEY.kid, "typ": "at+jwt"} | (headers or {})
    )


def refused(token: str) -> str:
    with pytest.raises(Unauthorized) as problem:
        principal_of(token, KEY.public)
    return problem.value.type


def test_a_token_names_the_user_his_session_his_organisation_and_his_role() -> None:
    principal = principal_of(issue(SUBJECT, KEY, now(), LIFE), KEY.public)
    assert (principal.user_id, principal.session_id) == (SUBJECT.user_id, SUBJECT.session_id)
    assert (principal.tenant_id, principal.role) == (ORGANIZATION, "admin")


def test_the_claims_are_the_agreed_ones_and_live_for_ten_minutes() -> None:
    claims = claims_of(issue(SUBJECT, KEY, now(), LIFE))
    assert set(claims) == {"iss", "aud", "sub", "tid", "role", "sid", "jti", "iat", "exp"}
    assert (claims["iss"], claims["aud"], claims["exp"] - claims["iat"]) == ("brandmon-auth", "brandmon", 600)


def test_without_an_organisation_the_token_has_neither_tenant_nor_role() -> None:
    token = issue(TokenHolder(uuid7(), uuid7(), None), KEY, now(), LIFE)
    assert not {"tid", "role"} & set(claims_of(token))
    assert principal_of(token, KEY.public).tenant_id is None


@pytest.mark.parametrize(
    "odd",
    [
        {"role": "Owner"}, {"role": "Admin"}, {"role": ["admin"]}, {"role": {"admin": 1}}, {"role": 1}, {"role": ""},
        {"aud": "somebody-else"}, {"aud": ["a", "b"]}, {"aud": 7}, {"sub": 7}, {"sub": "ada"}, {"tid": "acme"},
        {"tid": [1]}, {"sid": {"a": 1}}, {"exp": 1e999}, {"exp": "soon"}, {"iat": 1e300}, {"iss": "somebody"},
    ],
    ids=str,
)  # fmt: skip
def test_a_signed_token_that_says_something_odd_is_refused_and_no_fault(odd: dict[str, Any]) -> None:
    assert refused(signed({**claims_of(issue(SUBJECT, KEY, now(), LIFE)), **odd})) == "token-invalid"


@pytest.mark.parametrize(
    "token",
    ["", ".", "a.b.c", "\x00", "é.é.é", urlsafe_b64encode(b"[" * 60_000).decode() + ".e30.",
     part({"alg": "none"}) + "..", urlsafe_b64encode(b"null").decode() + ".e30.x",
     part({"alg": "ES256", "kid": [1]}) + ".e30.x"],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_token_names_no_key(token: str) -> None:
    try:
        known = key_id_of(token)
    except Unauthorized as refusal:
        assert refusal.type == "token-invalid"
    else:
        assert known == "None"


def test_an_expired_token_is_refused_as_expired() -> None:
    assert refused(issue(SUBJECT, KEY, now() - 2 * LIFE, LIFE)) == "token-expired"


@pytest.mark.parametrize("spoilt", [{"aud": "another"}, {"iss": "another"}, {"sub": "no uuid"}, {"tid": "no uuid"}])
def test_another_audience_or_issuer_and_odd_ids_are_refused(spoilt: dict[str, str]) -> None:
    assert refused(signed(claims_of(issue(SUBJECT, KEY, now(), LIFE)) | spoilt)) == "token-invalid"


@pytest.mark.parametrize("missing", ["exp", "iat", "sub", "iss", "aud", "sid", "jti"])
def test_a_claim_that_is_missing_is_refused(missing: str) -> None:
    claims = claims_of(issue(SUBJECT, KEY, now(), LIFE))
    del claims[missing]
    assert refused(signed(claims)) == "token-invalid"


def test_algorithm_none_is_refused() -> None:
    body = part(claims_of(issue(SUBJECT, KEY, now(), LIFE)))
    for algorithm in ("none", "None", "NONE"):
        assert refused(f"{part({'alg': algorithm, 'kid': KEY.kid})}.{body}.") == "token-invalid"


def test_a_mac_made_with_the_public_key_as_its_secret_is_refused() -> None:
    pem = KEY.public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    body = f"{part({'alg': 'HS256', 'kid': KEY.kid})}.{part(claims_of(issue(SUBJECT, KEY, now(), LIFE)))}"
    mac = hmac.HMAC(pem, hashes.SHA256())
    mac.update(body.encode())
    assert refused(f"{body}.{urlsafe_b64encode(mac.finalize()).rstrip(b'=').decode()}") == "token-invalid"


def test_a_changed_claim_and_another_key_are_refused() -> None:
    header, body, signature = issue(SUBJECT, KEY, now(), LIFE).split(".")
    claims = json.loads(urlsafe_b64decode(body + "=="))
    assert refused(f"{header}.{part(claims | {'role': 'viewer', 'tid': str(uuid7())})}.{signature}") == "token-invalid"
    assert refused(issue(SUBJECT, generate(now()), now(), LIFE)) == "token-invalid"
