"""SQL of questions: a turn that is to be held, with the context of the answer that is to come."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Label, and_, select, update

from common.contracts.answer import QuestionContext
from common.stores.postgres import Tx
from simulator.plans.tables import conversations, icps, prompts
from simulator.providers.rules import Turn
from simulator.runs.rules import Tried
from simulator.runs.tables import llm_responses, runs, turns

OPEN = ("pending", "leased")


class Question(QuestionContext):
    """A turn that is about to be held: what to ask, what was said before, and what announcing it needs."""

    turn_id: UUID
    plan_id: UUID
    traceparent: str
    tried: Tried
    history: tuple[Turn, ...]

    @property
    def messages(self) -> tuple[Turn, ...]:
        """The conversation so far, ending with the prompt."""
        return (*self.history, Turn("user", self.prompt_text))


_OTHER_NAMES = {"turn_id": turns.c.id, "icp_name": icps.c.name, "core": conversations.c.is_core_conversation}
"""Fields whose column is called otherwise."""


def source(field: str) -> Label[object]:
    """The column that a field of a question is read from, nearest to the turn; ``LookupError`` where there is none."""
    near = (table.c[field] for table in (turns, runs, conversations, icps, prompts) if field in table.c)
    found = _OTHER_NAMES.get(field, next(near, None))
    if found is None:
        raise LookupError(f"no table that a turn is joined to has a column {field}")
    return found.label(field)


ASKED = tuple(source(field) for field in Question.model_fields if field not in ("tried", "history"))


async def lease_turn(tx: Tx, turn_id: UUID, until: datetime) -> Question | None:
    """What to ask in a turn, which is leased by this; None where it is over already."""
    leased = (
        update(turns)
        .where(turns.c.tenant_id == tx.tenant_id, turns.c.id == turn_id, turns.c.state.in_(OPEN))
        .values(state="leased", lease_until=until)
    )
    if not (await tx.execute(leased)).rowcount:
        return None
    same = turns.c.tenant_id
    query = (
        select(*ASKED, turns.c.attempts, turns.c.rate_limits)
        .join(runs, and_(runs.c.tenant_id == same, runs.c.id == turns.c.run_id))
        .join(prompts, and_(prompts.c.tenant_id == same, prompts.c.id == turns.c.prompt_id))
        .join(conversations, and_(conversations.c.tenant_id == same, conversations.c.id == turns.c.conversation_id))
        .join(icps, and_(icps.c.tenant_id == same, icps.c.id == conversations.c.icp_id))
        .where(turns.c.tenant_id == tx.tenant_id, turns.c.id == turn_id)
    )
    row = dict((await tx.execute(query)).mappings().one())
    tried = Tried(row.pop("attempts"), row.pop("rate_limits"))
    return Question(**row, tried=tried, history=await _history(tx, row))


async def _history(tx: Tx, row: dict[str, object]) -> tuple[Turn, ...]:
    query = (
        select(prompts.c.prompt_text, llm_responses.c.response_text)
        .join(prompts, and_(prompts.c.tenant_id == turns.c.tenant_id, prompts.c.id == turns.c.prompt_id))
        .join(
            llm_responses,
            and_(llm_responses.c.tenant_id == turns.c.tenant_id, llm_responses.c.turn_id == turns.c.id),
        )
        .where(
            turns.c.tenant_id == tx.tenant_id,
            turns.c.run_id == row["run_id"],
            turns.c.conversation_id == row["conversation_id"],
            turns.c.provider == row["provider"],
            turns.c.repeat == row["repeat"],
            turns.c.turn < row["turn"],
        )
        .order_by(turns.c.turn)
    )
    said = [(row.prompt_text, row.response_text) for row in await tx.execute(query)]
    return tuple(turn for asked, answered in said for turn in (Turn("user", asked), Turn("assistant", answered)))
