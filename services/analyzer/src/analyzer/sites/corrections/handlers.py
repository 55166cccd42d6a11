"""An audit goes on where its business is understood, and waits for a person where it is not."""

from dataclasses import replace

from analyzer.sites import store
from analyzer.sites.announcing import analyzed
from analyzer.sites.corrections import store as facts
from analyzer.sites.rules.analysis import WebsiteAnalysis
from analyzer.sites.rules.said import accepted, asked_for, corrected
from common.contracts.analyzer import InputNeeded
from common.contracts.simulator import ConfirmUnderstanding, WithdrawConfirmation
from common.contracts.simulator.audit_results import ConfirmationResult
from common.contracts.vocabulary import FactField
from common.primitives.ids import derived_id
from common.process.telemetry import log
from common.saga.participant import Done, Refused, Working, reply, takes_part
from common.stores.postgres import Tx

UNDETERMINED = "und"
LEAST_PROPOSED = 0.25
"""Half of what a field needs to be understood: a proposal below it is no guess that anybody should take unseen."""
_NOTHING_PROPOSED = Refused(
    "not-understood", "The website says too little about the business for anything to be proposed: say what it is."
)
_NO_ANALYSIS = Refused("analysis-missing", "The analysis that was to be confirmed is not here.")
_log = log("sites")


async def _one_at_a_time(tx: Tx, command: ConfirmUnderstanding) -> None:
    await facts.take_turns(tx, command.website_id)


@takes_part(undo=WithdrawConfirmation, lock=_one_at_a_time)
async def confirm_understanding(command: ConfirmUnderstanding, tx: Tx) -> Done | Refused | Working:
    """Go on with an analysis, or ask for what it lacks."""
    kept = await store.analysis(tx, command.analysis_id)
    if kept is None:
        return _NO_ANALYSIS
    said = await facts.said_of(tx, command.website_id)
    value = corrected(kept.found, said.facts)
    missing = asked_for(value)
    if missing and not (command.accept and weak_proposal(value) is None):
        await facts.ask(tx, command)
        tx.emit(_question(command, missing, value))
        _log.info("audit waits for a person", audit_id=str(command.audit_id), fields=list(missing))
        return Working()
    agreed = accepted(value)
    return _NOTHING_PROPOSED if agreed is None else await _go_on(tx, command, kept, agreed, said.revision)


def weak_proposal(value: WebsiteAnalysis) -> str | None:
    """What is proposed as category with too little behind it to be taken unseen; None where that stops nobody."""
    best = value.proposals[0] if value.proposals and "category" in asked_for(value) else None
    return best.text if best is not None and best.score < LEAST_PROPOSED else None


@takes_part(lock=_one_at_a_time)
async def withdraw_confirmation(command: WithdrawConfirmation, tx: Tx) -> Done:
    """Nobody needs to be asked any more."""
    await facts.settle(tx, command.audit_id)
    return Done()


async def answer_waiting(tx: Tx, command: ConfirmUnderstanding, said: facts.Said, *, accept: bool = False) -> bool:
    """Have a waiting audit go on, if nothing is missing any more or what is proposed is accepted; whether it does."""
    kept = await store.analysis(tx, command.analysis_id)
    if kept is None:
        return False
    value = corrected(kept.found, said.facts)
    agreed = accepted(value)
    if agreed is None or (asked_for(value) and not accept):
        return False
    await facts.settle(tx, command.audit_id)
    await reply(tx, command, await _go_on(tx, command, kept, agreed, said.revision))
    return True


async def _go_on(
    tx: Tx, command: ConfirmUnderstanding, kept: store.KeptAnalysis, value: WebsiteAnalysis, revision: int
) -> Done:
    """The analysis to plan from: the one that was made, or a further one with what has been said since."""
    own = kept
    if value != kept.value:
        own_id = derived_id("website-analysis", kept.id, "said", revision)
        own = replace(kept, id=own_id, said_revision=revision, value=value)
        await store.add_analysis(tx, own)
        tx.emit(analyzed(own, tx.tenant_id))
    language = value.language if command.language == UNDETERMINED else command.language
    result = ConfirmationResult(analysis_id=own.id, language=language, accepted=asked_for(value))
    return Done(result)


def _question(command: ConfirmUnderstanding, missing: tuple[FactField, ...], value: WebsiteAnalysis) -> InputNeeded:
    return InputNeeded(
        id=derived_id("input-needed", command.id),
        tenant_id=command.tenant_id,
        fields=missing,
        understood=value.understood,
        **dict(command.audit()),
    )
