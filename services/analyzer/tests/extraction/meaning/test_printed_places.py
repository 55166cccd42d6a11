"""Places in the forms in which answers print them, and the numbers that are no places; invented brands."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand(name) for name in ("Krux", "Bolty", "Zendoro")]


def ranks(answer: str, prompt: str) -> tuple[int | None, ...]:
    return tuple(state.rank for state in extract(answer, BRANDS, prompt=prompt or None).states)


@pytest.mark.parametrize(
    ("prompt", "answer", "expected"),
    [
        (
            "What dog food should I try?",
            ("1. **Krux Pro Plan.** Well tested.\n2. **Bolty's Diet.** Similar.\n3. **Zendoro Gastro.** A diet."),
            (1, 2, 3),
        ),
        ("Best watch?", "① Krux – safe\n② Bolty – long\n③ Zendoro – maps", (1, 2, 3)),
        ("Best watch?", "①Krux\n②Bolty\n③Zendoro", (1, 2, 3)),
        ("Best watch?", "❶ Krux\n❷ Bolty\n❸ Zendoro", (1, 2, 3)),
        ("Best watch?", "- 🥇 **Krux** – safe\n- 🥈 **Bolty** – long\n- 🥉 **Zendoro** – maps", (1, 2, 3)),
        ("Best watch?", "### 🥇 Krux\nsafe\n\n### 🥈 Bolty\nlong\n\n### 🥉 Zendoro\nmaps", (1, 2, 3)),
        ("Best watch?", "### 1️⃣ Krux\nsafe\n\n### 2️⃣ Bolty\nlong\n\n### 3️⃣ Zendoro\nmaps", (1, 2, 3)),
        ("Best watch?", "**1️⃣ Krux** – safe\n\n**2️⃣ Bolty** – long\n\n**3️⃣ Zendoro** – maps", (1, 2, 3)),
        ("Best watch?", "🥇 Gold: Krux\n🥈 Silver: Bolty\n🥉 Bronze: Zendoro", (1, 2, 3)),
        ("Best watch?", "🥇 Best overall: Krux\n🥈 Runner-up: Bolty\n🥉 Third place: Zendoro", (1, 2, 3)),
        ("Best watch?", "**First: Krux.** Safe.\n\n**Second: Bolty.** Long.\n\n**Third: Zendoro.** Maps.", (1, 2, 3)),
        (
            "Best watch?",
            ("**First choice – Krux.** Safe.\n\n**Second choice – Bolty.** Long.\n\n**Third choice – Zendoro.** Maps."),
            (1, 2, 3),
        ),
        (
            "Best watch?",
            ("**Number one: Krux.** Safe.\n\n**Number two: Bolty.** Long.\n\n**Number three: Zendoro.** Maps."),
            (1, 2, 3),
        ),
        ("Best watch?", "**#1 Krux**\nSafe.\n\n**#2 Bolty**\nLong.\n\n**#3 Zendoro**\nMaps.", (1, 2, 3)),
        ("Best watch?", "**#1 – Krux**: Safe.\n\n**#2 – Bolty**: Long.\n\n**#3 – Zendoro**: Maps.", (1, 2, 3)),
        ("Best watch?", "**1) Krux** is safe.\n\n**2) Bolty** is long.\n\n**3) Zendoro** has maps.", (1, 2, 3)),
        ("Best watch?", "#1 pick: Krux\n#2 pick: Bolty", (1, 2, None)),
        ("Best watch?", "Our #1 pick is Krux. No. 2 is Bolty.", (1, 2, None)),
        ("Best watch?", "Krux is our #1 pick.", (1, None, None)),
        ("Best watch?", "Krux is my number one choice.", (1, None, None)),
        ("Best watch?", "My #1 pick: **Krux**. My #2 pick: **Bolty**.", (1, 2, None)),
        ("Best watch?", "No. 1: Krux – safe\nNo. 2: Bolty – long\nNo. 3: Zendoro – maps", (1, 2, 3)),
        ("Best watch?", "No. 1 Krux\nNo. 2 Bolty\nNo. 3 Zendoro", (1, 2, 3)),
        ("Best watch?", "Top 1: Krux\nTop 2: Bolty\nTop 3: Zendoro", (1, 2, 3)),
        ("Best watch?", "Rank #1: Krux\nRank #2: Bolty\nRank #3: Zendoro", (1, 2, 3)),
        (
            "Welche Uhr ist die beste?",
            (
                "Erstens: Krux, weil sie lange hält. Zweitens: Bolty, weil sie billig ist. "
                "Drittens: Zendoro wegen der Karten."
            ),
            (1, 2, 3),
        ),
        (
            "Welche Uhr ist die beste?",
            ("**Platz 1: Krux** – hält lange\n**Platz 2: Bolty** – billig\n**Platz 3: Zendoro** – Karten"),
            (1, 2, 3),
        ),
        (
            "Quelle montre ?",
            ("En premier, Krux, pour son autonomie. En deuxième, Bolty, moins chère. En troisième, Zendoro."),
            (1, 2, 3),
        ),
        ("Quelle montre ?", "Numéro 1 : Krux\nNuméro 2 : Bolty\nNuméro 3 : Zendoro", (1, 2, 3)),
        (
            "¿Qué reloj compro?",
            ("Primero, Krux por la batería. Segundo, Bolty por el precio. Tercero, Zendoro por los mapas."),
            (1, 2, 3),
        ),
        (
            "Qual relógio?",
            ("Em primeiro lugar, a Krux pela bateria. Em segundo, a Bolty pelo preço. Em terceiro, a Zendoro."),
            (1, 2, 3),
        ),
        ("おすすめの時計は?", "1位:Krux(電池が長持ち)\n2位:Bolty(安い)\n3位:Zendoro(地図)", (1, 2, 3)),
        ("おすすめの時計は?", "第1位 Krux\n第2位 Bolty\n第3位 Zendoro", (1, 2, 3)),
        ("手表推荐", "第一名:Krux,续航长\n第二名:Bolty,便宜\n第三名:Zendoro,地图好", (1, 2, 3)),
        ("手表推荐", "TOP1:Krux\nTOP2:Bolty\nTOP3:Zendoro", (1, 2, 3)),
        ("手表推荐", "首先是Krux,续航长。其次是Bolty,便宜。最后是Zendoro。", (1, 2, 3)),
        ("Best watch?", "In first place: Krux. In second place: Bolty. In third place: Zendoro.", (1, 2, 3)),
        ("Best watch?", "Krux ranks first, Bolty second and Zendoro third.", (1, 2, 3)),
        ("Best watch?", "Krux comes in at #1, Bolty at #2 and Zendoro at #3.", (1, 2, 3)),
        ("Best watch?", "A. Krux\n\n1. Krux\n2. Bolty\n3. Zendoro", (1, 2, 3)),
        ("Best watch?", "3. Krux\n2. Bolty\n1. Zendoro", (3, 2, 1)),
        ("Best watch?", "1. Best overall: Krux\n2. Best battery: Bolty\n3. Best maps: Zendoro", (1, 2, 3)),
        (
            "Best watch?",
            "1. **Best overall** – Krux\n2. **Best battery** – Bolty\n3. **Best maps** – Zendoro",
            (1, 2, 3),
        ),
        (
            "Best watch?",
            "1. Best for runners: **Krux**\n2. For divers: **Bolty**\n3. For hikers: **Zendoro**",
            (1, 2, 3),
        ),
        ("Best watch?", "Here you go: ①Krux, ②Bolty, ③Zendoro.", (1, 2, 3)),
        ("Beste Uhr?", "Nr. 1 Krux\nNr. 2 Bolty", (1, 2, None)),
        ("Mejor reloj?", "Puesto 1: Krux\nPuesto 2: Bolty", (1, 2, None)),
        ("Qual o melhor relógio?", "1º lugar: Krux\n2º lugar: Bolty", (1, 2, None)),
        ("Quelle montre ?", "Premièrement, Krux, la plus fiable. Deuxièmement, Bolty.", (1, 2, None)),
        (
            "What should I try?",
            ("**1. Krux Pro Plan**  \nWell tested.\n\n**2. Bolty Diet**  \nSimilar.\n\n**3. Zendoro Gastro**  \nDiet."),
            (1, 2, 3),
        ),
        ("What should I try?", "1 - Krux\n2 - Bolty\n3 - Zendoro", (1, 2, 3)),
        ("What should I try?", "1: Krux\n2: Bolty\n3: Zendoro", (1, 2, 3)),
        ("What should I try?", "(1) Krux\n(2) Bolty\n(3) Zendoro", (1, 2, 3)),
        ("What should I try?", "1. *Krux* – tested\n2. *Bolty* – similar\n3. *Zendoro* – diet", (1, 2, 3)),
        ("What should I try?", "1. ***Krux***: tested\n2. ***Bolty***: similar\n3. ***Zendoro***: diet", (1, 2, 3)),
        ("What should I try?", "1. __Krux__: tested\n2. __Bolty__: similar\n3. __Zendoro__: diet", (1, 2, 3)),
        (
            "What should I try?",
            (
                "1. **Krux Pro Plan (chicken)** - tested\n2. **Bolty Diet (turkey)** - similar\n"
                "3. **Zendoro Gastro (rice)** - diet"
            ),
            (1, 2, 3),
        ),
        (
            "What should I try?",
            ("1. **Krux's Pro Plan**: tested\n2. **Bolty's Diet**: similar\n3. **Zendoro's Gastro**: diet"),
            (1, 2, 3),
        ),
        (
            "What should I try?",
            "1. **The Krux**: tested\n2. **The Bolty**: similar\n3. **The Zendoro**: diet",
            (1, 2, 3),
        ),
        ("What should I try?", "1. ✅ **Krux**: tested\n2. ✅ **Bolty**: similar\n3. ⚠️ **Zendoro**: diet", (1, 2, 3)),
        ("What should I try?", "1. 🐶 Krux – tested\n2. 🐕 Bolty – similar\n3. 🦴 Zendoro – diet", (1, 2, 3)),
        (
            "What should I try?",
            "## 1. Krux\n- tested\n- cheap\n\n## 2. Bolty\n- similar\n\n## 3. Zendoro\n- diet",
            (1, 2, 3),
        ),
        (
            "What should I try?",
            "## 1️⃣ Krux\n- tested\n- cheap\n\n## 2️⃣ Bolty\n- similar\n\n## 3️⃣ Zendoro\n- diet",
            (1, 2, 3),
        ),
        (
            "What should I try?",
            "### Rank 1: Krux\ntested\n\n### Rank 2: Bolty\nsimilar\n\n### Rank 3: Zendoro\ndiet",
            (1, 2, 3),
        ),
        (
            "What should I try?",
            ("### Top pick: Krux\ntested\n\n### Second place: Bolty\nsimilar\n\n### Third place: Zendoro\ndiet"),
            (1, 2, 3),
        ),
        (
            "What should I try?",
            "1. Krux\n\n   Well tested.\n\n2. Bolty\n\n   Similar.\n\n3. Zendoro\n\n   Diet.",
            (1, 2, 3),
        ),
        ("What should I try?", "1. Krux\n- tested\n- cheap\n2. Bolty\n- similar\n3. Zendoro\n- diet", (1, 2, 3)),
        ("What should I try?", "> 1. Krux\n> 2. Bolty\n> 3. Zendoro", (1, 2, 3)),
        (
            "What should I try?",
            "1. Krux (best overall)\n2. Bolty (best value)\n3. Zendoro (best for puppies)",
            (1, 2, 3),
        ),
        (
            "What should I try?",
            "🥇 **Best overall:** Krux\n🥈 **Best value:** Bolty\n🥉 **Best for puppies:** Zendoro",
            (1, 2, 3),
        ),
        ("What should I try?", "🥇 1st place: Krux\n🥈 2nd place: Bolty\n🥉 3rd place: Zendoro", (1, 2, 3)),
        ("What should I try?", "**🥇 Krux**\ntested\n\n**🥈 Bolty**\nsimilar\n\n**🥉 Zendoro**\ndiet", (1, 2, 3)),
        ("What should I try?", "🏆 Winner: Krux\n🥈 Runner-up: Bolty\n🥉 Third: Zendoro", (1, 2, 3)),
        ("What should I try?", "My ranking: Krux, Bolty, Zendoro.", (1, 2, 3)),
        ("What should I try?", "My ranking:\n1) Krux 2) Bolty 3) Zendoro", (1, 2, 3)),
        ("What should I try?", "I'd rank them Krux, Bolty, Zendoro.", (1, 2, 3)),
        ("What should I try?", "I'd rank them: 1. Krux; 2. Bolty; 3. Zendoro.", (1, 2, 3)),
        ("What should I try?", "Best to worst: Krux > Bolty > Zendoro", (1, 2, 3)),
        ("What should I try?", "Krux → Bolty → Zendoro, in that order.", (1, 2, 3)),
        ("What should I try?", "The #1 spot goes to Krux, #2 to Bolty and #3 to Zendoro.", (1, 2, 3)),
        ("What should I try?", "#1 Krux, #2 Bolty, #3 Zendoro.", (1, 2, 3)),
        ("What should I try?", "Firstly, Krux. Secondly, Bolty. Thirdly, Zendoro.", (1, 2, 3)),
        ("What should I try?", "Gold goes to Krux, silver to Bolty and bronze to Zendoro.", (1, 2, 3)),
        ("おすすめは?", "①Krux②Bolty③Zendoro", (1, 2, 3)),
        ("おすすめは?", "1.Krux:安い\n2.Bolty:丈夫\n3.Zendoro:軽い", (1, 2, 3)),
        ("推荐什么?", "一、Krux\n二、Bolty\n三、Zendoro", (1, 2, 3)),
        ("推荐什么?", "1、Krux\n2、Bolty\n3、Zendoro", (1, 2, 3)),
    ],
)
def test_a_place_is_read_in_every_form(prompt: str, answer: str, expected: tuple[int | None, ...]) -> None:
    assert ranks(answer, prompt) == expected


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("", "In no particular order:\n1. Krux\n2. Bolty"),
        ("Best watch?", "Here are some (the order means nothing):\n\n1. Krux\n2. Bolty"),
        ("Best watch?", "1. Krux – safe\n2. Bolty – long\n\nThe order doesn't imply a ranking."),
        ("Best watch?", "Listed alphabetically:\n1. Bolty\n2. Krux"),
        ("Best watch?", "In alphabetical order: 1. Bolty, 2. Krux."),
        ("Best watch?", "The numbers are no ranking.\n1. Bolty\n2. Krux"),
        ("Beste Uhr?", "Die Reihenfolge ist keine Wertung:\n1. Bolty\n2. Krux"),
        ("Meilleure montre ?", "Sans ordre particulier :\n1. Bolty\n2. Krux"),
        ("Mejor reloj?", "Sin ningún orden en particular:\n1. Bolty\n2. Krux"),
        ("時計のおすすめは?", "順不同です。\n1. Krux\n2. Bolty"),
        ("", "1998. Krux was founded.\n2004. Bolty followed."),
        ("How do I move my data?", "1. Open Krux and export the file.\n2. In Bolty, choose Import.\n3. Wait."),
        ("How do I move my data?", "1. Krux: export the file.\n2. Bolty: import the file."),
        ("", "Krux¹ and Bolty² are brands."),
        ("", "Krux① and Bolty② are cited below."),
        ("", "In 2021 Krux sold 1. 5 million watches; in 2022 Bolty sold 2."),
        ("How do I sync?", "Step 1: Open Krux.\nStep 2: Open Bolty."),
        ("", "You can reach Krux on line 1."),
        ("", "Krux costs $1. Bolty costs $2."),
        ("有哪些手表?", "以下品牌排名不分先后:\n1. Krux\n2. Bolty"),
        ("Welche Uhren gibt es?", "Alphabetisch geordnet:\n1. Bolty\n2. Krux"),
        ("Wie geht das?", "Erstens musst du Geduld haben. Zweitens hilft Krux."),
        ("", "Krux (#3 in the catalogue) and Bolty share a lid."),
    ],
)
def test_numbers_that_rank_nothing_are_no_places(prompt: str, answer: str) -> None:
    assert ranks(answer, prompt) == (None, None, None)
