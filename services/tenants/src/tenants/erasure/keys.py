"""The keys of an organisation, as long as nothing is sealed with any."""

from uuid import UUID


class NoKeys:
    """See ``Keyring``: there is nothing to destroy."""

    async def destroy(self, tenant_id: UUID) -> None:
        """Nothing."""
