"""HTTP: parse, call, return."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from analytics.figures import queries, store
from analytics.figures.rules.brands import Definition
from analytics.figures.views import ShareOfVoiceView, SubstitutionsView, share_of_voice_view, substitutions_view
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TenantReader
from common.contracts.vocabulary import SliceBy
from common.http import Principal, needs, provided, refuses
from common.http.access.clients import of_client
from common.primitives.errors import NotFound
from common.primitives.text import Word
from common.stores.postgres import UnitOfWork

router = APIRouter(prefix="/v1", tags=["analytics"])

Reader = Annotated[Principal, needs("figures:read")]


Unit = Annotated[UnitOfWork, Depends(provided(UnitOfWork))]
Connection = Annotated[ClickHouse, Depends(provided(ClickHouse))]


class Figures:
    """The figures a request asks for: of one audit, or of the website's latest that has any; of one client's."""

    def __init__(
        self,
        unit: Unit,
        clickhouse: Connection,
        principal: Reader,
        website_id: UUID,
        audit_id: UUID | None = None,
        client_id: UUID | None = None,
    ) -> None:
        self._unit = unit
        self._tenant_id = principal.tenant
        self._website_id, self._audit_id = website_id, audit_id
        self._client_id = of_client(principal, client_id)
        self.reader = TenantReader(clickhouse, principal.tenant)

    async def shown(self) -> store.Shown:
        """What is shown now; 404 where there is nothing, or it is another organisation's."""
        async with self._unit.begin(self._tenant_id) as tx:
            found = await store.shown(
                tx, website_id=self._website_id, audit_id=self._audit_id, client_id=self._client_id
            )
        if found is None:
            of = "this website" if self._audit_id is None else "this audit"
            raise NotFound(
                "no-figures", f"There are no figures of {of}; an audit has them once its answers are measured."
            )
        return found

    @staticmethod
    def key(shown: store.Shown) -> dict[str, UUID]:
        """How ClickHouse finds them."""
        return {
            "website": shown.website_id,
            "audit": shown.audit_id,
            "materialisation": shown.materialisation_id,
        }


Asked = Annotated[Figures, Depends()]


@router.get("/share-of-voice")
@refuses("no-client", "no-figures")
async def share_of_voice(
    figures: Asked,
    by: Annotated[SliceBy, Query(description="How answers are cut; every slice lists its brands.")] = "all",
    definition: Annotated[int, Query(ge=1, le=3, description="Definition of share of voice.")] = 1,
    include_branded: Annotated[bool, Query(description="Also show branded prompts, in slices of their own.")] = False,
) -> ShareOfVoiceView:
    """Share of voice, visibility, rates and positions per brand, each figure with its interval."""
    shown = await figures.shown()
    chosen = cast("Definition", definition)
    rows = await queries.share_of_voice(
        figures.reader, figures.key(shown), by=by, definition=chosen, include_branded=include_branded
    )
    return share_of_voice_view(shown, rows, by=by, definition=chosen, include_branded=include_branded)


@router.get("/substitutions")
@refuses("no-client", "no-figures")
async def substitutions(
    figures: Asked,
    provider: Annotated[Word | None, Query(description="One provider; all together where absent.")] = None,
) -> SubstitutionsView:
    """Who is named in the answers that do not name the customer's brand."""
    shown = await figures.shown()
    rows = await queries.substitutions(figures.reader, figures.key(shown), provider=provider or "")
    return substitutions_view(shown, rows, provider=provider)
