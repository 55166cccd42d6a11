"""The gateway as the command line sees it: problems become sentences, tokens are renewed without being noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import httpx

from brandmon_cli.gateway import identity
from brandmon_cli.gateway.kept import Kept
from brandmon_cli.gateway.problems import GatewayProblem, id_of, is_id, problem_of, unreachable

__all__ = ["Gateway", "GatewayProblem", "id_of", "is_id"]
Json = dict[str, Any]


class Gateway:
    """A session with the gateway at ``url``; what outlives it is kept in ``session_file``."""

    def __init__(self, url: str, session_file: Path) -> None:
        self.url = url
        self.kept = Kept(session_file, url)
        self.email = ""
        self.organization_id: str | None = None
        self._http = httpx.Client(base_url=url, timeout=30)
        self._access: str | None = None
        self._token: str | None = None
        """The refresh token of a session that is not kept."""
        self._keeps = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    # -- requests -----------------------------------------------------------------------------------------------

    def get(self, path: str, **query: Any) -> Any:
        """GET ``path`` as JSON."""
        return self._json(self._send("GET", path, params={k: v for k, v in query.items() if v is not None} or None))

    def items(self, path: str, **query: Any) -> Iterator[Json]:
        """Every item of a list that comes in pages, in its order; a page is asked for when it is reached."""
        after: str | None = None
        while True:
            page = self.get(path, **query, after=after)
            yield from page["items"]
            after = page.get("next")
            if after is None:
                return

    def post(self, path: str, body: Json | None = None) -> Any:
        """POST ``body`` to ``path``, the answer as JSON."""
        return self._json(self._send("POST", path, json=body))

    def patch(self, path: str, body: Json) -> Any:
        """PATCH ``path`` with ``body``, the answer as JSON."""
        return self._json(self._send("PATCH", path, json=body))

    def download(self, path: str) -> bytes:
        """GET ``path`` as it is."""
        return self._send("GET", path).content

    def _send(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        answer = self._request(method, path, **arguments)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self._access:
            self.renew()
            answer = self._request(method, path, **arguments)
        if answer.is_error:
            raise problem_of(answer)
        return answer

    def _request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._access}"} if self._access else {}
        try:
            return self._http.request(method, path, headers=headers, **arguments)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise unreachable(self.url, error) from None
        except UnicodeEncodeError:  # bytes of the command line that are no UTF-8 reach us as halves of characters
            raise GatewayProblem(0, "no-text", "What was typed holds something that is no text.", {}) from None

    def _json(self, answer: httpx.Response) -> Any:
        try:
            return answer.json() if answer.content else None
        except ValueError:  # a page of somebody else's, such as a proxy's
            raise GatewayProblem(0, "no-gateway", f"What answers at {self.url} is no gateway.", {}) from None

    # -- who we are ---------------------------------------------------------------------------------------------

    def sign_in(self, organization: str | None = None, *, acting: bool = True) -> None:
        """Be somebody, and act for an organisation: see ``identity.sign_in``."""
        identity.sign_in(self, organization, acting=acting)

    def register(self, account: Json) -> None:
        """Open an account."""
        self._access = None
        self.post("/v1/auth/register", account)

    def log_in(self, account: Json, organization_id: str | None, *, keep: bool) -> None:
        """Begin a session with e-mail and password; ``keep``: for later commands, too."""
        self._access = None
        body = {"email": account["email"], "password": account["password"], "organization_id": organization_id}
        tokens = self._json(self._send("POST", "/v1/auth/login", json={k: v for k, v in body.items() if v}))
        self.email, self._keeps = account["email"], keep
        with self._changed() as kept:
            self._take(tokens, kept)

    def resume(self, email: str, organization_id: str | None) -> bool:
        """Go on with a session that was kept; False where there is none, or it is over."""
        self.email, self.organization_id, self._keeps = email, organization_id, True
        if self.kept.token(email, organization_id) is None:
            return False
        try:
            self.renew()
        except GatewayProblem as problem:
            if problem.status in (httpx.codes.UNAUTHORIZED, httpx.codes.CONFLICT, httpx.codes.UNPROCESSABLE_ENTITY):
                return False
            raise
        return True

    def renew(self, organization_id: str | None = None) -> None:
        """Exchange the refresh token, and act for another organisation where that is said.

        A token is good for one use: of several processes with one session, each uses what the other has left.
        """
        with self._changed() as kept:
            own = self.kept.token_in(kept, self.email, self.organization_id) if self._keeps else self._token
            wanted = organization_id or self.organization_id
            body = {"refresh_token": own, **({"organization_id": wanted} if wanted else {})}
            answer = self._request("POST", "/v1/auth/refresh", json=body)
            if answer.is_error:
                problem = problem_of(answer)
                if self._keeps and problem.status == httpx.codes.UNAUTHORIZED:
                    self.kept.keep_token(kept, self.email, self.organization_id, None)
                raise problem
            if self._keeps:
                self.kept.keep_token(kept, self.email, self.organization_id, None)
            self._take(self._json(answer), kept)

    @contextmanager
    def _changed(self) -> Iterator[Json]:
        """What is kept, to be changed; nothing where this session is not."""
        if not self._keeps:
            yield {}
            return
        with self.kept.held() as kept:
            yield kept

    def _take(self, tokens: Json, kept: Json) -> None:
        self._access, self.organization_id = tokens["access_token"], tokens.get("organization_id")
        if self._keeps:
            self.kept.keep_token(kept, self.email, self.organization_id, tokens["refresh_token"])
        else:
            self._token = tokens["refresh_token"]
