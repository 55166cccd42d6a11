"""Audits as a user has them: asked for, watched, cancelled."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from common.audit_log import note
from common.contracts.answer import AuditContext
from common.contracts.simulator import AuditRequested
from common.contracts.vocabulary import Panel
from common.http import Principal
from common.messaging.outcomes import Rejected
from common.primitives.errors import Conflict, Invalid, NotFound
from common.primitives.ids import uuid7
from common.process.telemetry import log
from common.saga.definition import FINAL, SagaState
from common.saga.runner import SagaRunner
from common.stores.postgres import Tx, UnitOfWork
from simulator.audits import store as audits
from simulator.audits.rules.audit import (
    NAME,
    PARTICIPANTS,
    UNDETERMINED,
    ending,
    failure_of,
    language_of,
    spend_planned,
)
from simulator.audits.websites import Websites
from simulator.plans.rules.languages.pack import code_of
from simulator.providers.rules import Providers
from simulator.runs.store import answers

_log = log("audits")


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What a user asks for; None leaves the choice to the service. ``accept``: nobody is asked, proposals are taken."""

    website_id: UUID
    providers: tuple[str, ...] | None
    panel: Panel
    language: str | None
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Audits:
    """The use cases of audits. ``languages`` are those that conversations can be planned in; None means any."""

    unit: UnitOfWork
    runner: SagaRunner
    providers: Providers
    websites: Websites
    page_limit: int
    languages: frozenset[str] | None

    async def request(self, principal: Principal, wanted: AuditRequest) -> UUID:
        """Begin an audit; its id. Whatever can be seen to be wrong is refused before anything starts."""
        providers = self.providers.chosen(wanted.providers)
        language = self._spoken(wanted.language)
        website = await self.websites.get(wanted.website_id, principal.token)
        about = AuditContext(audit_id=uuid7(), website_id=website.id, client_id=website.client_id)
        chosen = {
            "url": website.url,
            "providers": providers,
            "panel": wanted.panel.model_dump(mode="json"),
            "language": language,
            "requested_by": principal.user_id,
        }
        async with self.unit.begin(principal.tenant) as tx:
            await tx.hold_website(website.id)
            row = {"id": about.audit_id, **about.model_dump(exclude={"audit_id"}), "name": website.name, **chosen}
            if not await audits.add_audit(tx, row):
                running = await audits.running_audit(tx, website.id)
                raise Conflict(
                    "audit-running", "An audit of this website is running; wait for it or cancel it.",
                    audit_id=str(running),
                )  # fmt: skip
            note(tx, principal, "audit.ordered", about.audit_id, website_id=website.id, providers=len(providers))
            tx.emit(AuditRequested(tenant_id=tx.tenant_id, **dict(about), **{**chosen, "panel": wanted.panel}))
            whose = about.model_dump(mode="json", exclude={"audit_id"})
            said = {"requested_by": str(principal.user_id), "name": website.name, "accept": wanted.accept}
            spend = spend_planned(wanted.panel, (self.providers.known[name].most_usd for name in providers))
            data = {**chosen, **whose, **said, "spend_microdollars": spend}
            await self.runner.start(tx, NAME, about.audit_id, {**data, "page_limit": self.page_limit})
        return about.audit_id

    def _spoken(self, tag: str | None) -> str:
        """The language code of a tag, de for de-AT; ``und`` where the site's own is wanted."""
        code = code_of(tag or UNDETERMINED)
        if code != UNDETERMINED and self.languages is not None and code not in self.languages:
            spoken = ", ".join(sorted(self.languages))
            raise Invalid("language-not-supported", f"Conversations can be held in: {spoken}.")
        if not re.fullmatch(r"[a-z]{2,3}", code):
            raise Invalid("language-not-supported", f"{tag} is no language code, such as de.")
        return code

    async def cancel(self, principal: Principal, audit_id: UUID) -> None:
        """Stop an audit; what was collected stays. One that has ended stays as it is."""
        try:
            noted = partial(note, actor=principal, action="audit.cancelled", resource=audit_id)
            await self.runner.cancel(principal.tenant, audit_id, also=noted)
        except NotFound:  # an audit and its saga begin in one transaction
            raise NotFound("audit-not-found", "There is no such audit.") from None
        except Rejected as reason:  # its saga is of a release that is not here yet, or not any more
            _log.warning("an audit can't be cancelled", audit_id=str(audit_id), reason=str(reason))
            raise Conflict(
                "audit-of-another-release", "This audit was begun by another release, which alone can undo it."
            ) from None

    async def show(self, tenant_id: UUID, audit_id: UUID, *, client_id: UUID | None = None) -> dict[str, Any]:
        """One audit with its steps and counters, of one client where that is said."""
        async with self.unit.begin(tenant_id) as tx:
            row = await existing(tx, audit_id, client_id=client_id)
            state = await self.runner.state(tx, audit_id)
            assert state is not None, "an audit and its saga begin in one transaction"
            steps = [
                {"name": step.name, "participant": PARTICIPANTS.get(step.name), "status": step.status,
                 "started_at": step.started_at, "ended_at": step.ended_at, "reason": step.reason, "detail": step.detail}
                for step in state.steps
            ]  # fmt: skip
            skipped = state.result("crawl").get("skipped") or {}
            progress = {**await audits.progress(tx, audit_id), "pages_skipped": skipped}
            return {**row, "steps": steps, "progress": progress}


async def existing(tx: Tx, audit_id: UUID, *, client_id: UUID | None = None) -> dict[str, Any]:
    """The row of an audit; ``NotFound`` where it does not exist, or belongs to another organisation or client."""
    row = await audits.audit_row(tx, audit_id, client_id=client_id)
    if row is None:
        raise NotFound("audit-not-found", "There is no such audit.")
    return dict(row)


async def follow_saga(tx: Tx, state: SagaState) -> None:
    """Keep the audit's row in step with its saga, and announce its end in the same transaction."""
    failure = failure_of(state) if state.failure is not None or state.status == "stuck" else None
    await audits.set_status(tx, state.id, state.status, failure, state.ended_at)
    if (language := language_of(state)) is not None:
        await audits.set_language(tx, state.id, language)
    if state.status in FINAL:
        received, spent = await answers.count_answers(tx, state.id), await answers.spent(tx, state.id)
        event = ending(state, received, spent)
        assert event is not None, "every final status has its event"
        tx.emit(event)
