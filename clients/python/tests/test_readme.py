"""The example of the README runs as it stands there."""

import json
import re
from pathlib import Path

import pytest

from .scripted import Reply, serving

pytestmark = pytest.mark.pure
ROOT = Path(__file__).parents[3]
DOCUMENT = json.loads((ROOT / "libs" / "common" / "contracts" / "openapi.json").read_text("utf-8"))


def example(path: str) -> object:
    told = DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    return told["example"]["value"]


def test_the_example_prints_the_newest_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    figures, websites = example("/v1/share-of-voice"), example("/v1/websites")
    assert isinstance(figures, dict) and isinstance(websites, dict)
    own = websites["items"][0]["id"]
    script = {
        "GET /v1/websites": [Reply(body={"items": websites["items"][:1], "next": None})],
        f"GET /v1/share-of-voice?website_id={own}": [Reply(body=figures)],
    }
    with serving(script) as api:
        monkeypatch.setenv("BRANDMON_URL", api.url)
        monkeypatch.setenv("BRANDMON_API_KEY", "bmk_0a1b2c3d4e5f_secret")
        exec(compile(code, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    brands = figures["slices"][0]["brands"]
    assert brands and [line.split()[0] for line in lines] == [websites["items"][0]["domain"]] * len(brands)
    assert all(str(brand["share_of_voice"]) in line for brand, line in zip(brands, lines, strict=True))
