"""The many ways in which answers rank and recommend: one sentence each, invented brands."""

import pytest

from analyzer.extraction import BrandName, extract

pytestmark = pytest.mark.pure
BRANDS = [BrandName(name) for name in ("Acmelo", "Boltix", "Cruxo")]


@pytest.mark.parametrize(
    ("answer", "ranks"),
    [
        ("My number one is Acmelo, followed by Boltix and then Cruxo.", (1, 2, 3)),
        ("Acmelo takes the top spot, Boltix comes second, and Cruxo is third.", (1, 2, 3)),
        ("Gold: Acmelo. Silver: Boltix. Bronze: Cruxo.", (1, 2, 3)),
        ("🥇 Acmelo\n🥈 Boltix\n🥉 Cruxo", (1, 2, 3)),
        ("**#1 Acmelo**\n\nGreat.\n\n**#2 Boltix**\n\nFine.", (1, 2, None)),
        ("No. 1: Acmelo\nNo. 2: Boltix", (1, 2, None)),
        ("1️⃣ Acmelo – cheap\n2️⃣ Boltix – fast", (1, 2, None)),
        ("I. Acmelo\nII. Boltix\nIII. Cruxo", (1, 2, 3)),
        ("Acmelo (1st), Boltix (2nd) and Cruxo (3rd) led the test.", (1, 2, 3)),
        ("Acmelo and Boltix share first place; Cruxo is third.", (1, 1, 3)),
        ("Tied for second: Boltix and Cruxo. The winner is Acmelo.", (1, 2, 2)),
        ("Step 1: Open Acmelo. Step 2: Export to Boltix.", (None, None, None)),
        ("- Acmelo\n- Boltix\n- Cruxo", (None, None, None)),
        ("I. Introduction\n\nAcmelo exists.", (None, None, None)),
        ("I like Acmelo. I use Boltix.", (None, None, None)),
    ],
)
def test_ranks_are_read_however_they_are_said(answer: str, ranks: tuple[int | None, ...]) -> None:
    assert tuple(state.rank for state in extract(answer, BRANDS).states) == ranks


@pytest.mark.parametrize(
    ("answer", "presence"),
    [
        ("Honestly, you can't beat Acmelo for the price.", "recommended"),
        ("Most experts would point you to Acmelo.", "recommended"),
        ("Acmelo should be at the top of your list.", "recommended"),
        ("I'd skip Boltix and save up for Acmelo.", "recommended"),
        ("Boltix is fine, but Acmelo is what I'd buy.", "recommended"),
        ("You won't regret choosing Acmelo.", "recommended"),
        ("Go straight for Acmelo; nothing else comes close.", "recommended"),
        ("One option that stands out is Acmelo.", "recommended"),
        ("The best camera for your trip could be the Acmelo.", "recommended"),
        ("Nobody got fired for buying Acmelo.", "trusted"),
        ("Acmelo ranks ahead of Boltix.", "compared"),
        ("Acmelo and Boltix are lamp makers. While they share a town, they have different prices.", "compared"),
        ("Acmelo and Boltix are lamp makers. They have the same prices.", "mentioned"),
        (
            "Based on my sources, here are the top companies:\n1. Acmelo Ltd (AC): lamps\n2. Boltix: lamps",
            "recommended",
        ),
        ("You might regret choosing Acmelo.", "mentioned"),
        ("Try to find out what Acmelo costs.", "mentioned"),
        ("Both Acmelo and Boltix sell lamps.", "mentioned"),
        ("While it is not as common as Acmelo or Boltix, the lamp exists.", "mentioned"),
    ],
)
def test_merit_is_read_however_it_is_said(answer: str, presence: str) -> None:
    assert extract(answer, BRANDS).states[0].presence == presence
