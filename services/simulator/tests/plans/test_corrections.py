"""Customers of a website are corrected over HTTP, and the next audit's plan follows what was said."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy.exc import DBAPIError

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.simulator import ConversationsPlanned
from common.contracts.vocabulary import Panel, Profile
from common.primitives.ids import uuid7
from common.testing.http import sent_again
from common.testing.tokens import bearer
from simulator.plans.corrections import store
from simulator.plans.rules.planning import DeterministicPlanner, Plan
from simulator.plans.rules.said import NOTHING_SAID, Said
from simulator.runs.worker import job_worker

from ..stage import USER, WEBSITE, Stage

pytestmark = pytest.mark.engines
FIVE = {"icps": 5, "conversations": 2}
PAINS = ["My letters end in the spam folder", "My customers forget me between two fairs"]
Json = dict[str, Any]


async def audited(stage: Stage, panel: dict[str, int] = FIVE) -> ConversationsPlanned:
    """An audit to its end, and what it announced to ask."""
    await stage.start(panel=panel)
    await stage.settle()
    planned: ConversationsPlanned = (await stage.outbox(ConversationsPlanned))[-1]
    return planned


async def shown(stage: Stage) -> list[Json]:
    answer = await stage.client.get("/v1/icps", params={"website_id": str(WEBSITE)})
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["items"]
    return found


async def corrected(stage: Stage, icp: Json, **facts: Any) -> Json:
    body = {"revision": icp["revision"], "facts": facts}
    answer = await stage.client.patch(f"/v1/icps/{icp['id']}", json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def added(stage: Stage, **facts: Any) -> httpx.Response:
    return await stage.client.post("/v1/icps", json={"website_id": str(WEBSITE), "facts": facts})


async def test_a_customer_who_is_sent_again_under_its_key_is_added_once(stage: Stage) -> None:
    await audited(stage)
    body = {"website_id": str(WEBSITE), "facts": {"name": "Night bakers"}}
    icp = (await sent_again(stage.client, "/v1/icps", body, bearer(stage.tenant_id))).json()
    assert [each["id"] for each in await shown(stage) if field(each, "name")["value"] == "Night bakers"] == [icp["id"]]


def field(icp: Json, name: str) -> Json:
    found: Json = next(each for each in icp["fields"] if each["field"] == name)
    return found


def kind(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]


def asked(planned: ConversationsPlanned, icp_id: UUID) -> list[Any]:
    return [each for each in planned.conversations if each.icp_id == icp_id]


async def test_a_correction_holds_for_the_next_audit_and_leaves_the_others_as_they_are(stage: Stage) -> None:
    before = await audited(stage)
    icps = await shown(stage)
    assert [each["sequence_number"] for each in icps] == [1, 2, 3, 4, 5]
    assert not any(each["pending"] or each["revision"] for each in icps)
    said = await corrected(stage, icps[1], name="Basket maker", pain_points=PAINS, trigger="The fair was cancelled")
    assert (said["id"], said["revision"], said["pending"]) == (icps[1]["id"], 1, True)
    own = field(said, "pain_points")
    assert (own["value"], own["said"], own["said_by"]) == (PAINS, PAINS, str(USER))
    assert own["planned"] == field(icps[1], "pain_points")["value"] != PAINS
    after = await audited(stage)
    assert [each.id for each in after.icps] == [each.id for each in before.icps]
    found = after.icps[1]
    assert (found.name, found.pain_points, found.trigger) == ("Basket maker", tuple(PAINS), "The fair was cancelled")
    assert {each.text for each in found.statements if each.basis == "person"} == {*PAINS, "The fair was cancelled"}
    others = [place for place in range(5) if place != 1]
    assert [after.icps[place] for place in others] == [before.icps[place] for place in others]
    for place in others:
        icp_id = before.icps[place].id
        assert asked(after, icp_id) == asked(before, icp_id)
        assert any(each.core for each in asked(after, icp_id))
    opening, before_it = asked(after, found.id)[0], asked(before, found.id)[0]
    assert PAINS[0] in opening.prompts[0].text
    assert opening.id != before_it.id
    assert opening.reason == "Somebody who knows these customers says so."
    now = (await shown(stage))[1]
    assert (now["pending"], field(now, "pain_points")["planned"]) == (False, own["planned"])
    assert [each["basis"] for each in now["statements"] if each["text"] in PAINS] == ["person", "person"]


class Moody(DeterministicPlanner):
    """A planner that never says the same twice: every topic ends with how often it has planned."""

    repeats_itself = False
    plans = 0

    async def plan(self, analysis: WebsiteAnalyzed, panel: Panel, language: str, said: Said = NOTHING_SAID) -> Plan:
        self.plans += 1
        plan = await super().plan(analysis, panel, language, said)
        told = (each.model_copy(update={"topic": f"{each.topic} {self.plans}"}) for each in plan.conversations)
        return replace(plan, conversations=tuple(told))


async def test_of_a_planner_that_varies_only_those_who_were_spoken_of_are_asked_anew(stage: Stage) -> None:
    stage.tools = replace(stage.tools, planner=Moody())
    stage.worker = job_worker(stage.tools, stage.providers)
    panel = {"icps": 3, "conversations": 1}
    await audited(stage, panel)
    first, second, _ = await shown(stage)
    await corrected(stage, first, active=True)
    await corrected(stage, second, goals=["A full shop"])
    assert [each.topic[-1] for each in (await audited(stage, panel)).conversations] == ["1", "2", "1"]
    assert [each.topic[-1] for each in (await audited(stage, panel)).conversations] == ["1", "2", "1"]


async def test_a_word_taken_back_gives_what_was_planned_again(stage: Stage) -> None:
    before = await audited(stage)
    icp = await corrected(stage, (await shown(stage))[0], goals=["A full shop"])
    await audited(stage)
    icp = await corrected(stage, icp, goals=None)
    assert (icp["pending"], field(icp, "goals")["said"]) == (True, None)
    after = await audited(stage)
    assert after.icps == before.icps
    assert after.conversations == before.conversations


async def test_a_paused_customer_makes_room_and_comes_back(stage: Stage) -> None:
    before = await audited(stage)
    icp = await corrected(stage, (await shown(stage))[2], active=False)
    assert (icp["active"], icp["pending"], icp["sequence_number"]) == (False, True, 3)
    without = await audited(stage)
    assert before.icps[2].id not in {each.id for each in without.icps}
    assert [each.id for place, each in enumerate(without.icps) if place != 2] == [
        each.id for place, each in enumerate(before.icps) if place != 2
    ]
    assert without.icps[2].sequence_number == 3
    [*standing, icp] = await shown(stage)
    assert [each["sequence_number"] for each in standing] == [1, 2, 3, 4, 5]
    assert (icp["id"], icp["active"], icp["pending"], icp["sequence_number"]) == (
        str(before.icps[2].id), False, False, None,
    )  # fmt: skip
    icp = await corrected(stage, icp, active=True)
    assert (icp["active"], icp["pending"]) == (True, True)
    again = await audited(stage)
    assert again.icps == before.icps
    assert again.conversations == before.conversations


async def test_an_added_customer_takes_a_place_and_keeps_it(stage: Stage) -> None:
    before = await audited(stage)
    answer = await added(stage, name="Choir secretary", buyer="person", pain_points=PAINS[:1], writing="casual")
    assert answer.status_code == 201, answer.text
    icp = answer.json()
    assert (icp["sequence_number"], icp["pending"], icp["revision"], icp["statements"]) == (None, True, 1, [])
    assert (field(icp, "name")["planned"], field(icp, "name")["value"]) == (None, "Choir secretary")
    assert field(icp, "buyer")["value"] == "person"
    assert [each["id"] for each in await shown(stage)][-1] == icp["id"]
    assert [each.action for each in await stage.noted()][-1] == "icp.added"
    after = await audited(stage)
    assert [str(each.id) for each in after.icps] == [*(str(each.id) for each in before.icps[:4]), icp["id"]]
    own = after.icps[4]
    assert (own.name, own.pain_points, own.writing) == ("Choir secretary", tuple(PAINS[:1]), "casual")
    assert len(asked(after, own.id)) == 2
    [*_, now] = await shown(stage)
    assert (now["id"], now["sequence_number"], now["pending"]) == (icp["id"], 5, False)
    assert (await audited(stage)).icps == after.icps


async def test_a_small_panel_leaves_the_places_behind_it_as_they_are(stage: Stage) -> None:
    await audited(stage)
    first = (await shown(stage))[0]
    await corrected(stage, first, active=False)
    planned = await audited(stage, {"icps": 1, "conversations": 1})
    assert str(planned.icps[0].id) != first["id"]
    assert [each["sequence_number"] for each in await shown(stage)] == [1, 2, 3, 4, 5, None]


async def test_the_trail_says_who_said_what_and_is_never_changed(stage: Stage) -> None:
    await audited(stage, {"icps": 1, "conversations": 1})
    [icp] = await shown(stage)
    icp = await corrected(stage, icp, goals=["A full shop"], seniority="owner")
    icp = await corrected(stage, icp, goals=None)
    assert await corrected(stage, icp) == icp
    noted = [(each.action, each.facts["fields"]) for each in await stage.noted() if "fields" in each.facts]
    assert noted == [("icp.corrected", "goals, seniority"), ("icp.corrected", "goals")]
    path = f"/v1/icps/{icp['id']}/facts"
    trail = (await stage.client.get(path)).json()["items"]
    assert [(each["revision"], each["field"], each["value"]) for each in trail] == [
        (2, "goals", None), (1, "seniority", "owner"), (1, "goals", ["A full shop"]),
    ]  # fmt: skip
    assert {each["said_by"] for each in trail} == {str(USER)}
    page = (await stage.client.get(path, params={"limit": 1})).json()
    rest = (await stage.client.get(path, params={"after": page["next"]})).json()["items"]
    assert [*page["items"], *rest] == trail
    with pytest.raises(DBAPIError, match="what was said is never changed"):
        await stage.rows("UPDATE icp_facts SET value = '1' RETURNING 1")


async def test_whoever_speaks_of_what_he_did_not_see_is_told(stage: Stage) -> None:
    await audited(stage, {"icps": 1, "conversations": 1})
    [icp] = await shown(stage)
    path, body = f"/v1/icps/{icp['id']}", {"revision": 0, "facts": {"goals": ["A full shop"]}}
    both = await asyncio.gather(*(stage.client.patch(path, json=body) for _ in range(2)))
    assert sorted(each.status_code for each in both) == [200, 409]
    assert kind(await stage.client.patch(path, json=body)) == (409, "icp-changed")


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"goals": ["a\nb"]}, {"goals": "x"}, {"writing": "loud"}, {"budget": "1"}, {"trigger": "x" * 501}],
)
async def test_what_is_no_fact_is_refused_and_nothing_is_kept(stage: Stage, wrong: Json) -> None:
    await audited(stage, {"icps": 1, "conversations": 1})
    [icp] = await shown(stage)
    answer = await stage.client.patch(f"/v1/icps/{icp['id']}", json={"revision": 0, "facts": wrong})
    assert kind(answer) == (422, "invalid-request")
    assert kind(await added(stage, **{"name": "Baker", **wrong})) == (422, "invalid-request")
    assert await shown(stage) == [icp]


async def test_customers_are_five_of_different_names_of_a_website_that_was_read(stage: Stage) -> None:
    assert kind(await added(stage, name="Baker")) == (404, "site-not-analysed")
    assert await shown(stage) == []
    await audited(stage)
    icps = await shown(stage)
    assert kind(await added(stage, goals=["A full shop"])) == (422, "icp-without-name")
    same = await added(stage, name=field(icps[0], "name")["value"].upper())
    assert (*kind(same), same.json()["icp_id"]) == (409, "icp-exists", icps[0]["id"])
    baker = (await added(stage, name="Baker")).json()
    unnamed = await stage.client.patch(f"/v1/icps/{baker['id']}", json={"revision": 1, "facts": {"name": None}})
    assert kind(unnamed) == (422, "icp-without-name")
    for icp in icps[:4]:
        await corrected(stage, icp, goals=["A full shop"])
    fifth = f"/v1/icps/{icps[4]['id']}"
    assert kind(await stage.client.patch(fifth, json={"revision": 0, "facts": {"goals": []}})) == (409, "icps-full")
    assert kind(await added(stage, name="Brewer")) == (409, "icps-full")
    await corrected(stage, icps[4], active=False)
    planned = await audited(stage)
    assert [str(each.id) for each in planned.icps] == [*(each["id"] for each in icps[:4]), baker["id"]]


async def test_other_tenants_see_nothing_and_viewers_change_nothing(stage: Stage) -> None:
    await audited(stage, {"icps": 1, "conversations": 1})
    [icp] = await shown(stage)
    await corrected(stage, icp, goals=["A full shop"])
    path, body = f"/v1/icps/{icp['id']}", {"revision": 1, "facts": {"goals": []}}
    new = {"website_id": str(WEBSITE), "facts": {"name": "Baker"}}
    stranger, viewer = bearer(uuid7(), "admin"), bearer(stage.tenant_id, "viewer")
    client, mine = stage.client, {"website_id": str(WEBSITE)}
    assert (await client.get("/v1/icps", params=mine, headers=stranger)).json()["items"] == []
    assert kind(await client.get(f"{path}/facts", headers=stranger)) == (404, "icp-not-found")
    assert kind(await client.patch(path, json=body, headers=stranger)) == (404, "icp-not-found")
    assert kind(await client.post("/v1/icps", json=new, headers=stranger)) == (404, "site-not-analysed")
    assert (await client.get("/v1/icps", params=mine, headers=viewer)).json()["items"] == await shown(stage)
    assert (await client.get(f"{path}/facts", headers=viewer)).status_code == 200
    assert kind(await client.patch(path, json=body, headers=viewer)) == (403, "permission-missing")
    assert kind(await client.post("/v1/icps", json=new, headers=viewer)) == (403, "permission-missing")
    assert kind(await client.patch(f"/v1/icps/{uuid7()}", json=body)) == (404, "icp-not-found")


async def test_words_of_one_language_are_for_plans_of_it(stage: Stage) -> None:
    await audited(stage, {"icps": 1, "conversations": 1})
    [icp] = await shown(stage)
    await corrected(stage, icp, goals=["A full shop"])
    await added(stage, name="Baker")
    async with stage.unit.begin(stage.tenant_id) as tx:
        own = await store.said_of(tx, WEBSITE, "en-GB")
        other = await store.said_of(tx, WEBSITE, "de")
    assert str(own.words[0].icp_id) == icp["id"]
    assert [word.facts.name for word in other.words] == ["Baker"], "what no plan has had yet is for any"


async def test_a_customer_of_a_plan_of_before_is_known_by_its_columns(stage: Stage) -> None:
    planned = await audited(stage, {"icps": 1, "conversations": 1})
    await stage.rows("UPDATE icps SET planned = NULL, said = NULL, language = NULL RETURNING 1")
    async with stage.unit.begin(stage.tenant_id) as tx:
        [icp] = await store.known(tx, WEBSITE)
    assert icp.planned is not None
    own = planned.icps[0]
    same = {"id", "name", "description", "pain_points", "goals", "objections", "job_titles", "company_size"}
    assert icp.planned.model_dump(include=same) == own.model_dump(include=same)
    assert isinstance(icp.planned, Profile)
    assert not icp.pending
    [view] = await shown(stage)
    assert (await corrected(stage, view, goals=["A full shop"]))["pending"]
