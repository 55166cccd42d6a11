"""In which organisation a session begins, and the refusals of those that do not."""

from collections.abc import Sequence
from uuid import UUID

from auth.memberships.rules import Membership
from common.primitives.errors import Conflict, Unauthorized


def organization_of(membership: Membership | None) -> UUID | None:
    """The organisation that is acted for; None for none."""
    return membership.organization_id if membership else None


def challenge_invalid() -> Unauthorized:
    """The refusal of a log-in that waits no longer."""
    return Unauthorized("challenge-invalid", "This log-in waits no longer: begin again with the password.")


def credentials_wrong() -> Unauthorized:
    """The refusal that tells neither whether there is an account nor whether it is closed."""
    return Unauthorized("credentials-wrong", "E-mail address or password is wrong.")


def chosen(memberships: Sequence[Membership], organization_id: UUID | None) -> Membership | None:
    """The membership in ``organization_id``; ``Conflict`` where none is known here, which may be a matter of time."""
    if organization_id is None:
        return None
    for membership in memberships:
        if membership.organization_id == organization_id:
            return membership
    raise Conflict(
        "membership-not-visible",
        "You are no member of this organisation, have joined it only now, or it is suspended or closed; try again in a "
        "moment.",
        retry_after=1,
    )


def chosen_or_only(memberships: Sequence[Membership], organization_id: UUID | None) -> Membership | None:
    """As ``chosen``; where none is said, the only one there is."""
    if organization_id is None and len(memberships) == 1:
        return memberships[0]
    return chosen(memberships, organization_id)
