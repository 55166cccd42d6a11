"""Whom the crawler may talk to."""

import asyncio
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.outbound.addresses import Guard, is_public, parse_allowlist, system_resolver
from common.outbound.refusals import Refused

pytestmark = pytest.mark.pure

HOSTILE_ADDRESSES = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1",
    "127.1.2.3", "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "192.31.196.1", "192.52.193.1", "192.175.48.1",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::",
    "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:808:808::1",
    "2620:4f:8000::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "ff02::1", "ff0e::1", "4000::1", "8000::1",
]  # fmt: skip

PUBLIC_ADDRESSES = [
    "1.1.1.1", "8.8.8.8", "9.9.9.9", "93.184.216.34", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1",
    "169.253.255.255", "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1",
    "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "2001:4860:4860::8888", "2003::1", "3ffe::1",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_an_address_that_is_not_of_the_open_internet_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(
    st.ip_addresses(network="10.0.0.0/8")
    | st.ip_addresses(network="::ffff:0:0/96")
    | st.ip_addresses(network="2002::/16")
)
def test_no_private_mapped_or_tunnelled_address_is_public(address: object) -> None:
    assert not is_public(address)  # type: ignore[arg-type]


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_public(address: object) -> None:
    if address.is_private or address.is_multicast or address.is_reserved:  # type: ignore[attr-defined]
        assert not is_public(address)  # type: ignore[arg-type]


def refusal_of(guard: Guard, host: str, port: int = 80) -> str:
    with pytest.raises(Refused) as caught:
        asyncio.run(guard.addresses(host, port))
    return caught.value.reason


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
        "017700000001", "0", "0.0.0.0", "0x0", "127.00.00.01", "10.0.0.1", "167772161", "0xa000001", "169.254.169.254",
        "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "::1", "::", "::ffff:127.0.0.1",
        "::ffff:7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_a_spelling_of_a_private_address_is_refused_by_what_it_resolves_to(host: str) -> None:
    assert refusal_of(Guard(), host) in {"private-address", "dns-failed"}


def test_a_decimal_loopback_address_resolves_and_is_refused() -> None:
    assert asyncio.run(system_resolver("2130706433", 80)) == ["127.0.0.1"]
    assert refusal_of(Guard(), "2130706433") == "private-address"


def guard_with(*addresses: str, **more: object) -> Guard:
    async def resolve(_host: str, _port: int) -> list[str]:
        return list(addresses)

    return Guard(resolve=resolve, **more)  # type: ignore[arg-type]


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    assert refusal_of(guard_with("93.184.216.34", "10.0.0.8"), "shop.example") == "private-address"


def test_a_host_with_public_addresses_gets_all_of_them() -> None:
    found = asyncio.run(guard_with("93.184.216.34", "2606:4700::1").addresses("shop.example", 443))
    assert [str(address) for address in found] == ["93.184.216.34", "2606:4700::1"]


def test_a_host_without_addresses_is_not_found() -> None:
    assert refusal_of(guard_with(), "shop.example") == "dns-failed"


def test_a_resolver_that_fails_means_not_found() -> None:
    async def resolve(_host: str, _port: int) -> list[str]:
        raise OSError("no such host")

    assert refusal_of(Guard(resolve=resolve), "shop.example") == "dns-failed"


def test_loopback_is_allowed_for_exactly_the_listed_host_and_port() -> None:
    guard = Guard(loopback=parse_allowlist("127.0.0.1:8090"))
    assert asyncio.run(guard.addresses("127.0.0.1", 8090))
    assert refusal_of(guard, "127.0.0.1", 8091) == "private-address"
    assert refusal_of(guard, "localhost", 8090) == "private-address"


def test_the_loopback_list_opens_loopback_only() -> None:
    assert (
        refusal_of(guard_with("10.0.0.8", loopback=parse_allowlist("shop.example:80")), "shop.example")
        == "private-address"
    )


def test_networks_of_our_own_can_be_denied_too() -> None:
    from ipaddress import ip_network

    guard = guard_with("93.184.216.34", denied=(ip_network("93.184.216.0/24"),))
    assert refusal_of(guard, "shop.example") == "private-address"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://shop.example/", "unsupported-scheme"),
        ("file:///etc/passwd", "unsupported-scheme"),
        ("gopher://shop.example/", "unsupported-scheme"),
        ("http://user:secret@shop.example/", "credentials-in-url"),
        ("http://user@shop.example/", "credentials-in-url"),
        ("http://shop.example:22/", "port-not-allowed"),
        ("http://shop.example:6379/", "port-not-allowed"),
        ("https://shop.example:0/", "port-not-allowed"),
        ("http://shop.example:99999/", "not-a-url"),
        ("http:///path", "not-a-url"),
        ("http://[::1/", "not-a-url"),
    ],
)
def test_an_address_is_refused_by_its_text(url: str, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        Guard().check_url(url)
    assert caught.value.reason == reason
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://shop.example/", "https://shop.example:8443/x", "http://shop.example:8080"])
def test_usual_web_addresses_pass(url: str) -> None:
    Guard().check_url(url)


@pytest.mark.parametrize("text", ["127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:0"])
def test_a_wrong_allowlist_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        parse_allowlist(text)


def test_an_allowlist_takes_several_pairs_and_ipv6() -> None:
    assert parse_allowlist(" 127.0.0.1:8090, [::1]:8091 ,") == {("127.0.0.1", 8090), ("::1", 8091)}
    assert parse_allowlist("") == frozenset()


def test_in_local_mode_the_refusal_of_a_port_of_this_machine_says_how_it_is_allowed() -> None:
    local = Guard(loopback=parse_allowlist("127.0.0.1:18190"))
    with pytest.raises(Refused, match="brandmon up --loopback 9999"):
        local.check_url("http://127.0.0.1:9999/")
    with pytest.raises(Refused) as elsewhere:
        Guard().check_url("http://127.0.0.1:9999/")
    assert "brandmon" not in elsewhere.value.detail
