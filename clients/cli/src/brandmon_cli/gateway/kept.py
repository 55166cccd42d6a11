"""The session file: sessions by gateway, e-mail and organisation, and what was chosen. Only its owner can read it."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from brandmon_cli.shared.failure import Failure

Json = dict[str, Any]
_PARTS = ("accounts", "chosen", "sessions")


class Kept:
    """What is kept of the gateway at ``url`` in the file at ``path`` (mode 600).

    Processes take turns: who changes the file holds its lock, reads it anew and writes it whole.
    """

    def __init__(self, path: Path, url: str) -> None:
        self._path = path
        self._url = url

    @property
    def account(self) -> Json | None:
        """The account that this machine made for itself at the gateway, with its password."""
        account: Json | None = self._read()["accounts"].get(self._url)
        return account

    def keep_account(self, account: Json) -> None:
        """Keep the account that this machine made for itself; what was kept of another one is of no use any more."""
        with self.held() as kept:
            kept["accounts"][self._url] = account
            kept["sessions"].pop(self._url, None)
            kept["chosen"].pop(self._url, None)

    def keep_password(self, password: str) -> None:
        """Keep the new password of the account that this machine made for itself."""
        with self.held() as kept:
            kept["accounts"][self._url]["password"] = password

    def chosen(self, email: str) -> str | None:
        """The id of the organisation that ``email`` acts for where nothing else is said."""
        chosen: str | None = self._read()["chosen"].get(self._url, {}).get(email)
        return chosen

    def choose(self, email: str, organization_id: str | None) -> None:
        """Have ``email`` act for this organisation from now on; None: for the only one."""
        with self.held() as kept:
            own = kept["chosen"].setdefault(self._url, {})
            own.pop(email, None)
            if organization_id:
                own[email] = organization_id

    def token(self, email: str, organization_id: str | None) -> str | None:
        """The refresh token of a session, where one is kept."""
        return self.token_in(self._read(), email, organization_id)

    def token_in(self, kept: Json, email: str, organization_id: str | None) -> str | None:
        """The refresh token out of what ``held`` gave."""
        token: str | None = kept["sessions"].get(self._url, {}).get(email, {}).get(organization_id or "")
        return token

    def keep_token(self, kept: Json, email: str, organization_id: str | None, token: str | None) -> None:
        """Put the newest refresh token of a session into what ``held`` gave; None: the session is over."""
        own = kept["sessions"].setdefault(self._url, {}).setdefault(email, {})
        own.pop(organization_id or "", None)
        if token:
            own[organization_id or ""] = token

    @contextmanager
    def held(self) -> Iterator[Json]:
        """What is kept, to be changed by nobody else meanwhile; written at the end where it was changed."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_suffix(".lock")
        with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "w") as holder:
            fcntl.flock(holder, fcntl.LOCK_EX)
            kept = self._read()
            before = json.dumps(kept)
            try:
                yield kept
            finally:
                if json.dumps(kept) != before:
                    self._write(kept)

    def _write(self, kept: Json) -> None:
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(kept, file)
        draft.replace(self._path)

    def _read(self) -> Json:
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            found = {}
        except (ValueError, RecursionError):
            found = None
        kept = self._of_one_session(found) if isinstance(found, dict) and "accounts" not in found else found
        if not _is_whole(kept):
            raise Failure(f"The session file {self._path} is damaged. Delete it: brandmon signs in again.")
        return dict(kept)

    def _of_one_session(self, found: Json) -> Json:
        """A file of before there were several: the account is taken over, it signs in anew."""
        account = found.get("account")
        return {"accounts": {self._url: account} if account else {}, "chosen": {}, "sessions": {}}


def _is_whole(kept: Any) -> bool:
    if not isinstance(kept, dict) or not all(isinstance(kept.get(part), dict) for part in _PARTS):
        return False
    accounts = (isinstance(each, dict) and {"email", "password"} <= each.keys() for each in kept["accounts"].values())
    others = (isinstance(each, dict) for part in ("chosen", "sessions") for each in kept[part].values())
    sessions = (isinstance(each, dict) for own in kept["sessions"].values() for each in own.values())
    return all(accounts) and all(others) and all(sessions)
