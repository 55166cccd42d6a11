"""What a list says of its brands: labels, groups, paragraphs that an introduction announces; invented brands."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand(name) for name in ("Krux", "Bolty", "Zendoro", "Crixo")]
NOTHING = ("ignored", "mentioned", "compared")


def presences(answer: str, prompt: str, expected: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """The presences that are expected of something, ``unsaid`` for what is neither advice nor trust."""
    states = extract(answer, BRANDS, prompt=prompt or None).states
    found = ("unsaid" if state.presence in NOTHING else state.presence for state in states)
    return tuple(presence if wanted else None for presence, wanted in zip(found, expected, strict=False))


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        (
            "Which mattress should I buy?",
            (
                "At your budget, three are worth a close look:\n\n"
                "**Krux Midnight** has zoned coils.\n\n**Bolty Original** is softer on top.\n\n"
                "**Zendoro Classic** costs the least."
            ),
            ("recommended", "recommended", "recommended"),
        ),
        (
            "",
            (
                "At your budget, three are worth a close look:\n\n"
                "**Krux Midnight** has zoned coils.\n\n**Bolty Original** is softer on top.\n\n"
                "**Zendoro Classic** costs the least."
            ),
            ("recommended", "recommended", "recommended"),
        ),
        (
            "",
            ("Two I would put on the shortlist:\n\n**Krux** has zoned coils.\n\n**Bolty** is softer on top."),
            ("recommended", "recommended", None),
        ),
        (
            "Which mattress should I buy?",
            "Two stand out:\n\n**Krux** has zoned coils.\n\n**Bolty** is softer on top.",
            ("recommended", "recommended", None),
        ),
        (
            "Which mattress should I buy?",
            "Two stand out.\n\nKrux has zoned coils and a soft top.\n\nBolty is softer and costs less.",
            ("recommended", "recommended", None),
        ),
        (
            "Which mattress should I buy?",
            "**Best for side sleepers:** Krux, Bolty\n**Budget:** Zendoro",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            "**Best for side sleepers:** Krux, Bolty\n\n**Budget:** Zendoro",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            "- **Side sleepers:** Krux, Bolty\n- **Back sleepers:** Zendoro",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            "- **Side sleepers** – Krux or Bolty\n- **Back sleepers** – Zendoro",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            ("**If you sleep hot:** Krux\n**If you want it cheap:** Bolty\n**If you want it firm:** Zendoro"),
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            "### Budget\n- Krux\n- Bolty\n\n### Premium\n- Zendoro",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            "**Top pick:** Krux\n**Runner-up:** Bolty\n**Also consider:** Zendoro",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Which mattress should I buy?",
            (
                "**Top pick:** the Krux Midnight, with zoned coils.\n\n"
                "**Upgrade pick:** the Bolty Luxe.\n\n**Budget pick:** the Zendoro Classic."
            ),
            ("recommended", "recommended", "recommended"),
        ),
        (
            "",
            (
                "**Top pick:** the Krux Midnight, with zoned coils.\n\n"
                "**Upgrade pick:** the Bolty Luxe.\n\n**Budget pick:** the Zendoro Classic."
            ),
            ("recommended", "recommended", "recommended"),
        ),
        (
            "Krux or something cheaper?",
            "**Cheaper alternative:** the **Bolty Single** does 90% of the job.",
            (None, "recommended", None),
        ),
        (
            "Krux or something cheaper?",
            "Cheaper alternative: the Bolty Single does 90% of the job.",
            (None, "recommended", None),
        ),
        ("", "A cheaper alternative: Bolty.", (None, "recommended", None)),
        ("Which mattress?", "My pick is Krux. Runner-up: Bolty.", ("recommended", None, None)),
        (
            "Which mattress?",
            "Get the Krux. Also consider Bolty if you sleep hot.",
            ("recommended", "recommended", None),
        ),
        ("Which mattress?", "Get the Krux. Also worth considering: Bolty.", ("recommended", "recommended", None)),
        ("Which mattress?", "Krux is my pick. Honorable mention: Bolty.", ("recommended", None, None)),
        ("Which mattress?", "Krux is my pick; Bolty is a close second.", ("recommended", None, None)),
        ("Which mattress?", "Krux is my pick; Bolty is the runner-up.", ("recommended", None, None)),
        ("Which CRM?", "I'd shortlist Krux, Bolty and Zendoro.", ("recommended", "recommended", "recommended")),
        ("Which CRM?", "Your shortlist: Krux, Bolty, Zendoro.", ("recommended", "recommended", "recommended")),
        ("Which CRM?", "Shortlist:\n- Krux\n- Bolty\n- Zendoro", ("recommended", "recommended", "recommended")),
        ("", "A few good ones:\n- Krux\n- Bolty\n- Zendoro", ("recommended", "recommended", "recommended")),
        ("", "Worth a look:\n- Krux\n- Bolty\n- Zendoro", ("recommended", "recommended", "recommended")),
        ("", "Places to start:\n- Krux\n- Bolty\n- Zendoro", ("recommended", "recommended", "recommended")),
        (
            "",
            "Two deserve your time:\n\n**Krux.** Zoned coils.\n\n**Bolty.** Softer.",
            ("recommended", "recommended", None),
        ),
        (
            "Which CRM should I use?",
            "**Krux**\n- **Integrations:** Bolty, Zendoro\n- **Price:** 20",
            ("recommended", "unsaid", "unsaid"),
        ),
        (
            "Which CRM should I use?",
            "I'd use Krux.\n\n- **Works with:** Bolty, Zendoro\n- **Owned by:** Crixo",
            ("recommended", "unsaid", "unsaid"),
        ),
        (
            "Which mattress should I buy?",
            "**Buy:** Krux\n**Skip:** Bolty, Zendoro",
            ("recommended", "unsaid", "unsaid"),
        ),
        (
            "Which CRM should I use?",
            "### Krux\nGood for teams.\n\n**Alternatives:** Bolty",
            ("recommended", "unsaid", None),
        ),
        (
            "Welche Matratze? Which mattress is best?",
            "### Side sleepers\n**Krux** or **Bolty**\n\n### Back sleepers\n**Zendoro**",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "best headphones",
            "**For commuting:** Krux X5 or Bolty Air.\n\n**For the gym:** Zendoro Fit (sweat-proof).",
            ("recommended", "recommended", "recommended"),
        ),
        (
            "best headphones",
            "* **Overall winner:** Krux\n* **Best on a budget:** Bolty",
            ("recommended", "recommended", None),
        ),
        (
            "best headphones",
            "**Best overall: Krux**\nGreat sound.\n\n**Best budget: Bolty**\nCheap.",
            ("recommended", "recommended", None),
        ),
        ("", "A solid fallback: Krux.", ("recommended", None, None)),
        ("", "Budget pick: Krux.", ("recommended", None, None)),
        ("", "Safest option for a beginner: the Krux.", ("recommended", None, None)),
        ("", "Also great: the Krux.", ("recommended", None, None)),
        ("Which oven?", "Worth considering: Krux and Bolty.", ("recommended", "recommended", None)),
        ("", "These deserve a test drive:\n- Krux\n- Bolty", ("recommended", "recommended", None)),
    ],
)
def test_a_list_of_choices_recommends_them(prompt: str, answer: str, expected: tuple[str | None, ...]) -> None:
    assert presences(answer, prompt, expected) == expected


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        ("", "**Budget:** Krux, Bolty\n**Owner:** Zendoro", ("unsaid", "unsaid", "unsaid")),
        ("Which mattress should I buy?", "**Avoid:** Krux, Bolty", ("unsaid", "unsaid", None)),
        (
            "Which mattress should I buy?",
            "**Worst value:** Krux\n**Most complaints:** Bolty",
            ("unsaid", "unsaid", None),
        ),
        ("", "Riskiest option: Krux. Weakest pick: Bolty.", ("unsaid", "unsaid", None)),
        ("", "Least favourite: Krux.", ("unsaid", None, None)),
        (
            "Which firms failed?",
            "Three are worth remembering:\n\n**Krux** closed in 2019.\n\n**Bolty** was sold.",
            ("unsaid", "unsaid", None),
        ),
        ("Who makes mattresses?", "**Germany:** Krux\n**France:** Bolty", ("unsaid", "unsaid", None)),
        ("Who owns what?", "**Parent:** Krux\n**Subsidiary:** Bolty", ("unsaid", "unsaid", None)),
        ("", "Sources: Krux, Bolty", ("unsaid", "unsaid", None)),
        (
            "Which CRM should I use?",
            ("1. **Data-driven**: Krux leverages data to help customers.\n2. **Fast**: Krux loads quickly."),
            ("unsaid", None, None),
        ),
        ("", "**Headquarters:** Krux is in Berlin.\n**Rival:** Bolty", ("unsaid", "unsaid", None)),
        ("Which brands were recalled?", "**2019:** Krux\n**2021:** Bolty", ("unsaid", "unsaid", None)),
        ("", "Option A: Krux\nOption B: Bolty", ("unsaid", "unsaid", None)),
        ("What kettles exist?", "**Steel:** Krux, Bolty", ("unsaid", "unsaid", None)),
        ("", "Their previous choice: Krux.", ("unsaid", None, None)),
        ("", "The option I'd leave out: Krux.", ("unsaid", None, None)),
        ("", "No good alternative: Krux.", ("unsaid", None, None)),
        ("", "These don't deserve a test drive:\n- Krux\n- Bolty", ("unsaid", "unsaid", None)),
        ("", "Not worth a look:\n- Krux\n- Bolty", ("unsaid", "unsaid", None)),
    ],
)
def test_a_list_of_anything_else_recommends_nothing(prompt: str, answer: str, expected: tuple[str | None, ...]) -> None:
    assert presences(answer, prompt, expected) == expected


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        ("", "According to Crixo, Bolty kettles are top rated. I'd buy Krux.", ("recommended", "trusted", None)),
        ("", "According to Crixo, Bolty dishwashers are top rated.", (None, "trusted", None)),
        ("", "According to Crixo Magazine, Bolty is the most reliable maker.", (None, "trusted", None)),
        ("", "According to a Crixo survey, Bolty is widely trusted.", (None, "trusted", None)),
        ("", "According to Krux, its kettles are the most reliable.", ("unsaid", "unsaid", None)),
        ("", "According to Krux, Krux is the best choice.", ("unsaid", None, None)),
        ("", "According to Crixo, Bolty is the best choice for most people.", (None, "recommended", None)),
        ("", "According to our tests, Bolty is the most reliable maker.", (None, "trusted", None)),
        ("", "Bolty is the most reliable maker according to Crixo.", (None, "trusted", None)),
    ],
)
def test_a_source_before_praise_hides_no_praise_of_another(
    prompt: str, answer: str, expected: tuple[str | None, ...]
) -> None:
    assert presences(answer, prompt, expected) == expected
