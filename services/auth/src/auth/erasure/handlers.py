"""What auth does when an organisation is erased: nobody acts for it, and who could is forgotten."""

from auth.erasure.holdings import OF_TENANT
from auth.memberships.voiding import void_organization
from common.contracts.tenants import EraseAccess
from common.stores.erasure.erasing import erase_tenant
from common.stores.postgres import UnitOfWork


async def erase_access(command: EraseAccess, *, unit: UnitOfWork) -> None:
    """Void every token of an organisation, and erase its memberships, keys and service accounts."""
    await erase_tenant(command, OF_TENANT, unit=unit, first=void_organization)
