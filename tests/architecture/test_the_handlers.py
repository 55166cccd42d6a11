"""The names of handlers, which are inbox keys: what was ever subscribed stands in a ledger that only grows."""

import pytest

from common.contracts.publish.ledger import earlier_texts, lost_lines
from services_table import LEDGER, standing

from .subscriptions import listening_in, subscribed

pytestmark = pytest.mark.architecture
HOW = (
    "A new handler adds a line 'on <service> <topic> <name>', one that ended a line 'off ...'; none changes. "
    "A function that is only renamed keeps its name=, or what it has handled is handled again."
)


def named() -> list[tuple[str, str, str]]:
    """Service, topic and name of every subscription in the services."""
    return [(service, each.topic, each.name) for service, each in subscribed()]


def test_the_ledger_holds_exactly_the_subscribed_handlers() -> None:
    assert set(named()) == standing(LEDGER.read_text(encoding="utf-8")), HOW


def test_a_name_serves_one_handler_of_a_topic() -> None:
    found = named()
    assert len(found) == len(set(found))


def test_the_ledger_only_grows() -> None:
    assert not lost_lines(LEDGER.read_text(encoding="utf-8"), earlier_texts(LEDGER)), HOW


def test_a_renamed_handler_is_noticed() -> None:
    ledger = LEDGER.read_text(encoding="utf-8")
    renamed = {(service, topic, f"{name}_anew") for service, topic, name in standing(ledger)}
    assert not renamed & standing(ledger)
    assert standing(f"{ledger}off {' '.join(min(standing(ledger)))}\n") == standing(ledger) - {min(standing(ledger))}


def test_a_name_that_is_computed_is_noticed() -> None:
    with pytest.raises(AssertionError, match="written out"):
        list(listening_in("on(PageScraped, keep_page, name=NAME)"))
    with pytest.raises(AssertionError, match="written out"):
        list(listening_in("on(PageScraped, keep_page)"))
