"""Where commands write: for people, and for programs."""

import json
import sys

from rich.console import Console


def console() -> Console:
    """Standard output for people."""
    return Console(highlight=False)


def write_json(value: object) -> None:
    """``value`` as one line on standard output."""
    sys.stdout.write(json.dumps(value) + "\n")
