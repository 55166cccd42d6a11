"""What mails say, and that nothing a stranger chose is among it."""

from datetime import UTC, datetime

import pytest

from auth.mails.rules import Letter, MailKind, written
from auth.mails.sealing import Sealing, UnreadableError
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure

CODE = "bmc_abc-DEF_123"
SEALING = Sealing("an unguessable text of forty characters..")


def letter(kind: MailKind) -> Letter:
    return Letter(
        kind,
        "ada@shop.example",
        code=CODE,
        values={"when": "1 December 2026 at 10:00 UTC", "role": "viewer", "plan": "pro"},
    )


@pytest.mark.parametrize("kind", MailKind)
@pytest.mark.parametrize("links", [None, "https://app.brandmon.example/"])
def test_every_mail_has_a_subject_and_says_the_same_as_text_and_as_html(kind: MailKind, links: str | None) -> None:
    mail = written(letter(kind), links)
    assert mail.subject
    assert len(mail.subject) < 80
    assert "$" not in mail.text + mail.html
    assert (CODE in mail.text) == (CODE in mail.html)
    assert mail.text.count("\n\n\n") == 0
    for paragraph in mail.text.strip().split("\n\n"):
        assert paragraph.split("\n")[0][:20].split("(")[0].split('"')[0] in mail.html
    assert "ada@" not in mail.text + mail.html


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (MailKind.CONFIRMATION, "confirm"),
        (MailKind.RESET, "reset-password"),
        (MailKind.EMAIL_CHANGE, "confirm-email"),
        (MailKind.INVITATION, "accept-invitation"),
    ],
)
def test_where_there_is_a_web_application_the_mail_leads_there_with_the_code_in_the_fragment(
    kind: MailKind, page: str
) -> None:
    link = f"https://app.brandmon.example/{page}#code={CODE}"
    mail = written(letter(kind), "https://app.brandmon.example")
    assert link in mail.text
    assert f'href="{link}"' in mail.html
    assert "https://" not in written(letter(kind), None).text


def test_a_sealed_mail_opens_in_its_own_row_under_its_own_secret_alone() -> None:
    mail_id, until = uuid7(), datetime(2026, 12, 1, tzinfo=UTC)
    own = Letter(MailKind.RESET, "ada@shop.example", until, CODE, {"when": "now"})
    sealed = SEALING.seal(mail_id, own)
    assert SEALING.unseal(mail_id, sealed) == own
    assert not any(part in sealed for part in (b"ada", CODE.encode(), b"reset"))
    for opener, row, text in (
        (SEALING, uuid7(), sealed),
        (Sealing("quite another text of forty characters..."), mail_id, sealed),
        (SEALING, mail_id, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (SEALING, mail_id, b""),
    ):
        with pytest.raises(UnreadableError):
            opener.unseal(row, text)


def test_neither_recipient_nor_code_is_in_what_a_log_would_show() -> None:
    assert not any(part in repr(letter(MailKind.RESET)) for part in ("ada@", CODE))


def test_addresses_are_counted_whatever_their_case_by_a_digest_that_needs_the_secret() -> None:
    assert SEALING.digest("Ada@Shop.example") == SEALING.digest("ada@shop.example")
    assert SEALING.digest("ada@shop.example") != Sealing("x" * 40).digest("ada@shop.example")
