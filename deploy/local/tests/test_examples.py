"""Which websites of this machine the local stack may read."""

from pathlib import Path

import pytest

from brandmon_cli.shared.failure import Failure
from brandmon_local.commands import examples
from brandmon_local.commands.demo import AuditedSite
from brandmon_local.commands.stack import LOOPBACK, local_stack


def allowed(directory: Path) -> list[str]:
    return local_stack(directory).extra_env["COLLECTOR_LOOPBACK_ALLOWLIST"].split(",")


def test_every_example_site_has_a_port_of_its_own_and_the_demo_keeps_the_first() -> None:
    ports = [examples.port_of(name) for name in examples.names()]
    assert len(set(ports)) == len(ports) > 20
    assert examples.port_of(examples.DEMO) == examples.PORTS[0]


def test_an_unknown_example_is_answered_with_those_there_are() -> None:
    with pytest.raises(Failure, match=r"no example site 'nowhere'\. There are: tillvane, aldersyke"):
        examples.port_of("nowhere")


def test_the_crawler_may_read_the_examples_and_what_a_person_named_once(tmp_path: Path) -> None:
    assert set(allowed(tmp_path)) == {f"127.0.0.1:{port}" for port in examples.PORTS}
    local_stack(tmp_path, AuditedSite(address="http://127.0.0.1:8000/shop").loopback())
    assert "127.0.0.1:8000" in allowed(tmp_path)


def test_a_damaged_list_of_ports_is_said(tmp_path: Path) -> None:
    (tmp_path / LOOPBACK).write_text("{")
    with pytest.raises(Failure, match="damaged"):
        local_stack(tmp_path)


@pytest.mark.parametrize(
    "address", ["https://example.com", "http://10.0.0.1:80", "http://127.0.0.1", "http://127.0.0.1:x/"]
)
def test_only_a_port_of_this_machine_is_allowed(address: str) -> None:
    assert AuditedSite(address=address).loopback() == []
