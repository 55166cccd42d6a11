"""The filter of the command line: JSON lines in, JSON lines out."""

import json
import subprocess
import sys
from typing import Any

import pytest

from analyzer.extraction.filter import run_filter

pytestmark = pytest.mark.pure


def answered(*lines: str | bytes) -> list[dict[str, Any]]:
    written: list[str] = []
    run_filter(lines, written.append)
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in written)
    return [json.loads(line) for line in written]


def request(**fields: object) -> str:
    return json.dumps({"id": "a", "answer": "I recommend Krux.", "brands": [{"name": "Krux"}], **fields})


def test_a_line_names_what_makes_its_evidence_prove_a_state() -> None:
    answer = "Good tools:\n- Krux\n\nBolty is new."
    (line,) = answered(request(answer=answer, brands=[{"name": "Krux"}, {"name": "Bolty"}, {"name": "Crixo"}]))
    assert [state["ground"] for state in line["states"]] == [
        {"kind": "list", "evidence": {"start": 0, "end": 11, "text": "Good tools:"}},
        {"kind": "sentence", "evidence": None},
        None,
    ]


def test_a_line_gives_the_states_of_its_answer() -> None:
    (line,) = answered(request())
    assert line == {
        "id": "a",
        "states": [
            {
                "brand": "Krux",
                "presence": "recommended",
                "position": 1,
                "rank": None,
                "belief": None,
                "sentiment": line["states"][0]["sentiment"],
                "confidence": line["states"][0]["confidence"],
                "evidence": [{"start": 0, "end": 17, "text": "I recommend Krux."}],
                "ground": {"kind": "sentence", "evidence": None},
                "discovered": False,
            }
        ],
        "refusal": False,
        "citations": [],
    }


def test_citations_stand_beside_the_states() -> None:
    answer = "Krux is quiet ([Bolty](https://bolty.com/test)). According to CNET, it lasts."
    (line,) = answered(request(answer=answer))
    assert line["citations"] == [
        {"host": "bolty.com", "brand": None, "name": "Bolty", "start": 15, "end": 46},
        {"host": "", "brand": None, "name": "CNET", "start": 62, "end": 66},
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("{", "invalid-json"),
        ("nonsense", "invalid-json"),
        ("[1]", "invalid-input"),
        ("[" * 100_000, "invalid-json"),
        (b"\xff\xfe{}", "invalid-encoding"),
        ('{"id": "a"}', "invalid-input"),
        (request(answer=5), "invalid-input"),
        (request(answer=None), "invalid-input"),
        (request(brands="Krux"), "invalid-input"),
        (request(brands=[{"name": 7}]), "invalid-input"),
        (request(brands=[{}]), "invalid-input"),
        (request(brands=[{"name": "Krux", "aliases": "K"}]), "invalid-input"),
        (request(discover="yes"), "invalid-input"),
        (request(prompt=1), "invalid-input"),
        (request(id=None), "invalid-input"),
        (request(answer="a \ud800 b"), "invalid-text"),
        (request(brands=[{"name": "\udfff"}]), "invalid-text"),
    ],
)
def test_a_bad_line_gives_an_error_and_the_next_is_still_read(line: str | bytes, kind: str) -> None:
    bad, good = answered(line, request(id="next"))
    assert bad["error"]["type"] == kind
    assert bad["error"]["message"]
    assert good["id"] == "next"
    assert good["states"][0]["presence"] == "recommended"


def test_an_error_carries_the_id_where_there_is_one() -> None:
    assert answered(request(id="k7", answer=5))[0]["id"] == "k7"
    assert "id" not in answered("{")[0]


def test_blank_lines_are_skipped_and_order_is_kept() -> None:
    assert [line["id"] for line in answered("", "  \n", request(id="1"), "\n", request(id="2"))] == ["1", "2"]


def test_bytes_and_text_read_alike() -> None:
    line = request(answer="Krüx 小米 is fine.", brands=[{"name": "Krüx"}, {"name": "小米"}])
    assert answered(line) == answered(line.encode())


def test_offsets_count_code_points() -> None:
    (line,) = answered(request(answer="😀 e\u0301. Use Krux."))
    (span,) = line["states"][0]["evidence"]
    assert "😀 e\u0301. Use Krux."[span["start"] : span["end"]] == span["text"] == "Use Krux."


def test_an_empty_answer_ignores_every_brand() -> None:
    (line,) = answered(request(answer=""))
    assert [state["presence"] for state in line["states"]] == ["ignored"]


def test_discovery_is_off_unless_asked_for() -> None:
    answer = "Zendoro is a platform."
    assert len(answered(request(answer=answer))[0]["states"]) == 1
    assert answered(request(answer=answer, discover=True))[0]["states"][1]["discovered"] is True


def test_the_filter_loads_no_service_library() -> None:
    code = (
        "import sys, analyzer.extraction.filter;"
        "print([name for name in ('fastapi', 'sqlalchemy', 'litellm', 'aiokafka', 'neo4j') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.strip() == "[]"
