"""What the endpoints of billing are given."""

from typing import Annotated

from fastapi import Depends

from common.http import Principal, needs, provided
from tenants.billing.following import Billing
from tenants.billing.paying import Paying

UsedBilling = Annotated[Billing, Depends(provided(Billing))]
UsedPaying = Annotated[Paying, Depends(provided(Paying))]
Planner = Annotated[Principal, needs("quota:read")]
Reader = Annotated[Principal, needs("billing:read")]
Payer = Annotated[Principal, needs("billing:write")]
