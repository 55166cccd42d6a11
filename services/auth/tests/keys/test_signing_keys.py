from datetime import UTC, datetime, timedelta

import pytest

from auth.keys.signing_keys import (
    PUBLISHED_AHEAD,
    SigningKey,
    WrongSecretError,
    generate,
    in_use,
    published,
    seal,
    successor_due,
    successor_from,
    unseal,
)

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "an unguessable text of forty characters.."
DAY = timedelta(days=1)


def at(*offsets: timedelta) -> tuple[SigningKey, ...]:
    return tuple(generate(NOW + offset) for offset in offsets)


def test_a_sealed_key_opens_with_its_secret_and_hides_the_private_number() -> None:
    key = generate(NOW)
    sealed = seal(key, SECRET)
    opened = unseal(key.kid, sealed, NOW, SECRET)
    assert opened.private.private_numbers() == key.private.private_numbers()
    number = key.private.private_numbers().private_value.to_bytes(32, "big")
    assert number not in sealed


def test_the_same_key_is_sealed_differently_each_time() -> None:
    key = generate(NOW)
    assert seal(key, SECRET) != seal(key, SECRET)


def test_another_secret_another_row_and_a_changed_byte_do_not_open() -> None:
    key = generate(NOW)
    sealed = seal(key, SECRET)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for kid, row, secret in ((key.kid, sealed, SECRET + "x"), ("other", sealed, SECRET), (key.kid, changed, SECRET),
                             (key.kid, b"", SECRET)):  # fmt: skip
        with pytest.raises(WrongSecretError, match="AUTH_KEY_ENCRYPTION_SECRET"):
            unseal(kid, row, NOW, secret)


def test_the_published_half_names_its_use_and_holds_nothing_private() -> None:
    jwk = generate(NOW).jwk()
    assert (jwk["kty"], jwk["crv"], jwk["alg"], jwk["use"]) == ("EC", "P-256", "ES256", "sig")
    assert "d" not in jwk


def test_a_successor_is_published_before_it_signs_and_the_previous_key_after() -> None:
    oldest, previous, current, coming = keys = at(-200 * DAY, -100 * DAY, -10 * DAY, timedelta(minutes=10))
    assert in_use(keys, NOW) is current
    assert published(keys, NOW) == (previous, current, coming)
    assert in_use(keys, NOW + timedelta(minutes=10)) is coming
    assert published(keys, NOW + timedelta(minutes=10)) == (current, coming)
    assert oldest not in published(keys, NOW)


def test_a_clock_that_lags_behind_still_has_a_key_to_sign_with() -> None:
    first, second = keys = at(timedelta(seconds=5), DAY)
    assert in_use(keys, NOW) is first
    assert published(keys, NOW) == (first, second)


def test_a_successor_is_due_once_and_not_again_while_it_waits() -> None:
    old = at(-90 * DAY)
    assert successor_due(old, NOW)
    assert not successor_due((*old, *at(timedelta(minutes=15))), NOW)


def test_a_successor_signs_when_its_turn_comes_and_not_before_every_verifier_knows_it() -> None:
    assert successor_from((), NOW, 90 * DAY) == NOW
    assert successor_from(at(-10 * DAY), NOW, 90 * DAY) == NOW + 80 * DAY
    assert successor_from(at(-100 * DAY), NOW, 90 * DAY) == NOW + PUBLISHED_AHEAD
