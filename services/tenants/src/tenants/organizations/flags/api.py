"""HTTP of features: parse, call, return."""

from typing import Annotated, Any

from annotated_types import Ge, Le
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from common.http import Body, Page, Principal, like, needs, refuses
from common.primitives.numbers import LARGEST
from common.primitives.text import Given, Name
from tenants.organizations.flags.store import FEATURE, LONGEST_NAME, Flag, flags, set_flag
from tenants.organizations.standing import usable
from tenants.shared.api import Store, TheClock

router = APIRouter()
Reader = Annotated[Principal, needs("flags:read")]
Writer = Annotated[Principal, needs("flags:write")]
FeatureName = Annotated[str, Field(pattern=FEATURE), Given(LONGEST_NAME)]

Scalar = bool | Annotated[int, Ge(-LARGEST), Le(LARGEST)] | Annotated[float, Ge(-LARGEST), Le(LARGEST)] | Name


class SetFeature(Body):
    """How a feature is to be."""

    model_config = like({"enabled": True, "config": {"weekday": 1}})

    enabled: bool
    config: dict[Annotated[str, Given(100)], Scalar] = Field(
        default_factory=dict, max_length=50, description="What the feature reads beside it; at most 4 KiB of JSON."
    )


class Feature(BaseModel):
    """A feature as it is set. One that is not listed is off."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    enabled: bool
    config: dict[str, Any]
    held: bool = Field(description="Whether an operator of the platform set it; it is his to change then.")


@router.get("/v1/flags")
async def list_flags(principal: Reader, database: Store) -> Page[Feature]:
    """The features that are set for the organisation that the caller acts for, by name."""
    async with database.begin(principal.tenant) as tx:
        return Page(items=[Feature.model_validate(each) for each in await flags(tx)], next=None)


@router.put("/v1/flags/{name}")
@refuses(
    "organisation-not-found", "organisation-suspended", "organisation-closing", "flag-held", "flag-invalid",
    "flags-full",
)  # fmt: skip
async def put_flag(
    name: Annotated[FeatureName, Path()], body: SetFeature, principal: Writer, database: Store, clock: TheClock
) -> Feature:  # fmt: skip
    """Switch a feature on or off; services know it within five minutes."""
    wanted = Flag(name, body.enabled, body.config, held=False)
    async with database.begin(principal.tenant) as tx:
        await usable(tx)
        return Feature.model_validate(await set_flag(tx, principal, wanted, clock.now()))
