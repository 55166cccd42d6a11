"""The crawler on the tests' stores."""

from typing import Any

import pytest

from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit

from .service import Service


@pytest.fixture
async def service(unit: MongoUnit, objects: Any, site: Any) -> Service:
    service = Service(unit, objects, site, uuid7(), uuid7())
    await service.register()
    return service
