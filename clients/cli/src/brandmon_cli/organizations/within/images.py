"""An image file as the gateway takes it."""

from base64 import b64encode
from pathlib import Path

from brandmon_cli.shared.failure import Failure

LARGEST = 65_536


def encoded(path: Path) -> str:
    """The file in base64; ``Failure`` where it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.", code=2) from None
    if len(content) > LARGEST:
        raise Failure(f"{path} has more than {LARGEST // 1024} KiB.", code=2)
    return b64encode(content).decode()
