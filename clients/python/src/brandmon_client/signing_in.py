"""Who asks: an API key, or a person's session that is renewed without being noticed."""

from collections.abc import Callable, Generator
from typing import Any, Protocol

from brandmon_client.problems import Conflict, Unauthorized

Steps = Generator[tuple[str, dict[str, Any]], Any, None]
"""Requests (POST: path and body) one after the other, each given its answer as JSON, or the ``Problem`` thrown in."""
_KEY = "bmk_"


class SecondFactorNeeded(Exception):  # noqa: N818 - no fault: somebody has to be asked
    """The account has a second factor, and nothing was given that says its code."""


class SignsIn(Protocol):
    """Somebody who asks. ``proof``: what shows it now; None where ``steps`` have to be taken first."""

    @property
    def proof(self) -> str | None:
        """The token of the header."""

    def steps(self) -> Steps | None:
        """What leads to a proof, or to a new one where the present is no longer taken; None where nothing does."""


class ApiKey:
    """A key (``bmk_...``): it may what its scopes name, in its organisation. ``ValueError`` for what is none."""

    def __init__(self, key: str) -> None:
        if not (key.startswith(_KEY) and key.isascii() and key.isprintable() and " " not in key):
            raise ValueError(f"An API key begins with {_KEY} and holds no spaces.")
        self._key = key

    def __repr__(self) -> str:
        return "ApiKey(...)"

    @property
    def proof(self) -> str:
        """See ``SignsIn``."""
        return self._key

    def steps(self) -> None:
        """A key that is not taken is taken no more."""


class Session:
    """A person's session, for one client; it begins with the first request, and anew where it was ended.

    ``organization_id``: whom to act for, else the one that was joined first. ``code``: says a code of the second
    factor, when one is asked for.
    """

    def __init__(
        self, email: str, password: str, *, organization_id: str | None = None, code: Callable[[], str] | None = None
    ) -> None:
        self.email, self.organization_id = email, organization_id
        self._password, self._code = password, code
        self._access: str | None = None
        self._refresh: str | None = None

    def __repr__(self) -> str:
        return f"Session({self.email!r}, ...)"

    @property
    def proof(self) -> str | None:
        """See ``SignsIn``."""
        return self._access

    def steps(self) -> Steps:
        """Exchange the refresh token, which is good for one use; log in where there is none, or it is over."""
        if self._refresh is not None:
            refresh, self._refresh = self._refresh, None
            try:
                self._take((yield "/v1/auth/refresh", self._for({"refresh_token": refresh})))
                return
            except Unauthorized:
                pass
            except Conflict:  # of a membership that is not visible yet: the token stays good
                self._refresh = refresh
                raise
        yield from self._entering()

    def _entering(self) -> Steps:
        tokens = yield "/v1/auth/login", self._for({"email": self.email, "password": self._password})
        if tokens.get("second_factor_required"):
            if self._code is None:
                raise SecondFactorNeeded(f"{self.email} has a second factor: give Session a code=...")
            tokens = yield "/v1/auth/login/second-factor", {"challenge": tokens["challenge"], "code": self._code()}
        self._take(tokens)

    def _for(self, body: dict[str, Any]) -> dict[str, Any]:
        return body | ({"organization_id": self.organization_id} if self.organization_id else {})

    def _take(self, tokens: dict[str, Any]) -> None:
        self._access, self._refresh = tokens["access_token"], tokens["refresh_token"]
        self.organization_id = tokens.get("organization_id")
