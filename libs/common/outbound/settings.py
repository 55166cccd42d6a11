"""What services read that ask addresses which customers name."""

from typing import Self

from pydantic import Field, field_validator, model_validator

from common.outbound.addresses import parse_allowlist
from common.process.settings import ServiceSettings


class OutboundSettings(ServiceSettings):
    """For services that reach out to addresses of customers."""

    loopback_allowlist: str = Field(
        default="", description="host:port pairs, comma separated, that may be asked on loopback; local mode only."
    )

    @field_validator("loopback_allowlist")
    @classmethod
    def _pairs(cls, text: str) -> str:
        parse_allowlist(text)
        return text

    @model_validator(mode="after")
    def _local_only(self) -> Self:
        if self.loopback_allowlist and self.mode != "local":
            raise ValueError("the loopback allowlist is for local mode only")
        return self
