"""A participant's side of a saga: a handler says what became of a command, ``takes_part`` does the rest.

A repeated command gets the reply it got first, and a command that its undo has overtaken is refused. Commands travel
on topics of their own, so an undo can be handled before, or beside, what it undoes.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, overload
from uuid import UUID

from common.contracts.message import Command, Message, StepReply, StepResult


class ReplyTx(Protocol):
    """What a store's transaction offers for replies; ``Tx`` and ``MongoTx`` do."""

    @property
    def tenant_id(self) -> UUID:
        """The tenant whose transaction it is."""
        ...

    def emit(self, *messages: Message) -> None:
        """See ``Tx.emit``."""
        ...

    async def stored_reply(self, saga_id: UUID, command: str) -> dict[str, Any] | None:
        """See ``Tx.stored_reply``."""
        ...

    async def store_reply(self, saga_id: UUID, command: str, reply: dict[str, Any]) -> None:
        """See ``Tx.store_reply``."""
        ...


T_co = TypeVar("T_co", bound=ReplyTx, covariant=True)


class Unit(Protocol[T_co]):
    """A store's transactions; ``UnitOfWork`` and ``MongoUnit`` give them."""

    def begin(self, tenant_id: UUID) -> AbstractAsyncContextManager[T_co]:
        """See ``UnitOfWork.begin``."""
        ...

    def once(self, message: Message) -> AbstractAsyncContextManager[T_co]:
        """See ``UnitOfWork.once``."""
        ...


# -- answers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Done:
    """The effect exists; ``result`` goes to later steps."""

    result: StepResult = field(default_factory=StepResult)


@dataclass(frozen=True, slots=True)
class Refused:
    """It will not be done: ``reason`` is a stable slug, ``detail`` one sentence for a person."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Working:
    """A job was written, or is under way: whoever does it will ``reply``."""


StepAnswer = Done | Refused | Working
GIVEN_UP = Refused("given-up", "This was given up before it began.")


async def reply(tx: ReplyTx, command: Command, answer: Done | Refused) -> None:
    """Answer ``command`` in the transaction of the effect, and keep the answer for a repetition of it."""
    if isinstance(answer, Done):
        if type(answer.result) is not command.result:
            raise TypeError(f"{command.topic} is done with {command.result.__name__}")
        told: dict[str, Any] = {"outcome": "done", "result": answer.result.model_dump(mode="json")}
    else:
        told = {"outcome": "refused", "reason": answer.reason, "detail": answer.detail}
    made = command.reply(
        tenant_id=command.tenant_id,
        saga_id=command.saga_id,
        step=command.step,
        command=command.type_name(),
        command_id=command.id,
        participant=command.participant,
        **told,
    )
    kept = made.model_dump(mode="json", exclude={"id", "tenant_id", "occurred_at", "command_id"})
    await tx.store_reply(command.saga_id, command.type_name(), kept)
    tx.emit(made)


# -- the wrapper ----------------------------------------------------------------------------------------------------

C = TypeVar("C", bound=Command)
T = TypeVar("T", bound=ReplyTx)
U = TypeVar("U", bound=Unit[Any])
W = TypeVar("W")
P = ParamSpec("P")
Lock = Callable[[Any, Any], Awaitable[object]]
"""Of a transaction and a command."""


@dataclass(frozen=True, slots=True)
class Guards:
    """What is asked before a command is acted on.

    ``undo`` undoes the command: where it was answered before, the command is refused with ``late``. ``lock`` takes
    what makes the two wait for each other (a row, an advisory lock), so that neither misses the other while both are
    under way; without it, the handler's own row has to do that.
    """

    undo: type[Command] | None
    late: Refused
    lock: Lock | None

    async def answered(self, tx: ReplyTx, command: Command) -> bool:
        """Answer what needs no work: a command that was answered before, or was given up before it came."""
        if self.lock is not None:
            await self.lock(tx, command)
        if await _repeated(tx, command):
            return True
        if not await self._overtaken(tx, command):
            return False
        await reply(tx, command, self.late)
        return True

    async def settled(self, unit: Unit[ReplyTx], command: Command) -> bool:
        """Whether ``answered`` would answer: asked before slow work. Nothing is locked or written."""
        async with unit.begin(command.tenant_id) as tx:
            known = await tx.stored_reply(command.saga_id, command.type_name())
            return known is not None or await self._overtaken(tx, command)

    async def _overtaken(self, tx: ReplyTx, command: Command) -> bool:
        return self.undo is not None and await tx.stored_reply(command.saga_id, self.undo.type_name()) is not None


async def _repeated(tx: ReplyTx, command: Command) -> bool:
    """Whether ``command`` was answered before; the first reply is then sent again."""
    stored = await tx.stored_reply(command.saga_id, command.type_name())
    if stored is None:
        return False
    made: type[StepReply] = command.reply
    tx.emit(made(tenant_id=command.tenant_id, **{**stored, "command_id": command.id}))
    return True


class Part(Generic[C, T, P]):
    """A handler whose whole work is in the transaction. Called as ``part(command, unit=unit, **tools)``."""

    def __init__(self, guards: Guards, handle: Callable[Concatenate[C, T, P], Awaitable[StepAnswer]]) -> None:
        self._guards, self._handle = guards, handle
        update_wrapper(self, handle)

    async def __call__(self, command: C, unit: Unit[T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Handle a command once: answer it, or leave the answer to whoever does its job."""
        async with unit.once(command) as tx:
            if not await self._guards.answered(tx, command):
                await _answer(tx, command, await self._handle(command, tx, *args, **kwargs))


class SlowPart(Generic[C, U, W, P]):
    """A handler with slow work before its transaction. Called as ``part(command, unit=unit, **tools)``."""

    def __init__(
        self,
        guards: Guards,
        work: Callable[Concatenate[C, U, P], Awaitable[W | Refused]],
        keep: Callable[[C, Any, W], Awaitable[StepAnswer]],
    ) -> None:
        self._guards, self._work, self._keep = guards, work, keep
        update_wrapper(self, keep)

    async def __call__(self, command: C, unit: U, *args: P.args, **kwargs: P.kwargs) -> None:
        """Handle a command once. What is settled is answered without the work, and that is asked again after it."""
        if await self._guards.settled(unit, command):
            async with unit.once(command) as tx:
                await self._guards.answered(tx, command)
            return
        made = await self._work(command, unit, *args, **kwargs)
        async with unit.once(command) as tx:
            if not await self._guards.answered(tx, command):
                await _answer(tx, command, made if isinstance(made, Refused) else await self._keep(command, tx, made))


async def _answer(tx: ReplyTx, command: Command, answer: StepAnswer) -> None:
    if not isinstance(answer, Working):
        await reply(tx, command, answer)


@overload
def takes_part(
    *, undo: type[Command] | None = None, late: Refused = GIVEN_UP, lock: Lock | None = None
) -> Callable[[Callable[Concatenate[C, T, P], Awaitable[StepAnswer]]], Part[C, T, P]]: ...


@overload
def takes_part(
    *,
    after: Callable[Concatenate[C, U, P], Awaitable[W | Refused]],
    undo: type[Command] | None = None,
    late: Refused = GIVEN_UP,
    lock: Lock | None = None,
) -> Callable[[Callable[[C, Any, W], Awaitable[StepAnswer]]], SlowPart[C, U, W, P]]: ...


def takes_part(
    *, after: Any = None, undo: type[Command] | None = None, late: Refused = GIVEN_UP, lock: Lock | None = None
) -> Callable[[Any], Any]:
    """Make a handler of a saga's command out of what acts on it.

    Decorates ``async def handle(command, tx, *, <tools>) -> StepAnswer``: it runs within the command's transaction,
    unless the command is answered without it (``Guards``), and what it returns is the answer. What it raises
    (``NotReady``, ``Rejected``, a fault) undoes the transaction and means what it means in any handler.

    ``after`` is for slow work: ``async def work(command, unit, *, <tools>)`` runs before the transaction, its own short
    ones apart, and what it returns is the third argument of ``handle``, which then takes no tools. Work may be done
    twice, by a redelivery or a second member of the group, so it writes nothing that would not bear it.
    """
    guards = Guards(undo, late, lock)
    return lambda handle: Part(guards, handle) if after is None else SlowPart(guards, after, handle)
