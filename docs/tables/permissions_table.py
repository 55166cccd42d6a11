"""Write ``docs/permissions.md``, who may do what; ``--check`` compares."""

from collections.abc import Iterator
from pathlib import Path

from common.contracts.registry import SERVICES
from common.http.permissions import PERMISSIONS, ROLES
from common.http.problems import permission_of_route
from generated import write_or_check
from problems_table import routes_of

TARGET = Path(__file__).parents[1] / "permissions.md"
INTRODUCTION = """# Permissions

Every operation that acts for an organisation names the permission it needs; a role has those of the first table and no
others, an API key the ones among them that it was made for. What is not granted is refused with `permission-missing`.
An operator of the platform belongs to no organisation, looks at all and changes nothing.

This page is generated from the code (see `make check`).
"""


def operations() -> Iterator[tuple[str, str, str | None]]:
    """Service, operation (``GET /v1/...``) and permission of every route, in the services' order."""
    for service in SERVICES:
        for route in routes_of(service):
            if route.include_in_schema:
                for method in sorted(route.methods or ()):
                    yield service, f"{method} {route.path_format}", permission_of_route(route)


def roles_table() -> str:
    """A line per permission, a column per role."""
    head = f"| permission | allows | {' | '.join(ROLES)} |\n|---|---|{'---|' * len(ROLES)}\n"
    rows = (
        f"| `{name}` | {what} | {' | '.join('yes' if role in holders else '' for role in ROLES)} |"
        for name, (what, holders) in PERMISSIONS.items()
    )
    return head + "\n".join(rows) + "\n"


def operations_table() -> str:
    """A line per operation."""
    rows = (
        f"| {service} | `{operation}` | {f'`{permission}`' if permission else 'none'} |"
        for service, operation, permission in operations()
    )
    return "| service | operation | permission |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def document() -> str:
    """The whole page."""
    parts = (INTRODUCTION, "## Roles\n", roles_table(), "## Operations\n", operations_table())
    return "\n".join(parts)


if __name__ == "__main__":
    raise SystemExit(write_or_check(TARGET, document(), "permissions_table.py"))
