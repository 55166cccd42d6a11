"""A participant's side of a saga: a repeated command gets the reply it got first."""

from typing import Any, Protocol
from uuid import UUID

from common.contracts.message import Command, Message
from common.contracts.simulator import AuditStepReplied


class ReplyTx(Protocol):
    """What a store's transaction offers for replies; ``Tx`` and ``MongoTx`` do."""

    def emit(self, *messages: Message) -> None:
        """See ``Tx.emit``."""
        ...

    async def stored_reply(self, saga_id: UUID, command: str) -> dict[str, Any] | None:
        """See ``Tx.stored_reply``."""
        ...

    async def store_reply(self, saga_id: UUID, command: str, reply: dict[str, Any]) -> None:
        """See ``Tx.store_reply``."""
        ...


async def first_reply(tx: ReplyTx, command: Command) -> bool:
    """Whether ``command`` was answered before; the first reply is then sent again, and nothing is to be done."""
    stored = await tx.stored_reply(command.saga_id, command.type_name())
    if stored is None:
        return False
    tx.emit(AuditStepReplied(tenant_id=command.tenant_id, **{**stored, "command_id": command.id}))
    return True


async def overtaken(tx: ReplyTx, command: Command, undo: type[Command], participant: str) -> bool:
    """Whether ``undo`` came before the command that it undoes, which is then refused: nothing may be left behind.

    The two travel on topics of their own. The caller holds whatever makes them take turns (a row, an advisory lock).
    """
    if await tx.stored_reply(command.saga_id, undo.type_name()) is None:
        return False
    await refuse(tx, command, participant, reason="given-up", detail="This was given up before it began.")
    return True


async def done(tx: ReplyTx, command: Command, participant: str, **result: Any) -> None:
    """Answer that the effect exists; ``result`` (JSON values) goes to later steps."""
    await _reply(tx, command, participant, outcome="done", result=result)


async def refuse(tx: ReplyTx, command: Command, participant: str, *, reason: str, detail: str) -> None:
    """Answer that it will not be done: ``reason`` is a stable slug, ``detail`` one sentence for a person."""
    await _reply(tx, command, participant, outcome="refused", reason=reason, detail=detail)


async def _reply(tx: ReplyTx, command: Command, participant: str, **answer: Any) -> None:
    reply = AuditStepReplied(
        tenant_id=command.tenant_id,
        saga_id=command.saga_id,
        step=command.step,
        command=command.type_name(),
        command_id=command.id,
        participant=participant,
        **answer,
    )
    kept = reply.model_dump(mode="json", exclude={"id", "tenant_id", "occurred_at", "command_id"})
    await tx.store_reply(command.saga_id, command.type_name(), kept)
    tx.emit(reply)
