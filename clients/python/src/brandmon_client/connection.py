"""Carries requests to the gateway: signs them, sends again what may be sent again, and says what an answer means."""

import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import httpx

from brandmon_client.asking import Query
from brandmon_client.exchange import arguments, checked, json_of, next_of, pause_before, repeatable, unreachable
from brandmon_client.problems import ApiError, Problem
from brandmon_client.signing_in import SignsIn, Steps


class Connection:
    """Threads may share one: of those whose session is over, one renews it and all go on. See ``Asks``."""

    def __init__(self, http: httpx.Client, who: SignsIn | None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._http, self._who, self._sleep = http, who, sleep
        self._signing_in = threading.Lock()

    def ask(
        self, method: str, path: str, *, query: Query | None = None, body: Any = None, key: str | None = None
    ) -> Any:
        """See ``Asks``."""
        return json_of(self._repeated(method, path, query, body, key))

    def fetch(self, method: str, path: str, *, query: Query | None = None) -> bytes:
        """See ``Asks``."""
        return self._repeated(method, path, query, None, None).content

    def items(self, path: str, *, query: Query | None = None) -> Iterator[Any]:
        """See ``Asks``."""
        after: str | None = None
        while True:
            items, after = next_of(self.ask("GET", path, query={**(query or {}), "after": after}))
            yield from items
            if after is None:
                return

    def _repeated(self, method: str, path: str, query: Query | None, body: Any, key: str | None) -> httpx.Response:
        tried = 0
        while True:
            try:
                return self._signed(method, path, arguments(query, body, key))
            except ApiError as error:
                pause = pause_before(tried, error) if repeatable(method, key) else None
                if pause is None:
                    raise
            tried += 1
            self._sleep(pause)

    def _signed(self, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
        """The answer to a request with a proof, a new one where that was not taken."""
        proof = self._proof(None)
        answer = self._once(method, path, given, proof)
        if answer.status_code == HTTPStatus.UNAUTHORIZED and proof is not None:
            renewed = self._proof(proof)
            if renewed != proof:
                answer = self._once(method, path, given, renewed)
        return checked(answer)

    def _proof(self, refused: str | None) -> str | None:
        """The proof that there is, another than ``refused``; as it is where there can be no other."""
        if self._who is None:
            return None
        with self._signing_in:
            if self._who.proof == refused and (steps := self._who.steps()) is not None:
                self._follow(steps)
            return self._who.proof

    def _follow(self, steps: Steps) -> None:
        told: Any = None
        problem: Problem | None = None
        while True:
            try:
                path, body = steps.throw(problem) if problem else steps.send(told)
            except StopIteration:
                return
            problem = None
            try:
                told = json_of(checked(self._once("POST", path, {"json": body}, None)))
            except Problem as refused:
                problem = refused

    def _once(self, method: str, path: str, given: dict[str, Any], proof: str | None) -> httpx.Response:
        own = {"Authorization": f"Bearer {proof}"} if proof else {}
        headers = {**given.get("headers", {}), **own}
        try:
            return self._http.request(method, path, **{**given, "headers": headers})
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise unreachable(str(self._http.base_url), error) from error
