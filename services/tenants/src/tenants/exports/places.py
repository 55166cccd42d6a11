"""Where the export's own files lie in the bucket of tenants."""

from uuid import UUID

from common.exports.places import PART, key_of
from tenants.exports.rules import ARCHIVE


def archive_key(tenant_id: UUID, export_id: UUID) -> str:
    """The key of the ZIP. Its name is no service's, so that no service may write it but this one."""
    return f"{tenant_id}/organization-exports/{export_id}/{ARCHIVE}"


def part_key(tenant_id: UUID, export_id: UUID, service: str) -> str:
    """The key of what a service's part consists of."""
    return key_of(tenant_id, export_id, service, PART)
