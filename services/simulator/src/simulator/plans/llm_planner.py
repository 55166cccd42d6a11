"""The planner that asks a capable model: its JSON is validated, repaired at most once, else the frames are used."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from common.asking import TOLD_HERE, Ask, Unanswered, asked
from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Panel, PlannedConversation
from common.english import ENGLISH
from common.primitives.versions import derived_version
from common.process.telemetry import log
from simulator.plans.rules.english.market import brand_words
from simulator.plans.rules.planning import CORE, TURNS, DeterministicPlanner, Plan, conversation_of
from simulator.plans.rules.profiles import IdealCustomer, profiles_of

_log = log("planner")

LLM_PLANNER_VERSION = derived_version("llm-1", Path(__file__), TOLD_HERE, Path(__file__).parent / "rules", ENGLISH)


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str = Field(min_length=12, max_length=400)
    type: Literal["primary", "follow_up", "clarification"]


class _Conversation(BaseModel):
    model_config = ConfigDict(extra="ignore")

    topic: str = Field(min_length=3, max_length=255)
    concern: str | None = None
    branded: bool = False
    prompts: list[_Said]


class WrittenPlan(BaseModel):
    """What a model is asked for: the conversations of one customer."""

    conversations: list[_Conversation]


class LlmPlanner:
    """Words by a model, everything else (profiles, ids, places, number of turns) as in the deterministic planner."""

    version = LLM_PLANNER_VERSION
    repeats_itself = False

    def __init__(self, ask: Ask, otherwise: DeterministicPlanner) -> None:
        self._ask = ask
        self._otherwise = otherwise

    async def plan(self, analysis: WebsiteAnalyzed, panel: Panel, language: str) -> Plan:
        """See ``Planner``. One request per profile, always for all ten conversations, so that panels agree."""
        conversations: list[PlannedConversation] = []
        customers = profiles_of(analysis, panel.icps)
        for customer in customers:
            written = await self._write(analysis, customer, language)
            if written is None:
                return await self._otherwise.plan(analysis, panel, language)
            conversations += written[: panel.conversations]
        return Plan(self.version, customers, tuple(conversations))

    async def _write(
        self, analysis: WebsiteAnalyzed, customer: IdealCustomer, language: str
    ) -> list[PlannedConversation] | None:
        written = await asked(
            self._ask,
            instruction(analysis, customer, language),
            WrittenPlan,
            check=lambda plan: conversations_from(plan, analysis, customer),
        )
        if isinstance(written, Unanswered):
            _log.warning("planned by the frames", icp=str(customer.profile.id), reason=written.reason)
            return None
        return conversations_from(written, analysis, customer)


def instruction(analysis: WebsiteAnalyzed, customer: IdealCustomer, language: str) -> str:
    """What the planning model is asked for one profile."""
    about = {
        "category": analysis.category,
        "customer": customer.profile.model_dump(mode="json", exclude={"id", "sequence_number"}),
        "brand": analysis.brand.name,
        "rivals": [rival.name for rival in analysis.competitors][:5],
    }
    turns = ", ".join(str(count) for count in TURNS)
    return (
        f"Write what this customer would type to an AI assistant while looking for a product, in '{language}'. "
        f"Exactly {len(TURNS)} conversations; their numbers of prompts, in order: {turns}. The first of each has "
        "type 'primary', the others 'follow_up' or 'clarification' and must make sense whatever the answer was. First "
        "person, everyday words, no advertising language. Spread over awareness, consideration and purchase; each asks "
        "the assistant to name products. Only conversation 10 may name the brand or a rival ('branded': true); the "
        "others must name neither. Answer with JSON only: "
        '{"conversations": [{"topic": "...", "concern": null, "branded": false, '
        '"prompts": [{"type": "primary", "text": "..."}]}]}\n' + json.dumps(about, ensure_ascii=False)
    )


def conversations_from(
    answer: WrittenPlan, analysis: WebsiteAnalyzed, customer: IdealCustomer
) -> list[PlannedConversation]:
    """The conversations in a model's answer; ``ValueError`` says what is wrong, in words the model can act on."""
    if len(answer.conversations) != len(TURNS):
        raise ValueError(f"there must be {len(TURNS)} conversations, not {len(answer.conversations)}")
    brands = brand_words(analysis)
    found = []
    for place, each in enumerate(answer.conversations):
        if len(each.prompts) != TURNS[place] or each.prompts[0].type != "primary":
            raise ValueError(f"conversation {place + 1} must have {TURNS[place]} prompts, the first of type 'primary'")
        if len({said.text for said in each.prompts}) != len(each.prompts):
            raise ValueError(f"conversation {place + 1} repeats itself")
        if place < CORE and any(brands.search(said.text) for said in each.prompts):
            raise ValueError(f"conversation {place + 1} names the brand or a rival")
        texts = [(said.type, " ".join(said.text.split())) for said in each.prompts]
        found.append(conversation_of(customer, place, each.topic, each.concern, texts))
    return found
