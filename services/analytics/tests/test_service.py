"""The whole service without Kafka: events and commands in, figures and replies out, through its API for its tenant."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from analytics.app import api
from analytics.consumer import consumer
from analytics.facts.handlers import keep_brand_states
from analytics.figures.handlers import materialise_again, materialise_share_of_voice, withdraw_share_of_voice
from analytics.rebuilds.tables import SYSTEM_TABLES
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.analyzer import BrandStateExtracted, RescoringAdvanced
from common.contracts.message import Message
from common.contracts.simulator import AuditStepReplied, MaterialiseShareOfVoice, WithdrawShareOfVoice
from common.exports.tables import WORK_TABLES as OF_EXPORTS
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.outcomes import AlreadyHandled, NotReady
from common.primitives.clock import ManualClock
from common.primitives.ids import derived_id, uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.migrations import down_and_up_again
from common.testing.outbox import consuming, emitted, once_there_are
from common.testing.postgres import DatabaseUrls
from common.testing.row_security import Declared, row_security_faults
from common.testing.tokens import KnownTokens, bearer

pytestmark = pytest.mark.engines

EventOf = Callable[..., BrandStateExtracted]
WEBSITE = derived_id("website")


@dataclass
class Service:
    """The running parts, for one tenant that no other test has."""

    unit: UnitOfWork
    clickhouse: ClickHouse
    broker: MemoryBroker
    clock: ManualClock
    client: httpx.AsyncClient
    tenant: UUID

    async def get(self, path: str, *, tenant: UUID | None = None, **params: Any) -> httpx.Response:
        return await self.client.get(path, params=params, headers=bearer(tenant or self.tenant))

    async def outbox(self) -> list[Message]:
        return await emitted(self.unit, self.tenant)

    def consuming(self) -> AbstractAsyncContextManager[asyncio.Task[None]]:
        """The consumer runs within the block."""
        return consuming(consumer(self.unit, self.clickhouse, self.clock, MemoryLog(self.broker)))

    async def told(self, messages: int, by: asyncio.Task[None]) -> list[Message]:
        """What the outbox holds once it holds ``messages`` messages."""
        return await once_there_are(messages, self.outbox, by=by, within_s=20)


@pytest.fixture
async def service(unit: UnitOfWork, clickhouse: ClickHouse) -> AsyncIterator[Service]:
    async with client_of(api(unit, clickhouse, KnownTokens(), None)) as client:
        clock = ManualClock(datetime(2026, 3, 2, tzinfo=UTC))
        yield Service(unit, clickhouse, MemoryBroker(), clock, client, uuid7())


def owned(event: BrandStateExtracted, tenant: UUID, **changes: Any) -> BrandStateExtracted:
    return event.model_copy(update={"tenant_id": tenant, **changes})


def order(tenant: UUID, answers: int, **changes: Any) -> MaterialiseShareOfVoice:
    about = {
        "tenant_id": tenant, "saga_id": derived_id("audit"), "step": "materialise", "website_id": WEBSITE,
        "run_id": derived_id("run"), "answers": answers,
    }  # fmt: skip
    return MaterialiseShareOfVoice(**{**about, **changes})


def undo(command: MaterialiseShareOfVoice) -> WithdrawShareOfVoice:
    about = {"saga_id": command.saga_id, "step": command.step, "website_id": command.website_id}
    return WithdrawShareOfVoice(tenant_id=command.tenant_id, **about)


async def materialised(service: Service, panel: list[BrandStateExtracted], **changes: Any) -> MaterialiseShareOfVoice:
    """Facts and command through the consumer, until the event and the reply are there."""
    for event in panel:
        service.broker.emit(owned(event, service.tenant, **changes))
    names = {"saga_id": changes["audit_id"]} if "audit_id" in changes else {}
    names |= {"client_id": changes["client_id"]} if "client_id" in changes else {}
    command = order(service.tenant, len(panel), **names)
    service.broker.emit(command)
    expected = len(await service.outbox()) + 2
    async with service.consuming() as task:
        await service.told(expected, task)
    return command


async def test_a_command_that_overtakes_its_facts_waits_for_them_and_then_announces_and_replies(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    command = order(service.tenant, len(panel))
    service.broker.emit(command)
    for event in panel[:7]:
        service.broker.emit(owned(event, service.tenant))
    async with service.consuming() as task:
        await asyncio.sleep(0.5)
        assert await service.outbox() == []
        for event in [*panel[7:], *panel]:  # the rest, and everything once more
            service.broker.emit(owned(event, service.tenant))
        found = await service.told(2, task)
    told = next(each for each in found if isinstance(each, ShareOfVoiceMaterialised))
    reply = next(each for each in found if isinstance(each, AuditStepReplied))
    assert (told.slices[0].answers, told.slices[0].conversations) == (12, 6)
    assert len(told.evidence) >= 3
    assert (reply.outcome, reply.participant, reply.step) == ("done", "analytics", "materialise")
    assert reply.result["slices"] >= len(told.slices)
    assert reply.command_id == command.id


async def test_a_command_is_not_handled_before_every_answer_has_its_facts(service: Service) -> None:
    with pytest.raises(NotReady, match="0 of 3"):
        await materialise_share_of_voice(
            order(service.tenant, 3), unit=service.unit, clickhouse=service.clickhouse, clock=service.clock
        )
    assert await service.outbox() == []


async def test_a_redelivered_command_does_nothing_and_a_repeated_one_gets_its_first_reply(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    command = await materialised(service, panel)
    before = await service.outbox()
    uses = {"unit": service.unit, "clickhouse": service.clickhouse, "clock": service.clock}
    repeated = command.model_copy(update={"id": uuid7()})
    await materialise_share_of_voice(repeated, **uses)
    after = await service.outbox()
    replies = [each for each in after if isinstance(each, AuditStepReplied)]
    assert len(after) == len(before) + 1
    assert replies[1].command_id == repeated.id
    assert replies[1].result == replies[0].result
    with pytest.raises(AlreadyHandled):
        await materialise_share_of_voice(repeated, **uses)
    assert len(await service.outbox()) == len(after)


async def test_the_api_shows_each_figure_with_what_it_rests_on(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    await materialised(service, panel)
    answer = await service.get("/v1/share-of-voice", website_id=WEBSITE)
    assert answer.status_code == 200
    body = answer.json()
    (overall,) = body["slices"]
    assert [brand["brand"] for brand in overall["brands"]] == ["Mailchimp", "Klaviyo", "Tillvane"]
    own = overall["brands"][2]
    assert own["tracked"] is True
    share = own["share_of_voice"]
    assert share["value"] == pytest.approx(3 / 14, abs=1e-6)
    assert share["low"] < share["value"] < share["high"]
    assert (share["n_answers"], share["n_conversations"], share["reason"]) == (12, 6, None)
    assert share["definition"].startswith("1: ")
    assert share["universe"].startswith("3 brands: the customer's own (Tillvane)")
    assert (overall["answers"], overall["conversations"], overall["refusals"]) == (12, 6, 1)
    assert "Efron 1987" in body["interval_method"]


async def test_the_api_cuts_by_definition_provider_profile_and_stage(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    await materialised(service, panel)
    for by, values in (
        ("provider", ["local", "openai"]),
        ("icp", [str(derived_id("icp", 0)), str(derived_id("icp", 1))]),
        ("funnel_stage", ["awareness", "consideration", "purchase"]),
        ("all", [None]),
    ):
        body = (await service.get("/v1/share-of-voice", website_id=WEBSITE, by=by)).json()
        assert [each["value"] for each in body["slices"]] == values
    second = (await service.get("/v1/share-of-voice", website_id=WEBSITE, definition=2)).json()
    assert {brand["brand"] for brand in second["slices"][0]["brands"]} >= {"Brevo", "Slipname"}
    third = (await service.get("/v1/share-of-voice", website_id=WEBSITE, definition=3)).json()
    own = next(brand for brand in third["slices"][0]["brands"] if brand["tracked"])
    assert own["share_of_voice"]["value"] == pytest.approx(0.3)


async def test_what_cannot_be_measured_is_null_with_a_reason_and_not_zero(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    await materialised(service, panel)
    body = (await service.get("/v1/share-of-voice", website_id=WEBSITE, include_branded=True)).json()
    unbranded, branded = body["slices"]
    assert (unbranded["branded"], branded["branded"]) == (False, True)
    for brand in branded["brands"]:
        for figure in ("share_of_voice", "visibility", "recommendation_rate", "trust_score", "average_position"):
            assert brand[figure]["value"] is None
            assert brand[figure]["reason"]


async def test_the_api_says_who_takes_the_place(service: Service, panel: list[BrandStateExtracted]) -> None:
    await materialised(service, panel)
    body = (await service.get("/v1/substitutions", website_id=WEBSITE, audit_id=derived_id("audit"))).json()
    first = body["substitutions"][0]
    assert (first["missing_brand"], first["substitute_brand"]) == ("Tillvane", "Mailchimp")
    assert (first["occurrences"], first["missing_answers"]) == (5, 9)
    assert first["share"]["low"] < first["share"]["value"] < first["share"]["high"]
    nobody = (await service.get("/v1/substitutions", website_id=WEBSITE, provider="unknown")).json()
    assert nobody["substitutions"] == []
    assert nobody["reason"]


async def test_the_latest_audit_is_shown_unless_another_one_is_asked_for(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    first = await materialised(service, panel)
    service.clock.moment = datetime(2026, 4, 1, tzinfo=UTC)
    again = {"audit_id": derived_id("audit", 2), "website_id": WEBSITE}
    second = await materialised(service, panel, **again)
    latest = (await service.get("/v1/share-of-voice", website_id=WEBSITE)).json()
    earlier = (await service.get("/v1/share-of-voice", website_id=WEBSITE, audit_id=first.audit_id)).json()
    assert latest["audit_id"] == str(second.audit_id)
    assert earlier["audit_id"] == str(first.audit_id)


async def test_withdrawn_figures_are_not_shown_any_more(service: Service, panel: list[BrandStateExtracted]) -> None:
    command = await materialised(service, panel)
    await withdraw_share_of_voice(undo(command), unit=service.unit)
    await withdraw_share_of_voice(undo(command), unit=service.unit)
    answer = await service.get("/v1/share-of-voice", website_id=WEBSITE, audit_id=command.audit_id)
    assert answer.status_code == 404
    replies = [each for each in await service.outbox() if isinstance(each, AuditStepReplied)]
    assert [reply.outcome for reply in replies] == ["done", "done", "done"]


async def test_figures_that_were_withdrawn_before_they_came_are_refused(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    command = order(service.tenant, len(panel))
    await withdraw_share_of_voice(undo(command), unit=service.unit)
    await materialise_share_of_voice(command, unit=service.unit, clickhouse=service.clickhouse, clock=service.clock)
    reply = (await service.outbox())[-1]
    assert isinstance(reply, AuditStepReplied)
    assert (reply.outcome, reply.reason) == ("refused", "withdrawn")


async def test_answers_that_were_read_again_get_new_figures_once_their_facts_are_here(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    await materialised(service, panel)
    began = service.clock.now() + timedelta(days=400)
    ended = RescoringAdvanced(
        tenant_id=service.tenant, rescoring_id=uuid7(), website_id=WEBSITE, extractor_version="rules-9", done=12,
        total=12, changed=12, began_at=began, ended=True,
    )  # fmt: skip
    uses = {"unit": service.unit, "clickhouse": service.clickhouse, "clock": service.clock}
    with pytest.raises(NotReady, match="0 of 12"):
        await materialise_again(ended, **uses)
    newer = {"extractor_version": "rules-9", "occurred_at": began + timedelta(seconds=5)}
    again = [owned(event, service.tenant, states=(), id=uuid7(), **newer) for event in panel]
    await keep_brand_states(again, clickhouse=service.clickhouse)
    shown = (await service.get("/v1/share-of-voice", website_id=WEBSITE)).json()
    await materialise_again(ended, **uses)
    after = (await service.get("/v1/share-of-voice", website_id=WEBSITE)).json()
    assert (shown["extractor_version"], after["extractor_version"]) == ("1.0", "rules-9")
    figures = [each for each in await service.outbox() if isinstance(each, ShareOfVoiceMaterialised)]
    assert len(figures) == 2
    with pytest.raises(AlreadyHandled):
        await materialise_again(ended, **uses)
    unfinished = ended.model_copy(update={"id": uuid7(), "ended": False})
    await materialise_again(unfinished, **uses)
    assert len([each for each in await service.outbox() if isinstance(each, ShareOfVoiceMaterialised)]) == 2


async def test_another_organisation_gets_404_for_the_same_ids(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    command = await materialised(service, panel)
    for path in ("/v1/share-of-voice", "/v1/substitutions"):
        answer = await service.get(path, tenant=uuid7(), website_id=WEBSITE, audit_id=command.audit_id)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"].endswith("no-figures")


async def test_a_clients_user_is_shown_the_figures_of_his_client_alone(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    own = uuid7()
    command = await materialised(service, panel, client_id=own)
    about = {"website_id": str(WEBSITE), "audit_id": str(command.audit_id)}
    for path in ("/v1/share-of-voice", "/v1/substitutions"):
        asked = {
            (client, told): (
                await service.client.get(
                    path, params=about | ({"client_id": str(told)} if told else {}),
                    headers=bearer(service.tenant, "client", client=client),
                )
            ).status_code
            for client in (own, uuid7())
            for told in (None, own)
        }  # fmt: skip
        assert list(asked.values()) == [200, 200, 404, 404]


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"website_id": "not-an-id"},
        {"website_id": WEBSITE, "definition": 4},
        {"website_id": WEBSITE, "by": "weather"},
        {"website_id": WEBSITE, "audit_id": "x"},
        {"website_id": WEBSITE, "include_branded": "perhaps"},
    ],
)
async def test_a_bad_parameter_is_a_problem_422(service: Service, params: dict[str, Any]) -> None:
    answer = await service.get("/v1/share-of-voice", **params)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("invalid-request")


async def test_without_a_token_nothing_is_shown_and_the_probes_answer(service: Service) -> None:
    assert (await service.client.get("/v1/share-of-voice", params={"website_id": str(WEBSITE)})).status_code == 401
    assert (await service.client.get("/readyz")).json() == {"status": "ok", "away": []}


async def test_row_level_security_hides_materialisations_of_other_tenants(
    service: Service, panel: list[BrandStateExtracted]
) -> None:
    await materialised(service, panel)
    async with service.unit.begin(uuid7()) as tx:
        for table in ("materialisations", "outbox", "inbox", "saga_replies"):
            assert (await tx.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0
    async with service.unit.system() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM materialisations"))).scalar_one() == 0


async def test_every_table_but_the_named_ones_is_protected_from_its_owner_too(unit: UnitOfWork) -> None:
    declared = Declared(system_tables=SYSTEM_TABLES, work_tables=OF_EXPORTS)
    async with unit.system() as conn:
        assert await row_security_faults(conn, app_role="app", declared=declared) == []


def test_the_schema_can_be_undone_and_made_again(empty_urls: DatabaseUrls) -> None:
    full = down_and_up_again("analytics", empty_urls.owner)
    tables = {each.removeprefix("r ") for each in full if each.startswith("r ")}
    forced = {each.removeprefix("forced ") for each in full if each.startswith("forced ")}
    assert tables - forced == {*SYSTEM_TABLES, *OF_EXPORTS}
