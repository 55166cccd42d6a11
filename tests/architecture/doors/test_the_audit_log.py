"""Every operation that changes something notes what was done, or stands here with the reason why it does not."""

import ast
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from auth.audit_log.rules import Head, SealedOrigin, chained, fields_of
from brandmon_cli.audit_log import proof
from common.audit_log import ACTIONS
from common.contracts.auth import ActionNoted
from common.contracts.publish import examples, read_example
from common.contracts.registry import SERVICES
from problems_table import routes_of

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
NOTED = {
    "POST /v1/auth/confirm": "account.registered",
    "POST /v1/auth/password": "password.changed password.refused",
    "POST /v1/auth/password/forgotten": "password.reset-asked",
    "POST /v1/auth/password/reset": "password.reset",
    "POST /v1/auth/email/confirm": "account.email-changed",
    "POST /v1/auth/email": "password.refused",
    "POST /v1/auth/erasure": "account.erased",
    "POST /v1/auth/close": "account.closed",
    "POST /v1/auth/login": "session.opened session.refused",
    "POST /v1/auth/login/second-factor": "session.opened second-factor.refused second-factor.recovery-code-used",
    "POST /v1/auth/login/passkey": "session.opened session.refused",
    "POST /v1/auth/passkeys": "second-factor.enrolled",
    "POST /v1/auth/passkeys/options": "second-factor.refused",
    "POST /v1/auth/passkeys/{passkey_id}/removal": "second-factor.removed second-factor.refused",
    "POST /v1/auth/second-factor/confirmation": "second-factor.enrolled",
    "POST /v1/auth/second-factor/recovery-codes": "second-factor.recovery-codes-made second-factor.refused",
    "POST /v1/auth/second-factor/removal": "second-factor.removed second-factor.refused",
    "POST /v1/auth/refresh": "session.token-reused session.switched",
    "POST /v1/auth/logout": "session.ended",
    "POST /v1/auth/logout-everywhere": "session.all-ended",
    "DELETE /v1/auth/sessions/{session_id}": "session.ended",
    "POST /v1/api-keys": "api-key.made",
    "DELETE /v1/api-keys/{key_id}": "api-key.revoked",
    "POST /v1/service-accounts": "service-account.made",
    "DELETE /v1/service-accounts/{account_id}": "service-account.removed api-key.revoked",
    "POST /v1/organizations": "organization.founded",
    "PATCH /v1/organizations/{organization_id}": "organization.renamed organization.settings-changed",
    "DELETE /v1/organizations/{organization_id}": "organization.erasure-asked",
    "POST /v1/organizations/{organization_id}/restoration": "organization.erasure-withdrawn",
    "DELETE /v1/organizations/{organization_id}/membership": "member.left",
    "PATCH /v1/members/{user_id}": "member.role-changed",
    "DELETE /v1/members/{user_id}": "member.removed",
    "POST /v1/invitations": "member.invited",
    "POST /v1/invitations/acceptance": "member.joined member.invitation-refused",
    "POST /v1/invitations/{invitation_id}/mail": "member.invited",
    "DELETE /v1/invitations/{invitation_id}": "member.invitation-withdrawn",
    "POST /v1/clients": "client.made",
    "PATCH /v1/clients/{client_id}": "client.changed",
    "PUT /v1/clients/{client_id}/logo": "client.changed",
    "POST /v1/clients/{client_id}/archiving": "client.archived",
    "POST /v1/clients/{client_id}/restoration": "client.restored",
    "DELETE /v1/clients/{client_id}": "client.deleted",
    "PUT /v1/flags/{name}": "feature.switched",
    "POST /v1/billing/checkout": "billing.checkout-opened",
    "POST /v1/billing/portal": "billing.portal-opened",
    "PUT /v1/billing/plan": "billing.plan-changed billing.cancelled",
    "PUT /v1/billing/cancellation": "billing.cancelled billing.resumed",
    "POST /v1/websites": "website.registered",
    "PATCH /v1/websites/{website_id}": "website.renamed",
    "DELETE /v1/websites/{website_id}": "website.deleted",
    "POST /v1/audits": "audit.ordered",
    "POST /v1/audits/{audit_id}/cancel": "audit.cancelled",
    "POST /v1/icps": "icp.added",
    "PATCH /v1/icps/{icp_id}": "icp.corrected",
    "PATCH /v1/sites/{website_id}": "website.corrected",
    "POST /v1/sites/{website_id}/acceptance": "website.accepted",
    "POST /v1/brands/{brand_id}/decisions": "brand.decided",
    "POST /v1/rescorings": "rescoring.ordered",
    "POST /v1/exports": "organization.export-ordered",
    "GET /v1/exports/{export_id}/download": "organization.export-downloaded",
    "GET /v1/reports/{report_id}/html": "report.read",
    "GET /v1/reports/{report_id}/json": "report.read",
    "POST /v1/webhooks": "webhook.made",
    "PATCH /v1/webhooks/{webhook_id}": "webhook.changed",
    "DELETE /v1/webhooks/{webhook_id}": "webhook.removed",
    "POST /v1/webhooks/{webhook_id}/secret": "webhook.changed",
    "POST /v1/webhooks/{webhook_id}/test": "webhook.sent",
    "POST /v1/webhooks/{webhook_id}/replay": "webhook.sent",
    "POST /v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay": "webhook.sent",
    "GET /v1/audit-log": "audit-log.read",
    "GET /v1/audit-log/export": "audit-log.exported",
}
"""Operations and what they note; those that read are here where the reading itself is sensitive."""
SILENT = {
    "POST /v1/billing/stripe/webhook": "its id is kept; what it changes is noted when it is followed",
    "POST /internal/quota/websites": "room is set aside for minutes; the website that takes it is noted",
    "POST /v1/auth/register": "there is no account yet; its opening is noted",
    "POST /v1/auth/confirm/resend": "there is no account yet",
    "POST /v1/auth/second-factor": "a secret is no factor before a code of it was given, and that is noted",
    "POST /v1/auth/login/passkey/options": "nothing is changed: a challenge is not kept",
    "PATCH /v1/auth/passkeys/{passkey_id}": "how somebody calls his devices is his own business",
    "PATCH /v1/auth/me": "how somebody is called is his own business, and nothing depends on it",
}
"""Operations that change something and note nothing: each with the reason."""
DEEP = 5


def operations(routes: Iterable[APIRoute]) -> dict[str, APIRoute]:
    """Routes by method and path."""
    return {f"{method} {route.path}": route for route in routes for method in sorted(route.methods or ())}


class Calls:
    """Who calls whom within a service, by the names of functions, and what each notes."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.called: defaultdict[str, set[str]] = defaultdict(set)
        self.noted: defaultdict[str, set[str]] = defaultdict(set)
        for source in sources:
            for function in ast.walk(ast.parse(source)):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    for node in ast.walk(function):
                        if isinstance(node, ast.Call):
                            self.called[function.name].add(_name(node.func))
                            self.noted[function.name] |= {word for word in _words(node) if _notes(node)}

    def from_(self, function: str) -> set[str]:
        """Every action that is noted by a function or by what it calls, a few calls deep."""
        seen, now = {function}, {function}
        for _ in range(DEEP):
            now = {name for each in now for name in self.called.get(each, ())} - seen
            seen |= now
        return {action for name in seen for action in self.noted.get(name, ())}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _notes(call: ast.Call) -> bool:
    wrapped = _name(call.func) == "partial" and call.args and _name(call.args[0])
    return (wrapped or _name(call.func)) in ("note", "note_here")


def _words(call: ast.Call) -> list[str]:
    given = [*call.args, *(each.value for each in call.keywords)]
    return [
        str(each.value) for each in given if isinstance(each, ast.Constant) and "." in str(each.value)
    ]  # fmt: skip


@cache
def _calls(service: str) -> Calls:
    files = sorted((ROOT / "services" / service / "src").rglob("*.py"))
    return Calls(path.read_text(encoding="utf-8") for path in files)


def test_every_operation_that_changes_something_notes_it_or_says_why_not() -> None:
    found = {
        name
        for service in SERVICES
        for name, route in operations(routes_of(service)).items()
        if route.include_in_schema
    }
    changing = {name for name in found if name.split()[0] in CHANGING}
    assert changing - set(NOTED) - set(SILENT) == set(), "note what is done (common.audit_log), or say why not"
    assert set(NOTED) | set(SILENT) <= found, "there is no such operation any more"
    assert not set(NOTED) & set(SILENT)


@pytest.mark.parametrize("service", SERVICES)
def test_what_an_operation_says_that_it_notes_is_noted_in_its_code(service: str) -> None:
    for name, route in operations(routes_of(service)).items():
        wanted = set(NOTED.get(name, "").split())
        assert wanted <= _calls(service).from_(route.endpoint.__name__), name


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_noted_is_in_the_vocabulary(service: str) -> None:
    noted = {action for actions in _calls(service).noted.values() for action in actions}
    assert noted <= set(ACTIONS)


def test_the_command_line_computes_hashes_as_auth_does() -> None:
    event = read_example(ActionNoted, examples(ActionNoted)[0])
    odd = event.model_copy(update={"facts": {"name": 'Zürich \u2028 "\\" 🦊', "host": ""}})
    origins = {odd.id: SealedOrigin(odd.id, b"\x00\xff")}
    for entry in chained([event, odd], Head(), origins, datetime.now(UTC)):
        assert proof.hash_of(json.loads(json.dumps(fields_of(entry)))) == entry.hash.hex()
    assert Head().hash.hex() == proof.BEGINNING


def test_an_operation_that_notes_nothing_is_seen() -> None:
    planted = """
async def rename(new, use):
    await use.rename_thing(new)
async def rename_thing(new):
    tx.emit(Renamed())
async def remove(use):
    await use.gone()
async def gone():
    note(tx, caller, "website.deleted", 1)
async def stop(use):
    await use.halt(also=partial(note, actor=caller, action="audit.cancelled"))
"""
    calls = Calls([planted])
    assert calls.from_("rename") == set()
    assert calls.from_("remove") == {"website.deleted"}
    assert calls.from_("stop") == {"audit.cancelled"}
