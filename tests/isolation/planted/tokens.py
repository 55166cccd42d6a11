"""Holes in what is believed of a token: each is a check of ``common.http.tokens`` that somebody forgot."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from math import inf
from typing import Any
from uuid import UUID

from common.http import tokens
from common.http.access import Revocations
from common.http.access.revocations import ties_of
from common.http.access.seen import Seen

from ..asking.world import World
from ..probes.asked import asked, asked_after_the_owner
from .hole import Hole, replaced, together

_READ = ("GET /v1/websites", "GET /v1/reports", "GET /v1/clients")
_decode, _verified, _find = tokens.jwt.decode, tokens.verified, Seen.find


def _decoding(**changed: Any) -> Any:
    """PyJWT, told to look at less."""

    def decode(token: str, key: Any, *, options: Mapping[str, Any], **how: Any) -> Any:
        loose = {**options, **changed}
        how = {name: None if f"verify_{name[:3]}" in changed else value for name, value in how.items()}
        always = {"verify_exp": True, "verify_aud": True, "verify_iss": True, "verify_iat": True}
        return _decode(token, key, options=always | loose, **{**how, "algorithms": ["ES256", "none"]})

    return decode


def _never_expired(token: str, key_id: str, key: Any) -> Any:
    with_no_end = _decoding(verify_exp=False)
    original, tokens.jwt.decode = tokens.jwt.decode, with_no_end
    try:
        return replace(_verified(token, key_id, key), expires_at=inf)
    finally:
        tokens.jwt.decode = original


def _any_type(token: str) -> str:
    return str(tokens._part(token, 0)["kid"])


def _without(kind: str) -> Any:
    def tied(user: UUID, session: UUID, organization: UUID | None, key: str, client: UUID | None = None) -> Any:
        return tuple(each for each in ties_of(user, session, organization, key, client) if not each.startswith(kind))

    return tied


@asynccontextmanager
async def _forgotten(world: World) -> AsyncIterator[None]:
    """What was verified before, and while the hole was there, is verified anew."""
    try:
        _forget(world)
        yield
    finally:
        _forget(world)


def _forget(world: World) -> None:
    for service in world.running.parts:
        world.running.verifier(service)._seen._kept.clear()


def _found_by_its_header(self: Seen, token: str) -> Any:
    return _find(self, token.partition(".")[0])


HOLES: Sequence[Hole] = (
    Hole(
        "a token's signature is not verified",
        replaced(tokens.jwt, "decode", _decoding(verify_signature=False)),
        asked("a token that somebody else signed", *_READ),
        usual=True,
    ),
    Hole(
        "a token is believed that nobody signed",
        together(
            replaced(tokens, "key_id_of", _any_type),
            replaced(tokens.jwt, "decode", _decoding(verify_signature=False)),
        ),
        asked("a token that nobody signed", *_READ),
    ),
    Hole(
        "a token's audience is not checked",
        replaced(tokens.jwt, "decode", _decoding(verify_aud=False)),
        asked("a token for others", *_READ),
        usual=True,
    ),
    Hole(
        "a token's issuer is not checked",
        replaced(tokens.jwt, "decode", _decoding(verify_iss=False)),
        asked("a token of another issuer", *_READ),
    ),
    Hole("a token never expires", replaced(tokens, "verified", _never_expired), asked("an expired token", *_READ)),
    Hole(
        "a token lives as long as it says",
        replaced(tokens, "_see_that_it_ends_soon", lambda _claims: None),
        asked("a token that lives too long", *_READ),
    ),
    Hole(
        "a token's type is not looked at",
        replaced(tokens, "key_id_of", _any_type),
        asked("a token of another type", *_READ),
    ),
    Hole(
        "a role that nobody knows is taken for a member's",
        replaced(tokens, "_role_of", lambda claimed: claimed if claimed in tokens.ROLES else "member"),
        asked("a role that nobody knows", *_READ),
    ),
    Hole(
        "a holder that nobody knows is let in",
        replaced(tokens, "_kind_of", lambda claims: claims.get("kind", "user")),
        asked("a kind that nobody knows", *_READ),
    ),
    Hole(
        "what was revoked is not asked",
        replaced(Revocations, "voided_by", lambda _self, _ties: None),
        asked("revoked: session", *_READ),
        usual=True,
    ),
    *(
        Hole(
            f"a token is not tied to its {kind}",
            together(_forgotten, replaced(tokens, "ties_of", _without(f"{kind}:"))),
            asked(f"revoked: {subject}", *_READ),
        )
        for kind, subject in (
            ("session", "key"), ("member", "member"), ("organization", "organization:suspended"), ("client", "client"),
        )
    ),
    Hole(
        "verified tokens are remembered by a part of them",
        replaced(Seen, "find", _found_by_its_header),
        asked_after_the_owner("GET /v1/websites", "GET /v1/clients"),
        usual=True,
    ),
)  # fmt: skip
