"""Mails over a real SMTP connection, and into the file of one machine."""

import asyncio
import json
import smtplib
import socket
import ssl
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auth.mails.postmen import MailboxFile, Parcel, SmtpPostman, Undelivered, undelivered
from auth.mails.rules import Letter, MailKind, written
from common.primitives.ids import uuid7

pytestmark = pytest.mark.engines

CODE = "bmc_abc-DEF_123"
SENDER = "Brand Influence Monitor <no-reply@brandmon.example>"


@dataclass
class Double:
    """A server that keeps what it takes, and refuses recipients as ``refuse`` says."""

    refuse: str = ""
    envelopes: list[Envelope] = field(default_factory=list)
    logged_in: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, _s: Any, _session: Session, envelope: Envelope, address: str, _o: Any) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 OK"

    def authenticate(self, _s: Any, _session: Session, _e: Envelope, mechanism: str, given: Any) -> AuthResult:
        known = isinstance(given, LoginPassword) and given == LoginPassword(b"brandmon", b"a password")
        self.logged_in += [mechanism.encode()] if known else []
        return AuthResult(success=known, handled=known)

    def mail(self) -> EmailMessage:
        content = self.envelopes[-1].content
        assert isinstance(content, bytes)
        read = message_from_bytes(content, policy=default)
        assert isinstance(read, EmailMessage)
        return read


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(pem)
    return folder / "cert.pem", folder / "key.pem"


def served(double: Double, **how: Any) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    controller = Controller(double, "127.0.0.1", port, ready_timeout=20, **how)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def double() -> Double:
    return Double()


@pytest.fixture
def plain(double: Double) -> Iterator[int]:
    yield from served(double)


@pytest.fixture
def encrypted(double: Double, certificate: tuple[Path, Path]) -> Iterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    how = {"require_starttls": True, "auth_required": True, "authenticator": double.authenticate}
    yield from served(double, tls_context=context, **how)


def parcel(to: str = "ada@shop.example") -> Parcel:
    return Parcel(uuid7(), "reset", to, written(Letter(MailKind.RESET, to, code=CODE), "https://app.example"))


async def test_a_mail_arrives_as_text_and_html_with_one_id_however_often_it_is_carried(
    double: Double, plain: int
) -> None:
    own = parcel()
    for _ in range(2):
        await SmtpPostman("127.0.0.1", plain, SENDER, "none").carry(own)
    assert double.envelopes[0].rcpt_tos == ["ada@shop.example"]
    mail = double.mail()
    assert (mail["From"], mail["To"], mail["Auto-Submitted"]) == (SENDER, "ada@shop.example", "auto-generated")
    assert mail["Message-ID"] == f"<{own.id}@brandmon.example>"
    assert mail["Subject"] == "Set a new password"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert CODE in text.get_content()
    assert f'href="https://app.example/reset-password#code={CODE}"' in html.get_content()
    assert all(str(own.id).encode() in bytes(each.original_content or b"") for each in double.envelopes)


async def test_over_starttls_the_postman_logs_in(
    double: Double, encrypted: int, certificate: tuple[Path, Path]
) -> None:
    postman = SmtpPostman("localhost", encrypted, SENDER, "starttls", "brandmon", "a password", certificate[0])
    await postman.carry(parcel())
    assert len(double.envelopes) == len(double.logged_in) == 1


async def test_a_certificate_that_nobody_known_has_signed_gets_no_mail(double: Double, encrypted: int) -> None:
    with pytest.raises(Undelivered) as refused:
        await SmtpPostman("localhost", encrypted, SENDER, "starttls", "brandmon", "a password").carry(parcel())
    assert (refused.value.reason, refused.value.final) == ("SSLCertVerificationError", False)
    assert not double.envelopes


async def test_a_wrong_log_in_is_ours_to_mend_so_the_mail_waits(
    encrypted: int, certificate: tuple[Path, Path]
) -> None:  # fmt: skip
    postman = SmtpPostman("localhost", encrypted, SENDER, "starttls", "brandmon", "wrong", certificate[0])
    with pytest.raises(Undelivered) as refused:
        await postman.carry(parcel())
    assert (refused.value.reason, refused.value.final) == ("log-in refused (535)", False)


@pytest.mark.parametrize(("answer", "final"), [("550 no such ada@shop.example", True), ("451 later", False)])
async def test_a_refused_recipient_is_final_or_not_and_never_named(
    double: Double, plain: int, answer: str, final: bool
) -> None:  # fmt: skip
    double.refuse = answer
    with pytest.raises(Undelivered) as refused:
        await SmtpPostman("127.0.0.1", plain, SENDER, "none").carry(parcel())
    assert (refused.value.reason, refused.value.final) == (f"recipient refused ({answer[:3]})", final)
    assert "ada" not in str(refused.value)


async def test_an_address_beyond_ascii_is_for_servers_that_can_write_it(double: Double, plain: int) -> None:
    await SmtpPostman("127.0.0.1", plain, SENDER, "none").carry(parcel("ad\u00e4@shop.example"))
    assert double.envelopes[0].rcpt_tos == ["ad\u00e4@shop.example"]
    for port in served(double, enable_SMTPUTF8=False):
        with pytest.raises(Undelivered) as refused:
            await SmtpPostman("127.0.0.1", port, SENDER, "none").carry(parcel("ad\u00e4@shop.example"))
        assert refused.value.final
    assert len(double.envelopes) == 1


async def test_a_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(Undelivered) as refused:
        await SmtpPostman("127.0.0.1", 9, SENDER, "none").carry(parcel())
    assert (refused.value.reason, refused.value.final) == ("ConnectionRefusedError", False)


async def test_a_server_without_starttls_gets_no_mail_and_loses_none(double: Double, plain: int) -> None:
    with pytest.raises(Undelivered) as refused:
        await SmtpPostman("127.0.0.1", plain, SENDER).carry(parcel())
    assert (refused.value.reason, refused.value.final) == ("SMTPNotSupportedError", False)
    assert not double.envelopes


def test_every_fault_of_smtp_is_told_without_its_text() -> None:
    refused = undelivered(smtplib.SMTPDataError(552, b"too big for ada@shop.example"))
    assert (refused.reason, refused.final) == ("mail refused (552)", True)
    assert not undelivered(smtplib.SMTPServerDisconnected("ada@shop.example")).final


async def test_on_one_machine_mails_go_into_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    box = MailboxFile(tmp_path / "mail" / "mailbox.jsonl")
    await asyncio.gather(*(box.carry(parcel(f"ada{number}@shop.example")) for number in range(20)))
    mails = [json.loads(line) for line in box.path.read_text().splitlines()]
    assert {mail["to"] for mail in mails} == {f"ada{number}@shop.example" for number in range(20)}
    assert all(CODE in mail["text"] for mail in mails)
    assert stat.S_IMODE(box.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(box.path.parent.stat().st_mode) == 0o700
