"""Entering a website: one per domain and organisation, announced once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pymongo.errors import DuplicateKeyError

from collector.fetching.rules.urls import UrlError, site_of, website_address
from collector.shared.store import Store
from collector.websites.quota import Quota
from collector.websites.state import state_of
from common.audit_log import note
from common.contracts.answer import WebsiteContext
from common.contracts.collector import WebsiteRegistered
from common.http import Principal
from common.outbound.addresses import Guard
from common.outbound.refusals import Refused
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Invalid
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit

ADDRESS_PROBLEMS = (
    "not-a-url", "unsupported-scheme", "credentials-in-url", "port-not-allowed", "private-address", "dns-failed",
)  # fmt: skip
"""Why an address is none that may be registered: the reasons of ``urls`` and ``addresses`` are problems here."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The websites of all organisations; ``store`` opens those of one."""

    unit: MongoUnit
    guard: Guard
    clock: Clock
    quota: Quota | None = None
    """Who knows whether the plan has room; None where nothing limits websites."""

    def store(self, tenant_id: UUID) -> Store:
        """The documents of one organisation, for reading."""
        return Store(self.unit.db, tenant_id)

    async def register(
        self, caller: Principal, address: str, name: str | None, client_id: UUID | None = None
    ) -> dict[str, Any]:
        """The new website. ``Invalid`` for what is no public web address, ``Conflict`` for a domain that is there, and
        for a plan that has no room for one more."""
        url, tenant_id = await self._checked(address), caller.tenant
        about = WebsiteContext(website_id=uuid7(), client_id=client_id)
        whose = about.model_dump(mode="json", exclude={"website_id"})
        fields = {"url": url, "domain": site_of(url), "name": name, "scrape_depth": 3, **whose}
        if self.quota is not None:
            if await self.store(tenant_id).website_of_domain(str(fields["domain"])):  # needs no room: it is there
                raise await self._conflict(tenant_id, str(fields["domain"]))
            await self.quota.hold(about.website_id, caller.token)
        try:
            async with self.unit.begin(tenant_id) as tx:
                store = Store.within(tx)
                await store.insert_website(about.website_id, fields, self.clock.now())
                row = await store.website(about.website_id)
                assert row is not None
                tx.emit(
                    WebsiteRegistered(tenant_id=tenant_id, **dict(about), url=url, domain=fields["domain"], name=name),
                    state_of(row),
                )
                note(tx, caller, "website.registered", about.website_id, host=fields["domain"])
        except DuplicateKeyError:
            raise await self._conflict(tenant_id, str(fields["domain"])) from None
        return row

    async def rename(self, caller: Principal, website_id: UUID, name: str | None) -> dict[str, Any] | None:
        """The website under its new name, announced; None where the organisation has no such website."""
        async with self.unit.begin(caller.tenant) as tx:
            row = await Store.within(tx).rename_website(str(website_id), name, self.clock.now())
            if row is not None:
                tx.emit(state_of(row))
                note(tx, caller, "website.renamed", website_id, name=name)
        return row

    async def _checked(self, address: str) -> str:
        """The canonical address. An IP address is checked now, a name when it is resolved for the crawl."""
        try:
            url = website_address(address)
            await self.guard.check_given(url)
        except (UrlError, Refused) as error:
            raise Invalid(error.reason, str(error)) from None
        return url

    async def _conflict(self, tenant_id: UUID, domain: str) -> Conflict:
        existing = await self.store(tenant_id).website_of_domain(domain)
        website_id = existing["_id"] if existing else None
        return Conflict("website-exists", f"The website {domain} is registered already.", website_id=website_id)
