"""An outbox's housekeeping tells of its slot in time, and not before there is anything to tell."""

from typing import Any

import pytest

from common.outbox.connectors.slots import Slot
from common.outbox.housekeeping import Housekeeping

pytestmark = pytest.mark.pure


class Slots:
    """A store whose slot stands as it is told, look by look."""

    def __init__(self, *standings: str) -> None:
        self.standings = list(standings)

    async def slot(self, name: str) -> Slot:
        return Slot(name, self.standings.pop(0))


@pytest.mark.parametrize(
    ("standings", "alarms"),
    [
        (("absent", "reserved", "reserved"), 0),  # a healthy first start: the connector comes after the service
        (("absent", "absent", "absent"), 2),
        (("reserved", "absent", "reserved"), 0),  # made anew between two looks
        (("reserved", "absent", "absent"), 1),
        (("lost",), 1),
        (("absent", "lost"), 1),
    ],
)
async def test_an_absent_slot_is_an_alarm_at_the_second_look(
    standings: tuple[str, ...], alarms: int, capsys: pytest.CaptureFixture[str]
) -> None:
    store: Any = Slots(*standings)
    keeper = Housekeeping("tests", store, store)
    for _ in standings:
        await keeper._look_at_the_slot()
    assert capsys.readouterr().out.count("needs somebody") == alarms
