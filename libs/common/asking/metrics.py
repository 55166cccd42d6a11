"""Every metric of asking models, with what to do about it."""

from prometheus_client import Counter

QUESTIONS = Counter(
    "brandmon_model_questions_total",
    "Questions for JSON by what came of them. 'unusable' or 'repaired' rising: try another model, or a clearer "
    "instruction; 'late' and 'unavailable' rising: look at the provider.",
    ["about", "outcome"],
)
"""``about`` is the wanted shape; ``outcome``: answered, repaired, unusable, unavailable, late."""
TOKENS = Counter(
    "brandmon_model_tokens_total",
    "Tokens by model, of prompts and of answers, as providers count them.",
    ["model", "of"],
)
COST = Counter("brandmon_model_cost_usd_total", "What answers cost, in US dollars, where a price is known.", ["model"])
