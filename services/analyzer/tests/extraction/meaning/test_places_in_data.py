"""Places in answers that are data or tables, and the numbers there that are no places; invented brands."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand(name) for name in ("Krux", "Bolty", "Zendoro")]


def ranks(answer: str, prompt: str) -> tuple[int | None, ...]:
    return tuple(state.rank for state in extract(answer, BRANDS, prompt=prompt or None).states)


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        ("Best watch?", "| Watch | Score |\n|---|---|\n| Bolty | 8.9 |\n| Krux | 9.4 |\n| Zendoro | 7.1 |", (1, 2, 3)),
        (
            "Best watch?",
            "| Watch | Score |\n|---|---|\n| Bolty | 9/10 |\n| Krux | 9/10 |\n| Zendoro | 7/10 |",
            (1, 1, 3),
        ),
        (
            "Best watch?",
            "| Watch | Rating |\n|---|---|\n| Krux | ★★★★★ |\n| Bolty | ★★★★☆ |\n| Zendoro | ★★★☆☆ |",
            (1, 2, 3),
        ),
        (
            "Best watch?",
            ("| # | Watch | Why |\n|---|---|---|\n| 1 | Krux | safe |\n| 2 | Bolty | long |\n| 3 | Zendoro | maps |"),
            (1, 2, 3),
        ),
        (
            "Best watch?",
            (
                "| Rank | Watch | Why |\n|---|---|---|\n| 🥇 | Krux | safe |\n| 🥈 | Bolty | long |\n"
                "| 🥉 | Zendoro | maps |"
            ),
            (1, 2, 3),
        ),
        (
            "Best watch?",
            (
                "| Rank | Watch | Why |\n|---|---|---|\n| 1st | **Krux** | safe |\n"
                "| 2nd | **Bolty** | long |\n| 3rd | **Zendoro** | maps |"
            ),
            (1, 2, 3),
        ),
        (
            "top three as JSON",
            (
                '```json\n[\n  {"rank": 1, "brand": "Krux"},\n  {"rank": 2, "brand": "Bolty"},\n'
                '  {"rank": 3, "brand": "Zendoro"}\n]\n```'
            ),
            (1, 2, 3),
        ),
        (
            "top three as JSON",
            (
                '{"rankings": [{"name": "Krux", "position": 1}, {"name": "Bolty", "position": '
                '2}, {"name": "Zendoro", "position": 3}]}'
            ),
            (1, 2, 3),
        ),
        ("top three as JSON", '{"1": "Krux", "2": "Bolty", "3": "Zendoro"}', (1, 2, 3)),
        ("top three as JSON", '["Krux", "Bolty", "Zendoro"]', (1, 2, 3)),
        ("the three best as a JSON array", '```json\n{"top_picks": ["Krux", "Bolty", "Zendoro"]}\n```', (1, 2, 3)),
        (
            "top three as CSV",
            '```csv\nrank,brand,reason\n1,Krux,"even heat"\n2,Bolty,smoke\n3,Zendoro,price\n```',
            (1, 2, 3),
        ),
        ("top three as CSV", "rank,brand,reason\n1,Krux,even heat\n2,Bolty,smoke\n3,Zendoro,price", (1, 2, 3)),
        ("top three as CSV", "brand;rank\nKrux;1\nBolty;2\nZendoro;3", (1, 2, 3)),
        (
            "top three as YAML",
            (
                "```yaml\nranking:\n  - rank: 1\n    brand: Krux\n  - rank: 2\n    brand: Bolty\n"
                "  - rank: 3\n    brand: Zendoro\n```"
            ),
            (1, 2, 3),
        ),
        ("top three as YAML", "```yaml\ntop_grills:\n  - Krux\n  - Bolty\n  - Zendoro\n```", (1, 2, 3)),
        (
            "Top 3 CRMs as JSON please",
            (
                "Sure:\n```json\n"
                '{"top": [{"name": "Krux", "why": "cheaper than Bolty"}, {"name": "Bolty"}, {"name": "Zendoro"}]}\n'
                "```"
            ),
            (1, 2, 3),
        ),
        (
            "rank them as json",
            (
                "```json\n"
                '{"results": [{"position": 1, "vendor": {"name": "Krux", "country": "DE"}},\n'
                '{"position": 2, "vendor": {"name": "Bolty"}}]}'
            ),
            (1, 2, None),
        ),
        (
            "Best watch?",
            ("| Watch | Price | Overall rating |\n|---|---|---|\n| Krux | 99 | 4.1 / 5 |\n| Bolty | 299 | 4.7 / 5 |"),
            (2, 1, None),
        ),
        ("Welche Uhr ist die beste?", "| Uhr | Punkte |\n|---|---|\n| Krux | 81 |\n| Bolty | 92 |", (2, 1, None)),
        ("top 3 in yaml", "- rank: 1\n  name: Krux\n- rank: 2\n  name: Bolty\n- rank: 3\n  name: Zendoro", (1, 2, 3)),
        ("top 3 in csv", '"rank","brand"\n"1","Krux"\n"2","Bolty"\n"3","Zendoro"', (1, 2, 3)),
        ("top 3 in csv", "Rank;Brand;Price\n1;Krux;10\n2;Bolty;20\n3;Zendoro;30", (1, 2, 3)),
        ("as json", '{"first": "Krux", "second": "Bolty", "third": "Zendoro"}', (1, 2, 3)),
        ("as json", '{"ranking": {"Krux": 1, "Bolty": 2, "Zendoro": 3}}', (1, 2, 3)),
        ("as json", '{"best_to_worst": ["Krux", "Bolty", "Zendoro"]}', (1, 2, 3)),
        (
            "as json",
            (
                "Here is the JSON: "
                '[{"rank":"1","brand":"Krux"},{"rank":"2","brand":"Bolty"},{"rank":"3","brand":"Zendoro"}]'
            ),
            (1, 2, 3),
        ),
        ("Which should I try?", "| Brand | Rank |\n|---|---|\n| Krux | 1 |\n| Bolty | 2 |\n| Zendoro | 3 |", (1, 2, 3)),
        (
            "Which should I try?",
            "| Place | Brand |\n|---|---|\n| 1. | Krux |\n| 2. | Bolty |\n| 3. | Zendoro |",
            (1, 2, 3),
        ),
        (
            "Which should I try?",
            "| | Brand | Why |\n|---|---|---|\n| 1 | Krux | a |\n| 2 | Bolty | b |\n| 3 | Zendoro | c |",
            (1, 2, 3),
        ),
    ],
)
def test_a_place_is_read_in_every_form(prompt: str, answer: str, expected: tuple[int | None, ...]) -> None:
    assert ranks(answer, prompt) == expected


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("list as JSON", '{"brands": ["Krux", "Bolty", "Zendoro"]}'),
        ("compare as JSON", '[{"brand": "Krux", "year": 1998}, {"brand": "Bolty", "year": 2004}]'),
        ("", "| Watch | Price |\n|---|---|\n| Krux | 199 |\n| Bolty | 99 |"),
        ("", "| Watch | Year |\n|---|---|\n| Krux | 2019 |\n| Bolty | 2020 |"),
        ("How heavy are they?", "| Watch | Weight score |\n|---|---|\n| Krux | 7 |\n| Bolty | 8 |"),
        (
            "give me json",
            (
                '```json\n{"vendors": [{"name": "Krux", "founded": 1, "price": 3},\n'
                '{"name": "Bolty", "founded": 2, "price": 1}]}\n```'
            ),
        ),
        ("give me csv", "```csv\nbrand,price,year\nKrux,1,2001\nBolty,2,2002\n```"),
        ("Which watch is cheapest?", "| Watch | Battery score |\n|---|---|\n| Krux | 7 |\n| Bolty | 8 |"),
        ("Do both have GPS?", "| Watch | Score |\n|---|---|\n| Krux | 7 |\n| Bolty | 8 |"),
        ("Best watch?", "| Watch | Score |\n|---|---|\n| Krux | n/a |\n| Bolty | 8 |"),
        ("Which is cheapest?", "| Brand | Price | Total |\n|---|---|---|\n| Krux | 9 | 17 |\n| Bolty | 8 | 16 |"),
        ("give me json", '{"stock": {"Krux": 1, "Bolty": 2}}'),
        ("give me json", '{"first_name": "Krux", "second_name": "Bolty"}'),
        ("", "| | Krux | Bolty |\n|---|---|---|\n| Price | 1 | 2 |\n| Weight | 3 | 4 |"),
    ],
)
def test_numbers_that_rank_nothing_are_no_places(prompt: str, answer: str) -> None:
    assert ranks(answer, prompt) == (None, None, None)
