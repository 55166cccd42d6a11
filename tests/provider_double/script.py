"""What the double says: rules tried in order, each for as many requests as it names, then default answers."""

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

REFUSAL = "I'm sorry, but I can't help with that request."
BRANDS = ("Mailchimp", "Klaviyo", "Brevo", "MailerLite", "Constant Contact", "HubSpot")


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. ``status`` other than 200 is an error; ``cut`` ends the connection in the middle of the answer."""

    text: str = ""
    status: int = 200
    retry_after: float | None = None
    delay_s: float = 0.0
    cut: bool = False
    finish_reason: str = "stop"


@dataclass
class Rule:
    """Replies to prompts in which ``match`` is found, for the first ``times`` requests (for all where None)."""

    match: str
    reply: Reply
    times: int | None = None
    key: str | None = None
    used: int = 0

    def applies(self, prompt: str, key: str | None) -> bool:
        """Whether it answers this request; ``key`` is the API key it came with."""
        if self.times is not None and self.used >= self.times:
            return False
        return (self.key is None or self.key == key) and re.search(self.match, prompt, re.IGNORECASE) is not None


@dataclass
class Script:
    """Rules, and brands that default answers name; ``delay_s`` is waited before each default answer."""

    rules: list[Rule] = field(default_factory=list)
    brands: tuple[str, ...] = BRANDS
    delay_s: float = 0.0

    def reply_to(self, prompt: str, key: str | None) -> Reply:
        """The reply to one request."""
        for rule in self.rules:
            if rule.applies(prompt, key):
                rule.used += 1
                return rule.reply
        return Reply(default_answer(prompt, self.brands), delay_s=self.delay_s)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Script":
        """A script from its JSON form: ``{"rules": [{"match", "times"?, "key"?, <fields of Reply>}], "brands"?}``."""
        rules = []
        for each in data.get("rules", []):
            own = dict(each)
            place = {name: own.pop(name) for name in ("match", "times", "key") if name in own}
            if own.pop("refusal", False):
                own["text"] = REFUSAL
            rules.append(Rule(**place, reply=Reply(**own)))
        return cls(rules, tuple(data.get("brands", BRANDS)), float(data.get("delay_s", 0.0)))

    @classmethod
    def read(cls, path: Path) -> "Script":
        """A script from a file."""
        return cls.of(json.loads(path.read_text(encoding="utf-8")))


_FORMS = (
    "For what you describe I would look at {0} first. {1} is a good alternative, and {2} is cheaper.",
    "The usual choices are {0}, {1} and {2}. Most people are happy with {0}.",
    "1. {0}: easy to begin with.\n2. {1}: more features.\n3. {2}: good value.\n\nI recommend {0}.",
    "It depends on your budget. {0} and {1} are both well regarded; {2} is worth a look too.",
)


def default_answer(prompt: str, brands: tuple[str, ...]) -> str:
    """An answer that names three of ``brands``; the same prompt gets the same one."""
    seed = sha256(prompt.encode()).digest()
    start = seed[0] % len(brands)
    named = [brands[(start + step) % len(brands)] for step in range(3)]
    return _FORMS[seed[1] % len(_FORMS)].format(*named)
