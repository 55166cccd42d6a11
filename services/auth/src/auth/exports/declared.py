"""What auth exports of an organisation, and what stays out."""

from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy import select

from auth.accounts.tables import users
from auth.audit_log.tables import audit_log
from auth.erasure.holdings import OF_TENANT
from auth.memberships.tables import memberships
from common.exports.declared import DELIVERY, QUEUE, Exported, Exports
from common.exports.sources import AT_ONCE, RowSource, Sources, of_table, of_tables
from common.exports.writing import Row
from common.stores.erasure.tenants import TenantRows
from common.stores.postgres import Database

_OWN = "a person's own, who may belong to other organisations too"
_SECRET = "a secret, or a digest of one"  # noqa: S105 - the reason, not a secret
_OURS = "the platform's own: it says nothing about an organisation"
_CHAIN = "counters by which the log is written; its entries are all exported"
_SEALED = "sealed under each person's own key; owners read it in the audit log itself"

EXPORTS = Exports(
    "auth",
    taken={
        "users": Exported(
            "Who belongs, or belonged, to the organisation: e-mail address and name of each member.",
            without={
                "email_key": "the form in which an address is looked up",
                "is_active": _OWN,
                "closed_at": _OWN,
                "last_login_at": _OWN,
                "created_at": _OWN,
                "updated_at": _OWN,
            },
        ),
        "memberships": Exported("Memberships as log-in knows them, those that have ended too."),
        "service_accounts": Exported("Programs that act for the organisation."),
        "api_keys": Exported("API keys: what each may do and when it was used last.", without={"hash": _SECRET}),
        "audit_log": Exported(
            "The log of sensitive actions: who did what, when, by ids, with the hashes that prove it whole.",
            without={"origin": f"from where somebody acted is {_SEALED}", "origin_of": _CHAIN},
        ),
    },
    left={
        **DELIVERY,
        "standings": "whether log-in lets people in; the standing itself is in tenants/organizations",
        "sessions": _OWN,
        "login_challenges": _OWN,
        "audit_log_unchained": "entries of before the log was chained: ids of accounts, which nobody reads any more",
        "audit_log_heads": _CHAIN,
        "audit_log_lengths": _CHAIN,
        "audit_log_roots": _OURS,
        "audit_log_anchored": _OURS,
        "audit_log_origins": _SEALED,
        "audit_log_persons": _SECRET,
        "codes": _SECRET,
        "credentials": _SECRET,
        "recovery_codes": _SECRET,
        "refresh_tokens": _SECRET,
        "registrations": "of people who have no account yet",
        "second_factors": _SECRET,
        "passkeys": _OWN,
        "passkey_challenges": _SECRET,
        "signing_keys": _SECRET,
        "platform_operators": _OURS,
        "mails": QUEUE,
        "revocations": "which tokens are void: ids and times, for minutes",
        "valkey:revocations": "which tokens are void: ids and times, for minutes",
        "valkey:ratelimit": "counters by digests of addresses and accounts, for minutes",
    },
)


def sources(database: Database) -> Sources:
    """Where its rows come from."""
    log = of_table(database, TenantRows(audit_log), EXPORTS.taken["audit_log"].without)
    return Sources({**of_tables(database, OF_TENANT, EXPORTS), "audit_log": log, "users": _people(database)}, {})


def _people(database: Database) -> RowSource:
    without = EXPORTS.taken["users"].without
    shown = [column for column in users.columns if column.name not in without]

    async def rows(tenant_id: UUID) -> AsyncIterator[Row]:
        """Accounts belong to no tenant: of them, those that have a membership in this one."""
        own = select(memberships.c.user_id).where(memberships.c.tenant_id == tenant_id)
        query = select(*shown).where(users.c.id.in_(own)).order_by(users.c.id)
        async with database.begin(tenant_id) as tx:
            result = await tx.conn.stream(query.execution_options(yield_per=AT_ONCE))
            async for row in result.mappings():
                yield dict(row)

    return rows
