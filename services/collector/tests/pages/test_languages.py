"""The language of a page: declared, or that in which it is clearly written."""

import pytest

from collector.pages.rules.page import extract_page

pytestmark = pytest.mark.pure
TEXTS = {
    "de": "Wir polieren Treppen aus Naturstein und schleifen Terrazzo in ganz Franken. Rufen Sie an, wir kommen und "
          "beraten Sie.",
    "fr": "Nous polissons les escaliers en pierre et nous rénovons les sols de toute la région. Appelez-nous pour "
          "un devis gratuit.",
    "es": "Pulimos escaleras de piedra y restauramos suelos en toda la provincia. Llámenos y le haremos un "
          "presupuesto sin compromiso.",
    "it": "Lucidiamo scale in pietra e restauriamo pavimenti in tutta la regione. Chiamateci per un preventivo "
          "senza impegno.",
    "pl": "Polerujemy schody z kamienia i odnawiamy posadzki w całym województwie. Proszę zadzwonić, a przygotujemy "
          "bezpłatną wycenę.",
    "nl": "Wij polijsten trappen van natuursteen en herstellen vloeren in de hele provincie. Bel ons voor een "
          "vrijblijvende offerte.",
    "ru": "Мы полируем лестницы из камня и восстанавливаем полы по всей области. Позвоните нам, и мы бесплатно "
          "составим смету.",
    "ja": "当社は石の階段を磨き、県内の床を修復しています。お見積もりは無料ですので、お気軽にお電話ください。職人が"
          "丁寧に仕上げます。",
    "zh": "我们为全省客户抛光石材楼梯，并修复各类地面。欢迎来电咨询，我们免费上门测量并提供报价，所有工程保修五年。",
    "ko": "저희는 돌계단을 연마하고 도내 전역의 바닥을 복원합니다. 전화 주시면 무료로 견적을 내 드리고 오 년간 보증"
          "합니다.",
    "tr": "Taş merdivenleri parlatıyor, bütün ildeki zeminleri onarıyoruz. Bizi arayın, size ücretsiz bir teklif "
          "hazırlayalım.",
    "en": "We polish stairs of natural stone and mend floors all over the county. Call us, and we will come and "
          "give you a quote.",
}  # fmt: skip


def language(text: str, declared: str = "", head: str = "") -> str | None:
    lang = f' lang="{declared}"' if declared else ""
    return extract_page(
        f"<html{lang}><head>{head}<title>Stone</title></head><body><p>{text}</p></body></html>", "https://s.example/x"
    ).language


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_clearly_in_another_language_outranks_what_is_declared(code: str) -> None:
    assert language(TEXTS[code], "en-US" if code != "en" else "de") == code
    assert language(TEXTS[code], code) == code


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_without_a_declaration_is_told(code: str) -> None:
    assert language(TEXTS[code]) == code


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("en", "Gebrüder Lindner GmbH, Bahnhofstraße 12, Nürnberg"),
        ("de", "Team Sales Marketing Support Consulting Performance Customer Success Management Enterprise Solutions"),
        ("en", "<ul><li>Crème brûlée</li><li>Coq au vin</li><li>Soupe à l'oignon</li><li>Tarte Tatin</li></ul>"),
        ("nb", "Vi polerer trapper av naturstein og reparerer gulv i hele fylket. Ring oss, så kommer vi og gir "
               "dere et godt tilbud."),
        ("hr", "Poliramo kamene stepenice i obnavljamo podove u cijeloj županiji. Nazovite nas i besplatno ćemo "
               "izraditi ponudu."),
        ("gsw", "Mir poliere Stäge us Naturstei und flicked Böde im ganze Kanton. Lüüted Sie aa, mir chömed verbii."),
    ],
)  # fmt: skip
def test_names_labels_and_neighbours_do_not_outrank_it(declared: str, text: str) -> None:
    assert language(text, declared) == declared


def test_a_language_may_be_declared_in_the_head() -> None:
    assert language("Fermé.", head='<meta http-equiv="Content-Language" content="fr-BE">') == "fr"
    assert language("Chiuso.", head='<meta property="og:locale" content="it_IT">') == "it"
