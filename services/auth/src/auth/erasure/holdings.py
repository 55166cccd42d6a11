"""What auth keeps of an organisation: who belongs to it, and what acts for it. Accounts are people's, and stay."""

from auth.api_keys.tables import api_keys, service_accounts
from auth.factors.tables import login_challenges
from auth.memberships.tables import memberships, standings
from auth.sessions.tables import sessions
from common.exports.tables import OF_EXPORTS
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, TenantHoldings, TenantRows

_LOG = "what was done stays for seven years: ids, slugs and numbers; what is personal is sealed with each person's key"
_PERSONS = "a person's, who has organisations beside this one or may found another"
_OURS = "the platform's: no organisation's data"

_OF_PERSONS = (
    "audit_log_origins", "audit_log_persons", "codes", "credentials", "recovery_codes", "refresh_tokens",
    "registrations", "second_factors", "passkeys", "users",
)  # fmt: skip
OF_TENANT = TenantHoldings(
    rows=(
        *MESSAGING,
        *OF_EXPORTS,
        TenantRows(api_keys),
        TenantRows(service_accounts),
        TenantRows(memberships),
        TenantRows(standings),
        TenantRows(sessions, "organization_id", unties=True),
        TenantRows(login_challenges, "organization_id", unties=True),
    ),
    kept={
        **TOMBSTONES,
        **dict.fromkeys(("audit_log", "audit_log_heads", "audit_log_lengths", "audit_log_unchained"), _LOG),
        **dict.fromkeys(("audit_log_roots", "audit_log_anchored", "signing_keys", "platform_operators"), _OURS),
        "passkey_challenges": "digests of challenges that were answered, for minutes",
        **dict.fromkeys(_OF_PERSONS, _PERSONS),
        "mails": "to persons; what one said is gone as soon as it has left, the row some weeks later",
        "revocations": "which tokens are void: ids and times, until the last of those tokens has ended",
        "valkey:revocations": "the same, where every service reads it",
        "valkey:ratelimit": "counters by digests of addresses and accounts, for minutes; none by organisation",
    },
)
