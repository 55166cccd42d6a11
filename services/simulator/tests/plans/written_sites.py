"""Analyses written for the tests of plans, read from ``sites.toml``."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import (
    BrandName,
    CategoryProposal,
    Concern,
    NamedOther,
    Offering,
    Segment,
    SourcedText,
)

_PATH = Path(__file__).parent / "sites.toml"
_PAGE = "https://business.example/"


def _sourced(said: str) -> dict[str, str]:
    text, _, evidence = said.partition(" | ")
    return {"text": text, "url": _PAGE, "evidence": evidence or text}


def _group(said: str) -> Segment:
    text, _, told = said.partition(" {")
    buyer, role, size = ([part.strip() or None for part in told.rstrip("}").split(";")] + [None, None])[:3]
    return Segment(**_sourced(text), buyer=buyer, role=role, size=size)


def _concern(said: str) -> Concern:
    return Concern(**_sourced(said), quote=said)


def _site(name: str, told: dict[str, Any]) -> WebsiteAnalyzed:
    ids = {field: UUID(int=sum(name.encode()) * 10 + at) for at, field in enumerate(("website_id", "audit_id"))}
    many, one = told["category"]
    return WebsiteAnalyzed(
        tenant_id=UUID(int=1),
        **ids,
        crawl_id=UUID(int=3),
        analysis_id=UUID(int=4),
        analyzer_version="test",
        language=told["language"],
        brand=BrandName(name=told["brand"], tracked=True),
        industry="Other",
        category=many,
        business_model=told["model"],
        business_kind=told["kind"],
        summary="",
        local=told.get("local", False),
        places=tuple(SourcedText(**_sourced(each)) for each in told.get("places", ())),
        proposals=(CategoryProposal(**_sourced(many), singular=one, row=told.get("row"), score=0.9),),
        offerings=tuple(Offering(**_sourced(each)) for each in told["offerings"]),
        features=tuple(SourcedText(**_sourced(each)) for each in told["features"]),
        target_markets=tuple(_group(each) for each in told["groups"]),
        problems=tuple(_concern(each) for each in told["problems"]),
        objections=tuple(_concern(each) for each in told["objections"]),
        proof=tuple(SourcedText(**_sourced(each)) for each in told.get("proof", ())),
        competitors=tuple(BrandName(name=each) for each in told.get("rivals", ())),
        others=tuple(NamedOther(**_sourced(each), relation="other") for each in told.get("others", ())),
    )


WRITTEN: dict[str, WebsiteAnalyzed] = {
    name: _site(name, told) for name, told in tomllib.loads(_PATH.read_text(encoding="utf-8")).items()
}
