"""Websites on the command line: renamed, and deleted only by whoever names what is to go."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import Result

from brandmon_cli.gateway.client import GatewayProblem

from ..garage import AUDIT, WEBSITE, Garage

pytestmark = pytest.mark.pure
Run = Callable[..., Result]
DOMAIN = "hopkirk.example"


class Entered(Garage):
    """The garage's website as an entry; an audit of it may run."""

    def __init__(self, *, running: bool = False) -> None:
        super().__init__()
        self.running = running
        self.names: list[Any] = []
        self.gone: list[str] = []

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        assert path == f"/v1/websites/{WEBSITE}"
        self.names.append(body["name"])
        return {**self.website(), "name": body["name"]}

    def delete(self, path: str) -> Any:
        if self.running and "cancel=true" not in path:
            raise GatewayProblem(409, "audit-running", "An audit runs.", {"audit_id": AUDIT})
        self.gone.append(path)
        return {"id": WEBSITE, "erase_by": "2026-12-31T00:00:00Z"}


def test_a_website_is_renamed_and_loses_its_name(run: Run) -> None:
    gateway = Entered()
    assert "is called Hopkirk & Sons now" in run(gateway, "websites", "rename", DOMAIN, "Hopkirk & Sons").output
    assert "has no name now" in run(gateway, "websites", "rename", DOMAIN, "").output
    assert gateway.names == ["Hopkirk & Sons", None]


def test_a_website_is_deleted_by_whoever_says_its_domain(run: Run) -> None:
    gateway = Entered()
    done = run(gateway, "websites", "delete", "https://hopkirk.example/", "--confirm", DOMAIN)
    assert (done.exit_code, gateway.gone) == (0, [f"/v1/websites/{WEBSITE}"])
    assert "erased by 2026-12-31" in done.output
    told = run(gateway, "websites", "delete", DOMAIN, "--confirm", DOMAIN.upper(), "--json")
    assert json.loads(told.output)["domain"] == DOMAIN


@pytest.mark.parametrize("confirmed", [[], ["--confirm", ""], ["--confirm", "other.example"], ["--confirm", WEBSITE]])
def test_nothing_is_deleted_without_the_domain(run: Run, confirmed: list[str]) -> None:
    gateway = Entered()
    refused = run(gateway, "websites", "delete", DOMAIN, *confirmed)
    assert refused.exit_code != 0
    assert refused.exception is not None
    assert not gateway.gone
    assert DOMAIN in str(refused.exception)


def test_an_audit_that_runs_is_named_with_what_can_be_done(run: Run) -> None:
    gateway = Entered(running=True)
    refused = run(gateway, "websites", "delete", DOMAIN, "--confirm", DOMAIN)
    assert f"brandmon cancel {AUDIT}" in str(refused.exception)
    assert "--cancel" in str(refused.exception)
    assert run(gateway, "websites", "delete", DOMAIN, "--confirm", DOMAIN, "--cancel").exit_code == 0
    assert gateway.gone == [f"/v1/websites/{WEBSITE}?cancel=true"]
