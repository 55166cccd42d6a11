"""The words that fill the frames: who speaks, in what circumstances, with which doubts. Plain data and small rules."""

from dataclasses import dataclass
from random import Random

from common.contracts.vocabulary import BusinessModel
from common.english.nouns import split_head
from common.english.words import words
from simulator.plans.rules.english.concerns import Doubt, Worry
from simulator.plans.rules.english.grammar import number
from simulator.plans.rules.english.market import Audience, Nature, Product

_SHOP_LIKE = words(
    "shop store café cafe bakery restaurant salon boutique studio spa gym bar pub hotel florist nursery brewery "
    "workshop garage"
)
_LARGE = words("large enterprise global international multinational big")
_LARGE_HEADS = words("enterprise hospital university bank municipality")
_SMALL = words("small independent local tiny young new family-run neighbourhood small-town little")
_SMALL_HEADS = words("start-up startup smb sme studio practice nonprofit non-profit charity club")


@dataclass(frozen=True, slots=True)
class Size:
    """How many people work there, and how many customers it has, where that is a natural thing to say."""

    people: int
    customers: int | None

    @property
    def band(self) -> str:
        """The usual size bands."""
        for top, band in ((10, "1-10"), (50, "11-50"), (200, "51-200"), (1000, "201-1000")):
            if self.people <= top:
                return band
        return "1000+"


def size_of(audience: Audience, rng: Random) -> Size | None:
    """A plausible size for a business or a team; None for private people."""
    before, head, _ = split_head(audience.one)
    words, low = set(before.lower().split()), head.lower()
    if audience.kind == "team":
        return Size(rng.choice((4, 5, 6, 8, 12)), None)
    if audience.kind != "business":
        return None
    if words & _LARGE or low in _LARGE_HEADS:
        return Size(rng.choice((300, 450, 800, 1500)), None)
    if low in _SHOP_LIKE:
        customers = (
            rng.choice((150, 250, 300, 400, 600, 900)) if low not in ("restaurant", "hotel", "bar", "pub") else None
        )
        return Size(rng.choice((2, 3, 4, 6)), customers)
    if words & _SMALL or low in _SMALL_HEADS:
        return Size(rng.choice((3, 5, 7, 9)), None)
    return Size(rng.choice((15, 25, 40, 60)), None)


def intros(audience: Audience, size: Size | None, model: BusinessModel) -> tuple[str, ...]:
    """Ways in which this customer says who he is: clauses without an end mark."""
    a_one = audience.a_one
    if audience.kind == "team":
        assert size is not None
        return f"I lead {a_one} of {number(size.people)}", f"I'm part of {a_one}", f"I work in {a_one}"
    if audience.kind == "household":
        return (f"We're {a_one}",)
    if audience.kind == "person":
        alone = (f"I'm {a_one} and work on my own",) if model == "b2b" else ()
        return f"I'm {a_one}", *alone
    assert size is not None
    people = f"with {number(size.people)} people" if size.people <= 200 else f"with about {size.people} people"
    if size.people > 10:
        return f"I work for {a_one} {people}", f"We're {a_one} {people}", f"I'm responsible for this at {a_one}"
    customers = (f"I run {a_one} with about {size.customers} regular customers",) if size.customers else ()
    return f"I run {a_one}", f"I run {a_one} {people}", f"We're {a_one} {people}", *customers


def details(audience: Audience, size: Size | None, product: Product, model: BusinessModel) -> tuple[str, ...]:
    """Circumstances he may add: clauses that follow "I should have said that"."""
    if audience.kind in ("business", "team"):
        return _details_at_work(audience, size, product)
    budget = ("I don't want to spend a fortune", "I'd rather pay a bit more than be disappointed")
    if model == "b2b":
        return (
            "I work on my own", "I have to pay for it out of my own pocket", "I have little time to look into it",
            *budget, "I need it within the next two weeks",
        )  # fmt: skip
    if audience.kind == "household":
        couple = split_head(audience.one)[1].lower() == "couple"
        return (
            f"there are {'two' if couple else 'four'} of us",
            "we have to watch what we spend",
            "we don't have much time to look around",
        )
    place = ("I live in a small town", "I can't travel far for it") if product.nature == "place" else ()
    return ("I'm not an expert at all", "this is the first time I've had to choose", *budget, *place,
            "I'd like to have it sorted within two weeks")  # fmt: skip


def _details_at_work(audience: Audience, size: Size | None, product: Product) -> tuple[str, ...]:
    assert size is not None
    few = size.people <= 12
    found = [f"there are only {number(size.people)} of us" if few else f"there are about {size.people} of us"]
    if size.customers:
        found.append(f"we have about {size.customers} regular customers")
    if size.people > 200:
        found += ["several departments would have to agree on it", "we have to go through procurement"]
    elif audience.kind == "team":
        found.append("I need my manager to approve it")
    else:
        found += ["we don't have a big budget", "nobody here has much time to look after it"]
    if product.nature == "software":
        found += ["nobody here is particularly technical", "we already use a handful of other tools"]
    else:
        found += ["we'd like to have it sorted within a month", "we've been disappointed before"]
    return tuple(found)


GENERAL_WORRIES: tuple[Worry, ...] = ("price", "trust", "ease", "quality", "time")
_WORRIES: dict[Worry, tuple[str, str]] = {
    "price": ("I'm worried that it gets too expensive over time", "I'm worried about the price"),
    "time": ("I have very little time for this", "I can't wait for weeks"),
    "ease": ("I'm not very technical", "it all looks rather complicated to me"),
    "size": ("I'm not sure that it is worth it at our size", "I'm not sure that it is worth it for my modest needs"),
    "trust": ("I'm careful about who gets our data", "I find it hard to know who to trust"),
    "switching": ("I'm afraid that changing over is a lot of work", "I'm not sure that it is worth changing"),
    "fit": ("it has to work with what we already use", "it has to be just right for my needs"),
    "commitment": ("I don't want to be tied to a long contract", "I want to be able to change my mind"),
    "quality": ("I'm not convinced that it makes a real difference", "I've had bad experiences with poor quality"),
}

GENERAL_DOUBTS = tuple(Doubt(kind) for kind in GENERAL_WORRIES)


def doubt_words(doubt: Doubt, audience: Audience, nature: Nature) -> str:
    """A doubt as a clause in the first person. Tools at work and all other purchases are doubted differently."""
    if doubt.words is not None:
        return doubt.words
    assert doubt.kind is not None, "a doubt has a kind or its own words"
    worry = doubt.kind
    at_work = audience.kind in ("business", "team")
    tool = nature == "software" and (at_work or worry not in ("size", "trust", "fit"))
    words = _WORRIES[worry][0 if tool or (at_work and worry in ("size", "price")) else 1]
    return words if at_work else words.replace("we already use", "I already use").replace("our", "my")


FACTORS: dict[Nature, tuple[str, ...]] = {
    "software": ("ease of use", "price", "good support", "reliability", "a quick start"),
    "service": ("reliability", "price", "clear communication", "experience", "a quick response"),
    "goods": ("quality", "price", "good customer service", "good reviews", "a wide choice"),
    "place": ("quality", "price", "friendly staff", "good reviews", "opening hours"),
}
"""What people compare by, in the order in which profiles take their first one."""

GET: dict[Nature, str] = {"software": "get", "service": "settle on", "goods": "buy", "place": "settle on"}

GENERAL_PAINS: dict[Nature, tuple[str, ...]] = {
    "software": (
        "I spend too many evenings on work that should run by itself",
        "I keep everything in spreadsheets and it no longer works",
        "Everything takes me longer than it should",
        "I lose track of things because they are in five different places",
    ),
    "service": (
        "I've tried to do this on my own and it takes far too much time",
        "I'm not sure that I'm doing this right",
        "I keep putting this off because I don't know who to ask",
        "The last time I tried somebody, nobody ever called me back",
    ),
    "goods": (
        "I've bought the wrong thing twice now",
        "There is so much choice that I end up buying nothing",
        "What I have now is not very good",
        "I never know what is good quality and what is just well advertised",
    ),
    "place": (
        "I've been putting this off for months",
        "There are so many to choose from that I can't decide",
        "I wasn't happy with the last place I went to",
        "I don't know which places are really good",
    ),
}
"""Where the site names no problem a customer would say in so many words."""

_B2B = ("small company", "growing start-up", "freelancer", "operations team", "mid-sized company", "agency")
_B2C = ("busy professional", "young family", "student", "retired couple", "first-time buyer", "beginner")
GENERAL_AUDIENCES: dict[BusinessModel, tuple[str, ...]] = {
    "b2b": _B2B,
    "b2c": _B2C,
    "b2b2c": ("small company", "busy professional", "growing start-up", "young family", "freelancer"),
    "marketplace": ("first-time buyer", "small seller", "busy professional", "growing store", "young family"),
}
"""Who buys nearly everything; taken where the site names fewer than five audiences."""
