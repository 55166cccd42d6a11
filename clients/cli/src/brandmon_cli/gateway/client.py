"""The gateway as the command line sees it: problems become sentences, tokens are renewed without being noticed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx

from brandmon_cli.gateway import identity
from brandmon_cli.gateway.codes import asked_code
from brandmon_cli.gateway.kept import Kept
from brandmon_cli.gateway.mailbox import PLACE, Mailbox
from brandmon_cli.gateway.problems import (
    AnswerLost,
    GatewayProblem,
    id_of,
    is_id,
    no_text,
    passes,
    problem_of,
    unreachable,
)
from brandmon_cli.shared.failure import Failure

__all__ = ["Gateway", "GatewayProblem", "id_of", "is_id"]
Json = dict[str, Any]
KEY_HEADER = "Idempotency-Key"
PAUSES_S = (0.5, 1.0, 2.0)
"""Between the tries of a request that may be sent again."""


class Gateway:
    """A session with the gateway at ``url``; what outlives it is kept in ``session_file``.

    ``mailbox``: where a stack on this machine writes its mails, if not beside the session file.
    """

    def __init__(self, url: str, session_file: Path, mailbox: Path | None = None) -> None:
        self.url = url
        self.kept = Kept(session_file, url)
        self.mailbox = Mailbox(mailbox or session_file.parent / PLACE)
        self.email = ""
        self.organization_id: str | None = None
        self._http = httpx.Client(base_url=url, timeout=30)
        self._access: str | None = None
        self._is_key = False
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
        return self._json(self._send("GET", path, params=_said(query)))

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
        """POST ``body`` to ``path``, the answer as JSON. Every try carries one key, so the effect is made once."""
        return self._json(self._send("POST", path, json=body, headers={KEY_HEADER: str(uuid4())}))

    def patch(self, path: str, body: Json) -> Any:
        """PATCH ``path`` with ``body``, the answer as JSON."""
        return self._json(self._send("PATCH", path, json=body))

    def put(self, path: str, body: Json) -> Any:
        """PUT ``body`` to ``path``, the answer as JSON; None where there is none."""
        return self._json(self._send("PUT", path, json=body))

    def delete(self, path: str) -> Any:
        """DELETE ``path``, the answer as JSON; None where there is none."""
        return self._json(self._send("DELETE", path))

    def download(self, path: str, **query: Any) -> bytes:
        """GET ``path`` as it is."""
        return self._send("GET", path, params=_said(query)).content

    def stream(self, path: str, first: int = 0) -> Iterator[bytes]:
        """GET ``path`` from byte ``first`` on, piece by piece; a problem of status 0 where it breaks off."""
        asked = {"Authorization": f"Bearer {self._access}", **({"Range": f"bytes={first}-"} if first else {})}
        try:
            with self._http.stream("GET", path, headers=asked) as answer:
                if answer.is_error:
                    answer.read()
                    raise problem_of(answer)
                if first and answer.status_code != httpx.codes.PARTIAL_CONTENT:
                    raise GatewayProblem(0, "no-gateway", f"What answers at {self.url} does not go on at a byte.", {})
                yield from answer.iter_bytes()
        except httpx.TransportError as error:
            raise unreachable(self.url, error) from None

    def _send(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        answer = self._repeated(method, path, **arguments)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self._access and not self._is_key:
            self.renew(or_for_none=True)
            answer = self._repeated(method, path, **arguments)
        if answer.is_error:
            raise problem_of(answer)
        return answer

    def _repeated(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        """The answer; what carries a key is sent again where none came, or where the one that came passes."""
        for pause in PAUSES_S if KEY_HEADER in arguments.get("headers", {}) else ():
            with suppress(AnswerLost):
                answer = self._request(method, path, **arguments)
                if not passes(answer):
                    return answer
            time.sleep(pause)
        return self._request(method, path, **arguments)

    def _request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        own = {"Authorization": f"Bearer {self._access}"} if self._access else {}
        headers = own | arguments.pop("headers", {})
        try:
            return self._http.request(method, path, headers=headers, **arguments)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise unreachable(self.url, error) from None
        except UnicodeEncodeError:
            raise no_text() from None

    def _json(self, answer: httpx.Response) -> Any:
        try:
            return answer.json() if answer.content else None
        except ValueError:  # a page of somebody else's, such as a proxy's
            raise GatewayProblem(0, "no-gateway", f"What answers at {self.url} is no gateway.", {}) from None

    # -- who we are ---------------------------------------------------------------------------------------------

    def sign_in(self, organization: str | None = None, *, acting: bool = True) -> None:
        """Be somebody, and act for an organisation: see ``identity.sign_in``."""
        identity.sign_in(self, organization, acting=acting)

    def use_key(self, key: str) -> None:
        """Act with an API key: there is no session, so nothing is renewed or kept."""
        self._access, self._is_key = key, True

    def register(self, account: Json) -> None:
        """Open an account, with the code that comes to the mailbox of this machine; ``Failure`` where none does."""
        self._access = None
        if not self.mailbox.is_here:
            self.get("/.well-known/jwks.json")  # one that is away is told as that
            alone = f"Accounts at {self.url} are opened by mail, which is not read here. With an address of yours:"
            raise Failure(f"{alone} brandmon account register EMAIL; then set BRANDMON_EMAIL and BRANDMON_PASSWORD.")
        self.post("/v1/auth/register", account)
        code = self.mailbox.code(account["email"])
        if code is None:
            raise Failure("The mail that confirms the account did not come. See: brandmon mail list")
        self.post("/v1/auth/confirm", {"code": code})

    def log_in(self, account: Json, organization_id: str | None, *, keep: bool) -> None:
        """Begin a session with e-mail and password; ``keep``: for later commands, too."""
        self._access = None
        body = {"email": account["email"], "password": account["password"], "organization_id": organization_id}
        tokens = self._json(self._send("POST", "/v1/auth/login", json={k: v for k, v in body.items() if v}))
        if tokens.get("second_factor_required"):
            answered = {"challenge": tokens["challenge"], "code": asked_code()}
            tokens = self._json(self._send("POST", "/v1/auth/login/second-factor", json=answered))
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

    def renew(self, organization_id: str | None = None, *, or_for_none: bool = False) -> None:
        """Exchange the refresh token, and act for another organisation where that is said.

        ``or_for_none``: for none, where the one that was acted for is closed, or one belongs to it no more.

        A token is good for one use: of several processes with one session, each uses what the other has left.
        """
        with self._changed() as kept:
            own = self.kept.token_in(kept, self.email, self.organization_id) if self._keeps else self._token
            wanted = organization_id or self.organization_id
            body = {"refresh_token": own, **({"organization_id": wanted} if wanted else {})}
            answer = self._request("POST", "/v1/auth/refresh", json=body)
            if answer.status_code == httpx.codes.CONFLICT and or_for_none and wanted:
                answer = self._request("POST", "/v1/auth/refresh", json={"refresh_token": own})
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


def _said(query: Json) -> Json | None:
    """What a query says; None for nothing."""
    return {name: value for name, value in query.items() if value is not None} or None
