"""What a model's answer carries beside its words is not read, and what is read lies where it was stored."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.extraction import ReadState, WantedBrand, extract
from analyzer.extraction.text.cleaning.stages import clean

pytestmark = pytest.mark.pure

ANSWER = "For hills I'd take the Zendoro. The Acmet is heavier than the Zendoro."
BRANDS = [WantedBrand("Zendoro"), WantedBrand("Acmet"), WantedBrand("Kruxo")]


def gists(answer: str) -> list[tuple[object, ...]]:
    return [_gist(state) for state in extract(answer, BRANDS).states]


def names(answer: str) -> set[str]:
    return {state.brand for state in extract(answer, BRANDS).states if state.presence != "ignored"}


@pytest.mark.parametrize(
    "noise",
    [
        "<think>\nThe Kruxo is what most take.\n</think>\n\n",
        "<thinking>Kruxo?</thinking>",
        "<reasoning>\nKruxo\n</reasoning>\n<answer>",
        "Okay, they want a bike. Kruxo comes to mind.\n</think>\n\n",
        "So the Kruxo it is.</think>",
        "<THINK>\n```json\n{Kruxo\n</THINK>\n",
        "◁think▷Kruxo◁/think▷",
        "[THINK]Kruxo.[/THINK]\n",
        '<details type="reasoning" done="true">\n<summary>Thought</summary>\nKruxo\n</details>\n\n',
        "<|channel|>analysis<|message|>Kruxo.<|end|><|start|>assistant<|channel|>final<|message|>",
        "analysisThe user wants Kruxo.assistantfinal",
        '{"name": "web_search", "arguments": {"query": "Kruxo"}}\n\n',
        '[{"type": "function", "function": {"name": "look_up", "arguments": "{\\"brand\\": \\"Kruxo\\"}"}}]\n',
        '{"query": "Kruxo test", "num_results": 5}\n',
        '```json\n{"tool_calls": [{"function": {"name": "search", "arguments": {"q": "Kruxo"}}}]}\n```\n',
        '```tool_code\nprint(google_search.search(queries=["Kruxo"]))\n```\n',
        'functions.search({"q": "Kruxo (2026)"})\n',
        'print(google_search.search(queries=["Kruxo"]))\n',
        'web_search(query="Kruxo")\n',
        '<tool_call>\n{"name": "search", "arguments": {"q": "Kruxo"}}\n</tool_call>\n',
        '<function=search>{"q": "Kruxo"}</function>\n',
        '<invoke name="search">\n<parameter name="q">Kruxo</parameter>\n</invoke>\n',
        '[TOOL_CALLS] [{"name": "search", "arguments": {"q": "Kruxo"}}]\n',
        'assistant to=functions.search json {"q": "Kruxo"}\n',
        "<search>Kruxo</search>\n",
        "Action: search\nAction Input: Kruxo\nObservation: Kruxo is heavy.\n\n",
    ],
)
def test_reasoning_and_calls_before_the_answer_are_not_read(noise: str) -> None:
    found, plain = extract(noise + ANSWER, BRANDS), extract(ANSWER, BRANDS)
    assert [_gist(state) for state in found.states] == [_gist(state) for state in plain.states]
    for state, same in zip(found.states, plain.states, strict=True):
        assert [one.text for one in state.evidence] == [one.text for one in same.evidence]
        assert all((noise + ANSWER)[one.start : one.end] == one.text for one in state.evidence)


@pytest.mark.parametrize(
    "noise",
    [
        "\n\n<think>\nOr rather the Kruxo",
        "\n\n<thinking>Kruxo would do.</thinking>",
        "\n</think>",
        '\n\n<tool_call>{"name": "search", "arguments": {"q": "Kruxo',
        '\n\n{"name": "search", "arguments": {"q": "Kruxo',
        "<|im_end|>",
        "</final_answer>",
    ],
)
def test_reasoning_and_calls_behind_the_answer_are_not_read(noise: str) -> None:
    assert gists(ANSWER + noise) == gists(ANSWER)


@pytest.mark.parametrize(
    "answer",
    [
        "Drafts stand in <think> and </think> tags, and Kruxo hides them.",
        "The `<think>` tag is what Kruxo hides; `</think>` ends it.",
        "Some models open with <think>, which Kruxo hides.",
        "<think> tags are what Kruxo hides.",
        "A block ends with </think>.\nKruxo shows it.",
        "```html\n<think>\nKruxo()\n</think>\n```",
        "<think> と </think> タグはKruxoが隠します。",
        "<details><summary>Why</summary>\nKruxo is light.\n</details>",
        '```python\nbrands = ["Kruxo"]\nfunctions.search({"q": "Kruxo"})\n```',
        '{"name": "Kruxo", "price": 2000}',
        '{"name": "Kruxo", "parameters": {"frame": "carbon"}}',
        '[{"rank": 1, "name": "Kruxo"}]',
        '```json\n{"query": "bikes", "results": [{"name": "Kruxo"}]}\n```',
        'The service takes {"query": "Kruxo"} and gives a list.',
        "Kruxo's search(bikes) is quick; a tool call <tool_call> is shown as text.",
        "If (x > 0) {Kruxo} else {none}.",
    ],
)
def test_text_about_such_tags_and_other_code_stays(answer: str) -> None:
    assert "Kruxo" in names(answer)


@pytest.mark.parametrize(
    "mark",
    [
        "citeturn0search1",
        " citeturn0search1turn2view0",
        "\ue200cite\ue202turn0search3\ue202turn1news0\ue201",
        "fileciteturn0file2L10-L14",
        "【7†source】",
        " 【7†L3-L9】",
        "【4:0†brochure.pdf】",
        "[cite: 3, 4]",
        " [cite:12]",
        "[^2^]",
        "[^2]",
        "[3]",
        "[3][4]",
        "[3, 4]",
        "[2-5]",
        "[citation:3]",
        "[web:4][page:2]",
        "[[1]]",
        ":contentReference[oaicite:0]{index=0}",
        "<sup>3</sup>",
        '<grok:render type="render_inline_citation"><argument name="citation_id">5</argument></grok:render>',
        "[1](https://example.org/a)",
        "[](https://example.org/a)",
        "[[2]](https://example.org/a)",
    ],
)
def test_a_mark_at_a_name_changes_nothing(mark: str) -> None:
    glued = ANSWER.replace("Acmet", f"Acmet{mark}").replace("Zendoro.", f"Zendoro{mark}.")
    assert [_gist(one) for one in extract(glued, BRANDS).states] == [
        _gist(one) for one in extract(ANSWER, BRANDS).states
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Barnes & Noble", "Barnes &amp; Noble"),
        ("Barnes & Noble", "Barnes &amp;amp; Noble"),
        ("Ben & Jerry's", "Ben &#38; Jerry&#39;s"),
        ("Ben & Jerry's", "Ben &#x26; Jerry&apos;s"),
        ("L'Occitane", "L&rsquo;Occitane"),
        ("Café Zendo", "Caf&eacute; Zendo"),
        ("H&M", "H&amp;M"),
        ("Nestlé", "Nestl\\u00e9"),
        ("小米", "\\u5c0f\\u7c73"),
        ("Ben & Jerry's", '\\"Ben \\u0026 Jerry\\u0027s\\"'),
        ("Acmet Zwo", "Acmet\\nZwo"),
    ],
)
def test_signs_that_stand_for_others_are_read_as_those(name: str, written: str) -> None:
    answer = f"You can buy it from {written} too."
    (state,) = extract(answer, [WantedBrand(name)]).states
    assert [one.text for one in state.evidence] == [answer]
    assert state.first_position == answer.index(written.removeprefix('\\"'))


def test_an_answer_that_is_the_inside_of_a_json_string_is_read_line_by_line() -> None:
    answer = 'The best bikes:\\n1. **Acmet** \\u2013 light\\n2. Zendoro\\n\\nThe \\"Kruxo\\" is heavy.'
    states = extract(answer, BRANDS, prompt="Which bikes are the best?").states
    assert [(state.rank, state.position) for state in states] == [(2, 2), (1, 1), (None, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Look in C:\\new\\Nokia for it.",
        "The formula $\\neq \\nabla \\text{x}$ holds.",
        "`a\\nB` is a string, R&D and AT&T are not; &foo; neither.",
        '```python\nprint("Acmet\\nZendoro")\n```',
        "Fish &chips; and ?a=1&copy=2 stay.",
    ],
)
def test_paths_formulas_and_code_are_no_escapes(text: str) -> None:
    assert clean(text).text == text


def test_what_is_private_but_shown_is_read() -> None:
    shown = '\ue200entity\ue202["company","Kruxo","maker of bikes"]\ue201 is light.'
    assert names(shown) == {"Kruxo"}
    assert names('\ue200products\ue202{"selections":[["turn0product1","Kruxo"]]}\ue201 Well.') == set()


def test_the_language_is_that_of_what_is_read() -> None:
    thought = "<think>\nThe user writes German, so I should answer them in German as well.\n</think>\n"
    assert extract(thought + "Für steile Wege ist das Zendoro eine gute Wahl.", BRANDS).language == "de"


CLEAN = [
    ANSWER,
    "The best bikes:\n\n1. **Acmet** - light & cheap\n2. **Zendoro** - for hills\n3. Kruxo",
    "## Bikes\n\n- **Kruxo** is cheaper than Acmet.\n- Zendoro: trusted by couriers\n\nAvoid *nothing* here.",
    "| Bike | Price |\n|---|---|\n| Acmet | 900 |\n| Kruxo | 700 |\n\nI recommend Kruxo.",
]
GLUED = [
    "citeturn0search1turn1view3", "\ue200cite\ue202turn0search1\ue201", "【12†source】", "[cite: 3, 4]", " [cite: 7]",
    "[^1^]", "[2, 3]", "[citation:4]", ":contentReference[oaicite:0]{index=0}", "<|im_end|>", "[](https://example.org/a)",
]  # fmt: skip
BEFORE = [
    "<think>\nKruxo or Acmet?\n</think>\n\n",
    "I think the Kruxo.\n</think>\n\n",
    '{"name": "web_search", "arguments": {"query": "Acmet {2026}"}}\n\n',
    'functions.search({"q": "Kruxo"})\n\n',
    '<tool_call>\n{"name": "s", "arguments": {}}\n</tool_call>\n\n',
    "[cite_start]",
]
BEHIND = [
    "\n\n<think>\nMore on Acmet",
    "\n\n<reasoning>Kruxo</reasoning>",
    "\n\n```tool_code\nKruxo()\n```",
    "[cite_end]",
]
OTHERS = ["&amp;", "\\n", "\\u00e9", "Acmet ", "x", "\n", "`", "```", "("]


@st.composite
def noisy(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A clean answer, the same with noise in it, and the pieces of noise."""
    plain = draw(st.sampled_from(CLEAN))
    places = [at for at in range(1, len(plain)) if plain[at - 1].isalpha() and plain[at] in " .,\n"]
    wanted = draw(st.lists(st.tuples(st.sampled_from(places), st.sampled_from(GLUED)), max_size=6))
    parts, last, used = [], 0, []
    for at, mark in sorted(dict(wanted).items()):
        parts += [plain[last:at], mark]
        used.append(mark)
        last = at
    before, behind = draw(st.sampled_from(["", *BEFORE])), draw(st.sampled_from(["", *BEHIND]))
    return plain, before + "".join([*parts, plain[last:]]) + behind, [before, *used, behind]


@settings(max_examples=150, deadline=None)
@given(noisy())
def test_noise_changes_no_state_and_spans_show_what_was_meant(case: tuple[str, str, list[str]]) -> None:
    plain, answer, noise = case
    before, after = extract(plain, BRANDS, prompt="Best bikes?"), extract(answer, BRANDS, prompt="Best bikes?")
    for meant, state in zip(before.states, after.states, strict=True):
        assert _gist(state) == _gist(meant)
        assert all(answer[one.start : one.end] == one.text for one in state.evidence)
        assert [_bare(one.text, noise) for one in state.evidence] == [one.text for one in meant.evidence]
        if state.first_position is not None and meant.first_position is not None:
            name = plain[meant.first_position : meant.first_position + 5]
            assert answer[state.first_position : state.first_position + 5] == name


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*GLUED, *BEFORE, *BEHIND, *OTHERS]),
        max_size=14,
    )
)
def test_every_character_that_is_read_has_its_place(pieces: list[str]) -> None:
    answer = "".join(pieces)
    cleaned = clean(answer)
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    for char, start, end in zip(cleaned.text, cleaned.starts, cleaned.ends, strict=True):
        assert answer[start] == char or end - start > 1
    assert list(cleaned.starts) == sorted(cleaned.starts)


@pytest.mark.parametrize(
    "piece",
    [
        "<think>", "</think>", "<think>a</think>", '{"name": "', '{"query": [', "{'name': ", '[{"name":',
        "functions.s((",
        "<tool_call>", "<tool_call></tool_call>", "【", "【1†", "[cite: 1, ", "turn0search0", "citeturn0search1",
        "\ue200", "`",  "&amp;", "&amp;amp;amp;", "\\\\n", "\\u00e9", "[a](b", "[](a)", "([a](b.c/d)) ", "[[",
        "```\n", "a. [b](c) ", "x+1 ", "Sources: a.b, ", "according to A and B, ", "As A says ", "A. (a.bc) ", "<|",
        "x.a+1",
        "<grok:render x>", "Action: a\nAction Input: b\n", "https://a.bc/d ", "Source: A; ",
    ],
)  # fmt: skip
def test_noise_that_repeats_costs_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        began = time.process_time()
        extract(text, BRANDS)
        return time.process_time() - began

    seconds(1_000)
    small = min(seconds(5_000) for _ in range(2))
    tried: list[float] = []
    while len(tried) < 3 and (not tried or tried[-1] >= 8 * 4):
        tried.append(seconds(40_000) / max(small, 0.002))
    assert min(tried) < 8 * 4, f"eight times the text took {min(tried):.0f} times as long"


def _gist(state: ReadState) -> tuple[object, ...]:
    return (
        state.brand, state.presence, state.position, state.rank, state.belief, state.sentiment, state.confidence,
        state.compared_with, state.co_mentions, state.prominence,
    )  # fmt: skip


def _bare(text: str, noise: list[str]) -> str:
    for piece in sorted(filter(None, noise), key=len, reverse=True):
        text = text.replace(piece, "")
    return text
