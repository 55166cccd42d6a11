"""Who takes jobs of all tenants and does them side by side, as many per provider as it bears."""

from datetime import timedelta
from functools import partial

from common.jobs import Lane, Terms, Worker
from simulator.plans.making import give_up_plan, make_plan
from simulator.providers.rules import Providers
from simulator.runs.holding import Tools, give_up_turn, hold_turn
from simulator.shared.jobs import PLAN_LANE, job_queue

PLANS_AT_ONCE = 2
FRUITLESS_ATTEMPTS = 10
"""Attempts at a job beyond its tries before it is given up: its workers died, or the fault is ours."""


def job_worker(tools: Tools, providers: Providers) -> Worker:
    """A worker with a lane for plans and one for each provider that is configured.

    A fault of ours leaves a job alone for as long as a lease lasts. What was asked is paid for, so it goes on to its
    end and is accounted for also where the job has gone to another worker meanwhile.
    """
    most = tools.patience.tries + tools.patience.rate_limits + FRUITLESS_ATTEMPTS

    def pause(_attempts: int) -> timedelta:
        return tools.lease

    plan = partial(make_plan, unit=tools.unit, planner=tools.planner)
    lanes = [Lane(PLAN_LANE, plan, partial(give_up_plan, unit=tools.unit), PLANS_AT_ONCE, most, pause, False)]
    for name, provider in providers.known.items():
        if provider.configured:
            turn = partial(hold_turn, provider=provider, tools=tools)
            lanes.append(Lane(name, turn, partial(give_up_turn, tools=tools), provider.concurrency, most, pause, False))
    return Worker(job_queue(tools.unit), lanes, tools.clock, Terms(tools.lease))
