"""The language of an answer decides how deep it is read: in full, mentions and ranks, or mentions only."""

import pytest

from analyzer.extraction import Extraction, ReadState, WantedBrand, extract

pytestmark = pytest.mark.pure
ACME, BOLT = WantedBrand("Acme"), WantedBrand("Zendoro")


def read(answer: str, prompt: str | None = None) -> Extraction:
    return extract(answer, [ACME, BOLT], prompt=prompt)


def first(answer: str) -> ReadState:
    return read(answer).states[0]


@pytest.mark.parametrize(
    ("answer", "language", "depth"),
    [
        ("You can use Acme for all of your files, and it is easy to learn.", "en", "full"),
        ("Für kleine Betriebe ist Acme eine gute Wahl, weil es günstig ist.", "de", "rank"),
        ("Pour les petites entreprises, Acme est un bon choix parce qu'il est simple.", "fr", "rank"),
        ("Para las empresas pequeñas, Acme es una buena opción porque es sencillo.", "es", "rank"),
        ("Para as pequenas empresas, o Acme é uma boa opção porque é simples.", "pt", "rank"),
        ("小さな会社にはAcmeがおすすめです。使い方が簡単だからです。", "ja", "rank"),
        ("对于小公司来说，Acme是一个不错的选择，因为它很简单。", "zh", "rank"),
        ("Voor kleine bedrijven is Acme een goede keuze, omdat het eenvoudig is.", "nl", "mention"),
        ("Dla małych firm Acme jest dobrym wyborem, ponieważ jest prosty w użyciu.", "pl", "mention"),
    ],
)
def test_the_language_is_told_and_says_how_much_is_read(answer: str, language: str, depth: str) -> None:
    found = read(answer)
    assert (found.language, found.depth) == (language, depth)
    assert found.states[0].presence != "ignored"


def test_names_alone_have_no_language_and_the_question_tells() -> None:
    assert read("1. Acme\n2. Zendoro").language == "und"
    assert read("1. Acme\n2. Zendoro", "Welche Programme gibt es für kleine Betriebe?").language == "de"


def test_outside_english_no_merit_is_guessed() -> None:
    state = first("Acme ist das beste Programm, top und sicher, und wird von vielen Firmen genutzt.")
    assert (state.presence, state.belief, state.sentiment, state.compared_with) == ("mentioned", None, None, ())


@pytest.mark.parametrize(
    ("answer", "ranks"),
    [
        ("Auf Platz 1 steht Acme, auf Platz zwei folgt Zendoro.", (1, 2)),
        ("Testsieger ist Acme, den zweiten Platz belegt Zendoro.", (1, 2)),
        ("En première place, on trouve Acme et en deuxième place Zendoro.", (1, 2)),
        ("En primer lugar está Acme y en segundo lugar está Zendoro.", (1, 2)),
        ("Em primeiro lugar vem o Acme e em segundo lugar o Zendoro.", (1, 2)),
        ("1位はAcmeで、2位はZendoroです。", (1, 2)),
        ("排名第一的是Acme，第二名是Zendoro。", (1, 2)),
        ("An erster Stelle steht Acme, gefolgt von Zendoro, und beide sind günstig.", (1, 2)),
        ("In diesem Test kommt Zendoro auf den zweiten Platz, der Testsieger ist Acme.", (1, 2)),
        ("En primer lugar está Acme y en segundo Zendoro.", (1, 2)),
        ("首选Acme，其次是Zendoro。", (1, 2)),
    ],
)
def test_places_are_read_in_six_languages_beside_english(answer: str, ranks: tuple[int, int]) -> None:
    found = read(answer)
    assert found.depth == "rank"
    assert tuple(state.rank for state in found.states) == ranks


def test_in_an_unread_language_even_numbers_rank_nothing() -> None:
    found = read(
        "Dit zijn de beste keuzes voor kleine bedrijven:\n1. Acme, omdat het snel is\n2. Zendoro, voor grote teams"
    )
    assert found.depth == "mention"
    assert [state.rank for state in found.states] == [None, None]


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("Ich habe leider keine Informationen über Acme, aber Zendoro ist bekannt.", False),
        ("Zu Acme liegen mir leider keine Informationen vor.", False),
        ("Ohne Acme gibt es keine Rabatte in diesem Laden.", True),
        ("Je n'ai pas d'informations sur Acme pour le moment.", False),
        ("Il n'y a pas de magasin Acme dans cette ville, mais il y en a une à Lyon.", True),
        ("Lo siento, no tengo información sobre Acme en este momento.", False),
        ("Infelizmente não tenho informações sobre a Acme neste momento.", False),
        ("申し訳ありませんが、Acmeに関する情報はありません。", False),
        ("我没有关于Acme的信息，请查看官方网站。", False),
        ("这个产品没有Acme便宜，但是质量很好。", True),
    ],
)
def test_that_nothing_is_known_names_nobody_in_any_language(answer: str, named: bool) -> None:
    assert (first(answer).presence != "ignored") == named


@pytest.mark.parametrize(
    ("name", "answer", "named"),
    [
        ("Dia", "Cada día compro la fruta en el mercado de mi barrio.", False),
        ("Dia", "Los precios de Dia son más bajos que los de otros supermercados.", True),
        ("Boulanger", "Le boulanger du coin est ouvert le dimanche matin.", False),
        ("Orange", "Pour la fibre, Orange a la meilleure couverture dans les villages.", True),
        ("Vivo", "O público gostou muito do espetáculo ao vivo na praça.", False),
        ("삼성전자", "삼성전자의 냉장고는 조용하고 전기를 적게 씁니다.", True),
        ("LG전자", "세탁기는 LG전자의 제품이 인기가 많습니다.", True),
    ],
)
def test_a_noun_of_the_language_is_no_name_and_a_name_may_be_an_english_word(
    name: str, answer: str, named: bool
) -> None:
    (state,) = extract(answer, [WantedBrand(name)]).states
    assert (state.presence != "ignored") == named
    assert all(span.text for span in state.evidence)
