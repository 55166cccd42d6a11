"""The fields of an ideal customer (ICP) that a person may correct, each with the form of its value."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from common.contracts.vocabulary import BuyerKind, FunnelStage, Profile, Register
from common.primitives.text import Given, Name

IcpField = Literal[
    "name", "description", "buyer", "job_titles", "company_size", "industry", "pain_points", "goals", "motivations",
    "objections", "decision_factors", "information_sources", "trigger", "buying_journey_stage", "seniority",
    "age_range", "location", "income_level", "education", "writing", "active",
]  # fmt: skip
ICP_FIELDS: tuple[IcpField, ...] = get_args(IcpField)

MOST = 12
"""Entries of a list: a person of more troubles than that is several people."""
Text = Annotated[str, Given(500)]
Texts = Annotated[tuple[Text, ...], Field(max_length=MOST)]


class IcpFacts(BaseModel):
    """What people said of a customer, field by field; None: nobody said anything, what was planned holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name | None = Field(default=None, description="What the customer is called, such as Candle shop owner.")
    description: Text | None = Field(default=None, description="One or two sentences on what this customer does.")
    buyer: BuyerKind | None = Field(default=None, description="Who buys: it decides how the customer speaks.")
    job_titles: Texts | None = Field(default=None, description="Titles such people carry.")
    company_size: Name | None = Field(default=None, description="Employees in words, such as 1-5.")
    industry: Name | None = Field(default=None, description="The customer's trade.")
    pain_points: Texts | None = Field(default=None, description="What troubles them, in their own words.")
    goals: Texts | None = Field(default=None, description="What they want to reach.")
    motivations: Texts | None = Field(default=None, description="Why they want it.")
    objections: Texts | None = Field(default=None, description="What holds them back, in their own words.")
    decision_factors: Texts | None = Field(default=None, description="What they choose by.")
    information_sources: Texts | None = Field(default=None, description="Whom they trust.")
    trigger: Text | None = Field(default=None, description="What started the search.")
    buying_journey_stage: FunnelStage | None = Field(default=None, description="Where they begin to ask.")
    seniority: Name | None = Field(default=None, description="Such as owner or lead.")
    age_range: Name | None = Field(default=None, description="Such as 25-40.")
    location: Name | None = Field(default=None, description="Where they are.")
    income_level: Name | None = Field(default=None, description="In words.")
    education: Name | None = Field(default=None, description="In words.")
    writing: Register | None = Field(default=None, description="How they write.")
    active: bool | None = Field(default=None, description="False: not asked for until a person says otherwise.")

    @property
    def fields(self) -> tuple[IcpField, ...]:
        """The fields of which something was said."""
        return tuple(name for name in ICP_FIELDS if getattr(self, name) is not None)

    @property
    def words(self) -> dict[str, Any]:
        """What was said of the customer itself, as JSON: without whether it is asked for."""
        return self.model_dump(mode="json", exclude_none=True, exclude={"active"})


def values_of(profile: Profile) -> dict[IcpField, Any]:
    """What a profile holds, in the form in which people say it; None where it holds nothing or can't."""
    kept = profile.model_dump(mode="json")
    return {field: kept.get(field) for field in ICP_FIELDS}
