# ruff: noqa: E501 -- lists of words
"""What companies and products do: verbs before which a capitalised word is a name ("Slack deletes messages")."""

from analyzer.extraction.lexicon.english import is_function_word, is_in_dictionary
from analyzer.extraction.lexicon.vocabulary_adjectives import ADJECTIVES
from analyzer.extraction.lexicon.words import words
from analyzer.extraction.text.tokens import Token

DOES = words(
    """
    adapts adds adjusts advertises announces applies assigns avoids bakes begins behaves belongs boasts borrows brings
    builds calculates cancels captures categorizes caters chooses collects compares complains compresses computes
    confirms considers consolidates continues converts corrects deducts deletes describes detects digs discloses
    discontinues distributes doubles eliminates emails embeds emphasizes encourages enforces ensures enters exceeds
    excludes expects expires explains extends fails feels fills finds fixes follows forbids forgets freezes gathers goes
    happens hates heats holds identifies ignores imposes informs inserts installs introduces joins lags leads learns
    leaves loses lowers maintains merges misses mixes negotiates notifies obtains occupies omits outperforms overheats
    performs plays polishes predicts prepares prioritizes promotes proves pulls punishes pushes puts raises reaches
    reads receives recharges recognizes refers refreshes reimburses rejects renders renews replaces replies represents
    requires resells resets resizes resolves responds restocks restricts retains retires rewrites rolls rotates
    satisfies seems selects separates settles shines shrinks shuts sits skips sleeps slows solves sorts speaks spends
    splits stays steals steers stretches strips struggles submits subsidizes suffers suggests suits survives suspends
    talks teaches tends throttles throws trims triples turns understands undoes unlocks updates uploads urges validates
    varies violates waives warns washes wears weighs whitens widens withdraws withholds wraps yields bills blurs
    """
)
"""Third persons beside ``slots.VERBS`` that are no plurals of nouns to speak of. Verbs of substances (contains, grows) are not among them."""
MAY_DO = words(
    """
    bundles checks closes copies counts covers credits cuts defaults deposits displays downloads drops edits ends
    estimates faces filters forces forwards guides increases invites jumps lands lasts launches leaks licenses limits
    links loads locks logs maps marks matches measures monitors moves orders packs passes pauses permits picks plans
    posts prices prints processes quotes ranges rates records repairs reports returns rewards scans searches shares
    starts stops stores supplies surveys switches tastes tests trades transfers treats trusts types upgrades uses views
    visits watches
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
