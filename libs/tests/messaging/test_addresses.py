"""A broker's address as text, and who may do what there."""

import ssl
from pathlib import Path

import pytest

from common.contracts.registry import MESSAGES, dead_letter_topic
from common.contracts.services import SERVICES
from common.messaging.kafka.address import address, driver_options, hosts_of
from common.messaging.kafka.rights import CONNECT, OPERATOR, Right, emitted, outbox_user, rights, users

pytestmark = pytest.mark.pure
HOSTS = "a:9092,b:9092"


def test_an_address_without_a_user_asks_for_nothing() -> None:
    assert driver_options(address(HOSTS)) == {"bootstrap_servers": HOSTS}


@pytest.mark.parametrize("password", ["plain", "with:colon", "a@b/c?d=e#f%41", "ü 漢"])
def test_a_user_and_any_password_come_back(password: str) -> None:
    text = address(HOSTS, "tenants", password)
    options = driver_options(text)
    assert (options["sasl_plain_username"], options["sasl_plain_password"]) == ("tenants", password)
    assert (options["security_protocol"], options["sasl_mechanism"]) == ("SASL_PLAINTEXT", "SCRAM-SHA-512")
    assert options["bootstrap_servers"] == hosts_of(text) == HOSTS


def test_over_tls_the_broker_is_checked(tmp_path: Path) -> None:
    options = driver_options(address(HOSTS, "tenants", "p", tls=True))
    context = options["ssl_context"]
    assert options["security_protocol"] == "SASL_SSL"
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert driver_options(address(HOSTS, tls=True))["security_protocol"] == "SSL"
    trusted = tmp_path / "their own.pem"
    trusted.write_text("no certificate")
    with pytest.raises(ssl.SSLError):  # it is read
        driver_options(address(HOSTS, "tenants", "p", tls=True, ca_file=str(trusted)))


def test_another_scheme_is_refused_without_showing_the_password() -> None:
    with pytest.raises(ValueError, match="begins with kafka://") as failure:
        driver_options("amqp://user:hidden@a:1")
    assert "hidden" not in str(failure.value)


def of(user: str) -> set[Right]:
    return {each for each in rights() if each.user == user}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_itself_writes_nothing_but_its_dead_letters(service: str) -> None:
    written = {each.name for each in of(service) if each.act == "write"}
    assert written == {dead_letter_topic(service)}
    assert {each.act for each in of(service)} == {"read", "write"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_group_is_the_services_own(service: str) -> None:
    groups = {(each.name, each.prefixed) for each in of(service) if each.resource == "group"}
    assert groups == {(service, False), (f"{service}-", True)}


@pytest.mark.parametrize("topic", sorted(MESSAGES))
def test_an_event_is_written_by_its_producers_connector_and_no_other(topic: str) -> None:
    writers = {each.user for each in rights() if each.name == topic and each.act == "write"}
    message = MESSAGES[topic]
    assert outbox_user(message.producer()) in writers
    if message.kind in ("state", "command"):
        assert writers == {outbox_user(message.producer())}


def test_what_others_may_write_is_written_down() -> None:
    foreign = {(s, t) for s in SERVICES for t in emitted(s) if MESSAGES[t].producer() != s}
    replies = {topic for _, topic in foreign if MESSAGES[topic].kind == "reply"}
    assert replies == {
        "simulator.audit-step-replied", "tenants.erasure-step-replied", "tenants.export-step-replied",
    }  # fmt: skip


def test_everybody_has_rights_but_the_operator_who_needs_none() -> None:
    assert {each.user for each in rights()} == set(users())
    assert set(users()) == {*SERVICES, *map(outbox_user, SERVICES), CONNECT}  # and nobody outside
    assert OPERATOR not in users()
    assert {each.name for each in of(CONNECT)} == {"__connect-", CONNECT}
