"""Readers as they were made: a plan stays as it is, so its brands are compiled once for all of its answers."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from analyzer.answers.judge import Judge
from analyzer.answers.reader import Reader
from analyzer.brands import decisions
from analyzer.prompts import store as plans
from common.contracts.vocabulary import Classification
from common.stores.postgres import Tx

_KEPT = 32
Key = tuple[UUID, UUID, int]
"""Tenant, plan, revision of the tenant's decisions."""


@dataclass(frozen=True, slots=True)
class OfPlan:
    """What it takes to read the answers of one plan, and what their prompts are about."""

    reader: Reader
    classifications: Mapping[UUID, Classification]


class Readers:
    """Makes readers, and keeps the last few. A decision about brands makes new ones; a judge is asked by all."""

    def __init__(self, judge: Judge | None = None) -> None:
        self.judge = judge
        self._kept: OrderedDict[Key, OfPlan] = OrderedDict()

    async def of(self, tx: Tx, plan_id: UUID) -> OfPlan | None:
        """The reader of a plan under the decisions that hold now; None where the plan is not here (yet)."""
        key = (tx.tenant_id, plan_id, await decisions.revision(tx))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        brands = await plans.brands_of(tx, plan_id)
        if brands is None:
            return None
        curation = await decisions.curation(tx)
        made = OfPlan(Reader(curation, brands, self.judge), await plans.classifications_of(tx, plan_id))
        if made.classifications:  # a plan is classified as a whole
            self._kept[tx.tenant_id, plan_id, curation.revision] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made
