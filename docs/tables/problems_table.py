"""Write ``docs/problems.md`` from what is declared and what routes refuse with.

``--check`` compares.
"""

from collections import defaultdict
from importlib import import_module
from pathlib import Path

from fastapi.routing import APIRoute

from common.contracts.registry import SERVICES
from common.http.problem_types import BY_THE_GATEWAY, PROBLEM_TYPES, PROBLEM_URN, TRANSLATED, ProblemType
from common.http.problems import problems_of
from generated import write_or_check

ROOT = Path(__file__).parents[2]
TARGET = Path(__file__).parents[1] / "problems.md"
INTRODUCTION = f"""# Problems

Whatever is refused is answered as `application/problem+json` (RFC 9457): `type`, `title`, `status`, and `detail`, one
sentence for a person. A program looks at `type`: `{PROBLEM_URN}` and a slug of this table, which stays and means the
same in every service; titles and details may be worded anew. Each service's OpenAPI names the problems of each route.
Some bodies carry more; the slugs `internal` and `store-unavailable` may come from every route.

This page is generated from the code (see `make check`).

| slug | status | title | what to do | carries | services |
|---|---|---|---|---|---|
"""


def routes_of(service: str) -> list[APIRoute]:
    """The routes of a service: of every ``router`` that a module ``api`` of it makes."""
    source = ROOT / "services" / service / "src"
    modules = (".".join(path.relative_to(source).with_suffix("").parts) for path in sorted(source.rglob("api.py")))
    routers = (getattr(import_module(module), "router", None) for module in modules)
    return [route for router in routers if router for route in router.routes if isinstance(route, APIRoute)]


def answering() -> dict[str, list[str]]:
    """The services that answer with each problem, by slug."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for service in SERVICES:
        for slug in sorted({kind.slug for route in routes_of(service) for kind in problems_of(route)}):
            found[slug].append(service)
    return found


def row(kind: ProblemType, services: list[str]) -> str:
    """One line of the table."""
    whose = "all" if len(services) in (0, len(SERVICES)) else ", ".join(services)
    whose = "gateway" if kind.slug in BY_THE_GATEWAY else whose
    carried = ", ".join(f"`{name}`" for name in kind.carries) or "–"
    return f"| `{kind.slug}` | {kind.status} | {kind.title} | {kind.what_to_do} | {carried} | {whose} |"


def document() -> str:
    """The whole page."""
    services = answering()
    met = (kind for kind in PROBLEM_TYPES.values() if kind.slug not in TRANSLATED)
    kinds = sorted(met, key=lambda kind: (kind.status, kind.slug))
    return INTRODUCTION + "\n".join(row(kind, services.get(kind.slug, [])) for kind in kinds) + "\n"


if __name__ == "__main__":
    raise SystemExit(write_or_check(TARGET, document(), "problems_table.py"))
