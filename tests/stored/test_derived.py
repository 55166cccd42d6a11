"""What was computed from stored data is computed from it again: reports byte for byte, figures to the last digit."""

import hashlib
import json
from pathlib import Path

import pytest

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.primitives.clock import ManualClock

from .conftest import StoresOf
from .contents import rows_of
from .kept import Kept, Stores, carries
from .readers import analytics, reports

pytestmark = pytest.mark.engines


async def test_stored_reports_are_rendered_to_the_same_bytes(kept: Kept, stores_of: StoresOf) -> None:
    stores, objects = await stores_of("reports"), kept.objects("reports")
    documents = await rows_of(stores.urls, "SELECT document FROM reports ORDER BY id")
    digests = {row["file_path"]: row["sha256"] for row in await rows_of(stores.urls, "SELECT * FROM report_files")}
    files = {key: body for row in documents for key, body in reports.rendered(row["document"]).items()}
    assert len(documents) == 2, "one that is shown and one that was withdrawn"
    assert files.keys() == objects.kept.keys() == digests.keys()
    for key, body in files.items():
        assert body == objects.kept[key], key
        assert hashlib.sha256(body).hexdigest() == digests[key]


async def test_stored_facts_give_the_figures_that_were_announced_last(kept: Kept, tmp_path: Path) -> None:
    """An answer's latest reading counts, so that only what was announced last of an audit can come of the facts."""
    events = [json.loads(record.value or b"") for record in kept.records(ShareOfVoiceMaterialised.topic)]
    last = {event["audit_id"]: event for event in events}
    assert len(last) == 2
    for number, event in enumerate(last.values()):
        stores = Stores(kept, ManualClock(kept.taken_at), clickhouse=tmp_path / str(number))
        figures = {name: value for name, value in event.items() if name not in ("id", "occurred_at")}
        assert not carries(await analytics.computed(stores, event), figures)
