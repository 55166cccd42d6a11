"""What prompts do when told something: plans are kept, their prompts classified."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from analyzer.prompts import store
from analyzer.prompts.classifiers import PromptClassifier
from analyzer.shared.judged import Judged
from common.contracts.analyzer import PromptClassified
from common.contracts.simulator import ClassifyPrompts, ConversationsPlanned
from common.contracts.simulator.audit_results import ClassificationResult
from common.contracts.vocabulary import Classification
from common.messaging.outcomes import NotReady
from common.primitives.clock import Clock
from common.primitives.ids import derived_id
from common.saga.participant import Done, takes_part
from common.stores.postgres import Tx, UnitOfWork

PLAN_WITHIN = timedelta(minutes=2)


async def keep_plan(event: ConversationsPlanned, *, unit: UnitOfWork) -> None:
    """Keep which brands the answers will be searched for, and the prompts to classify."""
    async with unit.once(event) as tx:
        await store.add_plan(tx, event)


@dataclass(frozen=True, slots=True)
class Classified:
    """A plan, the classification of each of its prompts by id, and when that was made."""

    plan: store.Plan
    judged: dict[UUID, Judged[Classification]]
    at: datetime


async def _of_plan(
    command: ClassifyPrompts, unit: UnitOfWork, *, classifier: PromptClassifier, clock: Clock
) -> Classified:
    """Classify the plan's prompts, once it is here."""
    async with unit.begin(command.tenant_id) as tx:
        plan = await store.plan(tx, command.plan_id)
    if plan is None:
        raise NotReady("the plan is not here", give_up_after=PLAN_WITHIN)
    return Classified(plan, await _classified(plan, classifier), clock.now())


@takes_part(after=_of_plan)
async def classify_prompts(command: ClassifyPrompts, tx: Tx, found: Classified) -> Done:
    """Say of every prompt of a plan what it is about."""
    await store.add_classifications(tx, found.plan, command.plan_id, found.judged, found.at)
    tx.emit(*_announcements(command, found.plan, found.judged))
    return Done(ClassificationResult(prompts=len(found.judged)))


async def _classified(plan: store.Plan, classifier: PromptClassifier) -> dict[UUID, Judged[Classification]]:
    """Every prompt's classification; the conversations side by side, as a model may be asked about each."""
    conversations: dict[UUID, list[store.PlannedPrompt]] = {}
    for prompt in plan.prompts:
        conversations.setdefault(prompt.conversation_id, []).append(prompt)
    spoken = list(conversations.values())
    found = await asyncio.gather(
        *(classifier.classify([prompt.text for prompt in prompts], plan.brands) for prompts in spoken)
    )
    return {
        prompt.prompt_id: Judged(classification, judged.version, judged.fallback_reason)
        for prompts, judged in zip(spoken, found, strict=True)
        for prompt, classification in zip(prompts, judged.value, strict=True)
    }


def _announcements(
    command: ClassifyPrompts, plan: store.Plan, judged: dict[UUID, Judged[Classification]]
) -> Sequence[PromptClassified]:
    return [
        PromptClassified(
            id=derived_id("prompt-classified", command.plan_id, prompt.prompt_id, judged[prompt.prompt_id].version),
            tenant_id=command.tenant_id,
            audit_id=command.audit_id,
            plan_id=command.plan_id,
            conversation_id=prompt.conversation_id,
            prompt_id=prompt.prompt_id,
            classifier_version=judged[prompt.prompt_id].version,
            classification=judged[prompt.prompt_id].value,
        )
        for prompt in plan.prompts
    ]
