"""SQL on ClickHouse that reads figures: ``tenant_id`` first (``TenantReader`` adds it)."""

from uuid import UUID

from analytics.figures.rules.brands import Definition
from analytics.shared.clickhouse import Row
from analytics.shared.tenancy import TenantReader
from common.contracts.vocabulary import SliceBy

_OF_MATERIALISATION = (
    "WHERE website_id = {website:UUID} AND audit_id = {audit:UUID} AND materialisation_id = {materialisation:UUID}"
)


async def share_of_voice(
    reader: TenantReader, about: dict[str, UUID], *, by: SliceBy, definition: Definition, include_branded: bool
) -> list[Row]:
    """The figures of one materialisation, ``about`` = website, audit, materialisation; most named brands first."""
    sql = (
        f"SELECT * FROM $share_of_voice {_OF_MATERIALISATION}"  # noqa: S608 - constants only
        " AND definition = {definition:UInt8} AND slice_by = {by:String} AND (NOT branded OR {branded:Bool})"
        " ORDER BY branded, slice_label, slice_value, mention_count DESC, brand, brand_id"
    )
    return await reader.rows(sql, {**about, "definition": definition, "by": by, "branded": include_branded})


async def substitutions(reader: TenantReader, about: dict[str, UUID], *, provider: str) -> list[Row]:
    """Who stands where a tracked brand is missing; ``provider`` is empty for all providers together."""
    sql = (
        f"SELECT * FROM $substitution_patterns {_OF_MATERIALISATION} AND provider = {{provider:String}}"  # noqa: S608
        " ORDER BY missing_brand, occurrence_count DESC, substitute_brand, substitute_brand_id"
    )
    return await reader.rows(sql, {**about, "provider": provider})
