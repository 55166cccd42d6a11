"""The tables of endings and of legal forms: every row is needed by its examples, and broken tables are refused."""

import pytest

from analyzer.extraction.naming.matching.endings import (
    Endings,
    EndingsError,
    NameClass,
    name_classes,
    parse_endings,
    stem_of,
)
from analyzer.extraction.naming.matching.legal import (
    LegalForm,
    LegalFormsError,
    legal_forms,
    legal_tail,
    parse_forms,
    without_form,
)
from analyzer.extraction.naming.matching.prefixes import prefix_sizes
from analyzer.extraction.text.fold import fold_name

pytestmark = pytest.mark.pure

HEAD = "id\tlanguages\tends\tcut\tput\tendings\texamples\n"


@pytest.mark.parametrize("row", name_classes(), ids=lambda row: row.identity)
def test_the_examples_of_a_class_of_names_need_its_row(row: NameClass) -> None:
    alone = Endings.of([row])
    for name, form in row.examples:
        key, written = fold_name(name).casefold(), fold_name(form).casefold()
        assert key in alone.names_of(written), (name, form)
        assert written.startswith(stem_of(key)), "the beginning that is looked for stands in every form"


@pytest.mark.parametrize(
    "line",
    ["a\tpl\tb$\t-\t-\ta", "a\tpl\tb$\t-\t-\ta\tRab", "a\tpl\tb$\t-\t-\t\tRab>Raba"],
)
def test_a_broken_table_of_endings_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(EndingsError, match="line 2"):
        parse_endings(HEAD + line)


def test_a_class_of_names_is_listed_once() -> None:
    row = "a\tpl\tb$\t-\t-\ta\tRab>Raba\n"
    with pytest.raises(EndingsError, match="line 3"):
        parse_endings(HEAD + row + row)


@pytest.mark.parametrize("form", legal_forms(), ids=lambda form: form.written)
def test_a_legal_form_is_left_out_of_the_name_that_needs_it(form: LegalForm) -> None:
    bare = without_form(fold_name(form.example))
    assert bare
    assert fold_name(form.written).casefold() not in bare.casefold()


@pytest.mark.parametrize("name", ["Hello UK", "Salesforce", "Johnson & Johnson", "AS Roma", "Inc. Magazine", "US Bank"])
def test_what_only_looks_like_a_form_stays(name: str) -> None:
    assert not without_form(fold_name(name))


@pytest.mark.parametrize(("line", "says"), [("AG\tbehind\tDE", "four"), ("AG\tabove\tDE\tAcme AG", "place")])
def test_a_broken_table_of_forms_is_refused(line: str, says: str) -> None:
    with pytest.raises(LegalFormsError, match=says):
        parse_forms("form\tplace\tcountries\texample\n" + line)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Acme, Inc. is old.", "Acme, Inc."),
        ("Acme S.A.B. de C.V. is old.", "Acme S.A.B. de C.V."),
        ("Acme Sp. z o.o. is old.", "Acme Sp. z o.o."),
        ("Acme as a firm", "Acme"),
        ("Acme, which is old", "Acme"),
    ],
)
def test_a_mention_goes_on_over_the_form_behind_it(text: str, mention: str) -> None:
    assert text[: legal_tail(text, len("Acme"))] == mention


@pytest.mark.parametrize(
    ("word", "sizes"),
    [
        ("בוולט", [1, 2]),
        ("מהבנק", [1, 2]),
        ("שבבנק", [1, 2]),
        ("وبالبنك", [1, 2, 4]),
        ("للبنك", [1, 2]),
        ("Acme", []),
        ("쿠팡", []),
    ],
)
def test_words_that_are_written_with_the_name_behind_them(word: str, sizes: list[int]) -> None:
    assert list(prefix_sizes(word)) == sizes
