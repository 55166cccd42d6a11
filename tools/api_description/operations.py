"""Which operations a client sees, and what each is called.

An operation's name is given once and stays: it stands in ``operations.ledger``, whatever becomes of the function that
answers. A new one is called by its resource and the function's words without those of the resource (``websites_list``);
who wants another name writes it into the ledger before it is on ``main``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from api_description.schemas import Json
from common.contracts.services import SERVICES_BY_NAME

LEDGER = Path(__file__).with_name("operations.ledger")
RESOURCES: Mapping[str, str] = tomllib.loads(Path(__file__).with_name("resources.toml").read_text(encoding="utf-8"))
"""What each resource is, for who reads the page."""
NOT_FOR_CLIENTS = {"POST /v1/billing/stripe/webhook": "Stripe alone sends it, signed"}
"""Operations that the gateway lets through and no client of ours asks."""
_METHODS = ("get", "post", "put", "patch", "delete")


class Operation(NamedTuple):
    """One operation as its service tells it."""

    service: str
    method: str
    path: str
    told: Json

    @property
    def name(self) -> str:
        """As tables name it."""
        return f"{self.method} {self.path}"

    @property
    def resource(self) -> str:
        """The first word of its path, which is its tag; what proves tokens stands with ``auth``."""
        return "auth" if self.path.startswith("/.well-known/") else self.path.split("/")[2]


def public(descriptions: Mapping[str, Json]) -> Iterator[Operation]:
    """The operations that the gateway sends to a service, and that are meant for clients."""
    for service, description in descriptions.items():
        for path, methods in description["paths"].items():
            if _routed(service, path):
                for method in (each for each in _METHODS if each in methods):
                    operation = Operation(service, method.upper(), path, methods[method])
                    if operation.name not in NOT_FOR_CLIENTS:
                        yield operation


def _routed(service: str, path: str) -> bool:
    known = SERVICES_BY_NAME[service]
    return path in known.exact or any(path == prefix or path.startswith(f"{prefix}/") for prefix in known.routes)


def ledger() -> dict[str, str]:
    """The names that were given, by operation."""
    found = {}
    for line in LEDGER.read_text(encoding="utf-8").splitlines():
        operation, _, name = line.rpartition(" ")
        found[operation] = name
    return found


def with_new(known: Mapping[str, str], operations: Iterator[Operation]) -> dict[str, str]:
    """The ledger, and names for operations that have none yet; ``ValueError`` where one is taken."""
    names = dict(known)
    for operation in operations:
        if operation.name in names:
            continue
        name = proposed(operation)
        if name in names.values():
            raise ValueError(f"{operation.name} would be called {name} like another: name it in {LEDGER.name}")
        names[operation.name] = name
    return names


def ledger_of(names: Mapping[str, str]) -> str:
    """The ledger as it is written: a line per operation, in the order of their names."""
    return "".join(f"{operation} {name}\n" for operation, name in sorted(names.items(), key=lambda each: each[1]))


def proposed(operation: Operation) -> str:
    """A name by resource and function, of the id that the framework made of the function's name."""
    resource = operation.resource.replace("-", "_")
    tail = re.sub(r"\W", "_", operation.path) + f"_{operation.method.lower()}"
    function = operation.told["operationId"].removesuffix(tail)
    own = {form for word in resource.split("_") for form in (word, word.removesuffix("s"))}
    words = [word for word in function.split("_") if word not in own] or [_VERBS[operation.method]]
    if _is_list(operation.told) and words[0] in ("read", "get"):
        words[0] = "list"
    return "_".join([resource, *words])


def _is_list(told: Json) -> bool:
    content = told["responses"].get("200", {}).get("content", {}).get("application/json", {})
    return "/Page_" in content.get("schema", {}).get("$ref", "")


_VERBS = {"GET": "read", "POST": "make", "PUT": "set", "PATCH": "change", "DELETE": "remove"}


def summary(told: Json) -> str:
    """What an operation does in a few words; those that the framework made of a function's name as a sentence."""
    words: str = told["summary"]
    return words if words != words.title() else words.capitalize()
