"""The fixed words of a report: what each number is a share of, and what each state means."""

from typing import NamedTuple

from common.contracts.vocabulary import Belief, Presence
from reports.documents.rules.document import Section


class Term(NamedTuple):
    """A word of the field and what it means here."""

    name: str
    meaning: str


TITLES: dict[Section, str] = {
    "summary": "At a glance",
    "share_of_voice": "Share of voice",
    "presence": "How each brand is spoken of",
    "substitution": "When you are missing, who is there",
    "evidence": "The sentences behind the figures",
    "icps": "By customer profile",
    "funnel": "By stage of the purchase",
    "providers": "By provider",
    "branded": "When the question names you",
    "method": "How this was measured",
}

DEFINITIONS: dict[int, str] = {
    1: "answers that name the brand, divided by the sum of such answers over the brands compared",
    2: "answers that name the brand, divided by the sum of such answers over all brands that any answer names",
    3: "answers that name the brand, divided by the answers that name any of the brands compared",
    4: "answers that name the brand, each weighted by the demand for its question, over that sum for all brands",
    5: "questions won by the brand, divided by the questions won by any brand",
}
UNKNOWN_DEFINITION = "a definition that this report has no words for"

TERMS: tuple[Term, ...] = (
    Term(
        "Visibility",
        "Answers that name the brand, out of all answers. Visibilities don’t add up to 100%: one answer may name "
        "several brands.",
    ),
    Term(
        "Average position",
        "The order of first mention among the brands of an answer, averaged over the answers that name the brand. "
        "1.0 means always first.",
    ),
    Term("Recommendation rate", "Answers that recommend the brand, out of all answers."),
    Term("Trust score", "Answers that trust or recommend the brand, out of all answers."),
    Term(
        "95% interval",
        "If the same questions were put to the same providers again and again, about 95 of 100 such intervals would "
        "hold the figure that the runs settle on. Wide means: too few conversations to say more.",
    ),
    Term(
        "Cluster bootstrap over conversations",
        "Answers within one conversation resemble each other, so they are no independent observations. The interval "
        "is found by drawing whole conversations at random, with replacement, and computing the figure each time.",
    ),
    Term(
        "Unbranded and branded questions",
        "A question that names a tracked brand invites an answer about it. Such questions are counted apart and are "
        "in no other figure.",
    ),
    Term(
        "Conversation",
        "Several questions in a row, asked as one customer would ask them. Each provider holds each conversation anew.",
    ),
)

UNKNOWN_WORD = "a word that this report does not know; drawn in grey"

PRESENCES: dict[Presence, Term] = {
    "recommended": Term("Recommended", "the answer tells the reader to choose it"),
    "trusted": Term("Trusted", "the answer vouches for it"),
    "compared": Term("Compared", "it is weighed against another brand"),
    "mentioned": Term("Mentioned", "it is named, no more"),
    "ignored": Term("Not named", "the answer does without it"),
}

BELIEFS: dict[Belief, Term] = {
    "truth": Term("Truth", "it is honest, reliable, proven"),
    "superiority": Term("Superiority", "it is better than others"),
    "outcome": Term("Outcome", "it gets you the result"),
    "transaction": Term("Transaction", "it is a good deal, easy to get"),
    "identity": Term("Identity", "it is for people like you"),
    "social_proof": Term("Social proof", "others use it"),
}
