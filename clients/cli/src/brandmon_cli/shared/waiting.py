"""A long wait shows what it is for: a spinner on a terminal, elsewhere a line at least every 15 seconds."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.text import Text

from brandmon_cli.shared.output import Screen

LINE_EVERY_S = 15.0
Say = Callable[[Text], None]


@contextmanager
def waiting(out: Screen, on: Text, every_s: float = LINE_EVERY_S) -> Iterator[Say]:
    """While the block runs, ``on`` is shown, or what was last given to what this yields."""
    if out.is_terminal:
        with out.status(on) as status:
            yield status.update
        return
    began, over, newest = time.monotonic(), threading.Event(), [on]

    def tell() -> None:
        while not over.wait(every_s):
            out.say("{} ({} s)", newest[-1], f"{time.monotonic() - began:.0f}")

    def say(now: Text) -> None:
        newest[:] = [now]

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield say
    finally:
        over.set()
        teller.join()
