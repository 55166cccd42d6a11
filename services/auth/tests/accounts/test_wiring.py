"""The composition root: what stops a start, and whose address counts."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import delete
from starlette.requests import Request

from auth.app import build, mail_workers
from auth.keys.tables import signing_keys
from auth.mails.postmen import MailboxFile, SmtpPostman
from auth.settings import AuthSettings
from common.http.access.addresses import TrustedProxies, client_address
from common.primitives.clock import ManualClock
from common.process.settings import SettingsError, read
from common.stores.postgres import UnitOfWork
from common.testing.examples import SHARED_KEY

from ..service import Service

pytestmark = pytest.mark.engines


async def test_a_secret_that_does_not_open_the_stored_keys_stops_the_start_with_one_sentence(
    service: Service, settings: AuthSettings, unit: UnitOfWork, capsys: pytest.CaptureFixture[str]
) -> None:
    other = settings.model_copy(update={"key_encryption_secret": SecretStr("quite another text of forty characters")})
    parts = build(other)
    with pytest.raises(SystemExit) as stopped:
        for open_ in parts.opened:
            await open_()
    assert stopped.value.code == 2
    sentence = capsys.readouterr().err
    assert sentence.startswith("Cannot start: AUTH_KEY_ENCRYPTION_SECRET does not open the signing key")
    assert sentence.count("\n") == 1
    for close in parts.closed:
        await close()
    async with unit.system() as conn:
        await conn.execute(delete(signing_keys))


def test_a_missing_or_short_secret_is_named_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"HTTP_PORT": "80", "KAFKA_BOOTSTRAP": "k:1", "DATABASE_URL": "postgresql+asyncpg://x"}.items():
        monkeypatch.setenv(f"AUTH_{name}", value)
    with pytest.raises(SettingsError, match="AUTH_KEY_ENCRYPTION_SECRET is missing"):
        read(AuthSettings)
    monkeypatch.setenv("AUTH_KEY_ENCRYPTION_SECRET", "too-short")
    with pytest.raises(SettingsError, match="AUTH_KEY_ENCRYPTION_SECRET is wrong") as fault:
        read(AuthSettings)
    assert "too-short" not in str(fault.value)


PRODUCTION = {"HTTP_PORT": "80", "KAFKA_BOOTSTRAP": "k:1", "DATABASE_URL": "postgresql+asyncpg://x",
              "DEAD_LETTER_KEYS": "x", "KEY_ENCRYPTION_SECRET": "x" * 40, "REDIS_URL": "redis://x",
              "SMTP_HOST": "mail.example", "MAIL_FROM": "no-reply@brandmon.example",
              "MAIL_KEYS": SHARED_KEY}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"REDIS_URL": None}, "AUTH_REDIS_URL is missing"), ({"SMTP_HOST": None}, "AUTH_SMTP_HOST is missing"),
     ({"SMTP_HOST": None, "MAILBOX_FILE": "/tmp/mails"}, "AUTH_SMTP_HOST is missing"),
     ({"MAIL_KEYS": None}, "AUTH_MAIL_KEYS is missing"),
     ({"MAIL_FROM": None}, "AUTH_MAIL_FROM is missing"), ({"SMTP_TLS": "none"}, "AUTH_SMTP_TLS is none")],
)  # fmt: skip
def test_in_production_nothing_is_open(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str | None], said: str
) -> None:
    for name, value in (PRODUCTION | changed).items():
        if value is not None:
            monkeypatch.setenv(f"AUTH_{name}", value)
    with pytest.raises(SettingsError, match=said):
        read(AuthSettings)
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(f"AUTH_{name}", value)
    monkeypatch.setenv("AUTH_SMTP_TLS", "tls")
    assert isinstance(read(AuthSettings).postman, SmtpPostman)


async def test_without_a_server_or_a_file_mails_wait_and_with_one_they_are_carried(
    settings: AuthSettings, unit: UnitOfWork, clock: ManualClock, tmp_path: Path
) -> None:
    assert mail_workers(settings, unit, clock) == []
    filed = settings.model_copy(update={"mailbox_file": tmp_path / "mailbox.jsonl"})
    assert isinstance(filed.postman, MailboxFile)
    assert len(mail_workers(filed, unit, clock)) == 2


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [(0, "203.0.113.9", "127.0.0.1"), (1, "203.0.113.9", "203.0.113.9"), (1, "10.6.6.6, 203.0.113.9", "203.0.113.9"),
     (2, "10.6.6.6, 203.0.113.9, 192.0.2.7", "203.0.113.9"), (1, "", "127.0.0.1"), (2, "203.0.113.9", "127.0.0.1")],
)  # fmt: skip
def test_only_what_trusted_proxies_appended_counts_as_the_clients_address(
    proxies: int, forwarded: str, address: str
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "headers": headers, "client": ("127.0.0.1", 4711)}
    assert client_address(Request(scope), TrustedProxies(proxies)) == address


@pytest.mark.parametrize(
    ("shown", "address"),
    [("p" * 32, "203.0.113.9"), ("p" * 31, "127.0.0.1"), ("", "127.0.0.1"), (None, "127.0.0.1"), ("\xff", "127.0.0.1")],
    ids=["the-gateways", "cut-off", "empty", "none", "no-ascii"],
)
def test_an_address_is_believed_of_nobody_but_the_gateway(shown: str | None, address: str) -> None:
    headers = [(b"x-forwarded-for", b"203.0.113.9")]
    headers += [(b"x-brandmon-gateway", shown.encode("latin-1"))] if shown is not None else []
    scope = {"type": "http", "headers": headers, "client": ("127.0.0.1", 4711)}
    assert client_address(Request(scope), TrustedProxies(1, "p" * 32)) == address


def test_production_behind_a_proxy_believes_nobody_blindly(settings: AuthSettings) -> None:
    needed = {"redis_url": "redis://x", "smtp_host": "mail", "mail_from": "a@b.example", "mode": "production"}
    needed |= {"dead_letter_keys": SHARED_KEY}
    told = settings.model_dump() | needed
    assert AuthSettings(**told | {"trusted_proxies": 1, "gateway_proof": "p" * 32}).proxies.proof == "p" * 32
    with pytest.raises(ValidationError, match="AUTH_GATEWAY_PROOF is missing"):
        AuthSettings(**told | {"trusted_proxies": 1})
    with pytest.raises(ValidationError, match="at least 32"):
        AuthSettings(**told | {"trusted_proxies": 1, "gateway_proof": "short"})
