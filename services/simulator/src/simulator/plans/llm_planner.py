"""The planner that asks a capable model: its JSON is validated, repaired at most once, else the frames are used."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Panel, PlannedConversation
from common.telemetry import log
from common.versions import derived_version
from simulator.plans.rules.english.market import brand_words
from simulator.plans.rules.planning import CORE, TURNS, DeterministicPlanner, Plan, conversation_of
from simulator.plans.rules.profiles import IdealCustomer, profiles_of

_log = log("planner")

Ask = Callable[[str], Awaitable[str]]
"""Sends one instruction to the planning model and gives its text; raises ``AskFailed`` where there is none."""

LLM_PLANNER_VERSION = derived_version("llm-1", Path(__file__), Path(__file__).parent / "rules")


class AskFailed(Exception):  # noqa: N818 - an outcome that the planner handles
    """The planning model gave no answer."""


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


class _Answer(BaseModel):
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
        request = instruction(analysis, customer, language)
        for attempt in (1, 2):
            try:
                text = await self._ask(request)
            except AskFailed as error:
                _log.warning("planning model gave no answer", reason=str(error))
                return None
            try:
                return conversations_from(text, analysis, customer)
            except ValueError as error:
                fault = str(error)[:500]
                _log.warning("planning model's answer is not usable", attempt=attempt, icp=str(customer.profile.id))
                request = f"{request}\n\nYour previous answer was not usable: {fault}\nSend the corrected JSON only."
        return None


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


def conversations_from(text: str, analysis: WebsiteAnalyzed, customer: IdealCustomer) -> list[PlannedConversation]:
    """The conversations in a model's answer; ``ValueError`` says what is wrong, in words the model can act on."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end <= start:
        raise ValueError("there is no JSON object in it")
    try:
        answer = _Answer.model_validate_json(text[start : end + 1])
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)[:3]
        raise ValueError("; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in faults)) from None
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
