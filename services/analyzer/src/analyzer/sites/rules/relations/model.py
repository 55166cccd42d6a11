"""What is found of the names on a site."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from common.contracts.vocabulary import BrandName, NamedOther


class Competitor(BaseModel):
    """A rival that the site itself names, with the sentence in which it does."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1)
    url: str | None = None
    evidence: str | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def brand(self) -> BrandName:
        """The brand that answers are searched for."""
        return BrandName(name=self.name, aliases=self.aliases, domains=self.domains)


@dataclass(frozen=True, slots=True)
class Relations:
    """Names on a site that are not its own: rivals in the order in which the site names them, and all others."""

    competitors: tuple[Competitor, ...] = ()
    others: tuple[NamedOther, ...] = ()
