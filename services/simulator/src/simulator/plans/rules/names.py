"""The names that a plan must not say by accident."""

import re

from common.contracts.analyzer import WebsiteAnalyzed


def brand_words(analysis: WebsiteAnalyzed) -> re.Pattern[str]:
    """Matches any name, alias or domain of the customer's brand and of its rivals, at word boundaries."""
    names: set[str] = set()
    for brand in (analysis.brand, *analysis.competitors):
        names.update(name for name in (brand.name, *brand.aliases, *brand.domains) if name.strip())
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if names else r"(?!)", re.IGNORECASE)


def foreign_words(analysis: WebsiteAnalyzed) -> re.Pattern[str]:
    """As ``brand_words``, with the names that the site tells of others: brands sold, customers, media."""
    others = {other.text.strip() for other in analysis.others if len(other.text.strip()) > 2}
    pattern = "|".join(re.escape(name) for name in sorted(others, key=lambda name: (-len(name), name))[:500])
    own = brand_words(analysis).pattern
    return re.compile(rf"{own}|(?<!\w)(?:{pattern})(?!\w)" if others else own, re.IGNORECASE)
