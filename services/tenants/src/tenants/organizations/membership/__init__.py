"""Memberships: kept, and announced with the revision that puts their changes in order."""

from tenants.organizations.membership.changes import change_role, join, remove
from tenants.organizations.membership.store import Member, member, members_after, members_of_client, number_of_owners

__all__ = [
    "Member", "change_role", "join", "member", "members_after", "members_of_client", "number_of_owners", "remove",
]  # fmt: skip
