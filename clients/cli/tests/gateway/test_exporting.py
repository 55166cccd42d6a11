"""``brandmon organizations export``: made, waited for, downloaded, and gone on with where it broke off."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.organizations import exporting
from brandmon_cli.organizations.exporting import export
from brandmon_cli.shared.failure import Failure

pytestmark = pytest.mark.pure
Json = dict[str, Any]
ORGANIZATION, EXPORT = "01a21b9e-8c8f-7233-a1af-9b2ebf882d67", "01a21b9e-4444-7233-a1af-9b2ebf882d67"
BODY = bytes(range(256)) * 40


class Cut(httpx.SyncByteStream):
    """A body that breaks off after some bytes."""

    def __init__(self, body: bytes, after: int) -> None:
        self.body, self.after = body, after

    def __iter__(self) -> Iterator[bytes]:
        yield self.body[: self.after]
        if self.after < len(self.body):
            raise httpx.ReadError("cut")


class Double:
    """An organisation's exports; each answer of the download breaks off after ``cut`` bytes."""

    def __init__(self) -> None:
        self.cut = len(BODY)
        self.body, self.sha256 = BODY, hashlib.sha256(BODY).hexdigest()
        self.polls = 2
        self.ends = "ready"
        self.running = False
        self.ordered = 0
        self.ranges: list[str | None] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/v1/organizations":
            own = {"id": ORGANIZATION, "name": "Acme Ltd", "slug": "acme-ltd"}
            return httpx.Response(200, json={"items": [own], "next": None})
        assert request.url.params["organization_id"] == ORGANIZATION
        if path == "/v1/exports" and request.method == "POST":
            if self.running:
                about = {"type": "urn:brandmon:problem:export-running", "detail": "It runs.", "export_id": EXPORT}
                return httpx.Response(409, json=about)
            self.ordered += 1
            return httpx.Response(202, json=self.told("running"))
        if path == "/v1/exports":
            return httpx.Response(200, json={"items": [self.told("expired"), self.told(self.ends)], "next": None})
        if path == f"/v1/exports/{EXPORT}":
            self.polls -= 1
            return httpx.Response(200, json=self.told("running" if self.polls > 0 else self.ends))
        return self._file(request.headers.get("range"))

    def told(self, status: str) -> Json:
        about = {"files": 7, "bytes": len(BODY), "sha256": self.sha256, "reason": "export-broken"}
        return {"id": EXPORT, "status": status, "steps_done": 9 - max(self.polls, 0), "steps": 9, **about}

    def _file(self, asked: str | None) -> httpx.Response:
        self.ranges.append(asked)
        first = int(re.fullmatch(r"bytes=(\d+)-", asked)[1]) if asked else 0  # type: ignore[index]
        return httpx.Response(206 if asked else 200, stream=Cut(self.body[first:], self.cut))


@pytest.fixture
def double() -> Double:
    return Double()


@pytest.fixture
def gateway(double: Double, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    monkeypatch.setattr(exporting, "PAUSE_S", 0.0)
    own = Gateway("http://gateway", tmp_path / "session.json")
    own._http = httpx.Client(base_url="http://gateway", transport=httpx.MockTransport(double))
    own._access = "a-token"
    return own


def test_it_is_made_and_waited_for_and_written(
    gateway: Gateway, double: Double, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(gateway, "acme-ltd", tmp_path / "acme.zip", last=False, as_json=False)
    assert (tmp_path / "acme.zip").read_bytes() == BODY
    assert [path.name for path in tmp_path.glob("*.part")] == []
    told = capsys.readouterr()
    assert told.err.splitlines() == ["Exporting: 8 of 9 steps", "Exporting: 9 of 9 steps"]
    assert "7 files" in told.out
    assert double.ordered == 1


def test_one_that_runs_already_is_waited_for(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    double.running = True
    export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=False, as_json=True)
    assert (double.ordered, (tmp_path / "acme.zip").read_bytes()) == (0, BODY)


def test_the_last_one_that_is_ready_is_taken(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=True, as_json=True)
    assert (double.ordered, (tmp_path / "acme.zip").read_bytes()) == (0, BODY)
    double.ends = "failed"
    with pytest.raises(Failure, match="No export is ready"):
        export(gateway, "Acme Ltd", tmp_path / "other.zip", last=True, as_json=True)


def test_a_download_that_breaks_off_goes_on_where_it_was(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    double.cut = 3000
    export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=True, as_json=True)
    assert double.ranges == [None, "bytes=3000-", "bytes=6000-", "bytes=9000-"]
    assert (tmp_path / "acme.zip").read_bytes() == BODY


def test_what_an_earlier_try_brought_is_kept(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    (tmp_path / f"acme.zip.{EXPORT}.part").write_bytes(BODY[:5000])
    export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=True, as_json=True)
    assert double.ranges == ["bytes=5000-"]
    assert (tmp_path / "acme.zip").read_bytes() == BODY


def test_where_no_try_brings_anything_it_is_told(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    double.cut = 0
    with pytest.raises(GatewayProblem, match="does not answer"):
        export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=True, as_json=True)
    assert not (tmp_path / "acme.zip").exists()


def test_another_file_than_was_promised_is_not_written(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    double.body = bytes(len(BODY))
    with pytest.raises(Failure, match="not the whole file"):
        export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=True, as_json=True)
    assert list(tmp_path.glob("acme*")) == []


def test_one_that_failed_says_why(gateway: Gateway, double: Double, tmp_path: Path) -> None:
    double.ends = "failed"
    with pytest.raises(Failure, match="The export is failed: export-broken"):
        export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=False, as_json=True)


def test_an_id_that_is_none_becomes_no_file(
    gateway: Gateway, double: Double, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(double, "told", lambda _: {"id": "../../evil", "status": "ready", "bytes": 1, "files": 1})
    with pytest.raises(Failure, match="no id"):
        export(gateway, "Acme Ltd", tmp_path / "acme.zip", last=True, as_json=True)


def test_a_folder_that_is_not_there_is_told_in_one_sentence(gateway: Gateway, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="can't be written"):
        export(gateway, "Acme Ltd", tmp_path / "none" / "acme.zip", last=True, as_json=True)
