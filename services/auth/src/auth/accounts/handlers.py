"""Mails to the people of an organisation, whom other services know by their ids alone."""

from auth.accounts import store
from auth.mails.handlers import Post
from auth.mails.rules import Letter, MailKind
from auth.memberships.store import holders_of
from common.contracts.tenants import PaymentFailed
from common.contracts.vocabulary import Role
from common.stores.postgres import UnitOfWork

PAYING: tuple[Role, ...] = ("owner", "billing")


async def mail_payment_failed(event: PaymentFailed, *, unit: UnitOfWork, post: Post) -> None:
    """Tell all who may pay that their plan is unpaid, and until when it can be kept."""
    values = {"plan": event.tier, "when": f"{event.grace_until:%-d %B %Y at %H:%M} UTC"}
    async with unit.once(event) as tx:
        for user_id in await holders_of(tx, PAYING):
            account = await store.account_by_id(tx.conn, user_id)
            if account is not None and account.is_active:
                letter = Letter(MailKind.PAYMENT_FAILED, account.email, event.grace_until, values=values)
                await post.mails.request(tx, letter)
