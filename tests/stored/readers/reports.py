"""How reports of today is put on what was stored."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from common.http import Checks, create_app
from common.stores.objects import Objects
from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens
from reports.archive.api import router
from reports.consumer import subscriptions
from reports.documents.rules.document import ReportDocument
from reports.pages.html import render
from reports.pages.rendering import files_of

from ..kept import Part, Stores


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service on the kept objects."""
    unit, objects = UnitOfWork(stores.urls.app, service="reports", forgets=True), stores.kept.objects("reports")
    app = create_app(
        "reports",
        description="",
        routers=[router],
        verifier=KnownTokens(),
        checks=Checks(),
        provides={UnitOfWork: unit, Objects: objects},
    )

    async def beside() -> dict[str, bytes]:
        return dict(objects.kept)

    try:
        yield Part(app, {"reports": subscriptions(unit, objects, _in_process)}, beside)
    finally:
        await unit.dispose()


def rendered(document: str) -> Mapping[str, bytes]:
    """The files of a stored document (JSON), by their keys."""
    kept = ReportDocument.model_validate_json(document)
    return {file.key: file.body for file in files_of(kept, render(kept))}


async def _in_process(document: ReportDocument) -> bytes:
    return render(document)
