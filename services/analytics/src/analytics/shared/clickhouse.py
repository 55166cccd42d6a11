"""The connection to ClickHouse: a server over HTTP, or the same engine inside this process, by one code path.

The engine in the process is synchronous and takes one caller at a time gladly; a client over HTTP is synchronous too.
So every call runs in one thread of its own, one after the other, and the event loop never waits for it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from clickhouse_connect import get_client
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError

from common.process.telemetry import span

P = ParamSpec("P")
T = TypeVar("T")
Row = dict[str, Any]


class ClickHouseUnavailable(Exception):  # noqa: N818 - a state of what is around, not of the request
    """ClickHouse cannot be opened or does not answer."""


class ClickHouse:
    """One client of ClickHouse. ``path``: a folder for the engine in this process; ``url``: a server."""

    def __init__(self, *, path: Path | None = None, url: str | None = None) -> None:
        if (path is None) == (url is None):
            raise ValueError("give either a path or a url")
        self._path = path
        self._url = url
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clickhouse")
        self._client: Client | None = None

    async def open(self) -> None:
        """Connect; ``ClickHouseUnavailable`` where the folder is another process's or the server does not answer."""
        await self._run(self.connect)

    async def close(self) -> None:
        """Let go of the folder or the connection."""
        await self._run(self.disconnect)
        self._thread.shutdown()

    async def ping(self) -> None:
        """Raise where ClickHouse does not answer."""
        await self.rows("SELECT 1", {})

    async def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        """The rows of a query, by column name."""
        with span("clickhouse query"):
            return await self._run(self.select, sql, parameters)

    async def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Append ``rows`` in one block."""
        if rows:
            with span("clickhouse insert", table=table, rows=len(rows)):
                await self._run(self.insert_now, table, columns, rows)

    # -- in the thread; called directly only by commands that have no event loop, such as migrations ------------------

    def connect(self) -> None:
        """See ``open``."""
        try:
            if self._path is not None:
                self._path.mkdir(parents=True, exist_ok=True)
                self._client = get_client(interface="chdb", path=str(self._path), tz_mode="aware")
            else:
                self._client = get_client(dsn=self._url, tz_mode="aware")
        except (ClickHouseError, OSError) as error:
            raise ClickHouseUnavailable(self._why(error)) from None

    def disconnect(self) -> None:
        """See ``close``."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def select(self, sql: str, parameters: Mapping[str, Any]) -> list[Row]:
        """See ``rows``."""
        result = self._open_client.query(sql, parameters=dict(parameters))
        return [dict(zip(result.column_names, row, strict=True)) for row in result.result_rows]

    async def execute(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a statement that gives no rows, beside the event loop."""
        with span("clickhouse statement"):
            await self._run(self.command, sql, parameters)

    def command(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        """See ``execute``."""
        self._open_client.command(sql, parameters=dict(parameters or {}))

    def insert_now(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """See ``insert``."""
        self._open_client.insert(table, rows, column_names=list(columns))

    @property
    def _open_client(self) -> Client:
        if self._client is None:
            raise ClickHouseUnavailable("ClickHouse was not opened")
        return self._client

    def _why(self, error: Exception) -> str:
        # The error's own text may carry the url with its password: only its kind is told.
        if self._path is not None:
            return f"The folder of ClickHouse cannot be opened; another process may hold it ({type(error).__name__})."
        return f"The ClickHouse server does not answer ({type(error).__name__})."

    async def _run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(call, *args, **kwargs))
