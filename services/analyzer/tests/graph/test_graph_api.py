"""Questions to the knowledge graph over HTTP, on a real Neo4j: counts, shares, moments, tenants, a graph away."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from analyzer.app import api
from analyzer.brands.rules.names import brand_id
from analyzer.graph.store import TenantGraph
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.simulator import ConversationsPlanned
from common.primitives.ids import derived_id, uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer

from ..graph.test_graph_store import told

pytestmark = pytest.mark.engines
ANSWERS = 12


class Asking:
    """A client, and a tenant whose answers are drawn: in two of three, Lumapost is missing and Mailchimp is first."""

    def __init__(self, client: httpx.AsyncClient, tenant: UUID) -> None:
        self.client, self.tenant = client, tenant
        self.website = example(BrandStateExtracted).website_id

    async def get(
        self, question: str, brand: str, *, tenant: UUID | None = None, of: UUID | None = None, **more: Any
    ) -> httpx.Response:
        """``of``: asked by a user of this client."""
        params = {"website_id": self.website, "brand_id": brand_id(self.tenant, brand), **more}
        headers = bearer(tenant or self.tenant, "client" if of else "member", client=of)
        return await self.client.get(f"/v1/graph/{question}", params=params, headers=headers)


def answers(tenant: UUID) -> list[BrandStateExtracted]:
    event = example(BrandStateExtracted)
    found = []
    for number in range(ANSWERS):
        states = tuple(state.model_copy(update={"brand_id": brand_id(tenant, state.brand)}) for state in event.states)
        if number % 3 == 0:  # here nobody is named
            states = tuple(
                state.model_copy(update={"presence": "ignored", "position": None, "belief": None}) for state in states
            )
        found.append(
            event.model_copy(
                update={
                    "tenant_id": tenant, "states": states, "id": uuid7(), "provider": ("openai", "mistral")[number % 2],
                    "response_id": derived_id(tenant, "answer", number),
                    "conversation_id": derived_id(tenant, "conversation", number // 2),
                    "occurred_at": event.occurred_at + timedelta(hours=number),
                }
            )
        )  # fmt: skip
    return found


@pytest.fixture
async def asking(unit: UnitOfWork, graph: TenantGraph) -> AsyncIterator[Asking]:
    tenant = uuid7()
    await told(graph, [example(ConversationsPlanned).model_copy(update={"tenant_id": tenant}), *answers(tenant)])
    async with client_of(api(unit, KnownTokens(), graph=graph)) as client:
        yield Asking(client, tenant)


async def test_who_replaces_a_brand_and_where(asking: Asking) -> None:
    rows = (await asking.get("substitutes", "Lumapost")).json()["items"]
    assert [(row["substitute_brand"], row["answers"], row["conversations"]) for row in rows] == [
        ("Mailchimp", 8, 6),
        (None, 4, 4),
    ]
    share = rows[0]["share"]
    assert (share["value"], share["n_conversations"], share["n_answers"]) == (1.0, 6, 12)
    assert share["low"] < 1.0 == share["high"]
    assert share["of"] == "conversations with an answer that leaves the brand out"
    assert len(rows[0]["evidence"]) == 5
    by_provider = (await asking.get("substitutes", "Lumapost", by="provider")).json()["items"]
    assert {(row["substitute_brand"], row["slice"]) for row in by_provider} == {
        (name, provider) for name in ("Mailchimp", None) for provider in ("openai", "mistral")
    }


async def test_what_answers_make_of_a_brand(asking: Asking) -> None:
    (row,) = (await asking.get("beliefs", "Mailchimp")).json()["items"]
    assert (row["belief"], row["answers"], row["share"]["value"]) == ("outcome", 8, 1.0)
    assert 0 < row["confidence"] <= 1


async def test_neighbours_with_how_much_later_they_are_named(asking: Asking) -> None:
    (row,) = (await asking.get("neighbours", "Mailchimp")).json()["items"]
    assert (row["brand"], row["answers"], row["later"]) == ("Klaviyo", 8, 1.0)
    (other,) = (await asking.get("neighbours", "Klaviyo")).json()["items"]
    assert (other["brand"], other["later"]) == ("Mailchimp", -1.0)


async def test_the_path_from_a_concern_to_the_brand(asking: Asking) -> None:
    rows = (await asking.get("paths", "Mailchimp")).json()["items"]
    assert [(row["icp_name"], row["concern"], row["answers"], row["best_position"]) for row in rows] == [
        ("Candle shop owner", "newsletters take a whole evening", 8, 1)
    ]


async def test_too_few_conversations_give_no_share_but_the_reason(asking: Asking) -> None:
    moment = example(BrandStateExtracted).occurred_at + timedelta(hours=3, minutes=30)
    (row, _) = (await asking.get("substitutes", "Lumapost", at=moment.isoformat())).json()["items"]
    assert row["answers"] == 2
    assert (row["share"]["value"], row["share"]["reason"]) == (None, "Only 2 conversations: at least 5 are needed.")


async def test_another_tenant_and_an_unknown_brand_get_404(asking: Asking) -> None:
    assert (await asking.get("beliefs", "Mailchimp", tenant=uuid7())).status_code == 404
    assert (await asking.get("beliefs", "Nobody")).status_code == 404


@pytest.mark.parametrize("more", [{"by": "moon"}, {"by": "stage"}, {"limit": 0}, {"limit": 1000}, {"at": "yesterday"}])
async def test_a_bad_parameter_is_a_problem_422(asking: Asking, more: dict[str, Any]) -> None:
    answer = await asking.get("substitutes", "Lumapost", **more)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_where_the_graph_is_away_only_its_questions_fail(unit: UnitOfWork) -> None:
    away = TenantGraph.at("bolt://127.0.0.1:1", "neo4j", "nothing")
    tenant = uuid7()
    async with client_of(api(unit, KnownTokens(), graph=away)) as client:
        asking = Asking(client, tenant)
        answer = await asking.get("beliefs", "Mailchimp")
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]) == (503, "graph-away")
        known = await client.get(f"/v1/brands/{uuid7()}", headers=bearer(tenant))
        assert known.status_code == 404
    await away.close()


async def test_readings_are_counted_over_one_clients_audits(asking: Asking) -> None:
    own = example(BrandStateExtracted).client_id
    assert own is not None
    counted = {
        client_id: sum(
            row["answers"] for row in (await asking.get("substitutes", "Lumapost", client_id=client_id)).json()["items"]
        )
        for client_id in (own, uuid7())
    }
    assert list(counted.values()) == [ANSWERS, 0]


async def test_a_clients_user_is_told_of_his_clients_audits_alone(asking: Asking) -> None:
    own = example(BrandStateExtracted).client_id
    assert own is not None
    for what in ("substitutes", "beliefs", "neighbours", "paths"):
        everything = await asking.get(what, "Lumapost")
        mine, others = [await asking.get(what, "Lumapost", of=client) for client in (own, uuid7())]
        assert mine.json() == everything.json()
        assert (others.status_code, others.json()["type"].rsplit(":", 1)[-1]) == (404, "brand-not-found")
        crossed = await asking.get(what, "Lumapost", of=own, client_id=uuid7())
        assert crossed.status_code == 404
