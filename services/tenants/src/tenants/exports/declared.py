"""What tenants exports of an organisation, and what stays out."""

from common.exports.declared import DELIVERY, QUEUE, Exported, Exports
from common.exports.sources import Sources, of_tables
from common.stores.postgres import Database
from tenants.erasure.holdings import OF_TENANT

_PAGE = "whoever has it can pay on the page, and see what was entered there"
_OURS = "how our own processes steered it: ids and times; what came of it is in the other files"

EXPORTS = Exports(
    "tenants",
    taken={
        "organizations": Exported("The organisation: its name, settings and standing."),
        "memberships": Exported("Who belongs to the organisation, in which role; names are in auth/users."),
        "invitations": Exported(
            "Who was invited, by whom, and what became of it.",
            without={"token_hash": "a digest of the secret that an invitation is accepted with"},
        ),
        "clients": Exported("The agency's clients."),
        "client_logos": Exported("The pictures that were uploaded for clients."),
        "feature_flags": Exported("Which features are switched on, and how they are set."),
        "subscriptions": Exported("The plan, and how it stands with the payment service."),
        "reservations": Exported("Which audits and websites used how much of the plan."),
        "checkouts": Exported(
            "Payment pages that were opened, and whether they were paid.",
            without={
                "url": f"the address of a payment page: {_PAGE}",
                "session_id": f"the name of a payment page: {_PAGE}",
                "awaiting": _OURS,
            },
        ),
        "organization_exports": Exported("Exports that were ordered, this one too."),
    },
    left={
        **DELIVERY,
        "billing_jobs": QUEUE,
        "client_purges": QUEUE,
        "organization_erasures": QUEUE,
        "saga_deadlines": QUEUE,
        "saga_history": _OURS,
        "sagas": _OURS,
        "stripe_customers": "the account's id at the payment service, derived from the organisation's",
        "webhook_events": "events of the payment service: ids and times, of no organisation by themselves",
        "recent_uses": "how often somebody founded: digests of persons and addresses, for a day",
        "s3:organization-exports": "the files of exports themselves",
    },
)


def sources(database: Database) -> Sources:
    """Where its rows come from."""
    return Sources(of_tables(database, OF_TENANT, EXPORTS), {})
