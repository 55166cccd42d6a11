"""What people say of a business stands above its site, and audits wait for it where the site says too little."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from analyzer.shared.judged import Judged
from analyzer.sites.corrections.handlers import confirm_understanding, withdraw_confirmation
from analyzer.sites.handlers import Analyst, analyze_website, keep_page
from analyzer.sites.rules.analysis import Competitor, Site, WebsiteAnalysis
from common.contracts.analyzer import InputNeeded, WebsiteAnalyzed
from common.contracts.collector import PageScraped
from common.contracts.simulator import AnalyzeWebsite, AuditStepReplied, ConfirmUnderstanding, WithdrawConfirmation
from common.contracts.vocabulary import BrandName, CategoryProposal, FactField, NamedOther, Offering, Understood
from common.primitives.ids import uuid7
from common.testing.tokens import bearer

from ..service import Service

pytestmark = pytest.mark.engines
FIELDS: tuple[FactField, ...] = ("name", "kind", "category", "offerings", "segments", "problems", "rivals", "places")


def scored(*, low: tuple[str, ...]) -> tuple[Understood, ...]:
    return tuple(
        Understood(field=name, score=0.2 if name in low else 0.9, witnesses=2, reason="Two places say it.")
        for name in FIELDS
    )


def found(*, low: tuple[str, ...] = (), **more: Any) -> WebsiteAnalysis:
    """What an analyst reads of a garage."""
    plain: dict[str, Any] = {
        "brand": BrandName(name="Hopkirk Motors", domains=("hopkirk.example",), tracked=True), "language": "en",
        "industry": "Cars", "category": "garages", "business_model": "b2c", "business_model_reason": "Prices for all.",
        "summary": "Hopkirk Motors mends cars.", "business_kind": "service_provider", "local": True,
        "offerings": (Offering(text="MOT tests", url="https://hopkirk.example/", evidence="MOT tests from 40."),),
        "competitors": (Competitor(name="Kwikfix", evidence="Cheaper than Kwikfix."), Competitor(name="Bosko")),
        "others": (NamedOther(text="Tyrellia", relation="supplier"),),
        "proposals": (CategoryProposal(text="garages", score=0.4), CategoryProposal(text="car dealers", score=0.2)),
        "understood": scored(low=low),
    }  # fmt: skip
    return WebsiteAnalysis(**{**plain, **more})


@dataclass
class Scripted:
    """An analyst that reads what it is told to."""

    analysis: WebsiteAnalysis
    version: str = "scripted-1@0"
    read: int = 0

    async def analyse(self, site: Site) -> Judged[WebsiteAnalysis]:
        self.read += 1
        return Judged(self.analysis, self.version)


@dataclass
class Garage:
    """One website in the service, audited as often as a test likes."""

    service: Service
    website: UUID

    @classmethod
    def of(cls, service: Service) -> "Garage":
        return cls(service, uuid7())

    async def analysed(self, analysis: WebsiteAnalysis) -> tuple[UUID, UUID]:
        """A crawl is read; audit and analysis."""
        audit, crawl = uuid7(), uuid7()
        own = {"website_id": self.website, "crawl_id": crawl}
        await keep_page(self.service.own(PageScraped, page_id=uuid7(), **own), unit=self.service.unit)
        self.service.clock.advance(timedelta(hours=1))
        command = self.service.own(AnalyzeWebsite, saga_id=audit, pages=1, **own)
        analyst = Analyst(Scripted(analysis, version=f"scripted-1@{uuid7().hex}"), self.service.clock)
        await analyze_website(command, unit=self.service.unit, analyst=analyst)
        return audit, (await self.service.outbox(WebsiteAnalyzed))[-1].analysis_id

    async def confirm(self, audit: UUID, analysis: UUID, **more: Any) -> ConfirmUnderstanding:
        command = self.service.own(
            ConfirmUnderstanding, saga_id=audit, website_id=self.website, analysis_id=analysis, **more
        )
        await confirm_understanding(command, unit=self.service.unit)
        return command

    async def reply(self) -> AuditStepReplied | None:
        """The reply to the newest confirmation, if there is one."""
        replies = [each for each in await self.service.outbox(AuditStepReplied) if each.step == "confirm"]
        return replies[-1] if replies else None

    async def shown(self) -> dict[str, Any]:
        answer = await self.service.get(f"/v1/sites/{self.website}")
        assert answer.status_code == 200, answer.text
        view: dict[str, Any] = answer.json()
        return {**view, "by": {each["field"]: each for each in view["fields"]}}

    async def say(self, facts: dict[str, Any], *, revision: int = 0) -> Any:
        body = {"revision": revision, "facts": facts}
        return await self.service.client.patch(
            f"/v1/sites/{self.website}", json=body, headers=bearer(self.service.tenant)
        )


async def test_a_business_that_is_understood_needs_nobody(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found())
    await garage.confirm(audit, analysis)
    reply = await garage.reply()
    assert reply is not None
    assert reply.result == {"analysis_id": str(analysis), "language": "en", "accepted": []}
    assert await service.outbox(InputNeeded) == []
    assert len(await service.outbox(WebsiteAnalyzed)) == 1


async def test_an_audit_waits_until_the_last_missing_field_is_said(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category", "kind")))
    await garage.confirm(audit, analysis)
    [question] = await service.outbox(InputNeeded)
    assert (question.audit_id, question.fields) == (audit, ("kind", "category"))
    assert await garage.reply() is None
    assert (await garage.say({"category": {"text": "garages"}})).status_code == 200
    assert await garage.reply() is None
    assert (await garage.shown())["waiting"] == [str(audit)]
    assert (await garage.say({"kind": {"kind": "service_provider"}}, revision=1)).status_code == 200
    reply = await garage.reply()
    assert reply is not None
    assert reply.result["analysis_id"] != str(analysis)
    assert (await garage.shown())["waiting"] == []
    further = (await service.outbox(WebsiteAnalyzed))[-1]
    assert str(further.analysis_id) == reply.result["analysis_id"]
    assert {each.field for each in further.understood if each.by_person} == {"category", "kind"}


async def test_what_was_said_holds_for_the_next_crawl(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    rivals = {"added": [{"name": "Autoroyal", "aliases": ["Auto Royal"]}], "removed": ["bosko"]}
    await garage.say({"name": {"name": "Hopkirk", "aliases": ["Hopkirk Motors"]}, "rivals": rivals})
    await garage.analysed(found(competitors=(Competitor(name="Bosko"), Competitor(name="Rapidus"))))
    event = (await service.outbox(WebsiteAnalyzed))[-1]
    assert (event.brand.name, event.brand.aliases) == ("Hopkirk", ("Hopkirk Motors",))
    assert event.brand.domains == ("hopkirk.example",)
    assert [(each.name, each.aliases) for each in event.competitors] == [
        ("Rapidus", ()),
        ("Autoroyal", ("Auto Royal",)),
    ]
    assert ("Bosko", "other") in [(each.text, each.relation) for each in event.others]


async def test_another_spelling_of_a_rival_is_no_rival_of_its_own_nor_is_the_business(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found(competitors=(Competitor(name="Brevo"), Competitor(name="Sendinblue"))))
    added = [{"name": "Brevo", "aliases": ["sendinblue"]}, {"name": "Hopkirk Motors"}]
    assert (await garage.say({"rivals": {"added": added}})).status_code == 200
    rivals = (await garage.shown())["by"]["rivals"]["value"]
    assert [(each["name"], each["aliases"]) for each in rivals] == [("Brevo", ["sendinblue"])]


@pytest.mark.parametrize(
    "facts",
    [
        {"rivals": {"added": [{"name": "Rapidus", "aliases": ["RP"]}, {"name": "Repairo", "aliases": ["rp"]}]}},
        {"rivals": {"added": [{"name": "Rapidus", "aliases": ["AR"]}]}},
        {"rivals": {"added": [{"name": "Rapidus", "aliases": ["hopkirk motors"]}]}},
        {"name": {"name": "Hopkirk", "aliases": ["ar"]}},
    ],
)
async def test_a_name_that_two_brands_would_have_is_refused(service: Service, facts: dict[str, Any]) -> None:
    garage = Garage.of(service)
    await garage.analysed(found(competitors=(Competitor(name="Autoroyal", aliases=("AR",)),)))
    refused = await garage.say(facts)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:brandmon:problem:alias-taken")
    assert (await garage.shown())["revision"] == 0


async def test_where_nothing_is_proposed_no_category_is_shown(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found(low=("category",), category="companies of this kind", proposals=()))
    assert (await garage.shown())["by"]["category"]["value"] is None


async def test_a_new_crawl_shows_what_it_reads_otherwise(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    assert (await garage.shown())["changed"] == []
    await garage.analysed(found(category="car dealers"))
    [change] = (await garage.shown())["changed"]
    assert (change["field"], change["before"]["text"], change["after"]["text"]) == (
        "category",
        "garages",
        "car dealers",
    )


async def test_a_field_shows_what_holds_what_was_read_and_who_said_so(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found(low=("category",)))
    before = (await garage.shown())["by"]["category"]
    assert (before["missing"], before["score"], before["said_by"]) == (True, 0.2, None)
    await garage.say({"category": {"text": "MOT garages", "terms": ["car repair"]}})
    after = (await garage.shown())["by"]["category"]
    assert (after["value"]["text"], after["read"]["text"], after["missing"]) == ("MOT garages", "garages", False)
    assert (after["score"], after["said_by"] is not None) == (1.0, True)


async def test_a_word_on_a_site_that_was_never_scored_makes_nothing_else_missing(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(understood=()))
    await garage.say({"rivals": {"added": [{"name": "Rapidus"}]}})
    assert not [each["field"] for each in (await garage.shown())["fields"] if each["missing"]]
    assert (await garage.shown())["by"]["rivals"]["said"]["added"][0]["name"] == "Rapidus"
    await garage.confirm(audit, analysis)
    assert await garage.reply() is not None


async def test_the_trail_keeps_everything_and_a_null_takes_a_field_back(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    await garage.say({"category": {"text": "body shops"}})
    await garage.say({"category": None}, revision=1)
    assert (await garage.shown())["by"]["category"]["value"]["text"] == "garages"
    trail = (await service.get(f"/v1/sites/{garage.website}/facts")).json()["items"]
    assert [(each["revision"], each["value"] and each["value"]["text"]) for each in trail] == [
        (2, None),
        (1, "body shops"),
    ]
    assert await service.noted() == [("website.corrected", {"fields": "category"})] * 2


async def test_whoever_looked_at_an_older_state_is_told(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    await garage.say({"places": ["Ludlow"]})
    late = await garage.say({"places": ["Leominster"]})
    assert (late.status_code, late.json()["type"]) == (409, "urn:brandmon:problem:site-changed")
    assert (await garage.shown())["by"]["places"]["value"] == ["Ludlow"]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": {"kind": "castle"}},
        {"name": {"name": "  "}},
        {"name": {"name": "a\x00b"}},
        {"category": "garages"},
        {"industry": "Cars"},
        {"rivals": {"added": [{"name": "X", "domains": ["no host"]}]}},
        {"problems": ["x" * 501]},
        {"language": "Deutsch"},
    ],
)
async def test_what_is_no_fact_is_refused_and_changes_nothing(service: Service, facts: dict[str, Any]) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    answer = await garage.say(facts)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:brandmon:problem:invalid-request")
    assert (await garage.shown())["revision"] == 0


async def test_proposals_are_accepted_for_audits_that_wait_and_are_nobodys_word(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",)))
    await garage.confirm(audit, analysis)
    path, headers = f"/v1/sites/{garage.website}/acceptance", bearer(service.tenant)
    accepted = await service.client.post(path, json={"revision": 0}, headers=headers)
    assert accepted.status_code == 200
    assert await garage.reply() is not None
    assert (await garage.shown())["revision"] == 0
    assert await service.noted() == [("website.accepted", {"revision": "0"})]
    audit, analysis = await garage.analysed(found(low=("category",)))
    await garage.confirm(audit, analysis)
    assert len(await service.outbox(InputNeeded)) == 2


async def test_where_nothing_is_proposed_nothing_can_be_accepted(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("category",), proposals=()))
    await garage.confirm(audit, analysis)
    path, headers = f"/v1/sites/{garage.website}/acceptance", bearer(service.tenant)
    refused = await service.client.post(path, json={"revision": 0}, headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:brandmon:problem:nothing-proposed")
    assert await garage.reply() is None


async def test_a_proposal_with_little_behind_it_is_not_accepted_unseen(service: Service) -> None:
    garage = Garage.of(service)
    proposals = (CategoryProposal(text="car repair shops", score=0.1),)
    audit, analysis = await garage.analysed(found(low=("category",), proposals=proposals))
    await garage.confirm(audit, analysis, accept=True)
    assert await garage.reply() is None, "the audit waits for a person"
    assert len(await service.outbox(InputNeeded)) == 1
    path, headers = f"/v1/sites/{garage.website}/acceptance", bearer(service.tenant)
    refused = await service.client.post(path, json={"revision": 0}, headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:brandmon:problem:proposal-weak")
    assert "car repair shops" in refused.json()["detail"]
    assert (await garage.say({"category": {"text": "car repair shops"}})).status_code == 200
    assert await garage.reply() is not None, "said by a person, it is no guess"


async def test_an_audit_that_accepts_beforehand_goes_on_with_the_best_proposal(service: Service) -> None:
    garage = Garage.of(service)
    proposals = (CategoryProposal(text="car repair shops", score=0.4),)
    audit, analysis = await garage.analysed(found(low=("category",), proposals=proposals))
    await garage.confirm(audit, analysis, accept=True, language="und")
    reply = await garage.reply()
    assert reply is not None
    assert (reply.result["language"], reply.result["accepted"]) == ("en", ["category"])
    assert (await service.outbox(WebsiteAnalyzed))[-1].category == "car repair shops"
    audit, analysis = await garage.analysed(found(low=("category",), proposals=()))
    await garage.confirm(audit, analysis, accept=True)
    refused = await garage.reply()
    assert refused is not None
    assert (refused.outcome, refused.reason) == ("refused", "not-understood")


async def test_a_withdrawn_question_is_answered_by_nobody(service: Service) -> None:
    garage = Garage.of(service)
    audit, analysis = await garage.analysed(found(low=("kind",)))
    command = await garage.confirm(audit, analysis)
    withdrawn = service.own(WithdrawConfirmation, saga_id=audit, website_id=garage.website)
    await withdraw_confirmation(withdrawn, unit=service.unit)
    before = len(await service.outbox(AuditStepReplied))
    await garage.say({"kind": {"kind": "shop"}})
    assert len(await service.outbox(AuditStepReplied)) == before
    await confirm_understanding(command.model_copy(update={"id": uuid7()}), unit=service.unit)
    late = await garage.reply()
    assert late is not None
    assert (late.outcome, late.reason) == ("refused", "given-up")


async def test_nobody_sees_or_corrects_a_foreign_site(service: Service) -> None:
    garage = Garage.of(service)
    await garage.analysed(found())
    stranger = bearer(uuid7())
    for path in ("", "/facts"):
        answer = await service.client.get(f"/v1/sites/{garage.website}{path}", headers=stranger)
        assert answer.status_code == 404
    body = {"revision": 0, "facts": {"places": ["Ludlow"]}}
    assert (await service.client.patch(f"/v1/sites/{garage.website}", json=body, headers=stranger)).status_code == 404
    viewer = bearer(service.tenant, "viewer")
    assert (await service.client.patch(f"/v1/sites/{garage.website}", json=body, headers=viewer)).status_code == 403
