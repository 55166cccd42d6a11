# ruff: noqa: E501 -- lists of words
"""What companies and products do: verbs before which a capitalised word is a name ("Slack deletes messages")."""

from analyzer.extraction.lexicon import is_function_word, is_in_dictionary
from analyzer.extraction.tokens import Token
from analyzer.extraction.vocabulary_adjectives import ADJECTIVES
from analyzer.extraction.words import words

DOES = words(
    """
    accepts adapts adds adjusts admits advertises agrees allows analyzes announces applies argues asks assigns automates
    avoids bakes begins behaves believes belongs boasts borrows brings builds buys calculates cancels captures carries
    categorizes caters chooses collects combines compares competes complains compresses computes confirms connects
    considers consolidates continues converts corrects creates deducts deletes delivers denies describes detects develops
    digs discloses discontinues distributes doubles earns eliminates emails embeds emphasizes employs enables encourages
    encrypts enforces ensures enters exceeds excels excludes expects expires explains extends fails feels fills finds
    fixes follows forbids forgets freezes gathers generates gets gives goes handles happens hates heats helps hides
    hires holds identifies ignores imposes includes informs inserts insists installs integrates introduces invests joins
    keeps knows lacks lags leads learns leaves lends lets loses lowers maintains manages merges misses mixes negotiates
    notifies obtains occupies omits operates organizes outperforms outsells overcharges overheats owes owns pays performs
    plays polishes predicts prefers prepares prioritizes produces promotes proves provides publishes pulls punishes
    pushes puts raises reaches reads receives recharges recognizes recommends recruits refers refreshes refuses reimburses
    rejects relies reminds removes renders renews replaces replies represents requires resells resets resizes resolves
    responds restocks restricts retains retires rewrites rolls rotates runs satisfies saves says seems selects sells
    sends separates serves settles shines shrinks shuts simplifies sits skips sleeps slows solves sorts speaks
    specializes spends splits stays steals steers stretches strips struggles submits subsidizes suffers suggests suits
    survives suspends syncs takes talks teaches tells tends thinks throttles throws tops trails transcribes translates
    tries trims triples turns undercuts understands undoes unlocks updates uploads upsells urges validates varies
    verifies violates waives wants warns washes wears weighs whitens widens wins withdraws withholds wraps writes yields
    bills blurs
    """
)
"""Third persons that are no plurals of nouns to speak of. Verbs of substances (contains, grows) are not among them."""
MAY_DO = words(
    """
    bundles charges checks claims closes copies costs counts covers credits cuts defaults deposits displays downloads
    drops edits ends estimates exports faces files filters forces forwards guides hosts imports increases invites issues
    jumps lands lasts launches leaks licenses limits links lists loads locks logs maps marks matches measures monitors
    moves needs offers orders packs passes pauses permits picks plans posts prices prints processes promises quotes
    ranges ranks rates records refunds rents repairs reports returns rewards scans schedules scores searches shares ships
    shows sponsors starts stocks stops stores streams supplies supports surveys switches tastes tests tracks trades
    transfers treats trusts types upgrades uses views visits watches works
    """
)
"""Third persons that are as often plurals: what follows tells ("Target prices everything", "Target prices are")."""
_MANY_DO = words(
    """
    are were have do don aren weren haven can could should would may might must will need come go get give make take
    hold sit stand tend help run look seem feel work cost vary differ drop rise fall mean say tell show hide fit hurt
    matter start end change depend include offer
    """
)
_TAKEN = words(
    """
    a an the your my our their its his her this that these those you it them us me him every each any all both no some
    more most less fewer many much several only just nearly almost about around over under up out off down back away
    well everything everyone nothing anything something people better faster slower twice once two three four five six seven eight nine ten half
    """
)
_AFTER_PAST = _TAKEN | words("for in on at from after before when with to into through as and but its")


def does_something(verb: Token, beyond: Token | None) -> bool:
    """Whether the word behind a capitalised one is its verb, as the next word tells (None: the sentence ends)."""
    if verb.raw != verb.key:
        return False  # a capital: no verb
    if verb.key in DOES:
        return beyond is None or beyond.key not in _MANY_DO
    if beyond is None:
        return False
    if verb.key in MAY_DO:
        return beyond.key in _TAKEN or _is_object(beyond) or beyond.raw[0].isupper()
    past = verb.key.endswith("ed") and len(verb.key) > 4
    return past and (beyond.key in _AFTER_PAST or (_is_object(beyond) and is_in_dictionary(verb.key)))


def _is_object(word: Token) -> bool:
    """Whether a word without an article may open an object: a number, an adverb, an adjective, a plural."""
    key = word.key
    if key in _MANY_DO or word.raw != key or is_function_word(key):
        return key.isdigit()
    return key in ADJECTIVES or key.endswith(("ly", "ing")) or (key.endswith("s") and not key.endswith("ss"))
