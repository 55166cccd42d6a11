"""What an audit asks is shown word for word; an audit can be stopped."""

from typing import Any

import pytest

from brandmon_cli.audits import planned
from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure

from .garage import AUDIT, WEBSITE, Garage

pytestmark = pytest.mark.pure
NEWER = "01a21b9e-2222-7233-a1af-9b2ebf882d67"
CONVERSATION = {
    "icp_name": "Owner of an old estate", "topic": "Passing the test", "reason": "The trouble that brings them.",
    "rests_on": {"text": "A car fails its test"}, "core": True,
    "prompts": [
        {"prompt_type": "primary", "text": "which garage near ludlow passes old cars [honestly]?"},
        {"prompt_type": "follow_up", "text": "and who says no in time?"},
    ],
}  # fmt: skip


def garage() -> Garage:
    """Two audits: the newer one has planned nothing yet."""
    own = Garage()
    own.more["/v1/audits"] = [{"id": NEWER}, {"id": AUDIT}]
    own.more[f"/v1/audits/{NEWER}/conversations"] = []
    own.more[f"/v1/audits/{AUDIT}/conversations"] = [CONVERSATION]
    return own


def test_the_newest_plan_is_shown_word_for_word_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    planned.show(garage(), WEBSITE, as_json=False)
    told = capsys.readouterr().out
    assert "Owner of an old estate" in told
    assert "Passing the test · The trouble that brings them. · from: A car fails its test · core" in told
    assert "› which garage near ludlow passes old cars [honestly]?" in told
    assert f"1 conversations of audit {AUDIT}." in told


def test_where_nothing_was_planned_one_sentence_says_so() -> None:
    own = garage()
    own.more[f"/v1/audits/{AUDIT}/conversations"] = []
    with pytest.raises(Failure, match="Nothing has been planned yet"):
        planned.show(own, WEBSITE, as_json=False)


@pytest.mark.parametrize(
    ("ended_at", "told"),
    [(None, "The audit is being stopped."), ("2026-11-30T12:00:00Z", "The audit has ended: completed.")],
)
def test_an_audit_is_stopped_and_one_that_has_ended_is_left(
    ended_at: str | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopping(Gateway):
        def __init__(self) -> None:
            self.asked: list[str] = []

        def post(self, path: str, body: Any = None) -> Any:
            self.asked.append(path)
            return {"id": AUDIT, "status": "completed" if ended_at else "compensating", "ended_at": ended_at}

    gateway = Stopping()
    planned.cancel(gateway, AUDIT, as_json=False)
    assert gateway.asked == [f"/v1/audits/{AUDIT}/cancel"]
    assert told in capsys.readouterr().out
