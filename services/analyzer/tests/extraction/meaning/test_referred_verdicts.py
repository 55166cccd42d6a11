"""Verdicts by a word that stands for the brand; advice put off, limited or of others; what looks like both."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand("Krux"), WantedBrand("Bolty")]


def presence(answer: str, prompt: str = "") -> str:
    found = extract(answer, BRANDS, prompt=prompt or None).states
    return next(state.presence for state in found if state.brand == "Krux")


@pytest.mark.parametrize(
    "answer",
    [
        "Krux has one board and fair prices. That's the one I'd go for.",
        "Krux has one board and fair prices. That would be my choice.",
        "Krux has one board. That is what I'd start with.",
        "Krux has one board. This would be my pick for you.",
        "Krux has one board. It's what I use myself.",
        "Krux has one board. It would be my first stop.",
        "Krux has one board. I'd go with that one.",
        "Krux has one board. I'd start there.",
        "Krux has one board. Start there.",
        "Krux has one board. My advice: get it.",
        "Krux has one board. If you can afford it, get it.",
        "Krux has one board. If the price is right, go for it.",
        "Krux has one board. Go for it.",
        "Krux has one board. I'd pick it over the others.",
        "Krux has one board. I would choose this one for a small team.",
        "Krux has one board. I recommend it for small teams.",
        "Krux has one board. You won't regret it.",
        "Krux has one board. You can't go wrong with it.",
        "Krux has one board. It gets my vote.",
        "Krux has one board, so that's what I'd get.",
        "Krux has one board, so I'd begin with it.",
        "Krux is cheap, and that's why I recommend it.",
        "Krux is cheap, and I'd start there.",
        "Krux is cheap, so I'd go with it.",
        "Krux is cheap and quick, so try it first.",
        "Krux is cheap and simple. That's where I'd start.",
        "Krux covers all of it, so choose Krux.",
        "Bolty is fine, but Krux is the safer choice, so pick Krux.",
    ],
)
def test_a_verdict_on_what_was_named_before_recommends_it(answer: str) -> None:
    assert presence(answer) == "recommended"


@pytest.mark.parametrize(
    "answer",
    [
        "Krux has one board, which makes it my first choice.",
        "Krux has one board and is the one I'd take.",
        "Since the new version, Krux is the printer I recommend to friends.",
        "Krux is the tent I take on every trip.",
        "Krux is the one that I would buy again.",
        "If I had to choose one, it would be Krux.",
        "Were I in your shoes, I'd buy the Krux.",
        "In your place I'd take the Krux.",
        "My choice would be Krux.",
        "Of the two, I'd choose Krux.",
        "Between them, Krux is the better buy.",
        "Krux, in my opinion, is the best of the bunch.",
        "The one I'd buy is the Krux.",
        "The one to buy is Krux.",
        "What I'd buy: Krux.",
        "What you want is Krux.",
        "What I would do: open an account with Krux.",
        "I'd open the account at Krux.",
        "I would send you to Krux.",
        "I'd have a look at Krux first.",
        "Have a look at Krux.",
        "You should look at Krux.",
        "Your best bet is Krux.",
        "Your safest bet here would be Krux.",
        "Your first call should be Krux.",
        "Nothing else comes close to Krux.",
        "I can't praise Krux highly enough.",
        "I can't recommend the new Krux X2 strongly enough.",
        "I've yet to find anything better than Krux.",
        "I have never found a better pan than Krux.",
        "I wouldn't hesitate to recommend Krux.",
        "Don't look any further than Krux.",
        "There is no reason not to choose Krux.",
        "The only one I'd recommend is Krux.",
        "I only recommend Krux.",
        "I recommend nothing but Krux.",
        "I'd rather have Krux.",
        "I'd rather buy Krux than Bolty.",
        "I'd take Krux over Bolty any day.",
        "I'd choose Krux every time.",
        "Skip Bolty and get Krux.",
        "Instead of Bolty, get Krux.",
        "Rather than Bolty, I'd suggest Krux.",
        "Don't get Bolty; get Krux.",
        "Krux all the way.",
        "Krux is worth every cent.",
        "Krux earns my recommendation.",
        "Krux gets my recommendation.",
        "Krux has my vote.",
        "Krux comes recommended.",
        "Krux comes highly recommended.",
        "Krux is highly recommended.",
        "Krux is easy to recommend.",
        "Krux is an easy recommendation.",
        "Krux is hard to fault.",
        "Krux would be a great place to start.",
        "Krux would suit you best.",
        "Krux suits you best.",
        "Krux is the natural choice.",
        "Krux fits the bill.",
        "Krux is your best option.",
        "Krux should be on your list.",
        "Add Krux to your list.",
        "Put Krux on your shortlist.",
        "Give Krux a go.",
        "Give Krux a chance.",
        "Treat yourself to a Krux.",
        "Save yourself the trouble and get a Krux.",
        "Do yourself a favour and get a Krux.",
        "Spend the extra money on a Krux.",
        "Save up for the Krux.",
        "Pay the extra and get the Krux.",
        "Stick to Krux.",
        "Make it Krux.",
        "Make Krux your first stop.",
        "I swear by my Krux.",
        "I love my Krux and would buy it again.",
        "I own a Krux and would buy it again.",
        "I'd buy a Krux again tomorrow.",
        "Buy the Krux if you see it on sale.",
        "Grab the Krux while it's on sale.",
    ],
)
def test_advice_in_more_plain_words_recommends(answer: str) -> None:
    assert presence(answer) == "recommended"


@pytest.mark.parametrize(
    "answer",
    [
        "Krux has made bags for forty years. Pros trust the company with their gear.",
        "Krux has made bags for forty years. Many photographers swear by the brand.",
        "Krux has made bags for forty years. You can always count on it.",
        "Krux has made bags for forty years. Hospitals rely on the company.",
        "Krux never breaks, and you can count on it in the rain.",
        "Reporters have trusted Krux for forty years.",
        "Krux is a name you can trust.",
        "Krux is a household name that people trust.",
        "Krux is trusted by nurses.",
        "You can rely on Krux.",
        "Nurses have relied on Krux for years.",
    ],
)
def test_trust_in_what_was_named_before_is_trust(answer: str) -> None:
    assert presence(answer) == "trusted"


@pytest.mark.parametrize(
    "answer",
    [
        "I've yet to meet an owner who would recommend Krux.",
        "I have yet to hear from anyone who'd buy Krux again.",
        "I've yet to see a reason to recommend Krux.",
        "I've yet to be convinced that Krux is the best choice.",
        "I know nobody who would recommend Krux.",
        "I don't know anyone who'd recommend Krux.",
        "I can't think of anyone to whom I'd recommend Krux.",
        "I can't think of a reason to choose Krux.",
        "There's no reason to choose Krux.",
        "There's little to recommend Krux.",
        "Little speaks for Krux.",
        "Hardly a reason remains to choose Krux.",
        "You'd have to pay me to recommend Krux.",
        "I'd need a good reason to recommend Krux.",
        "I'd think hard before I recommend Krux.",
        "Before I'd recommend Krux, it would have to get faster.",
        "Until the app is fixed, I can't recommend Krux.",
        "Until that changes, I'd hold off recommending Krux.",
        "I'd hold off on Krux.",
        "I'd hold off on buying Krux.",
        "I'd wait before you buy Krux.",
        "I stopped recommending Krux last year.",
        "I used to recommend Krux.",
        "I once recommended Krux, but not now.",
        "In the past I'd have recommended Krux.",
        "Five years ago I would have said Krux.",
        "Years ago, Krux was the best choice.",
        "Krux was the best choice until 2020.",
        "Krux was once the default choice.",
        "Krux is not the pick it used to be.",
        "Krux isn't among the ones we recommend.",
        "Krux is no longer one of our picks.",
        "Krux didn't make our list of the best.",
        "Krux didn't make the cut.",
        "Krux doesn't make my list of recommendations.",
        "Krux is off my list of recommended firms.",
        "I took Krux off our list of recommendations.",
        "I removed Krux from the list of best picks.",
        "Krux is everything but a good choice.",
        "Krux is a poor choice.",
        "Krux would be my last choice.",
        "Krux is the last one I'd buy.",
        "Krux is the last bank I'd recommend.",
        "Krux is the one I'd skip.",
        "Krux is the one brand I'd avoid.",
        "Krux is the one I'd return.",
        "That's the one I'd avoid: Krux.",
        "Krux has a slow app. That's the one I'd avoid.",
        "Krux has a slow app. That's the reason I use Bolty.",
        "Krux has a slow app. That's my problem with it.",
        "Krux has a slow app, so I'd skip it.",
        "Krux has a slow app, so it's my last choice.",
        "Krux has a slow app and it's the reason I'd take Bolty.",
        "Krux has a slow app. Skip it.",
        "Krux has a slow app. Don't buy it.",
        "Krux has a slow app. I wouldn't start there.",
        "Krux has a slow app. If you have one, take it back.",
        "Krux has a slow app. If you buy it, get the long warranty.",
        "Krux has a slow app. If you see it, run.",
        "Buy Krux only if you must.",
        "Choose Krux only when nothing else is in stock.",
        "Take Krux only if the price is halved.",
        "I'd buy Krux only at half the price.",
        "I'd only buy Krux at half the price.",
        "I would only recommend Krux to people who like risk.",
        "Only buy Krux if you must.",
        "Consider Krux only as a last resort.",
        "Krux is only worth it at half the price.",
        "Krux makes sense only for chains.",
        "Krux only makes sense for chains.",
        "Buy Krux at your own risk.",
        "You could buy Krux, but why would you?",
        "You could do worse than Bolty, and Krux is how.",
        "Unless you love noise, don't choose Krux.",
        "Unless you have a reason to choose Krux, don't.",
        "If you must buy Krux, wait for a sale.",
        "If you insist on Krux, buy it used.",
        "If you already own Krux, keep it.",
        "If you choose Krux, read the contract.",
        "Those who choose Krux often regret it.",
        "People who buy Krux often come back for a refund.",
        "Some people recommend Krux, but I don't.",
        "Krux would like you to recommend it to friends.",
        "Krux pays bloggers to recommend it.",
        "Krux pays sites that call it the best.",
        "Krux says it's the best choice for you.",
        "Krux asks you to trust its contract.",
        "Krux wants you to trust it with your keys.",
        "Krux expects users to trust its app with everything.",
        "With Krux you have to trust the cloud.",
        "Krux requires you to trust a third party.",
        "You need to trust Krux with your passwords.",
        "Krux trusts its users to report faults.",
        "Krux relies on adverts.",
        "Krux relies on you to back up.",
        "Krux shouldn't be trusted.",
        "Krux can't be trusted with data.",
        "I wouldn't trust Krux with my keys.",
        "Why should anyone trust Krux?",
        "It's hard to trust Krux after that.",
        "Krux has to win back trust.",
        "Trust in Krux is low.",
        "Krux is the best known, which doesn't make it the best.",
        "Krux is the best-known one, not the best one.",
        "Krux is best known for its adverts.",
        "Krux is known mostly for its adverts.",
        "Krux is famous, but that's all.",
        "It's a stretch to call Krux reliable.",
        "I wouldn't go so far as to call Krux reliable.",
        "To call Krux the best would be too kind.",
        "Calling Krux the best is marketing.",
        "Nobody would call Krux the best.",
        "Krux is far from the best choice.",
        "Krux is hardly the best choice.",
        "Krux is hardly what I'd recommend.",
        "Krux isn't what I'd pick.",
        "Krux is not where I'd start.",
        "Krux isn't the one I'd choose.",
        "Krux would not be my first choice.",
        "Krux wouldn't be my pick.",
        "Krux may be the best seller, but not the best.",
        "Whether Krux is the best choice is open.",
        "Is Krux the best choice? Hardly.",
        "Is Krux worth it? Not really.",
        "Should you buy Krux? I wouldn't.",
        "Do I recommend Krux? No.",
        "Would I buy Krux again? No.",
    ],
)
def test_advice_that_is_denied_put_off_limited_or_of_others_recommends_nothing(answer: str) -> None:
    assert presence(answer) in ("mentioned", "compared")


@pytest.mark.parametrize(
    "answer",
    [
        "Ich würde zur Krux gehen: keine Gebühren und eine gute App.",
        "Nehmen Sie Krux: die App ist gut und kostet nichts.",
        "Prenez la Krux X2 : elle se monte toute seule.",
        "Choisissez Krux : deux ans de garantie, et trente jours pour changer.",
        "Elige Krux: es barato y dura muchos años.",
        "Escolha Krux: é barato e dura muitos anos.",
    ],
)
def test_advice_abroad_goes_on_behind_a_colon(answer: str) -> None:
    assert presence(answer) == "recommended"


@pytest.mark.parametrize(
    "answer",
    [
        "Ich würde nicht zur Krux gehen: die Gebühren sind hoch.",
        "Ne prenez pas la Krux X2 : elle prend l'eau.",
        "Krux : deux ans de garantie, et trente jours pour changer.",
    ],
)
def test_a_colon_abroad_makes_no_advice(answer: str) -> None:
    assert presence(answer) == "mentioned"


@pytest.mark.parametrize("model", ["Verve+", "fi-8170", "X-T30", "ADS-1700W", "Air"])
def test_a_model_behind_the_name_keeps_the_item_of_a_list(model: str) -> None:
    answer = f"### What I recommend\n- **Bolty One**: strong motor\n- **Krux {model}**: dealers everywhere"
    assert presence(answer) == "recommended"


def test_places_with_the_verb_left_out_are_ranks() -> None:
    states = extract("The #1 pick is the Bolty Q, and #2 the Krux Air.", BRANDS).states
    assert {state.brand: state.rank for state in states} == {"Bolty": 1, "Krux": 2}


@pytest.mark.parametrize(
    "answer",
    [
        "I almost recommended Krux.",
        "I was going to recommend Krux, but then it broke.",
        "I regret recommending Krux.",
        "On paper Krux is the best choice.",
        "Krux is a good choice only on paper.",
        "Krux seems ideal at first, but it breaks.",
        "If only Krux were safe.",
        "Krux had a good reputation.",
        "Krux wants to be a trusted name.",
        "Krux hopes to become the market leader.",
        "Krux aims to be the most trusted bank.",
        "Krux's reliability is average.",
        "Consider what Krux does with your data.",
        "Consider the cost of leaving Krux.",
        "Consider cancelling Krux.",
        "Buy nothing from Krux before you read this.",
        "Choose wisely: Krux locks you in.",
        "The dealer will recommend Krux.",
        "Everyone recommends Krux; I disagree.",
        "No good alternative: Krux.",
        "Riskiest option: Krux.",
    ],
)
def test_what_was_meant_wished_or_only_looks_so_vouches_for_nothing(answer: str) -> None:
    assert presence(answer) in ("mentioned", "compared")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Krux has had a good reputation for years.", "trusted"),
        ("Consider using Krux.", "recommended"),
        ("If you want to print, choose Krux.", "recommended"),
        ("Good alternative: Krux.", "recommended"),
        ("Head to Krux for the cheapest pans.", "recommended"),
        ("I never regretted choosing it. I recommend Krux.", "recommended"),
    ],
)
def test_what_looks_like_it_still_vouches(answer: str, expected: str) -> None:
    assert presence(answer) == expected


@pytest.mark.parametrize("head", ["Avoid", "Skip", "Overrated", "Overhyped", "Disappointing", "Letdowns"])
def test_a_heading_of_one_word_warns_and_is_no_brand(head: str) -> None:
    answer = f"## {head}\n\n### Krux\nWidely used.\n\n### Bolty\nLeading in sales."
    assert presence(answer) == "mentioned"
