"""Tokens signed as auth signs them, and as it would not."""

import json
import time
from base64 import urlsafe_b64encode
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from common.primitives.ids import uuid7, uuid7_of

KEY = ec.generate_private_key(ec.SECP256R1())
KEY_ID = "k1"
HEADER = {"alg": "ES256", "kid": KEY_ID, "typ": "at+jwt"}


class OneKey:
    """A source that publishes ``key`` under one id, for as long as it is set."""

    def __init__(self, key_id: str = KEY_ID, key: Any = None) -> None:
        self.keys = {key_id: key or KEY.public_key()}

    def known(self, key_id: str) -> Any:
        return self.keys.get(key_id)

    async def find(self, key_id: str) -> Any:
        return self.keys.get(key_id)


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    usual = {"iss": "brandmon-auth", "aud": "brandmon", "sub": str(uuid7()), "sid": str(uuid7()), "jti": str(uuid7()),
             "iat": now, "exp": now + 600, "tid": str(uuid7()), "role": "member"}  # fmt: skip
    return {name: value for name, value in {**usual, **other}.items() if value is not None}


def issued_at(ms: int) -> str:
    """A token id of a moment."""
    return str(uuid7_of(ms))


def encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


def signed(body: dict[str, Any] | bytes, header: dict[str, Any] | bytes | None = None, key: Any = KEY) -> str:
    """A token of these bytes, under a good signature of ``key``."""
    header = HEADER if header is None else header
    head, rest = (each if isinstance(each, bytes) else json.dumps(each).encode() for each in (header, body))
    text = f"{encoded(head)}.{encoded(rest)}"
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{text}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def id_of(body: dict[str, Any], name: str) -> UUID:
    return UUID(body[name])
