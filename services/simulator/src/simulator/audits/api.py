"""HTTP: audits of the caller's organisation, with what was planned and answered for them."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import RowMapping

from common.contracts.vocabulary import Panel, PlannedConversation, PromptType, SourcedText
from common.http import SOME_ID, Body, Page, PageAsked, Principal, like, needs, paged, provided, refuses, whole
from common.http.access.clients import of_client, only_client
from common.primitives.text import Given, Word
from simulator.audits import store as audits
from simulator.audits.auditing import AuditRequest, Audits, existing
from simulator.plans import store as plans
from simulator.runs.store import answers

router = APIRouter(prefix="/v1")
Reader = Annotated[Principal, needs("audits:read")]
Writer = Annotated[Principal, needs("audits:write")]
Use = Annotated[Audits, Depends(provided(Audits))]
AuditsAsked = Annotated[PageAsked, Depends(paged("audits", UUID))]
AnswersAsked = Annotated[PageAsked, Depends(paged("answers", UUID))]


class WantedPanel(Panel):
    """A panel as it is asked for: a misspelt part of it is refused, where a message's would be passed over."""

    model_config = ConfigDict(extra="forbid")


class NewAudit(Body):
    """What to audit, and how."""

    model_config = like(
        {
            "website_id": SOME_ID,
            "providers": ["openai"],
            "panel": {"icps": 3, "conversations": 4},
            "language": "de",
        }
    )

    website_id: UUID
    providers: Annotated[list[Word], Field(min_length=1, max_length=10)] | None = Field(
        default=None, description="Names of GET /v1/providers; the local model, where there is one, if left out."
    )
    panel: WantedPanel = Field(
        default_factory=WantedPanel, description="How many profiles, conversations each, and repeats."
    )
    language: Annotated[str, Field(min_length=2), Given(10)] | None = Field(
        default=None, description="Language of the conversations; the site's if left out."
    )
    accept: bool = Field(
        default=False, description="Take what is proposed where the site says too little, instead of asking a person."
    )


class AuditSummary(BaseModel):
    """An audit in a list."""

    id: UUID
    website_id: UUID
    client_id: UUID | None = Field(description="The client whose website it was when the audit began.")
    url: str
    name: str | None
    status: Literal["needs-input", "running", "compensating", "completed", "failed", "cancelled", "stuck"]
    providers: list[str]
    panel: Panel
    language: str = Field(description="ISO 639-1 code; `und` while it is not yet known to be the site's.")
    failure: dict[str, str] | None = Field(description="Step, reason and a sentence, where it failed.")
    created_at: datetime
    ended_at: datetime | None


class StepView(BaseModel):
    """One step of an audit."""

    name: str
    participant: str | None
    status: str
    started_at: datetime | None
    ended_at: datetime | None
    reason: str | None
    detail: str | None


class Progress(BaseModel):
    """How far an audit is. ``answers_read`` are those whose brands were extracted."""

    pages_read: int
    pages_skipped: dict[str, int] = Field(
        default_factory=dict, description="Addresses not read, by reason (`http-404`: gone); once the crawl has ended."
    )
    prompts_planned: int
    prompts_classified: int
    answers_expected: int
    answers_received: int
    answers_failed: int
    answers_read: int
    brands_found: int


class FieldScore(BaseModel):
    """How well one field is understood, in analyzer's words."""

    field: str
    score: float
    witnesses: int
    reason: str
    by_person: bool


class Needs(BaseModel):
    """What an audit waits for: a person's word on these fields of `GET /v1/sites/{website_id}`."""

    fields: list[str]
    understood: list[FieldScore]


class AuditDetail(AuditSummary):
    """An audit with its steps and counters."""

    needs: Needs | None = Field(default=None, description="Where it waits for a person; null else.")
    steps: list[StepView]
    progress: Progress


class PlannedIcp(BaseModel):
    """An ideal customer as a plan has it: an invented person."""

    id: UUID
    website_id: UUID
    sequence_number: int
    name: str
    description: str | None
    demographics: dict[str, Any] | None
    professional_profile: dict[str, Any] | None
    pain_points: list[str] | None
    goals: list[str] | None
    motivations: list[str] | None
    objections: list[str] | None
    decision_factors: list[str] | None
    information_sources: list[str] | None
    buying_journey_stage: str | None
    trigger: str | None
    writing: str | None
    statements: list[dict[str, Any]] | None = Field(description="What each of the lists rests on.")
    created_at: datetime


class PromptView(BaseModel):
    """One turn of a conversation."""

    id: UUID
    text: str
    prompt_type: PromptType
    turn: int = Field(description="Place in the conversation, from 1.")


class ConversationView(BaseModel):
    """A planned conversation."""

    id: UUID
    icp_id: UUID
    icp_name: str
    sequence_number: int
    topic: str
    concern: str | None
    context: str | None = Field(description="The situation it is held in; null in plans of before it was kept.")
    expected_outcome: str | None = Field(description="What the customer wants to have at its end.")
    reason: str | None = Field(description="Why it is worth asking.")
    rests_on: SourcedText | None = Field(description="The site's finding its opening is about; null: a plain question.")
    core: bool
    prompts: list[PromptView]


class AnswerView(BaseModel):
    """One answer of a provider, whole."""

    id: UUID
    provider: str
    requested_model: str
    actual_model: str
    parameters: dict[str, float | int | str]
    icp_id: UUID
    icp_name: str
    conversation_id: UUID
    core: bool
    prompt_id: UUID
    prompt_text: str
    turn: int
    repeat: int
    text: str
    finish_reason: str | None
    prompt_tokens: int | None
    response_tokens: int | None
    latency_ms: int
    answered_at: datetime


@router.post("/audits", status_code=202, tags=["audits"], summary="Start an audit")
@refuses(
    "provider-unknown", "provider-not-configured", "language-not-supported", "website-not-found", "website-forbidden",
    "audit-running", "collector-unavailable",
)  # fmt: skip
async def start_audit(new: NewAudit, principal: Writer, use: Use) -> AuditDetail:
    """Where an audit of the website runs already, the problem names its `audit_id`."""
    providers = tuple(new.providers) if new.providers is not None else None
    panel = Panel.model_validate(new.panel.model_dump())
    wanted = AuditRequest(new.website_id, providers, panel, new.language, new.accept)
    audit_id = await use.request(principal, wanted)
    return AuditDetail.model_validate(await use.show(principal.tenant, audit_id))


@router.get("/audits", tags=["audits"], summary="List audits")
@refuses("no-client")
async def list_audits(
    principal: Reader, use: Use, page: AuditsAsked, website_id: UUID | None = None, client_id: UUID | None = None
) -> Page[AuditSummary]:
    """The organisation's audits, newest first; of one website or of one client's, where that is asked for."""
    async with use.unit.begin(principal.tenant) as tx:
        rows = await audits.list_audits(
            tx, website_id=website_id, client_id=of_client(principal, client_id), limit=page.fetch, before=page.after_id
        )
    shown, more = page.cut(rows, key=_id)
    return Page(items=[AuditSummary.model_validate(dict(row)) for row in shown], next=more)


@router.get("/audits/{audit_id}", tags=["audits"], summary="One audit, with its steps")
@refuses("no-client", "audit-not-found")
async def get_audit(audit_id: UUID, principal: Reader, use: Use) -> AuditDetail:
    """Where it stands: each step with times and reasons, and counters."""
    return AuditDetail.model_validate(await use.show(principal.tenant, audit_id, client_id=only_client(principal)))


@router.post("/audits/{audit_id}/cancel", status_code=202, tags=["audits"], summary="Cancel an audit")
@refuses("audit-not-found", "audit-of-another-release")
async def cancel_audit(audit_id: UUID, principal: Writer, use: Use) -> AuditDetail:
    """What was done is undone, what was collected stays. An audit that has ended stays as it is."""
    await use.cancel(principal, audit_id)
    return AuditDetail.model_validate(await use.show(principal.tenant, audit_id))


@router.get("/audits/{audit_id}/icps", tags=["audits"], summary="The ideal customers")
@refuses("no-client", "audit-not-found")
async def list_icps(audit_id: UUID, principal: Reader, use: Use) -> Page[PlannedIcp]:
    """The profiles whose conversations were planned; empty before the step `plan` is done."""
    async with use.unit.begin(principal.tenant) as tx:
        await existing(tx, audit_id, client_id=only_client(principal))
        rows = await plans.icps_of(tx, audit_id)
    return whole(PlannedIcp.model_validate(dict(row)) for row in rows)


@router.get("/audits/{audit_id}/conversations", tags=["audits"], summary="The planned conversations")
@refuses("no-client", "audit-not-found")
async def list_conversations(audit_id: UUID, principal: Reader, use: Use) -> Page[ConversationView]:
    """Every conversation with its prompts; empty before the step `plan` is done."""
    async with use.unit.begin(principal.tenant) as tx:
        await existing(tx, audit_id, client_id=only_client(principal))
        rows = await plans.conversations_of(tx, audit_id)
    names = {row["icp_id"]: row["icp_name"] for row in rows}
    return whole(_conversation(each, names[each.icp_id]) for each in plans.grouped(rows))


@router.get("/audits/{audit_id}/answers", tags=["audits"], summary="The answers received")
@refuses("no-client", "audit-not-found")
async def list_answers(
    audit_id: UUID, principal: Reader, use: Use, page: AnswersAsked, provider: Word | None = None
) -> Page[AnswerView]:
    """Answers as they were given, page by page, in a stable order."""
    async with use.unit.begin(principal.tenant) as tx:
        await existing(tx, audit_id, client_id=only_client(principal))
        rows = await answers.answers_of(tx, audit_id, provider=provider, limit=page.fetch, after=page.after_id)
    shown, more = page.cut(rows, key=_id)
    return Page(items=[AnswerView.model_validate(dict(row)) for row in shown], next=more)


def _conversation(planned: PlannedConversation, icp_name: str) -> ConversationView:
    told = planned.model_dump(exclude={"prompts"})
    prompts = [{**each.model_dump(), "turn": each.sequence_order} for each in planned.prompts]
    return ConversationView.model_validate({**told, "icp_name": icp_name, "prompts": prompts})


def _id(row: RowMapping) -> tuple[UUID]:
    return (row["id"],)
