"""The checker of histories: each check catches its own planted fault and no other, and clean histories pass."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..history import CHECKS, Aborted, At, Begun, Check, Committed, Event, Polled, TheLog, check

pytestmark = pytest.mark.pure
P = "tenants.member-joined/0"
LOG: TheLog = {P: [(0, "a"), (1, "b"), (3, "c"), (4, "d")]}
"""Offset 2 belongs to a marker: a gap in the log is no skipped poll."""
CLEAN: list[Event] = [
    Begun("w", ("a", "b")), Committed("w", ("a", "b")), Begun("w", ("x",)), Aborted("w", ("x",)),
    Begun("w", ("c", "d")), Committed("w", ("c", "d")),
    Polled("r", 1, ((At(P, 0), "a"), (At(P, 1), "b"))), Polled("r", 1, ((At(P, 3), "c"),)),
    Polled("r", 2, ((At(P, 1), "b"), (At(P, 3), "c"), (At(P, 4), "d"))),
]  # fmt: skip

PLANTED: dict[Check, list[Event]] = {
    "lost-write": [*CLEAN, Begun("w", ("lost",)), Committed("w", ("lost",))],
    "aborted-read": [*CLEAN, Polled("s", 1, ((At(P, 7), "x"),))],
    "duplicate-offset": [*CLEAN, Polled("s", 1, ((At(P, 1), "another"),))],
    "order-inversion": [*CLEAN, Polled("s", 1, ((At(P, 3), "c"),)), Polled("s", 1, ((At(P, 1), "b"),))],
    "skipped-poll": [*CLEAN, Polled("s", 1, ((At(P, 0), "a"), (At(P, 3), "c")))],
    "uncommitted-read": [*CLEAN, Begun("s", ("e",)), Polled("s", 1, ((At(P, 9), "e"),))],
}


def test_a_clean_history_has_no_fault() -> None:
    assert check(CLEAN, LOG) == []


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_catches_its_own_planted_fault_and_no_other_does(name: Check) -> None:
    assert [violation.check for violation in check(PLANTED[name], LOG)] == [name]


def generated(seed: int) -> tuple[list[Event], TheLog]:
    """A clean history: writers commit and roll back, the log repeats some ids, readers come, go and repeat."""
    dice = random.Random(seed)
    history: list[Event] = []
    log: dict[str, list[tuple[int, str]]] = {f"t/{n}": [] for n in range(2)}
    for number in range(dice.randrange(1, 30)):
        ids = tuple(f"{number}-{each}" for each in range(dice.randrange(1, 4)))
        history.append(Begun("w", ids))
        if dice.random() < 0.2:
            history.append(Aborted("w", ids))
            continue
        history.append(Committed("w", ids))
        for each in ids:
            for _ in range(1 + (dice.random() < 0.2)):  # at least once
                records = log[dice.choice(list(log))]
                records.append(((records[-1][0] if records else 0) + dice.randrange(1, 3), each))
    for reader in range(dice.randrange(1, 4)):
        for session in range(dice.randrange(1, 4)):
            for partition, records in log.items():
                begin = dice.randrange(len(records) + 1)
                end = dice.randrange(begin, len(records) + 1)
                given_out = tuple((At(partition, offset), each) for offset, each in records[begin:end])
                half = len(given_out) // 2
                history += [
                    Polled(f"r{reader}", session, given_out[:half]),
                    Polled(f"r{reader}", session, given_out[half:]),
                ]
    return history, log


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_generated_clean_histories_have_no_fault(seed: int) -> None:
    history, log = generated(seed)
    assert check(history, log) == []


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_a_record_taken_out_of_a_generated_log_is_a_lost_write(seed: int) -> None:
    history, log = generated(seed)
    committed = [each for event in history if isinstance(event, Committed) for each in event.ids]
    if committed:
        gone = random.Random(seed).choice(committed)
        left = {partition: [pair for pair in records if pair[1] != gone] for partition, records in log.items()}
        assert "lost-write" in {violation.check for violation in check(history, left)}
