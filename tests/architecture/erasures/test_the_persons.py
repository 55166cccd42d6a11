"""Every column that names a user goes with the person, or stays for a reason: an id that leads to nobody any more."""

import re

import pytest
from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects.postgresql import UUID

from common.contracts.registry import SERVICES

from .stores import tables_of

pytestmark = pytest.mark.architecture
_WITH_THE_ACCOUNT = "deleted with the account's row"
_WHO_DID_IT = "says who did it, and that two did not: the id leads to nobody once the account is gone"
_NAMES = re.compile(r"(^|_)(user|person)_id$|(^|_)by$")
NAMED = {
    "auth.credentials.user_id": _WITH_THE_ACCOUNT,
    "auth.codes.user_id": _WITH_THE_ACCOUNT,
    "auth.login_challenges.user_id": _WITH_THE_ACCOUNT,
    "auth.passkeys.user_id": _WITH_THE_ACCOUNT,
    "auth.recovery_codes.user_id": _WITH_THE_ACCOUNT,
    "auth.second_factors.user_id": _WITH_THE_ACCOUNT,
    "auth.sessions.user_id": _WITH_THE_ACCOUNT,
    "auth.platform_operators.user_id": _WITH_THE_ACCOUNT,
    "auth.audit_log_origins.person_id": "deleted with the person's key",
    "auth.audit_log_persons.person_id": "says that there is no key any more, and never will be",
    "auth.audit_log.user_id": "seven years: what is personal was sealed with the key that is gone",
    "auth.memberships.user_id": "ended by tenants; the row keeps a late message from bringing the membership back",
    "auth.api_keys.made_by": _WHO_DID_IT,
    "auth.service_accounts.made_by": _WHO_DID_IT,
    "tenants.memberships.user_id": "deleted when the person was erased",
    "tenants.checkouts.requested_by": _WHO_DID_IT,
    "tenants.invitations.invited_by": _WHO_DID_IT,
    "tenants.organization_exports.requested_by": _WHO_DID_IT,
    "tenants.organizations.closed_by": _WHO_DID_IT,
    "simulator.audits.requested_by": _WHO_DID_IT,
    "analyzer.brand_decisions.decided_by": _WHO_DID_IT,
    "analyzer.rescorings.requested_by": _WHO_DID_IT,
    "analyzer.site_facts.said_by": _WHO_DID_IT,
    "simulator.icp_facts.said_by": _WHO_DID_IT,
    "reports.webhooks.created_by": _WHO_DID_IT,
    "reports.reports.created_by": _WHO_DID_IT,
}
"""By service, table and column."""


def naming(service: str, tables: dict[str, Table]) -> set[str]:
    """The columns of a service that hold a user's id."""
    return {
        f"{service}.{table.name}.{column.name}"
        for table in tables.values()
        for column in table.columns
        if isinstance(column.type, UUID) and _NAMES.search(column.name)
    }


def test_every_column_that_names_a_user_goes_or_stays_for_a_reason() -> None:
    assert {name for service in SERVICES for name in naming(service, tables_of(service))} == set(NAMED)
    assert all(NAMED.values())


def test_a_new_one_is_found() -> None:
    added = Table("notes", MetaData(), Column("seen_by", UUID(as_uuid=True)), Column("body", UUID(as_uuid=True)))
    assert naming("reports", {"notes": added}) == {"reports.notes.seen_by"}
