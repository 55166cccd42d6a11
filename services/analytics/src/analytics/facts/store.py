"""SQL on ClickHouse that writes: facts as they arrive. Every write bears repetition."""

from collections.abc import Callable, Sequence
from operator import attrgetter

from analytics.facts.rules.facts import AnswerRow, StateRow
from analytics.facts.rules.projections import FactRows
from analytics.shared.clickhouse import ClickHouse

ANSWER_COLUMNS, STATE_COLUMNS = tuple(AnswerRow.model_fields), tuple(StateRow.model_fields)
_answer_values, _state_values = attrgetter(*ANSWER_COLUMNS), attrgetter(*STATE_COLUMNS)


def _live(table: str) -> str:
    return table


async def write_facts(clickhouse: ClickHouse, facts: Sequence[FactRows], *, into: Callable[[str], str] = _live) -> None:
    """Append facts, to the tables that ``into`` names. States go first: who sees an answer sees its states as well."""
    states = [_state_values(state) for each in facts for state in each.states]
    await clickhouse.insert(into("brand_state_facts"), STATE_COLUMNS, states)
    await clickhouse.insert(into("answers"), ANSWER_COLUMNS, [_answer_values(each.answer) for each in facts])
