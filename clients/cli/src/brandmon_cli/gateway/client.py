"""The gateway as the command line sees it: problems become sentences, tokens are renewed without being noticed."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import httpx

from brandmon_cli.shared.failure import Failure

Json = dict[str, Any]
VISIBLE_WITHIN_S = 30.0
"""How long a membership may take to travel from tenants to auth before we give up waiting for it."""


class GatewayProblem(Failure):
    """The gateway refused: ``type`` is the stable slug, the text one sentence."""

    def __init__(self, status: int, type: str, detail: str, body: Mapping[str, Any]) -> None:  # noqa: A002
        super().__init__(detail)
        self.status = status
        self.type = type
        self.body = body


class Gateway:
    """A session with the gateway at ``url``; the refresh token is kept in ``session_file`` (mode 600)."""

    def __init__(self, url: str, session_file: Path) -> None:
        self.url = url
        self._file = session_file
        self._http = httpx.Client(base_url=url, timeout=30)
        self._access: str | None = None
        self._session: Json = json.loads(session_file.read_text()) if session_file.exists() else {}

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
        if self._access is None and "refresh_token" in self._session:
            self._refresh()
        answer = self._request(method, path, **arguments)
        if answer.status_code == httpx.codes.UNAUTHORIZED and "refresh_token" in self._session:
            self._refresh()
            answer = self._request(method, path, **arguments)
        if answer.is_error:
            raise _problem(answer)
        return answer

    def _request(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._access}"} if self._access else {}
        try:
            return self._http.request(method, path, headers=headers, **arguments)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            detail = f"The gateway at {self.url} does not answer ({type(error).__name__}). Is the stack up? (make up)"
            raise GatewayProblem(0, "gateway-unreachable", detail, {}) from None
        except UnicodeEncodeError:  # bytes of the command line that are no UTF-8 reach us as halves of characters
            raise GatewayProblem(0, "no-text", "What was typed holds something that is no text.", {}) from None

    def _json(self, answer: httpx.Response) -> Any:
        try:
            return answer.json() if answer.content else None
        except ValueError:  # a page of somebody else's, such as a proxy's
            raise GatewayProblem(0, "no-gateway", f"What answers at {self.url} is no gateway.", {}) from None

    # -- who we are ---------------------------------------------------------------------------------------------

    def sign_in(self) -> None:
        """Be somebody: with BRANDMON_EMAIL and BRANDMON_PASSWORD, or as the account this machine made for itself."""
        email, password = os.environ.get("BRANDMON_EMAIL"), os.environ.get("BRANDMON_PASSWORD")
        if email and password:
            self._keep(self._json(self._send("POST", "/v1/auth/login", json={"email": email, "password": password})))
        elif "refresh_token" not in self._session or not self._works():
            self._become_local_user()

    def _works(self) -> bool:
        try:
            self._refresh()
        except GatewayProblem as problem:
            if problem.status in (httpx.codes.UNAUTHORIZED, httpx.codes.UNPROCESSABLE_ENTITY):
                self._session.pop("refresh_token", None)
                return False
            raise
        return True

    def _become_local_user(self) -> None:
        account = self._session.get("account") or _new_account()
        credentials = {"email": account["email"], "password": account["password"]}
        try:
            self._keep(self._json(self._send("POST", "/v1/auth/login", json=credentials)), account=account)
        except GatewayProblem as problem:
            if problem.status != httpx.codes.UNAUTHORIZED:
                raise
            account = _new_account()
            credentials = {"email": account["email"], "password": account["password"]}
            self._send("POST", "/v1/auth/register", json={**credentials, "name": account["name"]})
            self._keep(self._json(self._send("POST", "/v1/auth/login", json=credentials)), account=account)
        if not self._session.get("organization_id"):
            self._create_organization(account["organization"])

    def _create_organization(self, name: str) -> None:
        organization = self.post("/v1/organizations", {"name": name})
        until = time.monotonic() + VISIBLE_WITHIN_S
        while True:  # the membership travels to auth as an event
            try:
                self._refresh(organization["id"])
                return
            except GatewayProblem as problem:
                if problem.type != "membership-not-visible" or time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def _refresh(self, organization_id: str | None = None) -> None:
        body = {"refresh_token": self._session["refresh_token"]}
        wanted = organization_id or self._session.get("organization_id")
        if wanted:
            body["organization_id"] = wanted
        answer = self._request("POST", "/v1/auth/refresh", json=body)
        if answer.is_error:
            raise _problem(answer)
        self._keep(answer.json())

    def _keep(self, tokens: Json, account: Json | None = None) -> None:
        self._access = tokens["access_token"]
        self._session["refresh_token"] = tokens["refresh_token"]
        if tokens.get("organization_id"):
            self._session["organization_id"] = tokens["organization_id"]
        if account is not None:
            self._session["account"] = account
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(self._session))
        draft.replace(self._file)


def _new_account() -> Json:
    import secrets

    return {
        "email": f"owner-{secrets.token_hex(4)}@example.com",
        "password": secrets.token_urlsafe(24),
        "name": "Owner of this machine",
        "organization": "My company",
    }


def _problem(answer: httpx.Response) -> GatewayProblem:
    try:
        said = answer.json()
    except ValueError:
        said = None
    body = said if isinstance(said, dict) else {}
    slug = str(body.get("type", "http-error")).rsplit(":", 1)[-1]
    detail = body.get("detail") or f"The gateway answered {answer.status_code}."
    faults = body.get("errors") or ()
    if faults and "." in str(faults[0].get("field", "")):  # such as body.facts.name: of which word it is said
        detail = f"{faults[0]['field'].partition('.')[2]}: {faults[0]['message']}."
    return GatewayProblem(answer.status_code, slug, str(detail), body)


def is_id(text: str) -> bool:
    """Whether ``text`` is an id rather than an address."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
