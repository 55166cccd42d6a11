"""What each role may do, by the names of permissions. Whatever is not granted here is refused.

A permission is ``<what>:<what is done with it>``. A route names the one that it needs (``needs``), never a role, so
that who may do what can be read, and changed, in this table alone; ``docs/permissions.md`` sets it against the
operations.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, get_args

from fastapi import Depends

from common.contracts.vocabulary import Role
from common.http.principal import Acting, Holder, Principal
from common.http.problems import refuses
from common.primitives.errors import Forbidden

_PEOPLE: Final = ("owner", "admin", "member", "viewer")
_LOOK: Final = (*_PEOPLE, "operator")
_SHOWN: Final = (*_LOOK, "client")
"""To a client's user of his own client alone: each operation limits what it shows (``common.http.access.clients``)."""
_WORK: Final = ("owner", "admin", "member")
_RUN: Final = ("owner", "admin")

PERMISSIONS: Final[Mapping[str, tuple[str, tuple[Holder, ...]]]] = MappingProxyType({
    "organization:read": ("See the organisation's name and settings.", (*_LOOK, "client", "billing")),
    "organization:write": ("Rename the organisation, change its settings.", _RUN),
    "organization:delete": ("Close the organisation, with all that belongs to it.", ("owner",)),
    "members:read": ("See who belongs to the organisation.", (*_LOOK, "billing")),
    "members:write": ("Invite, remove, give roles up to one's own.", _RUN),
    "clients:read": ("See the agency's clients; a client's user his own.", (*_LOOK, "client")),
    "clients:write": ("Add, change, pause, archive and restore clients.", _RUN),
    "flags:read": ("See which features are switched on.", _LOOK),
    "flags:write": ("Switch features on and off.", _RUN),
    "quota:read": ("See what the plan allows and what is used.", (*_LOOK, "billing")),
    "billing:read": ("See plan, payment state and invoices.", ("owner", "admin", "billing", "operator")),
    "billing:write": ("Change the plan, pay.", ("owner", "billing")),
    "audit_log:read": ("Read and export the log of sensitive actions.", (*_RUN, "operator")),
    "keys:read": ("See API keys and service accounts, never their secrets.", (*_RUN, "operator")),
    "keys:write": ("Make and revoke API keys and service accounts.", _RUN),
    "webhooks:read": ("See where events are sent, and how that went.", (*_RUN, "operator")),
    "webhooks:write": ("Add, change and remove addresses that events are sent to, and send again.", _RUN),
    "export:read": ("See the organisation's exports and download them.", ("owner", "operator")),
    "export:write": ("Export everything that the organisation has.", ("owner",)),
    "websites:read": ("See websites and what was read of them.", _SHOWN),
    "websites:write": ("Register and rename websites.", _WORK),
    "websites:delete": ("Delete a website with all that was measured of it.", _RUN),
    "sites:read": ("See what the site was understood to be.", _LOOK),
    "sites:write": ("Say what is so of the site's business.", _WORK),
    "icps:read": ("See the ideal customers.", _LOOK),
    "icps:write": ("Add and correct ideal customers.", _WORK),
    "audits:read": ("See audits, what they asked and what was answered.", _SHOWN),
    "audits:write": ("Start and cancel audits.", _WORK),
    "brands:read": ("See brands and what was decided on them.", _LOOK),
    "brands:write": ("Decide on brands and their names.", _WORK),
    "readings:read": ("See how answers were read.", _LOOK),
    "readings:write": ("Have stored answers read again.", _WORK),
    "figures:read": ("See figures and the graph.", _SHOWN),
    "reports:read": ("Read and download reports.", _SHOWN),
    "providers:read": ("See which providers can be asked.", _LOOK),
})  # fmt: skip
"""What a permission allows, and the roles that have it. An operator of the platform looks at all and changes nothing;
a client's user has what shows the own client alone."""

ROLES: Final[tuple[Holder, ...]] = (*get_args(Role), "operator")
_GRANTED: Final = {role: frozenset(n for n, (_, roles) in PERMISSIONS.items() if role in roles) for role in ROLES}


def granted(role: Holder | None, scopes: frozenset[str] | None = None) -> frozenset[str]:
    """The permissions of ``role``, of which an API key's ``scopes`` leave some; without a role there are none."""
    of_role = _GRANTED.get(role, frozenset()) if role else frozenset()
    return of_role if scopes is None else of_role & scopes


def may(principal: Principal, permission: str) -> bool:
    """Whether ``principal`` has ``permission`` in the organisation he acts for."""
    return principal.tenant_id is not None and permission in granted(principal.role, principal.scopes)


def needs(permission: str) -> Any:
    """The dependency of a route that needs ``permission``; KeyError for an undeclared one, when the module is read.

    The route's parameter is the principal: ``caller: Annotated[Principal, needs("audits:write")]``.
    """
    told = f"This needs the permission {permission}: {PERMISSIONS[permission][0]}"

    @refuses("permission-missing")
    async def permitted(principal: Acting) -> Principal:
        if not may(principal, permission):
            raise Forbidden("permission-missing", told, permission=permission)
        return principal

    permitted.__permission__ = permission  # type: ignore[attr-defined]
    return Depends(permitted)
