"""How collector of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pymongo import AsyncMongoClient

from collector.consumer import subscriptions
from collector.pages.objects import PageObjects
from collector.shared.schema import create_collections
from collector.websites.api import router
from collector.websites.registration import Registry
from common.http import Checks, create_app
from common.outbound.addresses import Guard
from common.stores.keyed import FirstAnswers
from common.stores.mongo import MongoUnit
from common.stores.mongo_keyed import MongoAnswers
from common.testing.tokens import KnownTokens

from ..kept import Part, Stores


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service, after its collections and indexes were brought up to date."""
    options: dict[str, Any] = {"tz_aware": True, "uuidRepresentation": "standard"}
    async with AsyncMongoClient[dict[str, Any]](stores.mongo_url, **options) as client:
        unit, guard = MongoUnit(client, "collector", service="collector"), Guard()
        await unit.prepare()
        await create_collections(unit.db)
        app = create_app(
            "collector",
            description="",
            routers=[router],
            verifier=KnownTokens(),
            checks=Checks(),
            provides={Registry: Registry(unit, guard, stores.clock), FirstAnswers: MongoAnswers(unit)},
        )

        async def beside() -> dict[str, list[Any]]:
            names = await unit.db.list_collection_names()
            return {name: await unit.db[name].find().sort("_id").to_list() for name in sorted(names)}

        yield Part(
            app,
            {"collector": subscriptions(unit, guard, stores.clock, PageObjects(stores.kept.objects("collector")))},
            beside,
        )
