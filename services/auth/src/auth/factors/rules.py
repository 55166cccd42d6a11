"""Codes of an authenticator app (TOTP, RFC 6238), recovery codes, challenges. Pure."""

import hashlib
import hmac
import io
import re
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import pyotp
import segno

from common.primitives.ciphers import Cipher, DoesNotOpen, derived

ISSUER = "Brand Influence Monitor"
STEP_S = 30
APART = (0, -1, 1)
"""Steps that a phone's clock may be apart."""
RECOVERY_CODES = 10
CHALLENGE_LIFE = timedelta(minutes=5)
MOST_TRIES = 5
"""Of one challenge; whoever needs more gives the password again, which is counted, too."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike: i, l, o, 0, 1."""
_CODE = re.compile(r"\d{6}", re.ASCII)


def new_secret() -> str:
    """160 random bits as base32, as authenticator apps take them."""
    return pyotp.random_base32()


def address_of(secret: str, email: str) -> str:
    """The ``otpauth://`` address that an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """The address as a QR code: an SVG that stands by itself."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, xmldecl=False)
    return drawn.getvalue().decode()


def step_of(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The step whose code this is, of those near ``now``; None where it is none, or was used up by ``last_step``.

    A step that was used, and all before it, are worthless: who looks over a shoulder is too late.
    """
    code = "".join(code.split())
    if not _CODE.fullmatch(code):
        return None
    current, totp = int(now.timestamp()) // STEP_S, pyotp.TOTP(secret)
    found = [
        current + apart for apart in APART if hmac.compare_digest(totp.generate_otp(current + apart), code)
    ]  # fmt: skip
    good = [step for step in found if last_step is None or step > last_step]
    return good[0] if good else None


def new_recovery_codes() -> list[str]:
    """Codes such as ``k3v8p-xw2mh``, each of some 50 random bits."""
    return ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in "12") for _ in range(RECOVERY_CODES)]


def new_challenge() -> str:
    """What a log-in that waits is known by: 256 random bits."""
    return "bml_" + secrets.token_urlsafe(32)


def challenge_digest(challenge: str) -> bytes:
    """What is stored of a challenge."""
    return hashlib.sha256(challenge.encode("utf-8", "surrogatepass")).digest()


class Sealing:
    """Seals secrets and digests recovery codes under keys that are derived from ``secret`` (HKDF, RFC 5869)."""

    def __init__(self, secret: str) -> None:
        self._cipher = Cipher(derived(secret.encode(), b"brandmon auth second factors"))
        self._digests = derived(secret.encode(), b"brandmon auth recovery codes")

    def seal(self, user_id: UUID, plain: str) -> bytes:
        """The secret, sealed and bound to the person."""
        return self._cipher.seal(plain.encode(), user_id.bytes)

    def unseal(self, user_id: UUID, sealed: bytes) -> str | None:
        """What ``seal`` sealed; None where it is of another person, another secret, or was tampered with."""
        try:
            return self._cipher.open(sealed, user_id.bytes).decode()
        except (DoesNotOpen, ValueError):
            return None

    def digest(self, user_id: UUID, recovery_code: str) -> bytes:
        """32 bytes of a recovery code, however it was typed. 50 bits could be tried on a stolen table; not without the
        key."""
        plain = "".join(sign for sign in recovery_code.lower() if sign in _ALPHABET)
        return hmac.digest(self._digests, user_id.bytes + plain.encode(), hashlib.sha256)
