"""A session with the gateway: where it is, and who we are there."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.options import ORGANIZATION

GROUP = "brandmon.gateways"
"""Entry points: a callable that gives the address of a gateway it runs, from the folder that ``--dir`` names."""


@contextmanager
def signed_in(directory: Path, *, acting: bool = True) -> Iterator[Gateway]:
    """A signed-in session: with ``BRANDMON_URL`` at that gateway, else at the local stack's.

    It acts for the organisation of ``--organization``, the chosen or the only one; ``acting``: False for none at all.
    """
    with connected(directory) as session:
        session.sign_in(ORGANIZATION.get(), acting=acting)
        yield session


@contextmanager
def connected(directory: Path) -> Iterator[Gateway]:
    """A session of nobody: for those who have no account yet, or can't log in."""
    url = os.environ.get("BRANDMON_URL")
    if url is None:
        url = _local(directory)
    with Gateway(url, directory / "session.json") as session:
        yield session


def _local(directory: Path) -> str:
    """The gateway of the local stack, where that is installed; ``Failure`` where it is not running."""
    for entry in entry_points(group=GROUP):
        try:
            address: Callable[[Path], str] = entry.load()
        except Exception as error:  # noqa: BLE001 - whatever a package of others is broken by
            told = f"{type(error).__name__}: {error}"
            raise Failure(f"{entry.name} does not say where its gateway is ({told}): set BRANDMON_URL.") from None
        return address(directory)
    raise Failure("Say where the gateway is: BRANDMON_URL=https://...")
