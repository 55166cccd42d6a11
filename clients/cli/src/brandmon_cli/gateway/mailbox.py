"""The mailbox of a stack on this machine: a file that only its owner can read, with a line of JSON for each mail."""

import json
import re
import time
from pathlib import Path
from typing import Any

from brandmon_cli.shared.failure import Failure

Json = dict[str, Any]
PLACE = Path("mail") / "mailbox.jsonl"
"""Where it is in the folder of a local stack."""
ARRIVES_WITHIN_S = 20.0
_CODE = re.compile(r"^bmc_[\w-]+$", re.MULTILINE)


class Mailbox:
    """Mails as they came, oldest first; each has ``at``, ``to``, ``subject`` and ``text``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_here(self) -> bool:
        """Whether a stack on this machine writes to it."""
        return self._path.parent.is_dir()

    def mails(self) -> list[Json]:
        """Every mail that came, once: one may be carried twice. A line that is being written is not there yet.

        ``Failure`` where a line is no mail, as a full disk leaves one.
        """
        try:
            lines = self._path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []
        found: dict[str, Json] = {}
        for line in lines:
            if line.endswith(b"\n"):
                mail = self._mail(line)
                found.setdefault(mail["id"], mail)
        return list(found.values())

    def _mail(self, line: bytes) -> Json:
        try:
            mail = json.loads(line)
        except (ValueError, RecursionError):
            mail = None
        if not isinstance(mail, dict) or not isinstance(mail.get("id"), str):
            raise Failure(f"The mailbox {self._path} is damaged. Delete it: mails to come begin a new one.")
        return mail

    def code(self, email: str, within_s: float = ARRIVES_WITHIN_S) -> str | None:
        """The code of the newest mail to ``email`` that has one; None where none comes in time."""
        until = time.monotonic() + within_s
        while True:
            own = (mail for mail in reversed(self.mails()) if mail["to"].casefold() == email.casefold())
            for mail in own:
                code = _CODE.search(mail["text"])
                if code:
                    return code[0]
            if time.monotonic() > until:
                return None
            time.sleep(0.05)
