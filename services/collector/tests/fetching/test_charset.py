"""Bytes become the characters that were meant, whatever label they carry."""

import pytest

from collector.fetching.rules.charset import decoded, mended

pytestmark = pytest.mark.pure
TEXTS = {
    "ru": "Ремонтируем лодки и моторы круглый год. Мастерская стоит у старого причала, вход со двора.",
    "uk": "Лагодимо човни та двигуни цілий рік. Майстерня стоїть біля старого причалу, їдьте до нас.",
    "el": "Επισκευάζουμε βάρκες και μηχανές όλο τον χρόνο δίπλα στο παλιό λιμάνι.",
    "he": "אנו מתקנים סירות ומנועים כל השנה ליד הנמל הישן של העיר.",
    "ar": "نصلح القوارب والمحركات طوال السنة بجانب المرفأ القديم في المدينة.",
    "tr": "Bütün yıl tekne ve motor onarıyoruz. Atölyemiz eski iskelenin yanında, girişi avludan. Çağrınızı "
          "bekliyoruz, şimdi arayın.",
    "pl": "Naprawiamy łodzie i silniki przez cały rok. Warsztat stoi przy starym nabrzeżu, wejście od podwórza.",
    "cs": "Opravujeme lodě a motory po celý rok. Dílna stojí u starého přístaviště, vchod je ze dvora, přijďte.",
    "de": "Wir reparieren Boote für Angler – täglich außer montags. Die Werkstatt ist über den Hof zu erreichen.",
    "fr": "Nous réparons les bateaux toute l’année près du vieux port. L’atelier est fermé à Noël.",
    "ja": "私たちは一年中ボートとエンジンを修理しています。工房は古い桟橋のそばにあります。",
    "zh": "我们全年维修船只和发动机，车间就在旧码头旁边，欢迎随时来电。",
    "tw": "我們全年維修船隻與引擎，工廠就在舊碼頭旁邊，歡迎隨時來電洽詢。",
    "ko": "저희는 일 년 내내 배와 엔진을 고칩니다. 작업장은 옛 부두 옆에 있습니다.",
    "th": "เราซ่อมเรือและเครื่องยนต์ตลอดทั้งปี โรงงานตั้งอยู่ข้างท่าเรือเก่า",
}  # fmt: skip
ENCODINGS = {
    "ru": ("cp1251", "koi8-r", "cp866"), "uk": ("cp1251", "koi8-u"), "el": ("cp1253", "iso8859-7"), "he": ("cp1255",),
    "ar": ("cp1256",), "tr": ("cp1254",), "pl": ("cp1250", "iso8859-2"), "cs": ("cp1250", "iso8859-2"),
    "de": ("cp1252",), "fr": ("cp1252",), "ja": ("shift_jis", "euc_jp", "iso2022_jp"), "zh": ("gb18030",),
    "tw": ("big5",), "ko": ("euc_kr",), "th": ("cp874",),
}  # fmt: skip
PAIRS = [(language, encoding) for language, encodings in ENCODINGS.items() for encoding in encodings]


def page(text: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}<style>p {{ margin: 0 }}</style></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("language", "encoding"), PAIRS)
def test_without_a_label_the_encoding_is_detected(language: str, encoding: str) -> None:
    assert TEXTS[language] in decoded(page(TEXTS[language]).encode(encoding))


@pytest.mark.parametrize(("language", "encoding"), PAIRS)
def test_a_right_label_is_followed_wherever_it_stands(language: str, encoding: str) -> None:
    text = TEXTS[language]
    assert text in decoded(page(text).encode(encoding), f"text/html; charset={encoding}")
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    assert text in decoded(page(text, meta).encode(encoding))


LATIN = ("tr", "pl", "cs")
"""Languages whose letters stand in the same places as others of western Europe: a label for those is believed."""


CONTRADICTED = [
    (language, encoding, label) for language, encoding in PAIRS for label in ("utf-8", "iso-8859-1")
    if encoding != "iso2022_jp" and not (label == "iso-8859-1" and language in LATIN)
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding", "label"), CONTRADICTED)
def test_a_label_that_the_bytes_contradict_is_not(language: str, encoding: str, label: str) -> None:
    text = TEXTS[language]
    assert text in decoded(page(text).encode(encoding), f"text/html; charset={label}")
    assert text in decoded(page(text, f'<meta charset="{label}">').encode(encoding))


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1251", "gb2312", "shift_jis", "no-such-label", "rot13", "hex"]
)
def test_utf_8_is_told_under_any_label(language: str, label: str) -> None:
    text = TEXTS[language]
    assert text in decoded(page(text, f'<meta charset="{label}">').encode())
    assert text in decoded(page(text).encode(), f"text/html; charset={label}")


def test_labels_mean_what_they_mean_on_the_web() -> None:
    assert "朱镕先生，喆经理" in decoded(page("朱镕先生，喆经理", "<meta charset=gb2312>").encode("gb18030"))
    assert "“open” – €5" in decoded(page("“open” – €5").encode("cp1252"), "text/html; charset=iso-8859-1")
    assert "①㈱" in decoded(page("工場①㈱", "<meta charset=shift_jis>").encode("cp932"))


def test_the_header_comes_before_the_meta_element_and_the_mark_before_both() -> None:
    text = TEXTS["ru"]
    assert text in decoded(page(text, "<meta charset=koi8-r>").encode("cp1251"), "text/html; charset=windows-1251")
    assert text in decoded(b"\xef\xbb\xbf" + page(text).encode(), "text/html; charset=windows-1251")
    assert text in decoded("\ufeff".encode("utf-16-le") + page(text).encode("utf-16-le"), "text/html; charset=utf-8")
    assert text in decoded(page(text).encode("utf-16-le"))


def test_a_damaged_place_does_not_turn_a_page_into_another_encoding() -> None:
    body = page(TEXTS["de"] + " Öffnungszeiten: früh bis spät, größere Boote nach Absprache.").encode()
    assert "größere Boote" in decoded(body.replace(b"Boote nach", b"Boote\xa9 nach"), "text/html; charset=utf-8")
    assert "größere Boote" in decoded(body + "Ende ö".encode()[:-1], None)


def test_a_label_far_down_and_text_beyond_much_markup_count() -> None:
    assert TEXTS["ru"] in decoded(page(TEXTS["ru"], "<script>" + "x" * 400_000 + "</script>").encode("cp1251"))
    assert decoded(b"") == ""
    assert decoded(b"plain", "text/html; charset=koi8-r") == "plain"


@pytest.mark.parametrize("language", ["ru", "el", "ja", "zh", "tw", "ko"])
def test_bytes_that_a_client_took_for_latin_1_are_read_as_what_they_are(language: str) -> None:
    text, encoding = TEXTS[language], ENCODINGS[language][0]
    assert text in mended(page(text).encode(encoding).decode("latin-1"))
    assert text in mended(page(text, "<meta charset=utf-8>").encode().decode("latin-1"))


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS.values(),
        "Crème brûlée à 9 €, naïve Æsthetik",
        "Smørrebrød på gåden",
        "¿Qué? ¡Sí! «Ñandú» 25\xa0°C",
        "",
        "ß",
    ],
)
def test_a_text_that_was_read_rightly_stays(text: str) -> None:
    assert mended(page(text)) == page(text)
