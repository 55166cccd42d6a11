"""Keys that sign access tokens: made, sealed, opened, and which of them is in use when. Pure."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, cast

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from common.http.tokens import ALGORITHM
from common.primitives.ciphers import Cipher, DoesNotOpen, derived

PUBLISHED_AHEAD = timedelta(minutes=15)
"""A successor is published this long before it signs: longer than any verifier keeps the keys it fetched. One always
lies ready, so that a compromised key can be replaced at once by one that every verifier knows."""


class WrongSecretError(Exception):
    """A sealed key does not open: the secret is another one, or the row was tampered with."""


@dataclass(frozen=True)
class SigningKey:
    """An ES256 key pair (P-256), in use from ``active_from`` until a successor is active."""

    kid: str
    private: ec.EllipticCurvePrivateKey
    active_from: datetime

    @cached_property
    def public(self) -> ec.EllipticCurvePublicKey:
        """The half that verifies; the same object each time, by which a verified token is known again."""
        return self.private.public_key()

    def jwk(self) -> dict[str, Any]:
        """The public key as a JSON Web Key (RFC 7517)."""
        own: dict[str, Any] = json.loads(ECAlgorithm.to_jwk(self.public))
        return own | {"kid": self.kid, "use": "sig", "alg": ALGORITHM}


def generate(active_from: datetime) -> SigningKey:
    """A new key with a random id."""
    return SigningKey(secrets.token_hex(8), ec.generate_private_key(ec.SECP256R1()), active_from)


def seal(key: SigningKey, secret: str) -> bytes:
    """The private key, sealed and bound to its ``kid``: rows cannot swap."""
    plain = key.private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return _cipher(secret).seal(plain, key.kid.encode())


def unseal(kid: str, sealed: bytes, active_from: datetime, secret: str) -> SigningKey:
    """The key that ``seal`` sealed; ``WrongSecretError`` where it does not open."""
    try:
        plain = _cipher(secret).open(sealed, kid.encode())
    except DoesNotOpen:
        raise WrongSecretError(f"AUTH_KEY_ENCRYPTION_SECRET does not open the signing key {kid}") from None
    private = cast(ec.EllipticCurvePrivateKey, serialization.load_der_private_key(plain, password=None))
    return SigningKey(kid, private, active_from)


def _cipher(secret: str) -> Cipher:
    return Cipher(derived(secret.encode(), b"brandmon auth signing keys"))


def in_use(keys: Sequence[SigningKey], now: datetime) -> SigningKey:
    """The key that signs at ``now``: the newest active one. ``keys`` is not empty."""
    return max((key for key in keys if key.active_from <= now), key=_age, default=min(keys, key=_age))


def published(keys: Sequence[SigningKey], now: datetime) -> tuple[SigningKey, ...]:
    """The previous key (tokens it signed may live), the one in use, and those to come."""
    ordered = sorted(keys, key=_age)
    return tuple(ordered[max(0, ordered.index(in_use(keys, now)) - 1) :])


def successor_due(keys: Sequence[SigningKey], now: datetime) -> bool:
    """Whether no key lies ready that is to sign later."""
    return max(keys, key=_age).active_from <= now


def successor_from(keys: Sequence[SigningKey], now: datetime, most: timedelta) -> datetime:
    """When a successor made ``now`` is to sign: when the newest key has been active for ``most``, not before it is
    known everywhere; at once, where it is the first."""
    if not keys:
        return now
    return max(now + PUBLISHED_AHEAD, max(keys, key=_age).active_from + most)


def _age(key: SigningKey) -> tuple[datetime, str]:
    return key.active_from, key.kid
