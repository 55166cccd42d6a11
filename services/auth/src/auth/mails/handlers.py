"""Mails that another service asks for: it seals what they say with a key that it shares with auth."""

from dataclasses import dataclass

from auth.mails.requesting import Mails
from auth.mails.rules import Letter, MailKind
from common.contracts.tenants import InvitationMade
from common.messaging.dead_letters.sealing import CannotOpen, Sealing
from common.messaging.outcomes import Rejected
from common.messaging.sealed import open_json
from common.stores.postgres import UnitOfWork


@dataclass(frozen=True, slots=True)
class Post:
    """What mails are asked for with, and what opens those that come sealed."""

    mails: Mails
    shared: Sealing


async def mail_invitation(event: InvitationMade, *, unit: UnitOfWork, post: Post) -> None:
    """Send an invitation's token to who is invited; ``Rejected`` where no shared key opens it."""
    try:
        told = open_json(post.shared, event.key_id, event.sealed, f"{event.topic}/{event.invitation_id}")
        address, token, role = str(told["email"]), str(told["token"]), str(told["role"])
    except (CannotOpen, ValueError, KeyError, TypeError) as fault:
        raise Rejected(f"the invitation does not open: {type(fault).__name__}") from None
    async with unit.once(event) as tx:
        letter = Letter(MailKind.INVITATION, address, event.expires_at, token, {"role": role})
        await post.mails.request(tx, letter)
