"""People decide about brands over HTTP, and answers are read again: whole, once, through any interruption."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from analyzer.answers import reader
from analyzer.answers.handlers import extract_brand_state
from analyzer.answers.judge import LlmJudge
from analyzer.answers.reader_cache import Readers
from analyzer.answers.rescoring import handlers as rescoring
from analyzer.answers.rescoring.handlers import advance_rescoring
from analyzer.brands.rules.names import brand_id
from analyzer.extraction import EXTRACTOR_VERSION
from common.asking import ModelUnavailable
from common.contracts.analyzer import BrandDecided, BrandStateExtracted, RescoringAdvanced
from common.contracts.simulator import ResponseReceived
from common.contracts.vocabulary import Role
from common.messaging.outcomes import AlreadyHandled
from common.primitives.ids import derived_id, uuid7
from common.testing.http import sent_again
from common.testing.models import Script
from common.testing.tokens import bearer

from ..service import Service, prepared

pytestmark = pytest.mark.engines
ANSWERS = 7


@pytest.fixture
async def read(service: Service) -> Service:
    """Answers that name Zendoro in two spellings were read."""
    await prepared(service)
    for number in range(ANSWERS):
        name = ("Zendoro", "Zendora")[number % 2]
        event = service.own(
            ResponseReceived, response_id=derived_id(service.tenant, number), repeat=number + 1,
            text=f"I'd recommend Mailchimp. {name} is a good platform for larger stores. {name} offers a free plan.",
        )  # fmt: skip
        await extract_brand_state([event], unit=service.unit, readers=Readers())
    return service


async def post(
    service: Service, path: str, body: dict[str, Any], *, tenant: UUID | None = None, role: Role = "member"
) -> httpx.Response:
    return await service.client.post(path, json=body, headers=bearer(tenant or service.tenant, role))


async def decide(service: Service, brand: UUID, decision: str, **fields: Any) -> httpx.Response:
    version = (await service.get(f"/v1/brands/{brand}")).json()["version"]
    return await post(service, f"/v1/brands/{brand}/decisions", {"decision": decision, "version": version, **fields})


async def work_off(service: Service) -> int:
    """Handle every step of re-scorings that waits in the outbox, each of them twice; how many there were."""
    handled: set[UUID] = set()
    while True:
        steps = [each for each in await service.outbox(RescoringAdvanced) if each.id not in handled]
        if not steps:
            return len(handled)
        for step in steps:
            handled.add(step.id)
            if not step.ended:
                with suppress(AlreadyHandled):  # one of an earlier re-scoring
                    await advance_rescoring(step, unit=service.unit, clock=service.clock, readers=Readers())
                with pytest.raises(AlreadyHandled):
                    await advance_rescoring(step, unit=service.unit, clock=service.clock, readers=Readers())


async def naming(service: Service) -> dict[str, int]:
    shown = (await service.get("/v1/brands", website_id=service.own(ResponseReceived).website_id)).json()["items"]
    return {brand["name"]: brand["answers_naming"] for brand in shown if brand["answers_naming"]}


async def test_the_own_brand_is_not_rejected(read: Service) -> None:
    website = read.own(ResponseReceived).website_id
    shown = (await read.get("/v1/brands", website_id=website)).json()["items"]
    own = next(each for each in shown if each["tracked"])
    refused = await decide(read, UUID(own["id"]), "reject")
    assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (409, "brand-own")
    assert "your own brand" in refused.json()["detail"]
    assert (await decide(read, UUID(own["id"]), "confirm")).status_code == 201
    rival = next(each for each in shown if not each["tracked"])
    assert (await decide(read, UUID(rival["id"]), "reject")).status_code == 201


async def test_a_decision_and_a_rescoring_that_are_sent_again_under_their_keys_are_made_once(read: Service) -> None:
    part, headers = brand_id(read.tenant, "Zendora"), bearer(read.tenant)
    body = {"decision": "rename", "version": 0, "name": "Zendora Shops"}
    decided = (await sent_again(read.client, f"/v1/brands/{part}/decisions", body, headers)).json()
    assert (decided["name"], decided["version"]) == ("Zendora Shops", 1)
    assert len(await read.outbox(BrandDecided)) == 1
    ordered = {"website_id": str(read.own(ResponseReceived).website_id)}
    job = (await sent_again(read.client, "/v1/rescorings", ordered, headers)).json()
    assert [str(each.rescoring_id) for each in await read.outbox(RescoringAdvanced)] == [job["id"]]


async def test_spellings_are_merged_reread_and_split_again(read: Service) -> None:
    website = read.own(ResponseReceived).website_id
    assert await naming(read) == {"Mailchimp": ANSWERS, "Zendoro": 4, "Zendora": 3}
    whole, part = (brand_id(read.tenant, name) for name in ("Zendoro", "Zendora"))

    merged = await decide(read, part, "merge", into=str(whole))
    assert (merged.status_code, merged.json()["merged_into"]) == (201, str(whole))
    assert await naming(read) == {"Mailchimp": ANSWERS, "Zendoro": 4, "Zendora": 3}, "nothing is read again unasked"

    job = (await post(read, "/v1/rescorings", {"website_id": str(website)})).json()
    assert (job["status"], job["total"], job["answers_per_s"]) == ("running", ANSWERS, None)
    await work_off(read)
    done = (await read.get(f"/v1/rescorings/{job['id']}")).json()
    assert (done["status"], done["done"], done["changed"]) == ("done", ANSWERS, ANSWERS)
    assert await naming(read) == {"Mailchimp": ANSWERS, "Zendoro": ANSWERS}

    assert (await decide(read, part, "split")).status_code == 201
    await post(read, "/v1/rescorings", {"website_id": str(website)})
    await work_off(read)
    assert await naming(read) == {"Mailchimp": ANSWERS, "Zendoro": 4, "Zendora": 3}

    announced = await read.outbox(BrandStateExtracted)
    versions = [each.extractor_version.partition("+")[2] for each in announced]
    assert sorted(versions) == [""] * ANSWERS + ["1"] * ANSWERS + ["2"] * ANSWERS, "each reading is announced once"
    assert len({each.id for each in announced}) == 3 * ANSWERS


async def test_a_version_that_holds_again_is_announced_again(read: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    website = read.own(ResponseReceived).website_id
    for version in ("rules-9@of-a-release", EXTRACTOR_VERSION):
        monkeypatch.setattr(reader, "EXTRACTOR_VERSION", version)
        read.clock.advance(timedelta(minutes=1))
        await post(read, "/v1/rescorings", {"website_id": str(website)})
        await work_off(read)
        ended = (await read.outbox(RescoringAdvanced))[-1]
        assert (ended.ended, ended.changed) == (True, ANSWERS)
        told = (await read.outbox(BrandStateExtracted))[-ANSWERS:]
        assert {each.extractor_version for each in told} == {version}
    assert len({each.id for each in await read.outbox(BrandStateExtracted)}) == 3 * ANSWERS


async def test_a_rejected_name_is_no_brand_of_answers_read_from_then_on(read: Service) -> None:
    await decide(read, brand_id(read.tenant, "Zendoro"), "reject")
    event = read.own(ResponseReceived, response_id=uuid7(), repeat=99)
    await extract_brand_state([event], unit=read.unit, readers=Readers())
    (newest,) = [each for each in await read.outbox(BrandStateExtracted) if each.response_id == event.response_id]
    assert "Zendoro" not in {state.brand for state in newest.states}
    assert newest.extractor_version.endswith("+1")


async def test_a_process_that_dies_in_a_batch_leaves_nothing_half_done(
    read: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescoring, "BATCH", 3)
    await decide(read, brand_id(read.tenant, "Zendoro"), "rename", name="Zendoro One")
    website = read.own(ResponseReceived).website_id
    job = (await post(read, "/v1/rescorings", {"website_id": str(website)})).json()
    (first,) = await read.outbox(RescoringAdvanced)
    states = await read.count("brand_states")

    def dies(*_: object, **__: object) -> None:
        raise OSError("the machine is gone")

    with monkeypatch.context() as broken:
        broken.setattr("analyzer.answers.rescoring.handlers.rescorings.advance", dies)
        with pytest.raises(OSError, match="gone"):
            await advance_rescoring(first, unit=read.unit, clock=read.clock, readers=Readers())
    assert await read.count("brand_states") == states
    assert await work_off(read) == 4  # the order, two full batches, the last one
    shown = (await read.get(f"/v1/rescorings/{job['id']}")).json()
    assert (shown["status"], shown["done"], shown["changed"]) == ("done", ANSWERS, ANSWERS)
    assert sum((await naming(read)).values()) == 2 * ANSWERS


async def test_answers_are_read_again_with_a_judge_and_no_answer_is_asked_about_twice(read: Service) -> None:
    """Also where the judge is away for a while: then the rules' reading stays, and the next re-scoring asks anew."""
    opinion = {"brand": "Mailchimp", "presence": "trusted", "belief": "truth", "quote": "I'd recommend Mailchimp"}
    away, script = 2, Script(*[ModelUnavailable("away")] * 2, *[json.dumps({"brands": [opinion]})] * ANSWERS)
    judge = LlmJudge(script, "openai/judge")
    website = (await read.outbox(BrandStateExtracted))[0].website_id
    handled: set[UUID] = set()
    for _ in range(3):
        assert (await post(read, "/v1/rescorings", {"website_id": str(website)})).status_code == 202
        for step in await read.outbox(RescoringAdvanced):
            if step.id not in handled and not step.ended:
                handled.add(step.id)
                await advance_rescoring(step, unit=read.unit, clock=read.clock, readers=Readers(judge))
    assert len(script.prompts) == ANSWERS + away
    audit = (await read.outbox(BrandStateExtracted))[0].audit_id
    states = (await read.get("/v1/brand-states", audit_id=audit, brand="mailchimp")).json()["items"]
    assert {(each["presence"], each["belief"]) for each in states} == {("trusted", "truth")}
    assert {each["judgement"]["rules_presence"] for each in states} == {"recommended"}
    assert {each["extractor_version"] for each in states} == {f"{EXTRACTOR_VERSION}/{judge.version}"}


async def test_a_judge_is_asked_once_about_an_answer_that_comes_twice(service: Service) -> None:
    await prepared(service)
    opinion = {"brand": "Mailchimp", "presence": "trusted", "belief": "truth", "quote": "Mailchimp"}
    script = Script(*[json.dumps({"brands": [opinion]})] * 3)
    readers = Readers(LlmJudge(script, "openai/judge"))
    first, second = [
        service.own(ResponseReceived, response_id=derived_id(service.tenant, n), text=f"{n}. I'd recommend Mailchimp.")
        for n in range(2)
    ]
    await extract_brand_state([first], unit=service.unit, readers=readers)
    with pytest.raises(AlreadyHandled):
        await extract_brand_state([first], unit=service.unit, readers=readers)
    await extract_brand_state([first, second], unit=service.unit, readers=readers)
    assert len(script.prompts) == 2
    assert len(await service.outbox(BrandStateExtracted)) == 2


async def test_a_decision_counts_from_the_next_answer_on(read: Service) -> None:
    """Readers are kept as long as nobody decides anything."""
    readers = Readers()

    async def next_answer(number: int) -> BrandStateExtracted:
        event = read.own(ResponseReceived, response_id=derived_id(read.tenant, "next", number), text="Zendora is good.")
        await extract_brand_state([event], unit=read.unit, readers=readers)
        return next(each for each in await read.outbox(BrandStateExtracted) if each.response_id == event.response_id)

    assert [(await next_answer(n)).extractor_version for n in range(2)] == [EXTRACTOR_VERSION] * 2
    await decide(read, brand_id(read.tenant, "Zendora"), "merge", into=str(brand_id(read.tenant, "Zendoro")))
    after = await next_answer(2)
    assert after.extractor_version == f"{EXTRACTOR_VERSION}+1"
    assert "Zendoro" in {state.brand for state in after.states if state.presence != "ignored"}


async def test_every_decision_is_in_the_trail_and_announced_and_nobody_changes_it(read: Service) -> None:
    own = brand_id(read.tenant, "Zendoro")
    await decide(read, own, "confirm")
    await decide(read, own, "spell", aliases=["KLV"], domains=["zendoro.com"], exact_case=True)
    trail = (await read.get(f"/v1/brands/{own}/decisions")).json()["items"]
    assert [(each["revision"], each["decision"]) for each in trail] == [(2, "spell"), (1, "confirm")]
    assert (trail[0]["before"]["aliases"], trail[0]["after"]["aliases"]) == ([], ["KLV"])
    assert [(each.revision, each.exact_case) for each in await read.outbox(BrandDecided)] == [(1, False), (2, True)]
    told = [(action, facts["decision"], facts["name"]) for action, facts in await read.noted()]
    assert told == [("brand.decided", "confirm", "Zendoro"), ("brand.decided", "spell", "Zendoro")]
    with pytest.raises(DBAPIError, match="never changed"):
        async with read.unit.begin(read.tenant) as tx:
            await tx.execute(text("UPDATE brand_decisions SET decision = 'reject'"))


async def test_excluded_words_count_from_the_next_reading_on(read: Service) -> None:
    own, website = brand_id(read.tenant, "Mailchimp"), str(read.own(ResponseReceived).website_id)
    assert (await naming(read))["Mailchimp"] == ANSWERS
    excluded = await decide(read, own, "exclude", excluded=["recommend mailchimp"])
    assert (excluded.status_code, excluded.json()["excluded"]) == (201, ["recommend mailchimp"])
    assert (await naming(read))["Mailchimp"] == ANSWERS, "nothing is read again unasked"
    await post(read, "/v1/rescorings", {"website_id": website})
    await work_off(read)
    assert "Mailchimp" not in await naming(read)
    assert (await decide(read, own, "exclude")).json()["excluded"] == []
    await post(read, "/v1/rescorings", {"website_id": website})
    await work_off(read)
    assert (await naming(read))["Mailchimp"] == ANSWERS
    assert [each.excluded for each in await read.outbox(BrandDecided)] == [("recommend mailchimp",), ()]


async def test_a_spelling_of_another_brand_is_refused_until_that_one_gives_it_up(read: Service) -> None:
    one, other = brand_id(read.tenant, "Zendoro"), brand_id(read.tenant, "Zendora")
    assert (await decide(read, one, "spell", aliases=["ZD"])).status_code == 201
    for decision, fields in (("spell", {"aliases": ["zd"]}), ("rename", {"name": "ZD"})):
        refused = await decide(read, other, decision, **fields)
        assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (409, "alias-taken")
        assert "Zendoro" in refused.json()["detail"]
    assert (await decide(read, one, "spell", aliases=["ZD", "Z"])).status_code == 201, "its own it may keep"
    assert (await decide(read, one, "spell")).status_code == 201
    assert (await decide(read, other, "spell", aliases=["zd"])).status_code == 201


async def test_a_decision_made_meanwhile_is_not_run_over(read: Service) -> None:
    own = brand_id(read.tenant, "Zendoro")
    await decide(read, own, "confirm")
    late = await post(read, f"/v1/brands/{own}/decisions", {"decision": "reject", "version": 0})
    assert (late.status_code, late.json()["type"].rsplit(":", 1)[-1]) == (409, "brand-changed")
    assert (await read.get(f"/v1/brands/{own}")).json()["standing"] == "confirmed"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"decision": "rename", "version": 0}, 422),
        ({"decision": "rename", "version": 0, "name": " "}, 422),
        ({"decision": "praise", "version": 0}, 422),
        ({"decision": "exclude", "version": 0, "excluded": [" "]}, 422),
        ({"decision": "exclude", "version": 0, "excluded": ["Zendoro"]}, 409),
        ({"decision": "spell", "version": 0, "domains": ["no host"]}, 422),
        ({"decision": "merge", "version": 0, "into": "00000000-0000-0000-0000-000000000001"}, 404),
        ({"decision": "merge", "version": 0}, 409),
        ({"decision": "split", "version": 0}, 409),
    ],
)
async def test_a_bad_decision_is_refused_and_changes_nothing(read: Service, body: dict[str, Any], status: int) -> None:
    own = brand_id(read.tenant, "Zendoro")
    answer = await post(read, f"/v1/brands/{own}/decisions", body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (await read.get(f"/v1/brands/{own}/decisions")).json()["items"] == []


async def test_a_brand_with_parts_is_not_merged_and_a_part_is_no_target(read: Service) -> None:
    whole, part, other = (brand_id(read.tenant, name) for name in ("Zendoro", "Zendora", "Mailchimp"))
    await decide(read, part, "merge", into=str(whole))
    assert (await decide(read, whole, "merge", into=str(other))).status_code == 409
    assert (await decide(read, other, "merge", into=str(part))).status_code == 409


async def test_another_tenants_brand_and_rescoring_are_not_there(read: Service) -> None:
    own, stranger = brand_id(read.tenant, "Zendoro"), uuid7()
    assert (await read.get(f"/v1/brands/{own}", tenant=stranger)).status_code == 404
    refused = await post(read, f"/v1/brands/{own}/decisions", {"decision": "confirm", "version": 0}, tenant=stranger)
    assert refused.status_code == 404
    job = (await post(read, "/v1/rescorings", {"website_id": str(read.own(ResponseReceived).website_id)})).json()
    assert (await read.get(f"/v1/rescorings/{job['id']}", tenant=stranger)).status_code == 404
    for website, tenant in ((read.own(ResponseReceived).website_id, stranger), (uuid7(), None)):
        ordered = await post(read, "/v1/rescorings", {"website_id": str(website)}, tenant=tenant)
        assert (ordered.status_code, ordered.json()["type"]) == (404, "urn:brandmon:problem:website-not-found")


async def test_one_rescoring_of_a_website_at_a_time(read: Service) -> None:
    website = str(read.own(ResponseReceived).website_id)
    assert (await post(read, "/v1/rescorings", {"website_id": website})).status_code == 202
    assert (await post(read, "/v1/rescorings", {"website_id": website})).status_code == 409
    await work_off(read)
    assert (await post(read, "/v1/rescorings", {"website_id": website})).status_code == 202
    assert await read.noted() == [("rescoring.ordered", {"website_id": website})] * 2


async def test_viewers_decide_nothing(read: Service) -> None:
    own = brand_id(read.tenant, "Zendoro")
    decision = {"decision": "confirm", "version": 0}
    assert (await post(read, f"/v1/brands/{own}/decisions", decision, role="viewer")).status_code == 403
    again = {"website_id": str(uuid7())}
    assert (await post(read, "/v1/rescorings", again, role="viewer")).status_code == 403
