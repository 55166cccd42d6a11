"""Builders that the tests of analytics share."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from analytics.facts.rules.facts import AnswerFacts, assemble
from analytics.facts.rules.projections import fact_rows
from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.vocabulary import BrandState, Classification, EvidenceSpan
from common.primitives.ids import derived_id

TENANT = UUID("0198c000-0000-7000-8000-00000000000a")
MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
OWN = "Tillvane"
LISTED = ("Mailchimp", "Klaviyo")

Named = dict[str, str]
"""Presence by brand, in order of position."""


def state_of(brand: str, presence: str, position: int | None) -> BrandState:
    """A state whose evidence is a sentence that names the brand."""
    text = f"Many shops use {brand} for this."
    named = presence != "ignored"
    return BrandState(
        brand_id=derived_id("brand", brand),
        brand=brand,
        tracked=brand == OWN,
        discovered=brand not in (OWN, *LISTED),
        presence=presence,  # type: ignore[arg-type]
        position=position if named else None,
        belief="outcome" if presence == "recommended" else None,
        sentiment=0.5 if named else None,
        confidence=0.9,
        evidence=(EvidenceSpan(start=0, end=len(text), text=text),) if named else (),
    )


def event_of(number: int, conversation: int, named: Named, **changes: Any) -> BrandStateExtracted:
    """The reading of answer ``number``; tracked brands that are not ``named`` are ignored in it."""
    ignored = [brand for brand in (OWN, *LISTED) if brand not in named]
    states = [state_of(brand, presence, at) for at, (brand, presence) in enumerate(named.items(), start=1)]
    states += [state_of(brand, "ignored", None) for brand in ignored]
    icp = conversation % 2
    about = {"funnel_stage": "awareness", "branded": False, **changes.pop("about", {})}
    facts: dict[str, Any] = {
        "id": derived_id("event", number),
        "tenant_id": TENANT,
        "occurred_at": MOMENT + timedelta(seconds=number),
        "website_id": derived_id("website"),
        "audit_id": derived_id("audit"),
        "run_id": derived_id("run"),
        "icp_id": derived_id("icp", icp),
        "icp_name": f"Profile {icp}",
        "conversation_id": derived_id("conversation", conversation),
        "core": True,
        "prompt_id": derived_id("prompt", number),
        "prompt_text": f"Which tool suits a small shop ({number})?",
        "turn": 1,
        "repeat": 1,
        "response_id": derived_id("response", number),
        "provider": "local",
        "requested_model": "small",
        "actual_model": "small-1",
        "answered_at": MOMENT + timedelta(seconds=number),
        "classification": Classification(
            intent="evaluation", buying_signal=0.5, trust_need=0.5, query_intent="commercial", confidence=0.9, **about
        ),
        "extractor_version": "1.0",
        "refusal": False,
        "states": tuple(states),
    }
    return BrandStateExtracted(**{**facts, **changes})


def answers_of(events: Sequence[BrandStateExtracted]) -> tuple[AnswerFacts, ...]:
    """The answers that the facts of ``events`` assemble to."""
    rows = [fact_rows(event) for event in events]
    return assemble([row.answer for row in rows], [state for row in rows for state in row.states])


@pytest.fixture(scope="session")
def event() -> Callable[..., BrandStateExtracted]:
    """See ``event_of``."""
    return event_of


@pytest.fixture(scope="session")
def answers() -> Callable[[Sequence[BrandStateExtracted]], tuple[AnswerFacts, ...]]:
    """See ``answers_of``."""
    return answers_of


@pytest.fixture
def panel() -> list[BrandStateExtracted]:
    """Twelve answers of six conversations and two providers; the own brand is named in three of them."""
    named: list[Named] = [
        {"Mailchimp": "recommended", "Klaviyo": "compared"},
        {"Mailchimp": "mentioned"},
        {"Mailchimp": "mentioned", OWN: "recommended"},
        {},
        {"Klaviyo": "trusted", "Brevo": "mentioned"},
        {"Brevo": "mentioned", "Mailchimp": "compared", OWN: "compared"},
        {"Mailchimp": "recommended"},
        {"Klaviyo": "mentioned"},
        {OWN: "mentioned"},
        {"Mailchimp": "mentioned", "Slipname": "mentioned"},
        {"Mailchimp": "trusted", "Klaviyo": "mentioned"},
        {},
    ]
    stages = ("awareness", "consideration", "purchase")
    return [
        event_of(
            number, number // 2, brands, provider=("local", "openai")[number % 2], refusal=number == 11,
            about={"funnel_stage": stages[number % 3]},
        )
        for number, brands in enumerate(named)
    ]  # fmt: skip


@pytest.fixture
async def clickhouse(tmp_path: Path) -> AsyncIterator[ClickHouse]:
    """The ClickHouse engine on a folder of its own, migrated."""
    clickhouse = ClickHouse(path=tmp_path / "clickhouse")
    clickhouse.connect()
    schema.upgrade(clickhouse)
    yield clickhouse
    await clickhouse.close()
