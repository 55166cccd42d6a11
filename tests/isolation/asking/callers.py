"""Who may come to an operation with ids of others, and by which rule each is to be answered."""

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from common.http.permissions import PERMISSIONS, ROLES, granted
from common.primitives.ids import uuid7

from .filling import Filled
from .requests import Operation
from .tokens import Holder, forged_token, odd_token, token_of
from .world import World

AS_NOTHING = "as what does not exist"
"""Whatever is asked for is answered as an id that nobody has: nothing more can be told from the answer."""
Expected = tuple[int, str] | str
"""A status and the slug of a problem, or ``AS_NOTHING``."""


@dataclass(frozen=True)
class Caller:
    """``token`` makes what he shows, None where nothing; ``expected`` is the rule, None where it says nothing.

    ``by_token``: his token is refused by itself, whatever is asked.
    ``outside``: he may see nothing of the organisation whose ids he has, also where he is answered, but for ``own``.
    ``says`` are headers and parameters by which he claims to be somebody else: nobody may believe them.
    """

    name: str
    token: Callable[[World], Awaitable[str | None]]
    expected: Callable[[Operation], Expected | None]
    outside: bool = False
    by_token: bool = False
    own: Callable[[World], Collection[str]] = lambda _world: ()
    says: Callable[[World], Mapping[str, str]] = lambda _world: {}


def callers() -> Iterator[Caller]:
    """Everybody. An operation that is new is answered by the rules, and has no row of its own anywhere."""
    yield Caller("another organisation's owner", lambda world: _of(world.mine, world), _as_nothing, outside=True)
    yield Caller(
        "an owner who says that he is of this one",
        lambda world: _of(world.mine, world),
        _as_nothing,
        outside=True,
        says=_claims,
    )
    yield Caller("another client of the agency", _another_client, _beyond_the_client, outside=True, own=_of_the_client)
    yield Caller("nobody", _nothing, _unauthorized("token-missing"))
    yield Caller("one who acts for no organisation", _no_organisation, _nobody_acts)
    yield Caller("a member without a role", _odd("role"), _permission_missing(None))
    yield Caller("a role that nobody knows", _saying(role="emperor"), _unauthorized("token-invalid"), by_token=True)
    for role in ROLES:
        yield Caller(f"the role {role}", _with_role(role), _permission_missing(role))
    yield Caller("a key without the scope", _key_with(everything_but=True), _scope_missing)
    yield Caller(
        "a kind that nobody knows",
        _saying(kind="robot", scope="audits:write"),
        _unauthorized("token-invalid"),
        by_token=True,
    )
    yield Caller(
        "an expired token", _saying(iat=1_700_000_000, exp=1_700_000_600), _unauthorized("token-expired"), by_token=True
    )
    yield Caller(
        "a token that lives too long", _saying(exp=4_000_000_000), _unauthorized("token-invalid"), by_token=True
    )
    yield Caller("a token for others", _saying(aud="elsewhere"), _unauthorized("token-invalid"), by_token=True)
    yield Caller("a token of another issuer", _saying(iss="elsewhere"), _unauthorized("token-invalid"), by_token=True)
    yield Caller("a token of another type", _of_type("JWT"), _unauthorized("token-invalid"), by_token=True)
    yield Caller("a token that somebody else signed", _forged(), _unauthorized("token-invalid"), by_token=True)
    yield Caller("a token that nobody signed", _forged("none"), _unauthorized("token-invalid"), by_token=True)
    for subject in ("session", "key", "member", "organization:suspended", "organization:closing", "client"):
        yield Caller(f"revoked: {subject}", _revoked(subject), _unauthorized("token-revoked"), by_token=True)


# -- what they show ---------------------------------------------------------------------------------------------------


async def _of(own: Filled, world: World) -> str:
    return await token_of(world.ring, Holder(own.side.owner, own.side.tenant))


async def _another_client(world: World) -> str:
    side, client = world.theirs.side, world.client(world.theirs, "other_client_id")
    return await token_of(world.ring, Holder(uuid7(), side.tenant, "client", client))


def _of_the_client(world: World) -> Collection[str]:
    """What is the agency's and yet shown to all its clients: its name; and what is this client's."""
    side, mark = world.theirs.side, world.theirs.side.mark
    names = (f"{mark} Brewery", f"brewery@{mark}.example", f"{mark}Tillvane Ltd {mark}", f"{mark}tillvane-ltd")
    return (*names, str(side.tenant), world.theirs.ids["other_client_id"])


async def _nothing(_world: World) -> None:
    return None


async def _no_organisation(world: World) -> str:
    return await token_of(world.ring, Holder(world.mine.side.owner, None))


def _odd(*without: str) -> Callable[[World], Awaitable[str]]:
    async def made(world: World) -> str:
        return await odd_token(world.ring, world.owner(world.theirs), without=without)

    return made


def _saying(**claims: object) -> Callable[[World], Awaitable[str]]:
    async def made(world: World) -> str:
        return await odd_token(world.ring, world.owner(world.theirs), **claims)

    return made


def _forged(algorithm: str = "ES256") -> Callable[[World], Awaitable[str]]:
    async def made(world: World) -> str:
        return await forged_token(world.ring, world.owner(world.theirs), algorithm)

    return made


def _claims(world: World) -> Mapping[str, str]:
    """What other systems believe: the organisation and the person in headers, cookies and parameters."""
    side = world.theirs.side
    return {
        "X-Tenant-Id": str(side.tenant), "X-Organization-Id": str(side.tenant), "X-User-Id": str(side.owner),
        "X-Forwarded-User": str(side.owner), "X-Role": "owner", "X-Forwarded-For": "127.0.0.1",
        "Cookie": f"tenant_id={side.tenant}; organization_id={side.tenant}",
    }  # fmt: skip


def _of_type(typ: str) -> Callable[[World], Awaitable[str]]:
    async def made(world: World) -> str:
        return await odd_token(world.ring, world.owner(world.theirs), typ=typ)

    return made


def _with_role(role: str) -> Callable[[World], Awaitable[str]]:
    async def made(world: World) -> str:
        client = world.client(world.theirs, "client_id") if role == "client" else None
        return await token_of(world.ring, Holder(uuid7(), world.theirs.side.tenant, role, client))

    return made


def _key_with(*, everything_but: bool) -> Callable[[World], Awaitable[str]]:
    """A key of the owner's whose scopes are all permissions but the one that is asked for."""

    async def made(world: World) -> str:
        asked = {world.asked.permission} if world.asked and everything_but else set()
        scopes = frozenset(PERMISSIONS) - asked
        owner = world.theirs.side
        return await token_of(world.ring, Holder(owner.owner, owner.tenant, "owner", None, scopes, "api_key"))

    return made


def _revoked(subject: str) -> Callable[[World], Awaitable[str]]:
    async def made(world: World) -> str:
        return world.void[subject]

    return made


# -- what they are answered -------------------------------------------------------------------------------------------


def _as_nothing(operation: Operation) -> Expected | None:
    return AS_NOTHING if operation.ids or operation.may_ids else None


def _beyond_the_client(operation: Operation) -> Expected | None:
    if operation.permission and operation.permission not in granted("client"):
        return 403, "permission-missing"
    return _as_nothing(operation)


def _unauthorized(slug: str) -> Callable[[Operation], Expected | None]:
    return lambda operation: (401, slug) if operation.asks_who else None


def _nobody_acts(operation: Operation) -> Expected | None:
    if "organization_id" in operation.may_ids:
        return AS_NOTHING  # who names an organisation is asked whether he belongs to it
    return (403, "no-organisation") if operation.permission else None


def _permission_missing(role: str | None) -> Callable[[Operation], Expected | None]:
    def expected(operation: Operation) -> Expected | None:
        may = granted(role) if role in ROLES else frozenset()  # type: ignore[arg-type]
        return (403, "permission-missing") if operation.permission and operation.permission not in may else None

    return expected


def _scope_missing(operation: Operation) -> Expected | None:
    if operation.permission:
        return 403, "permission-missing"
    return (403, "person-needed") if operation.asks_who else None


def nobodys(ids: Mapping[str, str]) -> dict[str, str]:
    """Ids like those, that nobody has."""
    return {name: str(uuid4() if value[14] == "4" else uuid7()) for name, value in ids.items()}
