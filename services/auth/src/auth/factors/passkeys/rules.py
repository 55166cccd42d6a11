"""What passkeys are asked, and what an answer of one proves. Pure.

Whoever logs in with one has shown that he holds the device and has unlocked it, by finger, face or PIN ("user
verification"): two factors at once, so no code is asked for beside it.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from common.primitives.ciphers import derived
from common.primitives.errors import Unavailable

Json = dict[str, Any]
SITE_NAME = "Brand Influence Monitor"
CHALLENGE_LIFE = timedelta(minutes=5)
CLOCKS_APART = timedelta(minutes=10)
"""No two replicas' clocks are further apart: for so long it is remembered what was answered, beyond its expiry."""
MOST_PASSKEYS = 20
LONGEST_NAME = 80
_REQUIRED = UserVerificationRequirement.REQUIRED
_RANDOM, _UNTIL = 16, 8
_NO_PROOF = (WebAuthnException, ValueError, TypeError, KeyError, RecursionError)
"""What reading an answer ends with that is none."""
Step = Literal["add", "log-in"]


class PasskeyRefusedError(Exception):
    """An answer that proves nothing; the text says why, for the log and not for whoever sent it.

    ``reason`` is for the audit log.
    """

    reason = "passkey-wrong"


class PasskeyCopiedError(PasskeyRefusedError):
    """The answer is good, and of a key that exists twice: who has the other one?"""

    reason = "passkey-copied"


@dataclass(frozen=True, slots=True)
class Site:
    """Whose passkeys these are: ``domain`` (WebAuthn's RP id), and the ``origins`` whose pages may ask for them.

    ValueError for an origin that is none, is not encrypted (on other hosts than one's own machine), or is outside of
    the domain: a browser would give nothing for it.
    """

    domain: str
    origins: tuple[str, ...]

    def __post_init__(self) -> None:
        for origin in self.origins:
            host, parts = urlsplit(origin).hostname or "", urlsplit(origin)
            if f"{parts.scheme}://{parts.netloc}" != origin or parts.scheme not in ("https", "http"):
                raise ValueError(f"{origin} is no origin, such as https://app.example")
            if parts.scheme == "http" and host != "localhost" and not host.endswith(".localhost"):
                raise ValueError(f"{origin} is not encrypted: no browser has passkeys there")
            if host != self.domain and not host.endswith(f".{self.domain}"):
                raise ValueError(f"{origin} is not of the domain {self.domain}")


def set_up(site: Site | None) -> Site:
    """Whose passkeys there are; ``Unavailable`` where none are set up."""
    if site is None:
        raise Unavailable("passkeys-unavailable", "Passkeys are not set up here: no site of ours asks for them.")
    return site


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What an authenticator made: the id by which it knows the key, and the public half as COSE (RFC 9052)."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    synced: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an answer says of the passkey: how often it was used, 0 where it does not count, and whether it is synced
    between devices."""

    sign_count: int
    synced: bool


class Challenges:
    """Makes what an authenticator signs. Nothing is stored until one was answered: who asks for a million fills no
    table. A challenge is good for ``CHALLENGE_LIFE``, for one step, one client and, to add a passkey, one person."""

    def __init__(self, secret: str) -> None:
        self._key = derived(secret.encode(), b"brandmon auth passkey challenges")

    def new(self, step: Step, bound_to: bytes, now: datetime) -> bytes:
        """56 bytes: random ones, until when, and the proof that it is ours."""
        until = int((now + CHALLENGE_LIFE).timestamp() * 1000)
        plain = secrets.token_bytes(_RANDOM) + until.to_bytes(_UNTIL, "big")
        return plain + self._proof(step, bound_to, plain)

    def until(self, challenge: bytes, step: Step, bound_to: bytes, now: datetime) -> datetime:
        """Until when it is good; ``PasskeyRefusedError`` where it is not, or was made for something else."""
        plain, proof = challenge[: _RANDOM + _UNTIL], challenge[_RANDOM + _UNTIL :]
        if not hmac.compare_digest(proof, self._proof(step, bound_to, plain)):
            raise PasskeyRefusedError("the challenge is none of ours, or another's")
        until = datetime.fromtimestamp(int.from_bytes(plain[_RANDOM:], "big") / 1000, UTC)
        if not now < until:
            raise PasskeyRefusedError("the challenge has expired")
        return until

    def _proof(self, step: Step, bound_to: bytes, plain: bytes) -> bytes:
        return hmac.digest(self._key, b"\x1f".join((step.encode(), bound_to, plain)), hashlib.sha256)


def creation_options(
    site: Site, challenge: bytes, *, user: bytes, email: str, name: str | None, known: list[bytes]
) -> Json:
    """What a page hands to ``navigator.credentials.create()``; ``known`` are passkeys that need not be made again."""
    made = generate_registration_options(
        rp_id=site.domain,
        rp_name=SITE_NAME,
        user_id=user,
        user_name=email,
        user_display_name=name or email,
        challenge=challenge,
        timeout=int(CHALLENGE_LIFE.total_seconds() * 1000),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return options_to_json_dict(made)


def request_options(site: Site, challenge: bytes) -> Json:
    """What a page hands to ``navigator.credentials.get()``. No passkey is named: the device knows whose it has."""
    made = generate_authentication_options(
        rp_id=site.domain,
        challenge=challenge,
        timeout=int(CHALLENGE_LIFE.total_seconds() * 1000),
        user_verification=_REQUIRED,
    )
    return options_to_json_dict(made)


def challenge_in(credential: Json) -> bytes:
    """The challenge that an answer says it signed; to be checked, and then that it did sign it."""
    try:
        told = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        return base64url_to_bytes(told["challenge"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PasskeyRefusedError(f"no client data: {type(error).__name__}") from None


def made_by(site: Site, credential: Json, challenge: bytes) -> NewPasskey:
    """The passkey that an authenticator made for ``challenge``; ``PasskeyRefusedError`` where it proves no such."""
    try:
        verified = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=list(site.origins),
            require_user_verification=True,
        )
    except _NO_PROOF as error:
        raise PasskeyRefusedError(str(error)) from None
    return NewPasskey(
        verified.credential_id, verified.credential_public_key, verified.sign_count, verified.credential_backed_up
    )


def signed_by(site: Site, credential: Json, challenge: bytes, public_key: bytes) -> Assertion:
    """What the holder of a key says with his signature over ``challenge``; ``PasskeyRefusedError`` without one.

    Whether the count went up is for whoever knows the last one: here any is taken.
    """
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=list(site.origins),
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _NO_PROOF as error:
        raise PasskeyRefusedError(str(error)) from None
    return Assertion(verified.new_sign_count, verified.credential_backed_up)


def copied(last: int, now: int) -> bool:
    """Whether a count that did not go up says that the key exists twice (WebAuthn, 6.1.1); 0 twice: it counts not."""
    return (last > 0 or now > 0) and now <= last
