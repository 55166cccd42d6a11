"""Fixtures of the command line's tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from brandmon_cli.app import app
from brandmon_cli.gateway import session
from brandmon_cli.gateway.client import Gateway

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command, given as words, in a session with a double of the gateway; no line breaks."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(gateway: Gateway, *words: str) -> Result:
        @contextmanager
        def signed_in(_: Path, *, acting: bool = True) -> Iterator[Gateway]:
            yield gateway

        monkeypatch.setattr(session, "signed_in", signed_in)
        return CliRunner().invoke(app, [*words, "--dir", str(tmp_path)])

    return run
