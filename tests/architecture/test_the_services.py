"""One list of services: whatever else names them is made from ``services.toml`` or says the same."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from brandmon_gateway import RULES, Place, envoy_config
from common.contracts.message import Command
from common.contracts.registry import MESSAGES
from common.contracts.services import SERVICES, SERVICES_BY_NAME

from .subscriptions import subscribed

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
CONFIGURED: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = {f"services/{service}/src" for service in SERVICES}
COMMANDS = {"__main__.py", "app.py", "consumer.py", "settings.py"}
"""What every service has on top."""


def contract(name: str) -> dict[str, Any]:
    """The import contract whose name begins so."""
    return next(c for c in CONFIGURED["tool"]["importlinter"]["contracts"] if c["name"].startswith(name))


def gateway() -> dict[str, Any]:
    """The gateway's configuration."""
    return envoy_config(Place(1, 2, dict.fromkeys(SERVICES, 3)))


def routed(configuration: dict[str, Any]) -> set[tuple[str, str]]:
    """(path or prefix, service) of every route but those to descriptions, and those that only narrow another."""
    manager = configuration["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]
    routes = manager["route_config"]["virtual_hosts"][0]["routes"]
    pairs = {(r["match"].get("path_separated_prefix") or r["match"]["path"], r["route"]["cluster"]) for r in routes}
    limited = {limit.path for limit in RULES.limits.routes}
    return {(path, to) for path, to in pairs if not path.startswith(("/docs", "/openapi")) and path not in limited}


def declared_routes() -> set[tuple[str, str]]:
    """(path or prefix, service) as the list of services says."""
    return {(path, name) for name, each in SERVICES_BY_NAME.items() for path in (*each.routes, *each.exact)}


def lacking(listed: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """What of ``wanted`` is not listed."""
    return sorted(set(wanted) - set(listed))


def test_every_service_has_its_folder_and_every_folder_is_a_service() -> None:
    assert {path.parent.name for path in (ROOT / "services").glob("*/pyproject.toml")} == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_composition_on_top(service: str) -> None:
    top = ROOT / "services" / service / "src" / service
    assert not lacking({path.name for path in top.iterdir()}, COMMANDS)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_a_page_and_contracts(service: str) -> None:
    assert (ROOT / "services" / service / "README.md").is_file()
    assert (ROOT / "libs/common/contracts" / service / "__init__.py").is_file()


def test_the_gateway_routes_as_declared() -> None:
    assert routed(gateway()) == declared_routes()


def test_the_gateway_knows_every_service() -> None:
    clusters = {cluster["name"] for cluster in gateway()["static_resources"]["clusters"]}
    assert clusters == set(SERVICES)


def test_a_route_that_goes_elsewhere_is_noticed() -> None:
    text = str(gateway()).replace("'cluster': 'reports', 'timeout': '30s'", "'cluster': 'auth', 'timeout': '30s'")
    assert routed(yaml.safe_load(text)) != declared_routes()


def test_types_tests_and_import_rules_cover_every_service() -> None:
    tool = CONFIGURED["tool"]
    assert not lacking(tool["pytest"]["ini_options"]["pythonpath"], SOURCES)
    paths = {path.removeprefix("$MYPY_CONFIG_FILE_DIR/") for path in tool["mypy"]["mypy_path"].split(":")}
    assert not lacking(paths, SOURCES)
    assert not lacking(tool["importlinter"]["root_packages"], SERVICES)
    assert set(contract("Services never import each other")["modules"]) == set(SERVICES)
    assert not lacking(contract("What is common imports no service")["forbidden_modules"], SERVICES)
    assert not lacking(contract("Services know neither")["source_modules"], SERVICES)


def test_the_types_of_every_service_are_checked() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    packages = re.search(r"^PACKAGES := (.*)$", makefile, re.MULTILINE)
    assert packages
    assert not lacking(packages.group(1).split(), SERVICES)


def test_a_service_that_a_list_forgets_is_noticed() -> None:
    assert lacking(["auth", "tenants"], ["auth", "tenants", "assistant"]) == ["assistant"]


def test_what_a_service_reads_is_a_service() -> None:
    assert not lacking(SERVICES, {other for each in SERVICES_BY_NAME.values() for other in each.reads})


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_listens_to_is_what_it_has_handlers_for(service: str) -> None:
    """The broker's rights are made from the list: what it lacks, the service could not read."""
    assert set(SERVICES_BY_NAME[service].listens) == {each.topic for owner, each in subscribed() if owner == service}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_may_reply_to_the_commands_that_it_handles_and_to_no_others(service: str) -> None:
    handled = [MESSAGES[topic] for topic in SERVICES_BY_NAME[service].listens]
    answers = {command.reply.topic for command in handled if issubclass(command, Command)}
    foreign = {topic for topic in answers if MESSAGES[topic].producer() != service}
    replies = {topic for topic in SERVICES_BY_NAME[service].also_emits if MESSAGES[topic].kind == "reply"}
    assert replies == foreign
