"""What the services say of what is stored, asked through the gateway: what later code must say, too."""

from collections.abc import Iterator
from typing import Any

from brandmon_cli.gateway import Gateway

from .story import Told, problem_of

Json = dict[str, Any]
Question = tuple[str, str, Json]
"""Service, path, query."""


def answers(told: Told) -> Iterator[Json]:
    """A line per question and tenant: service, tenant, path, query, status, body."""
    for organisation, gateway in told.tenants.items():
        me = gateway.get("/v1/auth/me")
        tenant = next(each["id"] for each in gateway.items("/v1/organizations") if each["name"] == organisation)
        for service, path, query in _questions(told, gateway, tenant):
            status, body = problem_of(gateway, path, query)
            asked = {"service": service, "tenant": tenant, "user": me["id"], "path": path, "query": query}
            yield {**asked, "status": status, "body": body}


def _questions(told: Told, gateway: Gateway, tenant: str) -> Iterator[Question]:
    site: Json = {"website_id": told.website}
    yield "auth", "/v1/auth/me", {}
    yield "auth", "/.well-known/jwks.json", {}
    yield "tenants", "/v1/organizations", {}
    yield "tenants", f"/v1/organizations/{tenant}", {}
    yield "tenants", "/v1/quota", {}
    yield "collector", "/v1/websites", {}
    yield "collector", f"/v1/websites/{told.website}", {}
    yield "collector", f"/v1/websites/{told.website}/pages", {}
    yield "simulator", "/v1/audits", {}
    yield "analyzer", "/v1/analyses", site
    yield "analyzer", "/v1/brands", site
    yield "analyzer", f"/v1/rescorings/{told.rescoring}", {}
    for by in ("all", "provider", "icp", "funnel_stage"):
        yield "analytics", "/v1/share-of-voice", {**site, "by": by, "include_branded": "true"}
    yield "analytics", "/v1/substitutions", site
    yield "reports", "/v1/reports", {}
    for audit in told.audits.values():
        yield from _of_audit(gateway, audit, site)
    status, brands = problem_of(gateway, "/v1/brands", site)
    for brand in brands["items"] if status == 200 else ():
        yield from _of_brand(brand["id"], site)
    for report in gateway.items("/v1/reports"):
        yield "reports", f"/v1/reports/{report['id']}", {}
        yield "reports", f"/v1/reports/{report['id']}/json", {}


def _of_audit(gateway: Gateway, audit: str, site: Json) -> Iterator[Question]:
    yield "simulator", f"/v1/audits/{audit}", {}
    for part in ("icps", "conversations", "answers"):
        yield "simulator", f"/v1/audits/{audit}/{part}", {}
    yield "analyzer", "/v1/brand-states", {"audit_id": audit, "limit": 500}
    yield "analyzer", "/v1/classifications", {"audit_id": audit}
    yield "analytics", "/v1/share-of-voice", {**site, "audit_id": audit}
    yield "reports", "/v1/reports", {"audit_id": audit}


def _of_brand(brand: str, site: Json) -> Iterator[Question]:
    yield "analyzer", f"/v1/brands/{brand}", {}
    yield "analyzer", f"/v1/brands/{brand}/decisions", {}
    for about in ("substitutes", "beliefs", "neighbours", "paths"):
        yield "analyzer", f"/v1/graph/{about}", {**site, "brand_id": brand}
