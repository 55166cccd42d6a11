"""What analytics exports: every fact of the organisation once, in portions; nothing of another's."""

from collections.abc import Callable

import pytest

from analytics.exports import clickhouse as exporting
from analytics.exports.declared import EXPORTS, sources
from analytics.facts.handlers import keep_brand_states
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.exports import lines_of, written_part

pytestmark = pytest.mark.engines


async def test_every_fact_is_told_once_and_none_of_another_organisation(
    clickhouse: ClickHouse, unit: UnitOfWork, panel: list[BrandStateExtracted],
    event: Callable[..., BrandStateExtracted], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(exporting, "AT_ONCE", 5)
    theirs = uuid7()
    await keep_brand_states(panel, clickhouse=clickhouse)
    await keep_brand_states(panel, clickhouse=clickhouse)
    await keep_brand_states([event(99, 9, {"Theirs": "mentioned"}, tenant_id=theirs)], clickhouse=clickhouse)
    ours = panel[0].tenant_id
    part = await written_part(EXPORTS, sources(unit, clickhouse), ours)
    answers = lines_of(part, "clickhouse:answers")
    assert sorted(each["response_id"] for each in answers) == sorted(str(each.response_id) for each in panel)
    assert lines_of(part, "clickhouse:brand_state_facts")
    assert {each["tenant_id"] for each in answers} == {str(ours)}
    assert str(theirs).encode() not in b"".join(part.values())
    assert b"Theirs" not in b"".join(part.values())
    assert part["answers.csv"].count(b"\r\n") == len(panel) + 1
