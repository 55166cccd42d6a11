"""The context of an answer is kept whole, told whole, and told again whole when the answer is read anew."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest
from pydantic import create_model
from sqlalchemy import text

from analyzer.answers.handlers import extract_brand_state
from analyzer.answers.reader_cache import Readers
from analyzer.answers.rescoring.handlers import advance_rescoring
from analyzer.answers.tables import answers
from analyzer.app import api
from common.contracts.analyzer import BrandStateExtracted, RescoringAdvanced
from common.contracts.answer import AnswerContext
from common.contracts.simulator import ResponseReceived
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.columns import columns_of
from common.testing.columns import column_faults
from common.testing.expansion import assert_only_adds
from common.testing.postgres import DatabaseUrls, PostgresServer
from common.testing.tokens import KnownTokens

from ..service import Service, prepared

pytestmark = pytest.mark.engines
CLIENT = UUID("0198c000-0000-7000-8000-0000000000c1")


@pytest.fixture
async def service(unit: UnitOfWork) -> AsyncIterator[Service]:
    transport = httpx.ASGITransport(api(unit, KnownTokens()))
    async with httpx.AsyncClient(transport=transport, base_url="http://analyzer") as client:
        yield Service(unit, client)


@pytest.mark.parametrize("client_id", [CLIENT, None])
async def test_the_context_of_an_answer_comes_out_as_it_came_in(service: Service, client_id: UUID | None) -> None:
    await prepared(service)
    event = service.own(ResponseReceived, client_id=client_id)
    await extract_brand_state([event], unit=service.unit, readers=Readers())
    async with service.unit.begin(service.tenant) as tx:
        await tx.execute(text("UPDATE answers SET extractor_version = 'older'"))
    began = {"began_at": event.answered_at, "rescoring_id": uuid7(), "done": 0, "total": 1, "extractor_version": "new"}
    order = RescoringAdvanced(tenant_id=service.tenant, website_id=event.website_id, **began)
    await advance_rescoring(order, unit=service.unit, clock=service.clock, readers=Readers())
    told = await service.outbox(BrandStateExtracted)
    assert [each.context() for each in told] == [event.context()] * len(told)
    assert len(told) == 1 or {each.id for each in told} != {told[0].id}
    (state, *_) = (await service.get("/v1/brand-states", audit_id=event.audit_id)).json()["items"]
    assert state["client_id"] == (str(client_id) if client_id else None)
    assert AnswerContext.model_validate_json(json.dumps(state)) == event.context()


async def test_brands_are_counted_over_one_clients_answers(service: Service) -> None:
    await prepared(service)
    event = service.own(ResponseReceived, client_id=CLIENT)
    await extract_brand_state([event], unit=service.unit, readers=Readers())
    for client_id, answers_naming in ((CLIENT, 1), (uuid7(), 0)):
        brands = (await service.get("/v1/brands", website_id=event.website_id, client_id=client_id)).json()["items"]
        named = {brand["name"]: brand["answers_naming"] for brand in brands}
        assert named.get("Mailchimp", 0) == answers_naming


# -- the table ----------------------------------------------------------------------------------------------------


def test_answers_have_a_column_for_each_field_of_their_context(urls: DatabaseUrls) -> None:
    assert asyncio.run(column_faults(urls.owner, "answers", AnswerContext, own_id="response_id")) == []
    assert set(AnswerContext.model_fields) <= set(answers.c.keys())


def test_a_field_that_no_step_of_the_schema_added_is_noticed(urls: DatabaseUrls) -> None:
    planted = create_model("Planted", __base__=AnswerContext, planted=(str | None, None))
    assert {column.key for column in columns_of(planted)} - set(answers.c.keys()) == {"planted"}
    faults = asyncio.run(column_faults(urls.owner, "answers", planted, own_id="response_id"))
    assert faults == ["answers.planted is to be text, or null, and is not there"]


ANSWERS = """
INSERT INTO answers (tenant_id, id, audit_id, website_id, run_id, plan_id, icp_id, conversation_id, prompt_id, icp_name,
    core, prompt_text, turn, repeat, provider, requested_model, actual_model, text, refusal, extractor_version,
    answered_at)
SELECT :tenant, gen_random_uuid(), u, u, u, u, u, u, u, 'profile', true, 'prompt', 1, 1, 'provider', 'model', 'model',
    'text', false, 'rules', now()
FROM (SELECT gen_random_uuid() AS u)
"""


def test_clients_are_added_to_what_an_earlier_release_keeps_and_goes_on_writing(postgres: PostgresServer) -> None:
    assert_only_adds(
        postgres.database(), "analyzer", before="0006", written={"answers": ANSWERS}, column="client_id"
    )  # fmt: skip
