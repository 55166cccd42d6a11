"""Whether a code is good: one of the authenticator app, or a recovery code that stands in for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from auth.audit_log.sealed.origins import note_here
from auth.factors import store
from auth.factors.rules import Sealing, step_of
from auth.factors.store import Factor
from common.audit_log import user_actor
from common.primitives.errors import Forbidden
from common.stores.postgres import Tx

Method = Literal["totp", "recovery-code"]


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """Proves codes; what was good once is used up in the transaction that asks."""

    sealing: Sealing

    async def proved(self, tx: Tx, user_id: UUID, code: str, now: datetime) -> Method | None:
        """By what the user proved himself; None where the code is wrong, which is noted and told by the caller."""
        factor = await store.factor_of(tx.conn, user_id, locked=True)
        if factor is None or factor.confirmed_at is None:
            return None
        step = self.step(user_id, factor, code, now)
        if step is not None:
            await store.use_step(tx, user_id, step, now)
            return "totp"
        if await store.use_recovery_code(tx, user_id, self.sealing.digest(user_id, code), now):
            left = await store.recovery_codes_left(tx.conn, user_id)
            await note_here(tx, user_actor(user_id), "second-factor.recovery-code-used", user_id, left=left)
            return "recovery-code"
        await note_here(tx, user_actor(user_id), "second-factor.refused", user_id, kind="totp")
        return None

    def step(self, user_id: UUID, factor: Factor, code: str, now: datetime) -> int | None:
        """The step whose code this is, if it was not used before."""
        secret = self.sealing.unseal(user_id, factor.secret_sealed)
        return step_of(secret, code, now, factor.last_step) if secret else None


def code_wrong() -> Forbidden:
    """The refusal of a code; whether it was used before is not told."""
    return Forbidden("second-factor-wrong", "The code is wrong, or was used already.")
