"""What competes and where, in a customer's words: the category, the towns, the field of trade."""

import re
from dataclasses import dataclass

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.message import UnknownWord
from common.contracts.vocabulary import BusinessModel, SourcedText
from common.english.nouns import is_mass, is_plural, plural, singular, split_head
from simulator.plans.rules.english.grammar import lower_phrase
from simulator.plans.rules.findings.shapes import squeezed
from simulator.plans.rules.languages.grammar import gender_of, with_article
from simulator.plans.rules.languages.pack import Pack, Sector, code_of, sectors
from simulator.plans.rules.names import brand_words

_TOWNS = 3
_LONGEST_CATEGORY = 70


@dataclass(frozen=True, slots=True)
class Market:
    """``many`` and ``one``: suppliers as customers call them, without the town; ``own``: in the site's language."""

    sector: Sector
    many: str
    one: str | None
    a_one: str | None
    gender: str | None
    towns: tuple[SourcedText, ...]
    own: bool
    model: BusinessModel

    def in_town(self, phrase: str, town: str | None, pack: Pack) -> str:
        """``phrase`` with the town, unless it names one."""
        if town is None or re.search(rf"(?<!\w){re.escape(town)}(?!\w)", phrase, re.IGNORECASE):
            return phrase
        return f"{phrase} {pack.words['category']['in_town']} {town}"


def market_of(analysis: WebsiteAnalyzed, pack: Pack) -> Market:
    """The market of a site in the language of ``pack``."""
    own = code_of(analysis.language) in (pack.language, "und", "")
    model = model_of(analysis)
    known = None if isinstance(analysis.business_kind, UnknownWord) else analysis.business_kind
    kind = known or ("unknown and local" if analysis.local else "unknown")
    sector = _sector(analysis, kind, model)
    many, one = _named(analysis, sector, pack) if own else (None, None)
    if many is None:
        one, many = pack.words["sectors"][sector.name]
    a_one = with_article(one, pack.language, pack.words["grammar"]) if one else None
    gender = gender_of(one or many.split(" ")[0].rstrip("sx"), pack.language, pack.words["grammar"])
    return Market(sector, many, one, a_one, gender, _towns(analysis, pack), own, model)


def _sector(analysis: WebsiteAnalyzed, kind: str, model: BusinessModel) -> Sector:
    """The field of trade: by the category, else by what else the site was read to be, else by who sells to whom.

    A person's words for the category may hold none that tells the field ("newsletter tools"): what was read still does.
    """
    told = [each for each in sectors() if each.by_words]
    for each in (*analysis.proposals, None):
        said = " | ".join([each.text, *each.terms[:5]] if each else [analysis.category, analysis.industry])[:400]
        found = next((sector for sector in told if sector.told_by(each.row if each else None, said)), None)
        if found is not None:
            return found
    return next(each for each in sectors() if not each.by_words and each.fits(kind, model))


def model_of(analysis: WebsiteAnalyzed) -> BusinessModel:
    """Who buys from whom. Under a word that is not known here, businesses and people both may."""
    model = analysis.business_model
    return "b2b2c" if isinstance(model, UnknownWord) else model


def _towns(analysis: WebsiteAnalyzed, pack: Pack) -> tuple[SourcedText, ...]:
    if not analysis.local:
        return ()
    found: dict[str, SourcedText] = {}
    for place in analysis.places:
        name = squeezed(place.text)
        if pack.names("category", "no_town", name) or brand_words(analysis).search(name):
            continue
        if re.fullmatch(r"[^\W\d_][\w’' .-]{1,40}", name) and name[:1].isupper():
            found.setdefault(name.lower(), place.model_copy(update={"text": name}))
    return tuple(found.values())[:_TOWNS]


def _named(analysis: WebsiteAnalyzed, sector: Sector, pack: Pack) -> tuple[str | None, str | None]:
    """(many, one) in the site's words; (None, None) where these can't stand in a sentence."""
    best = analysis.proposals[0] if analysis.proposals else None
    many = _plain(best.text if best else analysis.category, analysis, pack)
    one = _plain(best.singular, analysis, pack) if best and best.singular else None
    if many is None:
        return None, None
    if pack.language == "en":
        one = one or (singular(many) if is_plural(split_head(many)[1]) else many)
        many = many if is_mass(split_head(many)[1]) else plural(many)
    elif one in (None, many):
        many, one = _several(many, pack), many
    many, one = _counted(many, one, pack)
    return _supplied(many, one, analysis, sector, pack)


def _plain(text: str | None, analysis: WebsiteAnalyzed, pack: Pack) -> str | None:
    phrase = squeezed(re.split(r"[,;:(–—|!?\"]|\s-\s", text or "")[0]).strip(" .")
    if not 2 < len(phrase) <= _LONGEST_CATEGORY or brand_words(analysis).search(phrase):
        return None
    if not re.fullmatch(r"[\w’'&/+. -]+", phrase) or not re.search(r"[^\W\d_]{2}", phrase):
        return None
    if pack.language == "en":
        return lower_phrase(phrase)
    if pack.language == "fr" and not phrase[:2].isupper():
        return phrase[:1].lower() + phrase[1:]
    return phrase


def _several(phrase: str, pack: Pack) -> str:
    """German and French words for one supplier in the plural, as far as the packs tell; else as they are."""
    if pack.language == "fr":
        head, blank, tail = phrase.partition(" ")
        known = re.search(pack.words["supply"]["known"], head, re.IGNORECASE) or gender_of(
            head, "fr", pack.words["grammar"]
        )
        return f"{head}s{blank}{tail}" if known and not head.endswith(("s", "x", "z")) else phrase
    head, blank, tail = phrase.partition(" ")
    for ending, plural_ending in pack.words["category"]["plural"]:
        if head.lower().endswith(ending):
            stem = head[: len(head) - len(ending)]
            return f"{stem}{plural_ending if stem else plural_ending.capitalize()}{blank}{tail}"
    return phrase


def _counted(many: str, one: str | None, pack: Pack) -> tuple[str, str | None]:
    """What has no plural gets a noun that has one: software -> tools; a field -> providers of it."""
    rules = pack.words["category"]
    before, head, tail = split_head(many) if pack.language == "en" else ("", many, "")
    for uncounted, counted in rules["uncounted"]:
        if head.lower().endswith(uncounted):
            stem = head[: len(head) - len(uncounted)]
            noun = counted.capitalize() if pack.language == "de" and (not stem or stem.endswith("-")) else counted
            told = f"{before}{stem}{noun}{tail}"
            return told, singular(told) if pack.language == "en" else None
    is_field = re.search(rules["fields"], head.split(" ")[0] if pack.language == "fr" else head) is not None
    is_field = is_field and re.search(pack.words["supply"]["known"], head, re.IGNORECASE) is None
    single = is_mass(head) and not is_plural(head) if pack.language == "en" else one in (None, many)
    if is_field and single:
        told = rules["of_field"].format(field=many)
        return told, singular(told) if pack.language == "en" else None
    return many, one


def _supplied(
    many: str, one: str | None, analysis: WebsiteAnalyzed, sector: Sector, pack: Pack
) -> tuple[str, str | None]:
    """Goods are not whom one asks for: shops are where a shop sells them, makers or brands where they are made."""
    supply = pack.words["supply"]
    if sector.of != "goods" or re.search(supply["known"], many, re.IGNORECASE):
        return many, one
    frame = supply["shop" if analysis.business_kind == "shop" else "industry" if sector.name == "industry" else "maker"]
    slots = {"one": one or many, "many": many}
    return frame[1].format_map(slots), frame[0].format_map(slots)
