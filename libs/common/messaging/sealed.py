"""What two services tell each other and nobody else may read, in the outbox and in the log: JSON under a shared key."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Any

from common.messaging.dead_letters.sealing import CannotOpen, Sealed, Sealing


def seal_json(sealing: Sealing, data: dict[str, Any], place: str) -> tuple[str, str]:
    """The key's id, and ``data`` sealed, as base64. It opens together with ``place`` alone (topic and key)."""
    sealed = sealing.seal(json.dumps(data).encode(), place)
    return sealed.key_id, b64encode(sealed.data).decode()


def open_json(sealing: Sealing, key_id: str, sealed: str, place: str) -> dict[str, Any]:
    """What was sealed; ``CannotOpen`` where no key fits, anything was changed, or it was sealed for another place."""
    try:
        data = b64decode(sealed, validate=True)
    except NotBase64:
        raise CannotOpen("it is not base64") from None
    opened: dict[str, Any] = json.loads(sealing.open(Sealed(key_id, data), place))
    return opened
