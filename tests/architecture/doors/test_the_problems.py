"""Every problem is declared, raised with the status it is declared with, and named by a route that answers with it."""

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from brandmon_gateway.envoy.replies import local_replies
from collector.websites.registration import ADDRESS_PROBLEMS
from common.contracts.registry import SERVICES
from common.http.problem_types import (
    BY_THE_GATEWAY,
    EVERYWHERE,
    PROBLEM_TYPES,
    PROBLEM_URN,
    TRANSLATED,
    WITH_A_BODY,
    WITHOUT_A_ROUTE,
)  # fmt: skip
from common.http.problems import problems_of
from common.primitives.errors import Problem
from problems_table import routes_of
from reports.webhooks.rules.targets import TARGET_PROBLEMS

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
COMMON = ROOT / "libs" / "common"
HANDLERS = [COMMON / "http" / name for name in ("app.py", "bodies.py")]
"""Make problems of faults that are no errors of ours; all others are raised."""
BY_THE_FRAMEWORK = {*EVERYWHERE, *WITHOUT_A_ROUTE, *WITH_A_BODY, "invalid-request"}
GIVEN_ADDRESSES = {
    "collector": (ADDRESS_PROBLEMS, "collector/websites/registration.py", "collector/fetching/rules/urls.py"),
    "reports": (TARGET_PROBLEMS, "reports/webhooks/registry.py", "reports/webhooks/rules/targets.py"),
}
"""Services that are given addresses: their problems, where the reasons of address rules become these, the rules."""


class Raised(NamedTuple):
    """A problem that code makes: the error's class and the slug, None where it is no literal."""

    error: str
    slug: str | None


def below(service: str) -> Path:
    """The folder with a service's code."""
    return ROOT / "services" / service / "src"


def statuses() -> dict[str, int]:
    """The status of each class of problem, by its name."""
    found, waiting = {}, [Problem]
    while waiting:
        waiting += (kind := waiting.pop()).__subclasses__()
        found[kind.__name__] = kind.status
    return found


def raised(source: str, errors: Iterable[str]) -> list[Raised]:
    """Every call of one of ``errors``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in errors:
            first = node.args[0] if node.args else None
            literal = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
            found.append(Raised(node.func.id, literal))
    return found


def faults(found: Iterable[Raised]) -> list[str]:
    """What is not declared, or declared with another status."""
    told, status = [], statuses()
    for error, slug in found:
        if slug is None:
            told.append(f"{error} is raised with a slug that is no literal")
        elif slug not in PROBLEM_TYPES:
            told.append(f"{slug} is not declared")
        elif PROBLEM_TYPES[slug].status != status[error]:
            told.append(f"{slug} is declared with {PROBLEM_TYPES[slug].status} and raised with {status[error]}")
    return told


def raised_below(folder: Path) -> dict[Path, list[Raised]]:
    errors = [name for name in statuses() if name != "Problem"]
    return {path: raised(path.read_text(encoding="utf-8"), errors) for path in folder.rglob("*.py")}


def slugs_below(folder: Path) -> set[str]:
    return {each.slug for found in raised_below(folder).values() for each in found if each.slug is not None}


def test_no_code_raises_a_problem_that_is_not_declared() -> None:
    for service in SERVICES:
        assert routes_of(service), f"{service} has routes, and its classes of problems are known"
    told = {}
    for folder in (COMMON, *(ROOT / "services" / service / "src" for service in SERVICES)):
        for path, found in raised_below(folder).items():
            if path in [below(service) / where for service, (_, where, _) in GIVEN_ADDRESSES.items()]:
                assert found.count(Raised("Invalid", None)) == 1, "the reasons of address rules, seen below"
                found.remove(Raised("Invalid", None))
            told[str(path.relative_to(ROOT))] = faults(found)
    assert not {path: each for path, each in told.items() if each}


@pytest.mark.parametrize("service", GIVEN_ADDRESSES)
def test_the_reasons_of_address_rules_are_the_problems_of_giving_an_address(service: str) -> None:
    problems, _, rules = GIVEN_ADDRESSES[service]
    paths = (COMMON / "outbound/addresses.py", below(service) / rules)
    reasons = [raised(path.read_text(encoding="utf-8"), ("Refused", "UrlError")) for path in paths]
    assert {each.slug for found in reasons for each in found} == set(problems)
    assert {PROBLEM_TYPES[slug].status for slug in problems} == {422}


def test_what_handlers_answer_for_faults_is_declared() -> None:
    texts = {
        node.value
        for path in HANDLERS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert texts & set(PROBLEM_TYPES) == BY_THE_FRAMEWORK


@pytest.mark.parametrize("service", SERVICES)
def test_the_routes_of_a_service_name_what_it_raises_and_nothing_else(service: str) -> None:
    named = {kind.slug for route in routes_of(service) for kind in problems_of(route)}
    own, common = slugs_below(ROOT / "services" / service / "src"), slugs_below(COMMON)
    own |= set(GIVEN_ADDRESSES[service][0]) if service in GIVEN_ADDRESSES else set()
    assert own - named == set(), "a route must say so: @refuses(...)"
    assert named - own - common - BY_THE_FRAMEWORK == set(), "nothing raises it"


def test_the_gateway_answers_with_declared_problems() -> None:
    told = {}
    for reply in local_replies({})["mappers"][1:-1]:
        body = reply["body_format_override"]["json_format"]
        told[body["type"].removeprefix(PROBLEM_URN)] = (body["status"], body["title"])
    assert told == {slug: (PROBLEM_TYPES[slug].status, PROBLEM_TYPES[slug].title) for slug in told}
    also = {"token-missing", "token-expired", "token-invalid", "not-found", "request-timeout", "body-too-large"}
    assert set(told) == {*BY_THE_GATEWAY, *also}


def test_every_declared_problem_is_one_that_somebody_meets() -> None:
    met = {kind.slug for service in SERVICES for route in routes_of(service) for kind in problems_of(route)}
    assert set(PROBLEM_TYPES) - met == {*WITHOUT_A_ROUTE, *TRANSLATED, *BY_THE_GATEWAY}


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ('raise NotFound("audit-not-found", "No.")', []),
        ('raise NotFound("never-heard-of", "No.")', ["never-heard-of is not declared"]),
        ('raise Conflict("audit-not-found", "No.")', ["audit-not-found is declared with 404 and raised with 409"]),
        ("raise NotFound(reason, sentence)", ["NotFound is raised with a slug that is no literal"]),
        ("raise NotFound(*UNKNOWN)", ["NotFound is raised with a slug that is no literal"]),
    ],
)
def test_a_problem_that_is_planted_is_found(planted: str, told: list[str]) -> None:
    assert faults(raised(planted, statuses())) == told
