"""The whole service without Kafka: events and commands in, events and replies out, what it knows through its API."""

from datetime import timedelta
from typing import Any

import pytest

from analyzer.answers.handlers import extract_brand_state
from analyzer.answers.reader_cache import Readers
from analyzer.prompts.handlers import keep_plan
from analyzer.sites.handlers import analyze_website, keep_page
from common.contracts.analyzer import BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.collector import PageScraped
from common.contracts.message import Message
from common.contracts.simulator import (
    AnalyzeWebsite,
    AuditStepReplied,
    ClassifyPrompts,
    ConversationsPlanned,
    ExtractBrandStates,
    ResponseReceived,
)
from common.messaging.outcomes import AlreadyHandled, NotReady
from common.primitives.ids import derived_id, uuid7

from .service import Service, prepared

pytestmark = pytest.mark.engines


async def test_an_audit_goes_through_whatever_comes_first(service: Service) -> None:
    """Commands arrive before what they need: each waits for it, and nothing is lost."""
    answers = [
        service.own(ResponseReceived, response_id=derived_id(service.tenant, number), repeat=number + 1)
        for number in range(3)
    ]
    late: list[Message] = [service.own(PageScraped), service.own(ConversationsPlanned), *answers]
    commands: list[Message] = [
        service.own(AnalyzeWebsite), service.own(ClassifyPrompts), service.own(ExtractBrandStates, answers=3),
    ]  # fmt: skip
    async with service.consuming() as running:
        for message in (*commands, *reversed(late), *late):
            service.broker.emit(message)
        replies = await service.replies(3, running)
    assert {reply.step: (reply.outcome, reply.result) for reply in replies} == {
        "analyze": ("done", {"analysis_id": str((await service.outbox(WebsiteAnalyzed))[0].analysis_id), "pages": 1}),
        "classify": ("done", {"prompts": 2}),
        "extract": ("done", {"answers": 3, "brands": 2}),
    }
    assert len(await service.outbox(WebsiteAnalyzed)) == 1
    assert len(await service.outbox(PromptClassified)) == 2
    assert len(await service.outbox(BrandStateExtracted)) == 3
    assert service.broker.on_topic("analyzer.dead-letters") == []


async def test_the_analysis_is_announced_with_the_site_that_it_read(service: Service) -> None:
    await keep_page(service.own(PageScraped), unit=service.unit)
    await analyze_website(service.own(AnalyzeWebsite), unit=service.unit, analyst=service.analyst)
    (event,) = await service.outbox(WebsiteAnalyzed)
    assert event.brand.name == "Lumapost"
    assert event.brand.domains == ("lumapost.example",)
    assert event.category == "e-mail marketing companies for independent shops"
    assert [rival.name for rival in event.competitors] == ["Mailchimp"]


async def test_a_site_without_text_is_refused_in_a_sentence_for_a_person(service: Service) -> None:
    await keep_page(service.own(PageScraped, text=" \n"), unit=service.unit)
    await analyze_website(service.own(AnalyzeWebsite), unit=service.unit, analyst=service.analyst)
    (reply,) = await service.outbox(AuditStepReplied)
    assert (reply.outcome, reply.reason) == ("refused", "no-text")
    assert "no text that could be read" in (reply.detail or "")
    assert await service.outbox(WebsiteAnalyzed) == []


async def test_missing_pages_are_waited_for_a_minute_then_those_that_came_are_read(service: Service) -> None:
    command, analyst = service.own(AnalyzeWebsite, pages=2), service.analyst
    with pytest.raises(NotReady, match="0 of 2 pages"):
        await analyze_website(command, unit=service.unit, analyst=analyst)
    await keep_page(service.own(PageScraped), unit=service.unit)
    service.clock.advance(timedelta(seconds=59))
    with pytest.raises(NotReady, match="1 of 2 pages"):
        await analyze_website(command, unit=service.unit, analyst=analyst)
    service.clock.advance(timedelta(seconds=1))
    await analyze_website(command, unit=service.unit, analyst=analyst)
    (reply,) = await service.outbox(AuditStepReplied)
    assert (reply.outcome, reply.result["pages"]) == ("done", 1)


async def test_no_page_within_a_minute_is_a_refusal(service: Service) -> None:
    command, analyst = service.own(AnalyzeWebsite), service.analyst
    with pytest.raises(NotReady):
        await analyze_website(command, unit=service.unit, analyst=analyst)
    service.clock.advance(timedelta(seconds=61))
    await analyze_website(command, unit=service.unit, analyst=analyst)
    (reply,) = await service.outbox(AuditStepReplied)
    assert (reply.outcome, reply.reason) == ("refused", "pages-missing")


async def test_a_repeated_command_gets_its_first_reply_and_does_nothing_again(service: Service) -> None:
    command = await prepared(service)
    again = command.model_copy(update={"id": uuid7()})
    await service.classify(again)
    first, second = await service.outbox(AuditStepReplied)
    assert (first.result, first.command_id, second.command_id) == (second.result, command.id, again.id)
    assert len(await service.outbox(PromptClassified)) == 2


async def test_an_answer_is_read_once_and_each_state_is_proved_by_its_text(service: Service) -> None:
    await prepared(service)
    event = service.own(ResponseReceived)
    await extract_brand_state([event], unit=service.unit, readers=Readers())
    with pytest.raises(AlreadyHandled):
        await extract_brand_state([event], unit=service.unit, readers=Readers())
    (extracted,) = await service.outbox(BrandStateExtracted)
    states = {state.brand: state for state in extracted.states}
    assert states["Lumapost"].presence == "ignored"
    assert states["Lumapost"].tracked
    assert states["Mailchimp"].presence == "recommended"
    assert states["Klaviyo"].discovered
    assert all(event.text[span.start : span.end] == span.text for state in extracted.states for span in state.evidence)
    assert await service.count("brand_states") == len(extracted.states)
    assert extracted.classification.cues


async def test_an_answer_whose_prompt_is_not_classified_yet_waits(service: Service) -> None:
    await keep_plan(service.own(ConversationsPlanned), unit=service.unit)
    with pytest.raises(NotReady, match="classification"):
        await extract_brand_state([service.own(ResponseReceived)], unit=service.unit, readers=Readers())
    assert await service.count("answers") == 0


async def test_an_empty_answer_leaves_every_listed_brand_ignored(service: Service) -> None:
    await prepared(service)
    await extract_brand_state([service.own(ResponseReceived, text="")], unit=service.unit, readers=Readers())
    (extracted,) = await service.outbox(BrandStateExtracted)
    assert [(state.brand, state.presence) for state in extracted.states] == [
        ("Lumapost", "ignored"),
        ("Mailchimp", "ignored"),
    ]


async def test_a_discovered_brand_is_one_brand_in_every_answer_and_spelling(service: Service) -> None:
    await prepared(service)
    for number, name in enumerate(("Klaviyo", "KLAVIYO", "Klaviyo")):
        answer = f"I'd recommend Mailchimp. {name} is a good choice for larger stores."
        event = service.own(ResponseReceived, response_id=derived_id(service.tenant, number), text=answer)
        await extract_brand_state([event], unit=service.unit, readers=Readers())
    shown = (await service.get("/v1/brands", website_id=event.website_id)).json()["items"]
    brands = {brand["name"].lower(): brand for brand in shown}
    klaviyo = brands["klaviyo"]
    assert (klaviyo["answers_naming"], klaviyo["discovered"], klaviyo["established"]) == (3, True, True)
    assert (brands["lumapost"]["answers_naming"], brands["lumapost"]["tracked"]) == (0, True)


async def test_the_api_shows_what_is_known_in_pages_and_filtered(service: Service) -> None:
    await keep_page(service.own(PageScraped), unit=service.unit)
    await analyze_website(service.own(AnalyzeWebsite), unit=service.unit, analyst=service.analyst)
    await prepared(service)
    event = service.own(ResponseReceived)
    await extract_brand_state([event], unit=service.unit, readers=Readers())

    (analysis,) = (await service.get("/v1/analyses", website_id=event.website_id)).json()["items"]
    assert analysis["brand"]["name"] == "Lumapost"
    assert analysis["competitors_mentioned"][0]["evidence"].startswith("Unlike Mailchimp")
    assert {each["field"] for each in analysis["sources"]} >= {"brand", "industry", "keywords", "competitors"}
    assert analysis["tone_reason"]
    said = (await service.get("/v1/classifications", audit_id=event.audit_id)).json()["items"]
    assert [each["turn"] for each in said] == [1, 2]

    whole = (await service.get("/v1/brand-states", audit_id=event.audit_id)).json()
    assert whole["next"] is None
    collected: list[Any] = []
    more: dict[str, Any] = {}
    while True:
        page = (await service.get("/v1/brand-states", audit_id=event.audit_id, limit=1, **more)).json()
        collected += page["items"]
        if page["next"] is None:
            break
        more = {"after": page["next"]}
    assert collected == whole["items"]
    named = (await service.get("/v1/brand-states", audit_id=event.audit_id, brand=" MAILCHIMP ")).json()["items"]
    assert [each["brand"] for each in named] == ["Mailchimp"]
    ignored = (await service.get("/v1/brand-states", audit_id=event.audit_id, presence="ignored")).json()["items"]
    assert [each["brand"] for each in ignored] == ["Lumapost"]
    assert named[0]["prominence"] > 0
    assert named[0]["first_position"] == event.text.index("Mailchimp")
    assert named[0]["judgement"] is None
    assert (await service.get("/v1/brand-states", audit_id=event.audit_id, after="x")).status_code == 422


async def test_what_belongs_to_another_tenant_is_not_found(service: Service) -> None:
    await keep_page(service.own(PageScraped), unit=service.unit)
    await prepared(service)
    event = service.own(ResponseReceived)
    await extract_brand_state([event], unit=service.unit, readers=Readers())
    for path, about in (
        ("/v1/analyses", {"website_id": event.website_id}),
        ("/v1/brands", {"website_id": event.website_id}),
        ("/v1/brand-states", {"audit_id": event.audit_id}),
        ("/v1/classifications", {"audit_id": event.audit_id}),
    ):
        assert (await service.get(path, **about)).status_code == 200
        response = await service.get(path, tenant=uuid7(), **about)
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
