"""A business is read, and corrected: what is said is made from what holds, again where somebody spoke meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.sites.saying import Known

Json = dict[str, Any]
FactsOf = Callable[[Known], Json]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The business before and after, and whether somebody else had spoken in between."""

    before: Json
    after: Json
    spoken_meanwhile: bool

    @property
    def going_on(self) -> list[str]:
        """Audits that waited and do not any more."""
        return [each for each in self.before["waiting"] if each not in self.after["waiting"]]


def known(gateway: Gateway, website_id: str) -> Known:
    """The business as it is understood, with what people said last of each field."""
    site: Json = gateway.get(f"/v1/sites/{website_id}")
    return Known(site, {each["field"]: each["said"] for each in site["fields"]})


def correct(gateway: Gateway, website_id: str, facts_of: FactsOf) -> Corrected:
    """Say what is so. Where somebody spoke since it was looked at, it is looked at again and said once more."""
    try:
        return _say(gateway, website_id, facts_of, spoken_meanwhile=False)
    except GatewayProblem as problem:
        if problem.type != "site-changed":
            raise
    return _say(gateway, website_id, facts_of, spoken_meanwhile=True)


def accept(gateway: Gateway, website_id: str) -> Corrected:
    """Take what is proposed for what is missing."""
    before = gateway.get(f"/v1/sites/{website_id}")
    after = gateway.post(f"/v1/sites/{website_id}/acceptance", {"revision": before["revision"]})
    return Corrected(before, after, spoken_meanwhile=False)


def _say(gateway: Gateway, website_id: str, facts_of: FactsOf, *, spoken_meanwhile: bool) -> Corrected:
    now = known(gateway, website_id)
    body = {"revision": now.site["revision"], "facts": facts_of(now)}
    after = gateway.patch(f"/v1/sites/{website_id}", body)
    return Corrected(now.site, after, spoken_meanwhile)
