"""What services said then, in today's words: lists that were arrays are pages, and some names are others."""

import re
from collections.abc import Mapping
from typing import Any

_SINCE: Mapping[str, Mapping[str, str]] = {
    r"/v1/brands": {"is_tracked": "tracked", "is_competitor": "competitor"},
    r"/v1/rescorings/.*": {"state": "status"},
    r"/v1/classifications": {"sequence_order": "turn"},
    r"/v1/audits/[^/]*/conversations": {"sequence_order": "turn"},
    r"/v1/audits/[^/]*/answers": {"prompt": "prompt_text"},
    r"/v1/graph/.*": {
        "substitute": "substitute_brand",
        "part": "slice",
        "icp": "icp_name",
        "prompt": "prompt_text",
        "stage": "funnel_stage",
    },
}
"""By path: the name that was told, and the one that is told since."""
_WITH_ROLES = ("/v1/organizations", "/v1/auth/me")


def in_todays_words(path: str, body: Any) -> Any:
    """The body that was told at ``path`` as it would be told today."""
    names = next((own for pattern, own in _SINCE.items() if re.fullmatch(pattern, path)), {})
    told = {"items": body, "next": None} if isinstance(body, list) else body
    if isinstance(told, dict) and "items" in told:
        told = {name: value for name, value in told.items() if name != "total"}  # no page tells how many there are
    return founders_own(told) if path.startswith(_WITH_ROLES) else _renamed(told, names)


def founders_own(value: Any) -> Any:
    """What said who may do what in an organisation: only founders were its admins, and they are its owners."""
    if isinstance(value, list):
        return [founders_own(each) for each in value]
    if isinstance(value, dict):
        own = {name: founders_own(each) for name, each in value.items()}
        return {**own, "role": "owner"} if own.get("role") == "admin" else own
    return value


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    if isinstance(value, dict):
        return {names.get(name, name): _renamed(each, names) for name, each in value.items()}
    return value
