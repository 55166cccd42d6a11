"""What customers say, as data: themes with openings, follow-ups and clarifications. Slots are filled by ``planning``.

Slots: ``want`` what is looked for ("an accounting tool", "running shoes"), ``one``, ``many`` the alternatives,
``intro`` who speaks, a clause; ``for_me`` "for a small bakery", ``us`` "for us", ``people`` others like him; ``pain``
and ``worry`` are sentences, ``feature`` something needed, ``detail`` a circumstance, ``get`` to buy it or settle on it,
``weve``, ``our`` the speaker's voice; ``brand`` and ``rival`` stand in branded themes only.
A variant that begins with ``[goods]``, ``[tools]`` (software) or ``[not goods]`` is said of such products only.
"""

from dataclasses import dataclass
from typing import Literal

from common.contracts.vocabulary import FunnelStage

ThemeName = Literal[
    "recommend", "problem", "decide", "compare", "overview", "start", "price", "feature", "trust", "switch",
    "objection", "ease", "branded_compare", "branded_check", "branded_alternative",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """One reason to ask. ``topic`` names it in tables; a variant is used only where all its slots have words."""

    stage: FunnelStage
    topic: str
    openings: tuple[str, ...]
    follow_ups: tuple[str, ...]


THEMES: dict[ThemeName, Theme] = {
    "recommend": Theme(
        "consideration",
        "Which {one} to consider",
        (
            "{intro} and I'm looking for {want}. Which would you recommend?",
            "{intro}. Which {many} would you recommend {us}, and what is each of them good at?",
            "Which {one} would you recommend {for_me}? Please name a few so that I can look at them.",
            "I need {want} {for_me}. What are the best options right now?",
            "Can you suggest three or four {many} that suit {a_person}? {detail_sentence}",
            "{intro}. If you had to name the top {many} {us}, which ones would they be?",
        ),
        (
            "Which of those would you try first?",
            "And which one do {people} usually end up with?",
            "What are the weak points of the first one you named?",
            "If I could only look at two of them, which two should it be?",
        ),
    ),
    "problem": Theme(
        "awareness",
        "How to get on top of a problem",
        (
            "[tools]{pain}. What do other {people} use to get on top of this?",
            "{pain}. Which {many} do other {people} turn to?",
            "{intro}. {pain}. Is there {a_one} that really helps with that?",
            "{pain}. Which {many} are made for this kind of problem?",
            "{intro}. {pain}. What would you do about it, and which {many} should I know?",
        ),
        (
            "Which of those has helped {people} the most?",
            "[not goods]Would {a_one} make a real difference here, and which one would you start with?",
            "Which names come up most often when {people} talk about this?",
            "Is there a simpler option that does the same?",
        ),
    ),
    "decide": Theme(
        "purchase",
        "Making the final choice",
        (
            "{intro} and I want to {get} {want} this week. Which one should I go for, and why?",
            "I'm ready to {get} {want} {for_me}. Which one would you pick today?",
            "I have to decide on {want} by Friday. {intro}. What is your first choice, and your second?",
            "If you were in my place, which {one} would you go with? {intro}. {detail_sentence}",
            "I've read enough and just want to {get} {want} now. Which one is the safest choice {for_me}?",
        ),
        (
            "What would make you choose the second one instead?",
            "Is there anything I should check before I commit?",
            "Who would be better off with a different choice?",
            "How happy are {people} with that one after the first few months?",
        ),
    ),
    "compare": Theme(
        "consideration",
        "Comparing the best-known options",
        (
            "What are the main differences between the most popular {many}? {intro}.",
            "Can you compare the leading {many} {for_me}? I mostly care about {factor}.",
            "{intro}. How do the best-known {many} compare when it comes to {factor}?",
            "I keep seeing the same few {many} mentioned everywhere. How do they really differ {for_me}?",
            "Which {many} are strongest on {factor}, and which are weakest?",
        ),
        (
            "Which of them is best suited to {a_person}?",
            "Where does the most popular one fall short?",
            "Which of these would you call overrated?",
            "And if {factor} mattered less to me, would your answer be different?",
        ),
    ),
    "overview": Theme(
        "awareness",
        "Getting to know the market",
        (
            "What {many} are out there {for_me}? I'd like to know the names people talk about most.",
            "{intro}. I don't know the market at all: what are the main {many}?",
            "Which {many} do {people} talk about most at the moment?",
            "Who are the big names when it comes to {want_bare}, and which smaller ones are worth knowing?",
            "I've only just started reading about {want_bare}. Which {many} should {a_person} know about?",
        ),
        (
            "Are there any lesser-known ones that deserve a look?",
            "Which of them are meant for {people} rather than for everybody?",
            "Which of those has been around the longest?",
            "What do {people} like and dislike about them?",
        ),
    ),
    "start": Theme(
        "awareness",
        "Starting from scratch",
        (
            "I've never had to choose {want} before. What should {a_person} look out for, and which names matter?",
            "{intro} and I have no idea where to start with {want_bare}. What do others in my position use?",
            "[not goods]Does {a_person} really need {want}? And if so, which are good ones to begin with?",
            "What should I know before I choose {want} {for_me}? A few examples would help.",
        ),
        (
            "Which of those is the best one to start with?",
            "What mistakes do {people} make when they choose {want}?",
            "Which one would you suggest if I just want to try it out?",
            "What would be a sensible second step after that?",
        ),
    ),
    "price": Theme(
        "purchase",
        "Value for money",
        (
            "Which {many} give the best value for money {for_me}?",
            "{intro} and money is tight. Which {one} would you {get} without spending too much?",
            "How much should I expect to pay for {want}? {intro}. Which {many} are worth the money?",
            "Is there a cheap {one} that is still good enough {for_me}? Which one would you take?",
            "{intro}. Which {many} are fairly priced, and which ones are overpriced?",
        ),
        (
            "[tools]Which of those is the cheapest over a whole year?",
            "Which of those is the cheapest, all in all?",
            "Is the most expensive one worth the extra money?",
            "Are there hidden costs with any of them?",
            "Which one would you choose if the price didn't matter?",
        ),
    ),
    "feature": Theme(
        "consideration",
        "Finding what covers a certain need",
        (
            "{intro} and I mostly need {feature}. Which {many} are strongest there?",
            "Which {many} are known for {feature_bare}? {intro}.",
            "[not goods]I'm looking for {want}. What matters most to me is {feature_bare}: what would you suggest?",
            "[tools]Who does {feature_bare} best among the {many} you know?",
        ),
        (
            "What else do those offer that {people} would actually use?",
            "Is there one that does only that, and does it well?",
            "[not goods]Which of those would you trust with it?",
        ),
    ),
    "trust": Theme(
        "purchase",
        "Finding one with a good reputation",
        (
            "Which {many} have the best reputation among {people}?",
            "{intro} and I don't want to regret my choice. Which {many} do people stay happy with?",
            "Which {one} gets the best reviews from {people}, and what do they praise?",
            "I've been let down before. Which {many} can I rely on? {intro}.",
        ),
        (
            "What do people complain about with those?",
            "Which one would you recommend to a good friend?",
            "Are other {people} happy with it?",
            "Which of them answers quickly when something goes wrong?",
        ),
    ),
    "switch": Theme(
        "purchase",
        "Changing to something better",
        (
            "[not goods]I'm not happy with the {one} I have now. What should {a_person} switch to?",
            "[goods]I'm not happy with the {want_bare} I've had so far. Which {many} should {a_person} try instead?",
            "[goods]{intro} and I'd like to try something new. Which {many} would you look at?",
            "[tools]{intro}. {weve} outgrown {our} current {one}. Which alternatives would you look at first?",
            "[not goods]What are good alternatives if I want to change {our} {one}? {intro}.",
            "[not goods]{intro} and I'm thinking about changing {our} {one}. Which one is the easiest to move to?",
        ),
        (
            "[not goods]How much work is it to move to the first one?",
            "Which of them do people most often switch to?",
            "[not goods]What would I lose by switching?",
            "And which one is most likely to still be around in five years?",
        ),
    ),
    "objection": Theme(
        "consideration",
        "Settling a doubt",
        (
            "{intro}. {worry}. Which {many} would you still recommend?",
            "{worry}. Is there {a_one} where that is not a problem {for_me}?",
            "{intro} and I'd like to {get} {want}, but {worry_lower}. Which one would suit {us_plain} best?",
            "{worry}. Which {many} are better than others in that respect?",
        ),
        (
            "Which of those would worry you least?",
            "How do {people} usually get around that?",
            "Which one would you recommend if that were my only concern?",
            "Is that a problem with the well-known ones too?",
        ),
    ),
    "ease": Theme(
        "consideration",
        "Finding the simplest one",
        (
            "Which {many} are the simplest {for_me}? {detail_sentence}",
            "{intro} and I want as little fuss as possible. Which {one} should I look at?",
            "What is the most straightforward {one} you know of {for_me}?",
        ),
        (
            "[tools]Which of these is the easiest to get started with?",
            "Which of these would be the least hassle?",
            "[tools]Which one needs the least attention afterwards?",
            "Which of them would you call a safe bet?",
            "Is the simplest one still good enough after a year?",
            "What do I give up if I take the simplest one?",
        ),
    ),
    "branded_compare": Theme(
        "consideration",
        "{brand} compared with {rival}",
        (
            "How does {brand} compare with {rival} {for_me}?",
            "{intro} and I'm torn between {brand} and {rival}. Which one would you choose?",
            "What is the difference between {rival} and {brand}, and which one suits {a_person} better?",
        ),
        (
            "Is there a third one I should look at before I decide?",
            "Which of the two is better value?",
            "What do {people} say about the two of them?",
        ),
    ),
    "branded_alternative": Theme(
        "consideration",
        "Alternatives to {rival}",
        (
            "What are the best alternatives to {rival} {for_me}?",
            "[not goods]{intro} and {weve_lower} been using {rival}. What else would suit {us_plain} better?",
            "I've been looking at {rival}, but I'm not sure it is right {for_me}. What would you suggest instead?",
        ),
        (
            "Which of those is closest to what I know?",
            "Which one is the easiest to move to?",
        ),
    ),
    "branded_check": Theme(
        "purchase",
        "Whether {brand} is a good choice",
        (
            "Is {brand} a good choice {for_me}?",
            "{intro}. Somebody recommended {brand} to me. Is it any good, and what else should I look at?",
            "What do you think of {brand}? {intro}.",
        ),
        (
            "What are the best alternatives to it?",
            "What do {people} criticise about it?",
            "Would you choose it over the better-known ones?",
        ),
    ),
}

CLARIFICATIONS = (
    "I should have said that {detail}. Does that change your recommendation?",
    "Just to be clear: {detail}. Which one would you choose then?",
    "To give you a better picture, {detail}. Would you still name the same ones first?",
    "One more thing: {detail}. Which of them fits that best?",
    "I forgot to mention that {detail}. Who would you put at the top now?",
    "Let me be more specific: I care about {factor} more than anything else. Which one comes first then?",
    "Sorry, I was too vague. What counts for me is {factor}. Which would you pick on that basis?",
    "To put it another way, {factor} matters most to me. Does your first choice stay the same?",
)
"""Said about any theme, once the model has answered; each gives something new."""

PROGRAMMES: tuple[tuple[ThemeName, ...], ...] = (
    ("recommend", "problem", "decide", "feature", "overview", "price", "compare", "start", "switch", "objection"),
    ("decide", "overview", "recommend", "objection", "compare", "start", "feature", "problem", "trust", "ease"),
    ("compare", "start", "price", "recommend", "problem", "decide", "ease", "overview", "objection", "trust"),
)
"""The ten conversations of a profile, in order; the profiles take turns, so that even a small panel is spread."""

BRANDED: tuple[ThemeName, ...] = ("branded_compare", "branded_check", "branded_alternative")

FALLBACK_THEMES: tuple[ThemeName, ...] = ("recommend", "ease", "trust", "overview", "decide")
"""Taken where a theme has no variant whose slots can be filled for this site."""
