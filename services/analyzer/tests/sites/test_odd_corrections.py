"""Odd bodies, odd orders and two people at once: what people say is taken, or refused in a sentence."""

import asyncio
from typing import Any

import pytest

from analyzer.sites.corrections.handlers import confirm_understanding, withdraw_confirmation
from analyzer.sites.rules.analysis import Competitor
from common.contracts.analyzer import InputNeeded, WebsiteAnalyzed
from common.contracts.simulator import AuditStepReplied, ConfirmUnderstanding, WithdrawConfirmation
from common.contracts.vocabulary import BrandName, CategoryProposal, Offering
from common.messaging.outcomes import AlreadyHandled
from common.primitives.ids import uuid7
from common.testing.http import sent_again
from common.testing.tokens import bearer

from ..service import Service
from ..sites.test_corrections import Garage, found

pytestmark = pytest.mark.engines


async def send(garage: Garage, raw: str) -> Any:
    headers = {**bearer(garage.service.tenant), "content-type": "application/json"}
    return await garage.service.client.patch(f"/v1/sites/{garage.website}", content=raw, headers=headers)


async def confirmations(service: Service) -> list[AuditStepReplied]:
    return [each for each in await service.outbox(AuditStepReplied) if each.step == "confirm"]


@pytest.mark.parametrize(
    "raw",
    [
        '{"revision": 0, "facts": {"name": {"name": "\\ud800"}}}',
        '{"revision": 0, "facts": {"name": {"name": "\\u200b"}}}',
        '{"revision": 0, "facts": {"name": {"name": "?!"}}}',
        '{"revision": 0, "facts": {"name": {"name": "\\u202eHopkirk\\u202c"}}}',
        '{"revision": 0, "facts": {"problems": ["Rust\\ufffe"]}}',
        '{"revision": 0, "facts": {"name": null, "kind": 3}}',
        '{"revision": 0, "facts": {"\\ud800": {}}}',
        '{"revision": 0, "facts": null}',
        '{"revision": 0, "facts": []}',
        '{"revision": null, "facts": {}}',
        '{"revision": 1e999, "facts": {}}',
        '{"revision": NaN, "facts": {}}',
        '{"revision": 99999999999999999999, "facts": {"places": ["Leeds"]}}',
        '{"revision": 0, "facts": {"language": "xx\\n"}}',
        '{"revision": 0, "facts": {"places": [null]}}',
        '{"revision": 0, "facts": {"rivals": {"removed": [""]}}}',
        '{"revision": 0, "facts": {"offerings": ' + str([{"text": "x"}] * 51).replace("'", '"') + "}}",
        '{"revision": 0, "facts": ' + "[" * 3000 + "]" * 3000 + "}",
        "",
        "nothing",
        "{" * 100_000,
    ],
)
async def test_an_odd_body_is_refused_in_a_sentence(service: Service, raw: str) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    answer = await send(garage, raw)
    assert answer.status_code in (400, 409, 413, 422), (answer.status_code, answer.text[:300])
    assert answer.json()["detail"]
    assert (await garage.shown())["revision"] == 0


async def test_what_cannot_be_seen_is_taken_out_of_a_word(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    said = {"name": {"name": "\ufeffHopkirk\u200e", "aliases": ["Hop\u200bkirk"]}, "places": ["Lud\u00adlow"]}
    assert (await garage.say(said)).status_code == 200
    by = (await garage.shown())["by"]
    assert by["name"]["value"]["name"] == "Hopkirk"
    assert by["places"]["value"] == ["Ludlow"]


async def test_nothing_said_changes_nothing(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    assert (await garage.say({})).status_code == 200
    assert (await garage.shown())["revision"] == 0


async def test_of_two_who_speak_at_once_one_is_told_to_look_again(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",)))
    await garage.confirm(audit, analysis)
    said = [garage.say({"category": {"text": text}}) for text in ("garages", "body shops", "car repairs")]
    answers = await asyncio.gather(*said)
    assert sorted(each.status_code for each in answers) == [200, 409, 409]
    assert len(await confirmations(service)) == 1


async def test_acceptance_twice_and_at_once_is_one(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",)))
    await garage.confirm(audit, analysis)
    path, headers = f"/v1/sites/{garage.website}/acceptance", bearer(service.tenant)
    asked = [service.client.post(path, json={"revision": 0}, headers=headers) for _ in range(3)]
    assert [each.status_code for each in await asyncio.gather(*asked)] == [200, 200, 200]
    assert len(await confirmations(service)) == 1


async def test_an_acceptance_that_is_sent_again_under_its_key_is_one(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",)))
    await garage.confirm(audit, analysis)
    path = f"/v1/sites/{garage.website}/acceptance"
    site = (await sent_again(service.client, path, {"revision": 0}, bearer(service.tenant))).json()
    assert (site["waiting"], len(await confirmations(service))) == ([], 1)


@pytest.mark.parametrize("role", ["viewer"])
async def test_a_viewer_accepts_nothing_and_a_stranger_finds_nothing(service: Service, role: str) -> None:
    garage = Garage.of(service)
    await garage.analysed(found(low=("category",)))
    path = f"/v1/sites/{garage.website}/acceptance"
    refused = await service.client.post(path, json={"revision": 0}, headers=bearer(service.tenant, role))
    stranger = await service.client.post(path, json={"revision": 0}, headers=bearer(uuid7()))
    assert (refused.status_code, stranger.status_code) == (403, 404)


async def test_a_redelivered_question_is_asked_and_answered_once(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",)))
    command = await garage.confirm(audit, analysis)
    with pytest.raises(AlreadyHandled):
        await confirm_understanding(command, unit=service.unit)
    assert len(await service.outbox(InputNeeded)) == 1
    await garage.say({"category": {"text": "garages"}})
    await confirm_understanding(command.model_copy(update={"id": uuid7()}), unit=service.unit)
    told = await confirmations(service)
    assert {each.result["analysis_id"] for each in told} == {told[0].result["analysis_id"]}
    assert {each.outcome for each in told} == {"done"}
    assert (await garage.shown())["waiting"] == []
    assert len(await service.outbox(InputNeeded)) == 1


async def test_a_withdrawal_that_comes_first_leaves_nobody_waiting(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",)))
    await withdraw_confirmation(
        service.own(WithdrawConfirmation, saga_id=audit, website_id=garage.website), unit=service.unit
    )
    await garage.confirm(audit, analysis)
    assert (await garage.shown())["waiting"] == []
    assert await service.outbox(InputNeeded) == []


async def test_a_correction_while_an_audit_runs_is_for_the_next_one(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found())
    await garage.confirm(audit, analysis)
    assert (await garage.say({"category": {"text": "body shops"}})).status_code == 200
    assert len(await confirmations(service)) == 1
    assert len(await service.outbox(WebsiteAnalyzed)) == 1


async def test_an_analysis_of_another_tenant_is_not_confirmed(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found())
    foreign = service.own(
        ConfirmUnderstanding, saga_id=audit, website_id=garage.website, analysis_id=analysis, tenant_id=uuid7()
    )
    await confirm_understanding(foreign, unit=service.unit)
    assert await confirmations(service) == []


@pytest.mark.parametrize(
    "more",
    [
        {"brand": BrandName(name="H" * 2000, tracked=True)},
        {"brand": BrandName(name="Hopkirk", aliases=tuple(f"Hop {at}" for at in range(80)), tracked=True)},
        {"brand": BrandName(name="…", tracked=True)},
        {"proposals": (CategoryProposal(text="g" * 600, terms=("t" * 600,) * 80, score=0.4),)},
    ],
    ids=["a long name", "many aliases", "a name without letters", "a long proposal"],
)
async def test_whatever_is_proposed_can_be_accepted_and_read_again(service: Service, more: dict[str, Any]) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("name", "category"), **more))
    await garage.confirm(audit, analysis)
    path, headers = f"/v1/sites/{garage.website}/acceptance", bearer(service.tenant)
    answer = await service.client.post(path, json={"revision": 0}, headers=headers)
    assert answer.status_code in (200, 409), answer.text
    assert (await garage.shown())["revision"] in (0, 1)


async def test_a_name_that_was_said_is_no_offering_and_no_rival(service: Service) -> None:
    garage = Garage.of(service)
    offerings = tuple(Offering(text=text, url="u", evidence=text) for text in ("Dunmoor", "MOT tests"))
    await garage.analysed(found(offerings=offerings, competitors=(Competitor(name="dunmoor cars"),)))
    await garage.say({"name": {"name": "Dunmoor", "aliases": ["Dunmoor Cars"]}})
    by = (await garage.shown())["by"]
    assert [each["text"] for each in by["offerings"]["value"]] == ["MOT tests"]
    assert by["rivals"]["value"] == []
