"""An actor and an action that auth does not know are kept and shown as they came."""

import pytest
from sqlalchemy import select

from auth.audit_log.tables import audit_log
from common.contracts.auth import ActionNoted
from common.contracts.publish.unknown_words import NEW_WORD, examples_with_unknown_words, open_fields
from common.primitives.ids import uuid7

from .bench import Bench

pytestmark = pytest.mark.contracts


async def test_every_unknown_word_is_kept(log: Bench) -> None:
    assert open_fields(ActionNoted)
    for field, message in examples_with_unknown_words(ActionNoted, uuid7()):
        event = message.model_copy(update={"action": "moon.landed", "resource_type": "moon"})
        await log.keep([event])
        async with log.unit.begin(event.tenant_id) as tx:
            row = (await tx.execute(select(audit_log).where(audit_log.c.id == event.id))).one()
        assert getattr(row, field) == NEW_WORD
        assert (row.action, row.resource_type) == ("moon.landed", "moon")
    assert (await log.verified()).is_sound
