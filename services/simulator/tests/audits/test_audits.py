"""An audit from the request to its end, with real tables and a provider on loopback."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from common.contracts.analyzer import BrandStateExtracted, PromptClassified
from common.contracts.collector import PageScraped
from common.contracts.simulator import (
    AuditCancelled,
    AuditCompleted,
    AuditFailed,
    AuditRequested,
    CancelCrawl,
    CancelRun,
    ConversationsPlanned,
    HoldConversations,
    ReleaseQuota,
    ReserveQuota,
    ResponseReceived,
)
from common.contracts.vocabulary import BrandState, Classification
from common.primitives.ids import uuid7
from common.testing.http import sent_again
from common.testing.tokens import bearer
from simulator.audits.rules.audit import AUDIT

from ..stage import SECRET_KEY, SMALL, WEBSITE, Stage

pytestmark = pytest.mark.engines

TURNS = 2 * (3 + 2)
"""Prompts of the small panel: two profiles, two conversations of three and two turns."""


async def test_an_audit_goes_through_all_steps_and_keeps_every_answer(stage: Stage) -> None:
    audit_id = await stage.start()
    await stage.settle()
    shown = await stage.show(audit_id)
    assert shown["status"] == "completed"
    assert [step["status"] for step in shown["steps"]] == ["done"] * 10
    assert all(step["started_at"] and step["ended_at"] for step in shown["steps"])
    assert shown["progress"]["answers_received"] == shown["progress"]["answers_expected"] == TURNS
    assert len(stage.double.calls) == TURNS
    assert len(await stage.outbox(ResponseReceived)) == TURNS
    [requested] = await stage.outbox(AuditRequested)
    [reserve] = await stage.outbox(ReserveQuota)
    [completed] = await stage.outbox(AuditCompleted)
    assert requested.providers == ("local",)
    assert reserve.answers == completed.answers == TURNS
    rows = await stage.rows("SELECT object_key, response_text FROM llm_responses")
    assert {key for key, _ in rows} == set(stage.exchanges.kept)
    assert all(key.startswith(f"{stage.tenant_id}/llm-responses/") for key, _ in rows)
    assert all(stage.exchanges.kept[key]["text"] == said for key, said in rows)


async def test_the_api_shows_profiles_conversations_and_answers(stage: Stage) -> None:
    audit_id = await stage.start()
    await stage.settle()
    icps = (await stage.client.get(f"/v1/audits/{audit_id}/icps")).json()["items"]
    held = (await stage.client.get(f"/v1/audits/{audit_id}/conversations")).json()["items"]
    assert [icp["sequence_number"] for icp in icps] == [1, 2]
    owner, seller = (icp["name"] for icp in icps)
    assert (owner.endswith("(independent shop owners)"), seller.endswith("(craft sellers)")) == (True, True)
    assert [(each["icp_name"], each["sequence_number"], each["core"], len(each["prompts"])) for each in held] == [
        (owner, 1, True, 3), (owner, 2, True, 2), (seller, 1, True, 3), (seller, 2, True, 2),
    ]  # fmt: skip
    assert all(each["context"] and each["expected_outcome"] and each["reason"] for each in held)
    assert held[0]["rests_on"]["evidence"] == "Your list lies idle and people forget the shop."
    assert held[1]["rests_on"] is None
    assert all(icp["trigger"] and icp["writing"] and icp["buying_journey_stage"] for icp in icps)
    assert {each["basis"] for each in icps[0]["statements"]} == {"site", "segment", "assumed"}
    assert icps[0]["demographics"]["income_level"] is None
    first = (await stage.client.get(f"/v1/audits/{audit_id}/answers", params={"limit": 7})).json()
    rest = (await stage.client.get(f"/v1/audits/{audit_id}/answers", params={"after": first["next"]})).json()
    assert len({item["id"] for item in first["items"] + rest["items"]}) == TURNS
    assert rest["next"] is None
    assert first["items"][0]["requested_model"] == "smollm2"
    assert first["items"][0]["actual_model"] == "smollm2-2026-01-01"
    listed = (await stage.client.get("/v1/audits", params={"website_id": str(WEBSITE)})).json()
    assert [each["id"] for each in listed["items"]] == [str(audit_id)]


async def test_later_turns_are_asked_with_what_was_said_before(stage: Stage) -> None:
    await stage.start(panel={"icps": 1, "conversations": 1})
    await stage.settle()
    first, second, third = stage.double.calls
    assert [role for role, _ in third.messages] == ["user", "assistant", "user", "assistant", "user"]
    assert third.messages[:3] == second.messages
    assert second.messages[0] == first.messages[0]


async def test_the_conversations_of_one_provider_are_held_side_by_side_up_to_its_limit(stage: Stage) -> None:
    stage.double.script.delay_s = 0.2
    await stage.start(panel={"icps": 5, "conversations": 1})
    await stage.settle()
    assert stage.double.busiest == stage.providers.known["local"].concurrency


async def test_a_second_audit_of_the_same_website_is_refused_while_one_runs(stage: Stage) -> None:
    audit_id = await stage.start()
    answer = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE)})
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("audit-running")
    assert answer.json()["audit_id"] == str(audit_id)
    await stage.settle()
    assert await stage.start() != audit_id


@pytest.mark.parametrize(
    ("body", "status", "slug", "words"),
    [
        ({"providers": ["openia"]}, 422, "provider-unknown", "no provider called 'openia'"),
        ({"providers": ["anthropic"]}, 422, "provider-not-configured", "ANTHROPIC_API_KEY is not set"),
        ({"website_id": str(UUID(int=1))}, 404, "website-not-found", "no such website"),
        ({"language": "ja"}, 422, "language-not-supported", "de, en, fr"),
        ({"language": "xx"}, 422, "language-not-supported", "de, en, fr"),
        ({"language": "-de"}, 422, "language-not-supported", "de, en, fr"),
        ({"language": ""}, 422, "invalid-request", "at least 2"),
        ({"panel": {"icps": 6}}, 422, "invalid-request", "less than or equal to 5"),
    ],
)
async def test_what_cannot_work_is_refused_before_anything_starts(
    stage: Stage, body: dict[str, object], status: int, slug: str, words: str
) -> None:
    answer = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE), **body})
    assert (answer.status_code, answer.json()["type"].endswith(slug)) == (status, True)
    assert words in answer.json()["detail"]
    assert await stage.outbox() == []


async def test_a_misspelt_part_of_a_panel_is_named(stage: Stage) -> None:
    for panel, field in (({"icp": 2}, "body.panel.icp"), ({"icps": 2, "conversation": 1}, "body.panel.conversation")):
        answer = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE), "panel": panel})
        assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])
    assert await stage.outbox() == []


async def test_another_organisation_sees_nothing_of_an_audit(stage: Stage) -> None:
    audit_id = await stage.start()
    other = bearer(uuid7(), "admin")
    for path in ("", "/icps", "/conversations", "/answers"):
        answer = await stage.client.get(f"/v1/audits/{audit_id}{path}", headers=other)
        assert answer.status_code == 404
    assert (await stage.client.post(f"/v1/audits/{audit_id}/cancel", headers=other)).status_code == 404
    assert (await stage.client.get("/v1/audits", headers=other)).json()["items"] == []
    foreign = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE)}, headers=other)
    assert foreign.status_code == 404


async def test_a_viewer_may_look_but_not_act(stage: Stage) -> None:
    audit_id = await stage.start()
    viewer = bearer(stage.tenant_id, "viewer")
    assert (await stage.client.get(f"/v1/audits/{audit_id}", headers=viewer)).status_code == 200
    started = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE)}, headers=viewer)
    cancelled = await stage.client.post(f"/v1/audits/{audit_id}/cancel", headers=viewer)
    assert started.status_code == cancelled.status_code == 403


async def test_providers_are_listed_with_what_is_missing_and_without_keys(stage: Stage) -> None:
    answer = await stage.client.get("/v1/providers")
    listed = {each["name"]: each for each in answer.json()["items"]}
    assert listed["local"]["configured"] is True
    assert listed["anthropic"] == {
        "name": "anthropic", "configured": False, "model": "claude", "why_not": "ANTHROPIC_API_KEY is not set.",
    }  # fmt: skip
    assert SECRET_KEY not in answer.text


async def test_a_refused_step_ends_the_audit_with_its_reason_and_gives_the_quota_back(stage: Stage) -> None:
    stage.refusals["CrawlWebsite"] = ("unreachable", "The website could not be reached.")
    audit_id = await stage.start()
    await stage.settle()
    shown = await stage.show(audit_id)
    assert shown["status"] == "failed"
    expected = {"step": "crawl", "reason": "unreachable", "detail": "The website could not be reached."}
    assert shown["failure"] == expected
    [failed] = await stage.outbox(AuditFailed)
    assert (failed.step, failed.reason, failed.answers) == ("crawl", "unreachable", 0)
    assert len(await stage.outbox(ReleaseQuota)) == 1
    assert await stage.start()


async def test_an_order_and_its_cancel_that_are_sent_again_under_their_keys_are_made_once(stage: Stage) -> None:
    headers, ordered = bearer(stage.tenant_id), {"website_id": str(WEBSITE), "panel": SMALL}
    audit = (await sent_again(stage.client, "/v1/audits", ordered, headers)).json()
    assert [str(each.audit_id) for each in await stage.outbox(AuditRequested)] == [audit["id"]]
    assert len(await stage.outbox(ReserveQuota)) == 1
    cancelled = await sent_again(stage.client, f"/v1/audits/{audit['id']}/cancel", None, headers)
    assert (cancelled.status_code, cancelled.json()["id"]) == (202, audit["id"])


async def test_cancelling_stops_asking_and_keeps_what_was_received(stage: Stage) -> None:
    audit_id = await stage.start()
    await stage.until("converse")
    await stage.move()
    assert await stage.work() == 2
    answer = await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    assert answer.status_code == 202
    assert answer.json()["status"] == "compensating"
    asked = len(stage.double.calls)
    await stage.settle()
    shown = await stage.show(audit_id)
    assert shown["status"] == "cancelled"
    assert len(stage.double.calls) == asked == 2
    [cancelled] = await stage.outbox(AuditCancelled)
    assert cancelled.answers == 2
    noted = [(each.action, str(each.resource_id)) for each in await stage.noted()]
    assert noted == [("audit.ordered", str(audit_id)), ("audit.cancelled", str(audit_id))]
    assert len(await stage.rows("SELECT id FROM llm_responses")) == 2
    states = {state for (state,) in await stage.rows("SELECT DISTINCT state FROM turns")}
    assert states == {"answered", "cancelled"}
    again = await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    assert (again.status_code, again.json()["status"]) == (202, "cancelled")


async def of_release(stage: Stage, audit_id: str, version: int) -> None:
    """Have the audit's saga be of another version than the one that this release declares."""
    async with stage.unit.begin(stage.tenant_id) as tx:
        change = "UPDATE sagas SET version = :v, state = jsonb_set(state, '{version}', to_jsonb(CAST(:v AS int)))"
        await tx.execute(text(f"{change} WHERE id = CAST(:id AS uuid)"), {"v": version, "id": audit_id})


async def test_an_audit_of_another_release_is_shown_and_not_cancelled(stage: Stage) -> None:
    audit_id = await stage.start()
    await of_release(stage, audit_id, 99)
    answer = await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert answer.json()["type"] == "urn:brandmon:problem:audit-of-another-release"
    shown = await stage.show(audit_id)
    assert (shown["status"], shown["steps"][0]["status"]) == ("running", "running")
    assert [each["status"] for each in (await stage.client.get("/v1/audits")).json()["items"]] == ["running"]
    await of_release(stage, audit_id, AUDIT.version)
    assert (await stage.client.post(f"/v1/audits/{audit_id}/cancel")).json()["status"] == "compensating"


async def test_an_audit_of_another_release_that_has_ended_stays_as_it_is(stage: Stage) -> None:
    stage.refusals["CrawlWebsite"] = ("unreachable", "The website could not be reached.")
    audit_id = await stage.start()
    await stage.settle()
    await of_release(stage, audit_id, 99)
    answer = await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    assert (answer.status_code, answer.json()["status"]) == (202, "failed")


async def test_an_undo_that_overtakes_its_command_leaves_nothing_to_do(stage: Stage) -> None:
    await stage.start()
    await stage.until("converse")
    [hold] = await stage.outbox(HoldConversations)
    undo = CancelRun(tenant_id=stage.tenant_id, saga_id=hold.saga_id, step="converse", website_id=WEBSITE)
    await stage.give(undo)
    await stage.give(hold)
    assert await stage.work() == 0
    assert stage.double.calls == []


async def test_a_repeated_command_is_answered_with_its_first_reply_and_done_once(stage: Stage) -> None:
    from common.contracts.simulator import AuditStepReplied, PlanConversations

    await stage.start()
    await stage.settle()
    commands = await stage.outbox(PlanConversations, HoldConversations)
    before = {reply.step: reply.result for reply in await stage.outbox(AuditStepReplied)}
    for command in commands:
        await stage.give(command.model_copy(update={"id": uuid7()}))
    replies = await stage.outbox(AuditStepReplied)
    assert len(replies) == 4
    assert all(reply.result == before[reply.step] for reply in replies)
    assert await stage.work() == 0
    assert len(await stage.outbox(ConversationsPlanned)) == 1


async def test_a_participant_that_never_answers_ends_the_audit_after_its_time(stage: Stage) -> None:
    stage.silent.add("crawl")
    audit_id = await stage.start()
    await stage.settle()
    stage.clock.advance(timedelta(minutes=31))
    stage.silent.clear()
    assert await stage.audits.runner.pass_deadlines() == 1
    await stage.settle()
    shown = await stage.show(audit_id)
    assert (shown["status"], shown["failure"]["reason"]) == ("failed", "timed-out")
    assert len(await stage.outbox(CancelCrawl)) == 1


def _state(brand_id: UUID, presence: str) -> BrandState:
    return BrandState(
        brand_id=brand_id, brand="X", tracked=False, discovered=True, presence=presence, confidence=1.0
    )  # fmt: skip


async def test_progress_counts_each_page_prompt_answer_and_brand_once(stage: Stage) -> None:
    audit_id = await stage.start()
    await stage.settle()
    [plan] = await stage.outbox(ConversationsPlanned)
    [answer, *_] = await stage.outbox(ResponseReceived)
    known = Classification(
        intent="evaluation", funnel_stage="purchase", buying_signal=1, trust_need=0, query_intent="commercial",
        branded=False, confidence=1,
    )  # fmt: skip
    brand_id = uuid7()
    page = PageScraped(
        tenant_id=stage.tenant_id, website_id=WEBSITE, crawl_id=uuid7(), audit_id=audit_id, page_id=uuid7(), url="u",
        text="t", text_object="o", page_type="other", word_count=1, position=1,
    )  # fmt: skip
    prompt = plan.conversations[0].prompts[0]
    classified = PromptClassified(
        tenant_id=stage.tenant_id, audit_id=audit_id, plan_id=plan.plan_id, conversation_id=plan.conversations[0].id,
        prompt_id=prompt.id, classifier_version="1", classification=known,
    )  # fmt: skip
    extracted = BrandStateExtracted.model_validate(
        {**answer.model_dump(), "id": uuid7(), "classification": known, "extractor_version": "1", "refusal": False,
         "states": (_state(brand_id, "recommended"), _state(uuid7(), "ignored"))}
    )  # fmt: skip
    for message in (page, classified, extracted, page, classified, extracted):
        await stage.give(message)
    progress = (await stage.show(audit_id))["progress"]
    assert progress == {
        "pages_read": 1, "pages_skipped": {}, "prompts_planned": TURNS, "prompts_classified": 1,
        "answers_expected": TURNS,
        "answers_received": TURNS, "answers_failed": 0, "answers_read": 1, "brands_found": 1,
    }  # fmt: skip


async def test_core_conversations_are_the_same_in_the_next_run(stage: Stage) -> None:
    said = []
    for panel in (SMALL, {"icps": 5, "conversations": 5}):
        await stage.start(panel=panel)
        await stage.settle()
        said.append({prompt.id: prompt.text for plan in (await stage.outbox(ConversationsPlanned))[-1:]
                     for each in plan.conversations for prompt in each.prompts})  # fmt: skip
    small, large = said
    assert small.items() <= large.items()
