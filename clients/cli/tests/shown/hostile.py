"""A gateway all of whose names are hostile."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.gateway.kept import Kept
from brandmon_cli.gateway.mailbox import PLACE, Mailbox

from ..garage import AUDIT, OTHER, WEBSITE
from .hostile_answers import (
    ARCHIVED,
    AT,
    BRAND,
    DELIVERY,
    EVIL,
    JOB,
    LISTS,
    LOOKED_UP,
    MEASURE,
    MYSELF,
    OTHER_ORGANIZATION,
    READ,
    REPORT,
    RESULT,
    SLICE,
    WRITTEN,
    audit,
    brand,
    conversation,
    icp,
    job,
    key,
    organization,
    site,
    website,
)  # fmt: skip

Json = dict[str, Any]


class Hostile(Gateway):
    """A gateway all of whose names are hostile. ``status``: of its audit. ``refuses``: it says no to what is sent."""

    def __init__(self, status: str = "completed", *, refuses: bool = False) -> None:
        self.url, self.status, self.refuses = "http://gateway", status, refuses
        self.email, self.kept = EVIL, Kept(Path(mkdtemp()) / "session.json", "http://gateway")
        self.mailbox = Mailbox(PLACE)  # of the folder that a command is run in
        self.organization_id = REPORT

    def _refuse(self, path: str) -> None:
        """What is read alone is refused, too; what a command looks up first is not."""
        if self.refuses and path in {*READ, *LISTS} - {*LOOKED_UP}:
            raise GatewayProblem(403, "not-allowed", f"{EVIL} is not for you.", {"detail": EVIL})

    def get(self, path: str, **query: Any) -> Any:
        self._refuse(path)
        found = {
            "/v1/auth/me": MYSELF,
            f"/v1/sites/{WEBSITE}": site(), f"/v1/websites/{WEBSITE}": website(),
            f"/v1/audits/{AUDIT}": audit(self.status), "/v1/audits": {"items": [audit(self.status)]},
            "/v1/reports": {"items": [{"id": REPORT}]}, f"/v1/reports/{REPORT}/json": RESULT,
            "/v1/share-of-voice": {**MEASURE, "slices": [SLICE]},
            f"/v1/brands/{BRAND}": {"version": 1}, f"/v1/rescorings/{JOB}": job(), **READ,
        }  # fmt: skip
        return found[path]

    def items(self, path: str, **query: Any) -> Iterator[Json]:
        self._refuse(path)
        if query.get("archived"):
            yield ARCHIVED
            return
        said = [{"revision": 1, "field": EVIL, "value": EVIL, "said_by": OTHER, "said_at": AT}]
        lists = {
            "/v1/websites": [website()], "/v1/audits": [audit(self.status)], "/v1/brands": [brand()],
            "/v1/organizations": [organization(), OTHER_ORGANIZATION], "/v1/icps": [icp()],
            "/v1/api-keys": [key()], "/v1/service-accounts": [key()],
            f"/v1/audits/{AUDIT}/icps": [icp()], f"/v1/audits/{AUDIT}/conversations": [conversation()],
            "/v1/analyses": [{"id": "a1", "sources": [{"field": EVIL, "item": EVIL, "text": EVIL, "url": EVIL}]}],
            **LISTS,
        }  # fmt: skip
        yield from lists.get(path, said)

    def post(self, path: str, body: Json | None = None) -> Any:
        if self.refuses and path.endswith("/test"):
            return {**DELIVERY, "status": "failed"}
        if self.refuses and path != "/v1/websites":
            raise GatewayProblem(422, "refused", f"{EVIL} is no name.", {})
        answers: dict[str, Callable[[], Json]] = {
            "/v1/websites": website, "/v1/organizations": organization,
            "/v1/api-keys": key, "/v1/service-accounts": key,
            "/v1/audits": lambda: audit(self.status), "/v1/rescorings": job,
            "/v1/icps": icp, f"/v1/audits/{AUDIT}/cancel": lambda: audit(self.status),
            f"/v1/sites/{WEBSITE}/acceptance": site,
            f"/v1/brands/{BRAND}/decisions": lambda: {**brand(), "merged_into": BRAND, "standing": EVIL},
        }  # fmt: skip
        return answers[path]() if path in answers else WRITTEN[f"POST {path}"]

    def patch(self, path: str, body: Json) -> Any:
        if self.refuses:
            raise GatewayProblem(422, "refused", f"{EVIL} is no name.", {})
        if f"PATCH {path}" in WRITTEN:
            return WRITTEN[f"PATCH {path}"]
        return site() if "/sites/" in path else website() if "/websites/" in path else icp()

    def put(self, path: str, body: Json) -> Any:
        if self.refuses:
            raise GatewayProblem(422, "refused", f"{EVIL} is no name.", {})
        return WRITTEN[f"PUT {path}"]

    def delete(self, path: str) -> Any:
        if self.refuses:
            raise GatewayProblem(409, "audit-running", f"{EVIL} runs.", {"audit_id": EVIL})
        return WRITTEN.get(f"DELETE {path}", {"id": WEBSITE, "erase_by": AT})

    def renew(self, organization_id: str | None = None) -> None:
        self.organization_id = organization_id

    def stream(self, path: str, first: int = 0) -> Iterator[bytes]:
        yield b"{}"

    def download(self, path: str, **query: Any) -> bytes:
        if self.refuses and "audit-log" in path:
            raise GatewayProblem(403, "not-allowed", f"{EVIL} is not for you.", {})
        return b"{}"
