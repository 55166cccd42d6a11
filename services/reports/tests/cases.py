"""Figures to write reports from, counted from made-up answers so that all slices agree."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from common.contracts.analytics import (
    BrandFigures,
    EvidenceQuote,
    Figure,
    ShareOfVoiceMaterialised,
    Slice,
    Substitution,
)
from common.contracts.analyzer import BrandStateExtracted, WebsiteAnalyzed
from common.contracts.simulator import AuditRequested, ConversationsPlanned, GenerateReport, ResponseReceived
from common.contracts.vocabulary import Panel
from common.primitives.ids import derived_id, uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from reports.audits.material import keep
from reports.documents.rules.compose import Facts, compose
from reports.documents.rules.document import ReportDocument
from reports.pages.html import render

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TENANT = UUID("01940000-0000-7000-8000-00000000aaaa")
STATES = ("recommended", "trusted", "compared", "mentioned")
BELIEFS = ("outcome", "superiority", "transaction", "social_proof", "identity", "truth")
RIVALS = ("Mailchimp", "Klaviyo", "Brevo", "MailerLite", "Constant Contact")
ICPS = ("Independent shop owner", "Café owner", "Craft seller on marketplaces")
STAGES = ("awareness", "consideration", "purchase")


async def in_process(document: ReportDocument) -> bytes:
    """A page without a child process: what is tested is what comes before and after it."""
    return render(document)


@dataclass(frozen=True)
class MadeUpAnswer:
    """One made-up answer: which brands it names, in order."""

    conversation: int
    icp: str
    stage: str
    provider: str
    branded: bool
    named: tuple[str, ...]


def chance(*parts: object) -> float:
    """A number of 0..1 that depends on nothing but its arguments."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:4], "big") / 2**32


def made_up(
    odds: dict[str, float], *, conversations: int, turns: int = 3, providers: Sequence[str]
) -> list[MadeUpAnswer]:
    answers = []
    for provider in providers:
        for conversation in range(conversations):
            for turn in range(turns):
                where = (provider, conversation, turn)
                hits = [(chance(brand, *where), brand) for brand, odd in odds.items() if chance(*where, brand) < odd]
                stage = STAGES[turn % len(STAGES)]
                branded = turn == turns - 1 and conversation % 4 == 0
                named = tuple(brand for _, brand in sorted(hits))
                answers.append(MadeUpAnswer(conversation, ICPS[conversation % 3], stage, provider, branded, named))
    return answers


def figure(value: float | None, n: int, reason: str = "no answer names the brand") -> Figure:
    if value is None:
        return Figure(value=None, reason=reason)
    if n < 2:
        return Figure(value=value, reason="one conversation gives no interval")
    reach = 1.4 * (max(value * (1 - value), 0.01) / n) ** 0.5
    return Figure(value=value, low=max(0.0, value - reach), high=min(1.0, value + reach))


def brand_figures(brand: str, answers: list[MadeUpAnswer], *, own: str, total: int) -> BrandFigures:
    n = len({(one.provider, one.conversation) for one in answers})
    naming = [one for one in answers if brand in one.named]
    states = [STATES[int(chance(brand, place) ** 1.4 * 4)] for place in range(len(naming))]
    places = [one.named.index(brand) + 1 for one in naming]
    presence: dict[Any, int] = {state: states.count(state) for state in STATES}
    beliefs = [BELIEFS[int(chance(brand, "belief", at) * 6)] for at in range(len(naming) // 2)]
    mean = sum(places) / len(places) if places else None
    rated = len(answers)
    return BrandFigures(
        brand_id=derived_id("brand", brand),
        brand=brand,
        tracked=brand == own,
        discovered=brand not in (own, "Mailchimp"),
        share_of_voice=figure(len(naming) / total if total else None, n, "no answer names any brand compared"),
        visibility=figure(len(naming) / rated if rated else None, n, "no answers"),
        recommendation_rate=figure(states.count("recommended") / rated if rated else None, n, "no answers"),
        trust_score=figure(sum(states.count(s) for s in STATES[:2]) / rated if rated else None, n, "no answers"),
        average_position=Figure(value=mean, low=max(1.0, mean - 0.4), high=mean + 0.4)
        if mean
        else Figure(value=None, reason="no answer names the brand"),
        mentions=len(naming),
        first_positions=places.count(1),
        presence={**presence, "ignored": rated - len(naming)} if brand == own else presence,
        beliefs={name: beliefs.count(name) for name in BELIEFS if name in beliefs},
        mean_sentiment=0.3 if naming else None,
    )


def a_slice(answers: list[MadeUpAnswer], brands: Sequence[str], own: str, **about: Any) -> Slice:
    total = sum(brand in one.named for one in answers for brand in brands)
    return Slice(
        answers=len(answers),
        conversations=len({(one.provider, one.conversation) for one in answers}),
        refusals=0,
        brands=tuple(brand_figures(brand, answers, own=own, total=total) for brand in brands),
        **about,
    )


def slices_of(answers: list[MadeUpAnswer], brands: Sequence[str], own: str) -> tuple[Slice, ...]:
    unbranded = [one for one in answers if not one.branded]
    parts = [a_slice(unbranded, brands, own, by="all", branded=False)]
    if branded := [one for one in answers if one.branded]:
        parts.append(a_slice(branded, brands, own, by="all", branded=True))
    for by in ("provider", "icp", "stage"):
        for value in sorted({getattr(one, by) for one in unbranded}):
            some = [one for one in unbranded if getattr(one, by) == value]
            slice_by = "funnel_stage" if by == "stage" else by
            parts.append(a_slice(some, brands, own, by=slice_by, value=value, label=value, branded=False))
    return tuple(parts)


def substitutions_of(answers: list[MadeUpAnswer], brands: Sequence[str], own: str) -> tuple[Substitution, ...]:
    without = [one for one in answers if not one.branded and own not in one.named]
    found = []
    for brand in brands:
        number = sum(brand in one.named for one in without)
        if brand != own and number:
            found.append(
                Substitution(
                    missing_brand_id=derived_id("brand", own),
                    missing_brand=own,
                    substitute_brand_id=derived_id("brand", brand),
                    substitute_brand=brand,
                    occurrences=number,
                    missing_answers=len(without),
                    share=figure(number / len(without), len(without)),
                    average_position=1.8,
                )
            )
    return tuple(found)


def quotes_of(brands: Sequence[str], providers: Sequence[str], pattern: str, prompt: str) -> tuple[EvidenceQuote, ...]:
    made = []
    for at, brand in enumerate(brands[:6]):
        for state in STATES[: 3 if at < 2 else 1]:
            before, after = pattern.split("@")
            made.append(
                EvidenceQuote(
                    response_id=derived_id("response", brand, state),
                    prompt_text=prompt,
                    provider=providers[at % len(providers)],
                    model="smollm2-135m-instruct",
                    icp_name=ICPS[at % 3],
                    brand=brand,
                    presence=state,
                    belief="outcome" if state == "recommended" else None,
                    text=before + brand + after,
                    start=len(before),
                    end=len(before) + len(brand),
                )
            )
    return tuple(made)


def material_for(figures: ShareOfVoiceMaterialised) -> list[Any]:
    """What the measured answers rest on, out of the committed examples: a site, a plan, answers and readings."""
    own = {"tenant_id": figures.tenant_id, "website_id": figures.website_id, "audit_id": figures.audit_id}
    measured = sum(part.answers for part in figures.slices if part.by == "all")
    parts = {name: derived_id(name, figures.tenant_id, figures.audit_id) for name in ("analysis_id", "plan_id")}
    told: list[Any] = [
        example(contract).model_copy(
            update={**own, "id": uuid7(), "occurred_at": START, **{n: v for n, v in parts.items() if n in fields}}
        )
        for contract, fields in (
            (WebsiteAnalyzed, WebsiteAnalyzed.model_fields), (ConversationsPlanned, ConversationsPlanned.model_fields),
        )
    ]  # fmt: skip
    for number in range(measured):
        about = {**own, "run_id": figures.run_id, "response_id": derived_id("response", figures.audit_id, number)}
        told += [
            example(contract).model_copy(update={**about, "id": uuid7(), "occurred_at": START})
            for contract in (ResponseReceived, BrandStateExtracted)
        ]
    return told


async def keep_material(figures: ShareOfVoiceMaterialised, *, unit: UnitOfWork) -> None:
    """Hand to the service what the measured answers rest on."""
    async with unit.begin(figures.tenant_id) as tx:
        await keep(tx, material_for(figures))


@dataclass(frozen=True)
class Case:
    """A made-up audit; every field may be replaced by a test."""

    own: str = "Tillvane"
    odds: tuple[tuple[str, float], ...] = (
        ("Tillvane", 0.3), ("Mailchimp", 0.62), ("Klaviyo", 0.34), ("Brevo", 0.25), ("MailerLite", 0.18),
        ("Constant Contact", 0.1),
    )  # fmt: skip
    conversations: int = 10
    providers: tuple[str, ...] = ("local",)
    failed: int = 0
    url: str = "https://www.tillvane.example/"
    icp_names: tuple[str, ...] = ICPS
    pattern: str = (
        "If you run a small shop and have little time, @ is a sensible choice: it writes the newsletter with you."
    )
    prompt: str = "Which e-mail tool would you pick for a café with 400 subscribers, and why?"
    universe: str = "the customer's brand and every rival that an answer names"
    tenant: UUID = TENANT

    @property
    def audit_id(self) -> UUID:
        return derived_id("audit", self.own, self.tenant)

    def request(self) -> AuditRequested:
        return AuditRequested(
            id=derived_id("requested", self.audit_id),
            tenant_id=self.tenant,
            occurred_at=START,
            audit_id=self.audit_id,
            website_id=derived_id("website", self.own, self.tenant),
            url=self.url,
            providers=self.providers,
            panel=Panel(icps=5, conversations=2),
            language="en",
            requested_by=derived_id("user"),
        )

    def command(self, **changes: Any) -> GenerateReport:
        values: dict[str, Any] = {
            "id": derived_id("command", self.audit_id),
            "tenant_id": self.tenant,
            "occurred_at": START + timedelta(minutes=3),
            "saga_id": self.audit_id,
            "step": "report",
            "website_id": derived_id("website", self.own, self.tenant),
            "run_id": derived_id("run", self.audit_id),
            "url": self.url,
            "name": self.own,
            "failed_answers": self.failed,
        }
        return GenerateReport(**{**values, **changes})

    def figures(self) -> ShareOfVoiceMaterialised:
        answers = made_up(dict(self.odds), conversations=self.conversations, providers=self.providers)
        brands = [brand for brand, _ in self.odds]
        named = [one for one in brands if any(one in answer.named for answer in answers)]
        return ShareOfVoiceMaterialised(
            id=derived_id("figures", self.audit_id),
            tenant_id=self.tenant,
            occurred_at=START + timedelta(minutes=2),
            website_id=derived_id("website", self.own, self.tenant),
            audit_id=self.audit_id,
            run_id=derived_id("run", self.audit_id),
            universe=self.universe,
            interval_method="95% percentile cluster bootstrap over conversations, 2000 draws, seed 7",
            extractor_version="extractor-1",
            period_start=START + timedelta(minutes=1),
            period_end=START + timedelta(minutes=2),
            slices=slices_of(answers, brands, self.own),
            substitutions=substitutions_of(answers, brands, self.own),
            evidence=quotes_of(named, self.providers, self.pattern, self.prompt),
        )

    def facts(self) -> Facts:
        return Facts(self.command(), self.request(), self.figures())

    def document(self) -> ReportDocument:
        return compose(self.facts())
