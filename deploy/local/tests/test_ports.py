"""Ports: fixed ones, free ones, and the name of one that is taken."""

import socket

import pytest

from brandmon_local.commands import examples
from brandmon_local.errors import StackError
from brandmon_local.layout.ports import _BLOCKS, ENGINE_PORTS, HOST, S3_SECOND_OFFSET, Ports, _block
from brandmon_local.plan import ALL, port_names
from common.contracts.services import SERVICES

pytestmark = pytest.mark.pure


def test_the_gateway_of_the_demo_is_on_18080_and_no_number_is_given_twice() -> None:
    ports = Ports.fixed()
    assert ports["gateway"] == 18080
    numbers = [number for _, number in ports.of(port_names(ALL, SERVICES))]
    assert len(numbers) == len(set(numbers))


def test_every_port_that_an_engine_or_service_opens_has_a_number() -> None:
    wanted = {name for names in ENGINE_PORTS.values() for name in names} | set(SERVICES)
    assert wanted == set(Ports.fixed()) == set(Ports.free())


def test_two_sets_of_free_ports_share_no_number() -> None:
    first, second = Ports.free(), Ports.free()
    opened = [{number for _, number in ports.of(port_names(ALL, SERVICES))} for ports in (first, second)]
    assert not opened[0] & opened[1]
    assert max(opened[0] | opened[1]) < 32768


def test_no_block_of_ports_holds_a_number_of_another_or_of_the_local_stack() -> None:
    """The object store's second ports once lay in other stacks' blocks: a suite met another one's."""
    fixed = {number for _, number in Ports.fixed().of(port_names(ALL, SERVICES))} | set(examples.PORTS)
    seen: dict[int, int] = {}
    for block in range(_BLOCKS):
        numbers = Ports(dict(_block(block)))
        for _, number in numbers.of(port_names(ALL, SERVICES)):
            assert seen.setdefault(number, block) == block
            assert number not in fixed


def test_the_second_port_of_the_object_store_is_checked_too() -> None:
    ports = Ports.free()
    with socket.socket() as other:
        other.bind((HOST, ports["s3_filer"] + S3_SECOND_OFFSET))
        with pytest.raises(StackError, match=r"\(s3_filer, second\) is taken"):
            ports.check(ENGINE_PORTS["s3"])


def test_a_taken_port_is_named_with_number_and_purpose() -> None:
    ports = Ports.free()
    ports.check(["gateway"])
    with socket.socket() as other:
        other.bind((HOST, ports["gateway"]))
        with pytest.raises(StackError, match=f"^port {ports['gateway']} \\(gateway\\) is taken$"):
            ports.check(["postgres", "gateway"])
