"""Who may give which role to whom. Pure.

A role is compared by its permissions, not by a rank: an admin may invite, but not pay, so he makes nobody a payer.
"""

from uuid import UUID

from common.contracts.vocabulary import Role
from common.primitives.errors import Forbidden, Invalid

Permissions = frozenset[str]


def see_that_he_may(own: Permissions, *others: Permissions) -> None:
    """``Forbidden`` where one of ``others`` (the role somebody has, the role he is to have) reaches beyond ``own``."""
    if any(not each <= own for each in others):
        raise Forbidden("role-beyond-yours", "This role may do what yours may not: ask an owner.")


def see_that_client_fits(role: Role, client_id: UUID | None) -> None:
    """``Invalid`` where a client's user has no client, or anybody else one."""
    if role == "client" and client_id is None:
        raise Invalid("client-missing", "Say which client it is: a client's user sees that one alone.")
    if role != "client" and client_id is not None:
        raise Invalid("client-missing", "Only the role client belongs to one client.")
