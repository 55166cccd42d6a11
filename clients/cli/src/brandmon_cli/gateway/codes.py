"""The code of a second factor: asked for, or out of a variable."""

import os
import sys
from getpass import getpass

from brandmon_cli.shared.failure import Failure

CODE = "BRANDMON_CODE"


def asked_code() -> str:
    """A code of the authenticator app, or a recovery code; ``Failure`` (2) where nobody can be asked."""
    told = os.environ.get(CODE)
    if told:
        return told
    if not sys.stdin.isatty():
        raise Failure(f"A code of the authenticator app is needed: set {CODE}.", code=2)
    return getpass("Code of the authenticator app, or a recovery code: ")
