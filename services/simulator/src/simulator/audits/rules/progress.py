"""What of other services' events counts as the progress of an audit."""

from collections.abc import Iterable
from uuid import UUID

from common.contracts.analyzer import BrandStateExtracted, PromptClassified
from common.contracts.collector import PageScraped

Counted = list[tuple[UUID, UUID]]


def pages_read(events: Iterable[PageScraped]) -> Counted:
    """(audit, page) of pages that were read for an audit."""
    return [(event.audit_id, event.page_id) for event in events if event.audit_id is not None]


def prompts_classified(events: Iterable[PromptClassified]) -> Counted:
    """(audit, prompt) of classified prompts."""
    return [(event.audit_id, event.prompt_id) for event in events]


def answers_read(events: Iterable[BrandStateExtracted]) -> Counted:
    """(audit, answer) of answers whose brand states were extracted."""
    return [(event.audit_id, event.response_id) for event in events]


def brands_found(events: Iterable[BrandStateExtracted]) -> Counted:
    """(audit, brand) of brands that an answer names."""
    return [
        (event.audit_id, state.brand_id) for event in events for state in event.states if state.presence != "ignored"
    ]
