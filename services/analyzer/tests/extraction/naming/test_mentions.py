"""Which brands an answer names, and where."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure


def named(answer: str, *brands: str | WantedBrand, prompt: str | None = None) -> set[str]:
    listed = [brand if isinstance(brand, WantedBrand) else WantedBrand(brand) for brand in brands]
    return {state.brand for state in extract(answer, listed, prompt=prompt).states if state.presence != "ignored"}


@pytest.mark.parametrize(
    ("brand", "answer"),
    [
        ("Mailwren", "Many shops use Mailwren."),
        ("Mailwren", "Many shops use mailwren."),
        ("Mailwren", "MAILWREN is one of them."),
        ("Mailwren", "Mailwren's editor is visual."),
        ("Mailwren", "Mailwren’s editor is visual."),
        ("Mailwren", "The shop runs on **Mailwren**."),
        ("Mailwren", "The shop runs on **Mail**wren."),
        ("Mailwren", "The shop runs on `Mailwren`."),
        ("Mailwren", "The shop runs on ~~Mailwren~~ something else."),
        ("Mailwren", "# Mailwren"),
        ("Mailwren", "| Tool | Price |\n|---|---|\n| Mailwren | 9 |"),
        ("Mailwren", "The shop runs on Mail-Wren."),
        ("Mailwren", "The shop runs on Mail Wren."),
        ("Mailwren", "The shop runs on MailWren."),
        ("Mailwren", "The shop runs on Mail\u200bwren."),
        ("Mailwren", "The shop runs on Mailwren™ since May."),
        ("Mailwren", "The shop runs on Mailwren® since May."),
        ("Mailwren", "The shop runs on Mailwren¹ and more."),
        ("Mailwren", "The shop runs on Ｍａｉｌｗｒｅｎ today."),
        ("Mailwren", "Mailwren, Bolt and Crux are tools."),
        ("Mailwren", "I use (Mailwren) daily."),
        ("Mailwren", "I use “Mailwren” daily."),
        ("Mailwren", "non-Mailwren senders are refused"),
        ("Mailwren", "Two Mailwrens are better than one."),
        ("Bright Harbour", "The bank is called BrightHarbour."),
        ("Bright Harbour", "The bank is called Bright-Harbour."),
        ("Bright Harbour", "The bank is called Bright\nHarbour."),
        ("McQuill's", "They went to McQuills."),
        ("McQuill's", "They went to McQuill’s."),
        ("AZ Coatings LLC", "For floors, AZ Coatings is near you."),
        ("AZ Coatings", "For floors, AZ Coatings, LLC is near you."),
        ("Krümmel GmbH & Co. KG", "Kruemmel makes bread."),
        ("Krümmel", "Kru\u0308mmel makes bread."),
        ("Nestlé", "Nestle makes coffee."),
        ("Nestlé", "Nestle\u0301 makes coffee."),
        ("L'Oréal", "L’Oreal sells shampoo."),
        ("C++", "It is written in C++ today."),
        ("3M", "Tape by 3M sticks."),
        ("H&M", "She shops at H&M."),
        ("H&M", "She shops at H & M."),
        ("H&M", "She shops at H and M."),
        ("Yahoo!", "Ask Yahoo about it."),
        ("Yahoo!", "Yahoo! is a portal."),
        ("AT&T", "Call AT&T now."),
        ("Disney+", "Watch it on Disney+ tonight."),
        ("E*TRADE", "Trade with E*TRADE today."),
        (".NET", "Write it in .NET instead."),
        ("Node.js", "It runs on Node.js servers."),
        ("Booking.com", "Reserve at Booking.com early."),
        ("monday.com", "Teams plan in monday.com every day."),
        ("小米", "我觉得小米手机很好。"),
        ("Mailwren", "我推荐使用Mailwren进行营销。"),
        ("メルカリ", "メルカリで売る。"),
        ("네이버", "저는 네이버를 씁니다."),
        ("Яндекс", "Яндекс показывает карту."),
    ],
)
def test_a_name_is_found_in_each_of_its_spellings(brand: str, answer: str) -> None:
    assert named(answer, brand) == {brand}


@pytest.mark.parametrize(
    ("brand", "answer"),
    [
        ("Box", "Keep a toolbox at home."),
        ("Box", "Pack the box and close it."),
        ("Box", "A box plot shows quartiles."),
        ("Box", "Draw a box-shaped frame."),
        ("Box", "The black box of the plane was found."),
        ("You", "It is up to you. You should try it, You know."),
        ("Target", "Define your target audience first."),
        ("Target", "- Target: Define your audience first."),
        ("Target", "## Target Audience\nYoung people."),
        ("Target", "Target your audience with care."),
        ("Monday", "The shop opens on Monday."),
        ("Monday", "Monday is the first day of the week."),
        ("Monday", "- Monday: closed\n- Tuesday: open"),
        ("Go", "Go to the settings page."),
        ("Go", "Then go home."),
        ("Apple", "I ate an apple and an Apple pie."),
        ("Notion", "The notion of time is old."),
        ("Zoom", "Zoom in on the map."),
        ("Zoom", "You can zoom out."),
        ("March", "The fair is in March."),
        ("C", "It is written in C++ or C#."),
        ("X", "The X-ray and the x-axis."),
        ("SAP", "The sap of the tree is sweet."),
        ("Canva", "Paint it on canvas."),
        ("Constant Contact", "Keep constant contact with customers."),
        ("Base Camp", "basecamps"),
        ("Disney", "Watch it on Disney+ tonight."),
        ("Node", "It runs on node.js servers."),
        ("Mailwren", "Mail. Wren is a bird."),
        ("Mailwren", "Read mail wren style."),
        ("Bolt", "Lightning bolts strike."),
        ("ボックス", "ツールボックスを開く。"),
        ("네이버", "안네이버를"),
        ("Mailwren", "```\nimport mailwren\n```"),
        ("Krux", "see krux_handler and my_krux"),
        ("Krux", "[a vendor](https://krux.com/pricing)"),
        ("Krux", "Text.\n\nSources:\n- https://krux.com\n- Krux review"),
        ("Krux", "It works.[1]\n\n[1]: https://krux.com"),
        ("Krux", "https://example.org/compare/krux-review"),
        (" ", "a b c"),
        ("", "anything"),
        ("!!!", "What!!!"),
    ],
)
def test_what_only_looks_like_a_name_is_no_mention(brand: str, answer: str) -> None:
    assert named(answer, brand) == set()


@pytest.mark.parametrize(
    ("brand", "answer"),
    [
        ("Box", "Box offers storage for teams."),
        ("Box", "Many teams store files in Box and share them."),
        ("Box", "- **Box**: A storage service.\n- **Krux**: Another."),
        ("Target", "Target's pricing is fair."),
        ("Target", "You can buy it at Target or at Walmart."),
        ("Monday", "Teams use Monday, ClickUp or Jira."),
        ("Monday", "Monday offers boards and charts."),
        ("monday.com", "We plan in monday.com. Monday has good charts."),
        ("Apple", "The phone is made by Apple in China."),
        ("Notion", "I would recommend Notion for notes."),
        ("Zoom", "Zoom is a video platform."),
        ("Go", "The server is written in Go by a team."),
        ("Slack", "i use slack and hubspot every day"),
        ("X", "The posts on X, HubSpot and Vimeo differ."),
        ("Constant Contact", "Constant Contact offers templates."),
    ],
)
def test_an_ordinary_word_is_a_name_where_the_context_says_so(brand: str, answer: str) -> None:
    assert named(answer, brand) == {brand}


@pytest.mark.parametrize(
    "answer",
    [
        "Visit mailwren.io today.",
        "See https://www.mailwren.io/pricing?x=1.",
        "Write to help@mailwren.io.",
        "Try app.mailwren.io.",
    ],
)
def test_a_domain_in_running_text_is_a_mention(answer: str) -> None:
    assert named(answer, WantedBrand("The Wren Company", (), ("mailwren.io",))) == {"The Wren Company"}


def test_a_domain_given_as_address_counts_as_its_host() -> None:
    assert named("Visit mailwren.io.", WantedBrand("Wren Co", (), ("https://www.mailwren.io/en",))) == {"Wren Co"}


def test_a_longer_host_that_only_contains_the_domain_is_another() -> None:
    assert (
        named("Visit notmailwren.io or mailwren.io.example.org.", WantedBrand("Wren Co", (), ("mailwren.io",))) == set()
    )


def test_an_alias_names_the_brand() -> None:
    assert named("IBM builds machines.", WantedBrand("International Business Machines", ("IBM",))) == {
        "International Business Machines"
    }


def test_the_longest_name_wins_where_one_holds_another() -> None:
    assert named("Google Docs is a text editor.", "Google", "Google Docs") == {"Google Docs"}


def test_a_product_names_the_brand_that_its_name_contains_when_the_product_is_not_listed() -> None:
    assert named("Google Docs is a text editor.", "Google") == {"Google"}


def test_a_brand_only_in_the_repeated_question_is_ignored() -> None:
    question = "Is Krux better than other tools for me?"
    assert named(f"{question} It depends on your needs.", "Krux", prompt=question) == set()
    assert named(f"{question} Krux is fine.", "Krux", prompt=question) == {"Krux"}


def test_an_alias_that_is_a_regular_expression_is_a_plain_text() -> None:
    assert named("aaaa (x)* text", WantedBrand("Krux", ("(a+)+$", ".*"))) == set()


def test_evidence_holds_the_mention_and_equals_the_answer() -> None:
    answer = "Intro.\n\n1. **Krüx** – fine 😀 tool.\n2. **Bolt**: another."
    (state,) = extract(answer, [WantedBrand("Krüx")]).states
    assert [answer[span.start : span.end] for span in state.evidence] == [span.text for span in state.evidence]
    assert state.evidence[0].text == "**Krüx** – fine 😀 tool."


def test_positions_follow_the_first_mention_and_listed_brands_keep_their_order() -> None:
    states = extract(
        "Bolty, Acmeo and Bolty again.", [WantedBrand("Acmeo"), WantedBrand("Cruxo"), WantedBrand("Bolty")]
    ).states
    assert [(state.brand, state.position) for state in states] == [("Acmeo", 2), ("Cruxo", None), ("Bolty", 1)]


def test_a_brand_listed_twice_is_one_state() -> None:
    states = extract("Use Krux.", [WantedBrand("Krux"), WantedBrand("Krux", ("KX",))]).states
    assert [state.brand for state in states] == ["Krux"]


def test_an_ignored_brand_has_nothing_but_its_name() -> None:
    (state,) = extract("Nothing here.", [WantedBrand("Krux")]).states
    assert (state.presence, state.position, state.rank, state.belief, state.sentiment, state.evidence) == (
        "ignored",
        None,
        None,
        None,
        None,
        (),
    )


def test_invisible_characters_change_nothing() -> None:
    plain = extract("I recommend Krux for shops.", [WantedBrand("Krux")]).states[0]
    hidden = extract("I recom\u200bmend Kr\U000e0041ux for shops.", [WantedBrand("Krux")]).states[0]
    assert (plain.presence, plain.belief, plain.sentiment) == (hidden.presence, hidden.belief, hidden.sentiment)


def test_a_name_does_not_run_over_two_items() -> None:
    assert named("- Bright\n- Harbour", "Bright Harbour") == set()


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Chase", "Chase your dreams.", False),
        ("Chase", "Chase has no fee for students.", True),
        ("Buffer", "Buffer schedules posts.", True),
        ("Buffer", "Keep a buffer of cash.", False),
        ("Signal", "Signal encrypts messages.", True),
        ("Dove", "Dove soap is mild.", True),
        ("Dove", "A dove flew off.", False),
        ("Canon", "Canon makes cameras.", True),
    ],
)
def test_what_follows_a_word_says_whether_it_is_a_name(name: str, text: str, named: bool) -> None:
    assert (extract(text, [WantedBrand(name)]).states[0].presence != "ignored") == named


@pytest.mark.parametrize(
    ("name", "answer", "named"),
    [
        ("VW", "VWs hold up well.", True),
        ("Post-it", "Everybody calls them Post-its.", True),
        ("The North Face", "North Face jackets run small.", True),
        ("The Gap", "There is a gap in the market.", False),
        ("AT&T", "ATT's fibre is fine.", True),
        ("Hello bank!", "Elle a choisi Hello bank!.", True),
        ("Old Navy", "He wore an Old Navy shirt.", True),
        ("Wise", "Wise uses the mid-market rate.", True),
        ("Target", "Target usually has it in stock.", True),
        ("Nothing", "Nothing beats a quiet evening.", False),
        ("Indeed", "Indeed, Krux is where most of them look.", False),
        ("Fidelity", "Print fidelity matters less than price.", False),
        ("Gusto", "She took to the work with gusto.", False),
        ("Weber", "You see a Weber kettle in every backyard.", True),
        ("Wise", "Top pick: Wise. Runner-up: Krux.", True),
        ("G.Skill", "It has the interlocking G that Krux uses.", False),
    ],
)
def test_a_spelling_is_a_name_or_a_word(name: str, answer: str, named: bool) -> None:
    state, _ = extract(answer, [WantedBrand(name), WantedBrand("Krux")]).states
    assert (state.presence != "ignored") == named
