"""A business from the outside: shown, corrected, and who said what of it."""

from collections.abc import Iterable
from typing import Any

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen, console, write_json
from brandmon_cli.sites import evidence, views
from brandmon_cli.sites.correcting import Corrected, correct, known
from brandmon_cli.sites.customers import correcting
from brandmon_cli.sites.customers.saying import Wanted as Customers
from brandmon_cli.sites.customers.saying import facts_of as facts_about
from brandmon_cli.sites.saying import Wanted, facts_of
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]


def show(gateway: Gateway, wanted: str, *, with_evidence: bool, as_json: bool) -> None:
    """Print the business as it is understood, with the places that say so where those are asked for."""
    website = website_of(gateway, wanted)
    site = gateway.get(f"/v1/sites/{website['id']}")
    found = evidence.places(_analysis(gateway, site)) if with_evidence else []
    if as_json:
        own = {"field", "item", "words", "url"}
        kept = [{name: getattr(place, name) for name in sorted(own)} for place in found]
        write_json({**site, "evidence": kept} if with_evidence else site)
        return
    out = console()
    out.say("{}, read {}", website["url"], site["analyzed_at"][:10])
    out.print()
    out.print(views.business(site, _who(gateway)))
    if with_evidence:
        out.print(evidence.picture(found))


def _analysis(gateway: Gateway, site: Json) -> Json:
    """The analysis that a site is shown by."""
    analyses = list(gateway.items("/v1/analyses", website_id=site["website_id"]))
    own = (each for each in analyses if each["id"] == site["analysis_id"])
    return next(own, analyses[0] if analyses else {})


def say(gateway: Gateway, wanted: str, what: Wanted, *, as_json: bool) -> None:
    """Say something of a business, and print how the fields stand that were spoken of."""
    website = website_of(gateway, wanted)
    spoken: set[str] = set()

    def facts(now: Any) -> Json:
        said = facts_of(what, now)
        spoken.update(said)
        return said

    done = correct(gateway, website["id"], facts)
    if as_json:
        write_json(done.after)
        return
    out = console()
    out.print(views.fields([each for each in done.after["fields"] if each["field"] in spoken], _who(gateway)))
    tell(out, done, wanted)


def tell(out: Screen, done: Corrected, wanted: str) -> None:
    """Say what a correction brought about."""
    if done.spoken_meanwhile:
        out.print("Somebody else had said something meanwhile; yours was said after it.")
    for audit in done.going_on:
        out.say("Audit {} goes on: brandmon watch {}", audit, audit)
    options = views.missing(done.after)
    if done.after["waiting"] and options:
        out.say("Still missing: brandmon site set {} {}", wanted, " ".join(options))


def rivals(gateway: Gateway, wanted: str, what: Wanted | None, *, as_json: bool) -> None:
    """Print the rivals of a business, after what is said of them."""
    website = website_of(gateway, wanted)
    done = correct(gateway, website["id"], lambda now: facts_of(what, now)) if what else None
    now = known(gateway, website["id"])
    if as_json:
        row = now.row("rivals")
        write_json({"rivals": row["value"] or [], "others": now.site["others"], "said": now.said.get("rivals")})
        return
    out = console()
    out.print(views.rivals(now.site, now.said.get("rivals")))
    if done is not None:
        tell(out, done, wanted)


def history(gateway: Gateway, wanted: str, *, as_json: bool) -> None:
    """Print who said what of a business when."""
    website = website_of(gateway, wanted)
    entries: Iterable[Json] = list(gateway.items(f"/v1/sites/{website['id']}/facts"))
    if as_json:
        write_json(entries)
    elif entries:
        console().print(views.trail(entries, _who(gateway)))
    else:
        console().print("Nobody has said anything of it: all that is known is the site's own word.")


def _who(gateway: Gateway) -> views.Who:
    """Words for people: of others only the id is known."""
    own: str | None = None

    def who(person: str) -> str:
        nonlocal own
        own = own or str(gateway.get("/v1/auth/me")["id"])
        return "you" if person == own else f"person {person[-6:]}"

    return who


def customers(gateway: Gateway, website: str, what: Customers, history_of: str | None, *, as_json: bool) -> None:
    """Print the ideal customers, or what was said of one, or how one stands after it was spoken of."""
    who, spoken = _who(gateway), facts_about(what)
    if history_of is not None and spoken is not None:
        raise Failure("Either look at the history or say something.", code=2)
    if history_of is not None:
        correcting.history(gateway, website, history_of, who, as_json=as_json)
    elif spoken is not None:
        correcting.say(gateway, website, what, who, as_json=as_json)
    else:
        correcting.show(gateway, website, who, as_json=as_json)
