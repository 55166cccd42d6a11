"""That nothing is known of a name, in several languages and wordings, and what only sounds like it."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand("Zendoro"), WantedBrand("Krux")]


@pytest.mark.parametrize(
    "answer",
    [
        "I was unable to locate Zendoro in the material that I have.",
        "I could not locate Zendoro.",
        "My sources don't mention Zendoro.",
        "None of my sources mention Zendoro.",
        "The search results do not mention Zendoro at all.",
        "There is no mention of Zendoro in the documents provided.",
        "I found nothing about Zendoro.",
        "Zendoro doesn't appear in any of the sources.",
        "Zendoro does not appear in my training data.",
        "Zendoro isn't mentioned in the search results.",
        "Zendoro is not listed in my sources, so I can't compare it.",
        "I have never come across Zendoro.",
        "I couldn't verify that a company called Zendoro exists.",
        "I failed to find any trace of Zendoro.",
        "Zendoro doesn't ring a bell.",
        "No results for Zendoro came up.",
        "I wasn't able to identify Zendoro.",
        "I can't find any record of a brand named Zendoro.",
        "Zendoro could not be found in the provided context.",
        "A search for prices gave results, but nothing on Zendoro.",
        "I don't recognize Zendoro.",
        "My search turned up nothing about Zendoro.",
        "Zendoro is unknown to me.",
        "The documents don't say anything about Zendoro.",
        "I'm not able to find information regarding Zendoro.",
        "Zu Zendoro habe ich nichts gefunden.",
        "Ich konnte Zendoro in meinen Quellen nicht finden.",
        "Meine Quellen erwähnen Zendoro nicht.",
        "Zendoro taucht in meinen Quellen nicht auf.",
        "Zendoro ist mir nicht bekannt.",
        "Keine meiner Quellen nennt Zendoro.",
        "Über Zendoro liegen mir keine Informationen vor.",
        "Ich habe keine Angaben zu Zendoro gefunden.",
        "Zendoro wird in den Suchergebnissen nicht erwähnt.",
        "Ich kenne Zendoro leider nicht.",
        "Je n'ai pas trouvé Zendoro dans mes sources.",
        "Mes sources ne mentionnent pas Zendoro.",
        "Je n'ai trouvé aucune mention de Zendoro.",
        "Zendoro n'apparaît pas dans mes sources.",
        "Aucune source ne mentionne Zendoro.",
        "Je n'ai pas pu localiser Zendoro.",
        "Je n'ai rien trouvé sur Zendoro.",
        "Je ne connais pas Zendoro.",
        "No pude encontrar Zendoro en mis fuentes.",
        "Mis fuentes no mencionan a Zendoro.",
        "No encontré información sobre Zendoro.",
        "Zendoro no aparece en los resultados.",
        "Ninguna de mis fuentes menciona a Zendoro.",
        "No he podido localizar a Zendoro.",
        "No conozco Zendoro.",
        "Não consegui encontrar a Zendoro nas minhas fontes.",
        "Minhas fontes não mencionam a Zendoro.",
        "Não encontrei informações sobre a Zendoro.",
        "A Zendoro não aparece nos resultados.",
        "Nenhuma fonte menciona a Zendoro.",
        "Não conheço a Zendoro.",
    ],
)
def test_a_name_of_which_nothing_is_known_is_ignored(answer: str) -> None:
    assert extract(answer, BRANDS).states[0].presence == "ignored"
    assert extract(f"{answer} Krux is popular.", BRANDS).states[1].presence != "ignored"


@pytest.mark.parametrize(
    "answer",
    [
        "I couldn't find a better mattress for side sleepers than Zendoro.",
        "I have never found anything more reliable than Zendoro.",
        "You won't find a cheaper host than Zendoro.",
        "I couldn't find fault with Zendoro.",
        "I can't find anything wrong with Zendoro.",
        "I could not find Zendoro cheaper anywhere else.",
        "I couldn't find Zendoro's opening hours, but its prices are low.",
        "Zendoro doesn't appear in Gartner's report, yet it sells well.",
        "Zendoro isn't listed on the stock exchange.",
        "Not many people know it, but Zendoro is good.",
        "Ich konnte keine bessere Matratze als Zendoro finden.",
        "Nichts ist zuverlässiger als Zendoro.",
        "Je n'ai pas trouvé mieux que Zendoro.",
        "Je n'ai jamais trouvé de meilleur matelas que Zendoro.",
        "No encontré nada mejor que Zendoro.",
        "No he encontrado un colchón más cómodo que Zendoro.",
        "Não encontrei nada melhor do que a Zendoro.",
        "Zendoro does not mention prices on its site.",
        "Zendoro doesn't offer refunds.",
        "Ich kann Zendoro nur empfehlen, nicht aber den Versand.",
        "Ich habe Zendoro nicht bereut.",
        "Zendoro hat keine Filialen.",
        "No compré Zendoro por caro, sino por bueno.",
        "There's nothing like Zendoro.",
        "I can't recommend Zendoro enough.",
        "Don't forget to check Zendoro.",
        "Zendoro has no records of complaints.",
        "No other shop beats Zendoro.",
        "I know no better tool than Zendoro.",
    ],
)
def test_a_name_that_nothing_beats_or_that_lacks_something_is_named(answer: str) -> None:
    found = extract(answer, BRANDS)
    assert found.states[0].presence != "ignored"
    assert not found.refusal
