"""Pages are drawn in a child: whatever ends it, the service goes on, and a page without charts is better than none."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from common.messaging.outcomes import Rejected
from reports.documents.rules.document import ReportDocument
from reports.pages.html import render
from reports.pages.renderer import Renderer

pytestmark = pytest.mark.pure
CHILD = (
    "import os, sys, time\n"
    "import reports.pages.child as child\n"
    "draw = child.render\n"
    "def render(document, *, drawn):\n"
    "    if {when}: {fate}\n"
    "    return draw(document, drawn=drawn)\n"
    "child.render = render\n"
    "import resource; resource.setrlimit(resource.RLIMIT_DATA, (child.MEMORY_BYTES,) * 2)\n"
    "child.main(sys.stdin.buffer, sys.stdout.buffer)\n"
)
"""A child with a weak spot: ``fate`` meets it ``when`` it is true."""
FATES = {
    "native abort": "os.abort()",
    "segmentation fault": "import ctypes; ctypes.string_at(0)",
    "memory": "bytearray(2 * child.MEMORY_BYTES)",
    "hanging": "time.sleep(60)",
    "exception": "raise ValueError('no')",
}


@pytest.fixture(scope="module")
def document(case: Callable[..., Any]) -> ReportDocument:
    return case().document()


@asynccontextmanager
async def renderer(*command: str, seconds: float = 30.0) -> AsyncIterator[Renderer]:
    made = Renderer(seconds=seconds, command=command or ("-m", "reports.pages.child"))
    try:
        yield made
    finally:
        await made.close()


async def test_a_page_drawn_in_the_child_is_the_page(document: ReportDocument) -> None:
    async with renderer() as made:
        assert [await made.page(document) for _ in range(2)] == [render(document)] * 2
        child = made._child
    assert child is not None
    assert child.returncode is not None, "it outlives the service"


@pytest.mark.parametrize("fate", FATES.values(), ids=FATES)
async def test_charts_that_end_the_child_are_left_out_and_the_next_page_is_drawn(
    document: ReportDocument, fate: str
) -> None:
    bad = document.model_copy(update={"brand": "Bad"})
    program = CHILD.format(when="drawn and document.brand == 'Bad'", fate=fate)
    async with renderer("-c", program, seconds=6.0 if "sleep" in fate else 30.0) as made:
        assert await made.page(bad) == render(bad, drawn=False)
        assert await made.page(document) == render(document)


async def test_a_page_that_can_not_be_written_at_all_is_rejected_with_its_reason(document: ReportDocument) -> None:
    async with renderer("-c", CHILD.format(when="True", fate="os.abort()")) as made:
        with pytest.raises(Rejected, match=r"can't be drawn: the renderer ended with exit code -6"):
            await made.page(document)


async def test_the_child_is_given_no_secret(document: ReportDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTS_S3_SECRET_KEY", "secret")
    fate = "raise SystemExit(7 if any('SECRET' in name for name in os.environ) else 8)"
    async with renderer("-c", CHILD.format(when="True", fate=fate)) as made:
        with pytest.raises(Rejected, match="exit code 8"):
            await made.page(document)


async def test_names_that_once_ended_the_drawing_are_drawn(case: Callable[..., Any]) -> None:
    """A non-character in a name aborted the native renderer: names are cleaned, and the child bears the rest."""
    hostile = case().document().model_copy(update={"brand": "Acme\ufffe\U0001fffe\ufdd0"})
    async with renderer() as made:
        page = (await made.page(hostile)).decode()
    assert "\ufffe" not in page
    assert "<svg" in page
