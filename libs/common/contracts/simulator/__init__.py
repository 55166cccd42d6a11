"""Messages of simulator: its domain events, and the commands and replies of the audit saga it owns."""

from common.contracts.simulator.audit_commands import (
    AnalyzeWebsite,
    ArchivePlan,
    CancelCrawl,
    CancelRun,
    ClassifyPrompts,
    ConfirmUnderstanding,
    CrawlWebsite,
    ExtractBrandStates,
    GenerateReport,
    HoldConversations,
    MaterialiseShareOfVoice,
    PlanConversations,
    ReleaseQuota,
    ReserveQuota,
    WithdrawConfirmation,
    WithdrawReport,
    WithdrawShareOfVoice,
)
from common.contracts.simulator.audit_ended import AuditCancelled, AuditCompleted, AuditFailed
from common.contracts.simulator.audit_requested import AuditRequested
from common.contracts.simulator.audit_step_replied import AuditStepReplied
from common.contracts.simulator.conversations_planned import ConversationsPlanned
from common.contracts.simulator.response_received import ResponseReceived

__all__ = [
    "AnalyzeWebsite",
    "ArchivePlan",
    "AuditCancelled",
    "AuditCompleted",
    "AuditFailed",
    "AuditRequested",
    "AuditStepReplied",
    "CancelCrawl",
    "CancelRun",
    "ClassifyPrompts",
    "ConfirmUnderstanding",
    "ConversationsPlanned",
    "CrawlWebsite",
    "ExtractBrandStates",
    "GenerateReport",
    "HoldConversations",
    "MaterialiseShareOfVoice",
    "PlanConversations",
    "ReleaseQuota",
    "ReserveQuota",
    "ResponseReceived",
    "WithdrawConfirmation",
    "WithdrawReport",
    "WithdrawShareOfVoice",
]
