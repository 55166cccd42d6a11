"""The one description of the API is valid, whole, and says of each operation what readers and generators need."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from api_description.document import document
from api_description.lint import faults, operations
from api_description.operations import NOT_FOR_CLIENTS, ledger, ledger_of, proposed, public, with_new
from api_description.refusals import BY_A_KEY
from api_description.samples import Samples
from api_description.schemas import names
from api_description.services import descriptions
from common.contracts.services import SERVICES_BY_NAME
from common.http.problems import permission_of_route, problems_of
from problems_table import routes_of

pytestmark = pytest.mark.architecture
Json = dict[str, Any]


@cache
def whole() -> Json:
    return document(descriptions(), ledger())


def test_it_is_valid_openapi() -> None:
    assert not [error.message for error in OpenAPIV31SpecValidator(whole()).iter_errors()]


def test_it_lacks_nothing() -> None:
    assert not faults(whole())


def test_it_has_what_the_gateway_lets_through_and_nothing_internal() -> None:
    told = {name for name, _ in operations(whole())}
    behind = {
        f"{method} {route.path_format}"
        for service in SERVICES_BY_NAME
        for route in routes_of(service)
        for method in route.methods or ()
    }
    assert behind - told == {*NOT_FOR_CLIENTS, "POST /internal/quota/websites"} | {
        each for each in behind if each.split(" ")[1].startswith("/internal/api-keys")
    }
    assert "GET /.well-known/jwks.json" in told
    assert not [name for name in told if "/internal" in name or "healthz" in name or "/docs" in name]


def test_open_paths_ask_for_nothing_and_all_others_for_a_token() -> None:
    opened = {path for service in SERVICES_BY_NAME.values() for path in (*service.open, *service.exact)}
    free = {name.split(" ")[1] for name, told in operations(whole()) if not told["security"]}
    assert free == opened - {"/v1/billing/stripe/webhook"}


def test_each_operation_names_what_its_route_refuses_with_and_the_permission() -> None:
    told = dict(operations(whole()))
    responses = whole()["components"]["responses"]
    for operation in public(descriptions()):
        shown = told[operation.name]
        (route,) = (
            each
            for each in routes_of(operation.service)
            if each.path_format == operation.path and operation.method in (each.methods or ())
        )
        slugs = {
            slug
            for each in shown["responses"].values()
            if "$ref" in each
            for slug in responses[each["$ref"].rpartition("/")[2]]["content"]["application/problem+json"]["examples"]
        }
        assert {kind.slug for kind in problems_of(route)} <= slugs | {
            "idempotency-key-in-use",
            "idempotency-key-reused",
        }
        assert shown.get("x-permission") == permission_of_route(route)
        takes_keys = any("apiKey" in each for each in shown["security"])
        assert takes_keys is ({*BY_A_KEY} <= slugs)


def test_what_the_exchange_of_keys_refuses_with_is_told() -> None:
    (exchange,) = (each for each in routes_of("auth") if each.path_format.startswith("/internal/api-keys"))
    assert {kind.slug for kind in exchange.endpoint.__refuses__} == {*BY_A_KEY}


def test_names_are_given_once_and_stay() -> None:
    known = ledger()
    assert len(set(known.values())) == len(known)
    assert with_new(known, public(descriptions())) == known, "run make tables"
    assert {told["operationId"] for _, told in operations(whole())} <= set(known.values())
    assert ledger_of(known).count("\n") == len(known)


def test_a_function_that_is_renamed_keeps_the_name_of_its_operation() -> None:
    planted = deepcopy(descriptions())
    planted["collector"]["paths"]["/v1/websites"]["post"]["operationId"] = "enter_v1_websites_post"
    (operation,) = (each for each in public(planted) if each.name == "POST /v1/websites")
    assert proposed(operation) == "websites_enter"
    assert with_new(ledger(), public(planted)) == ledger()


def test_a_name_that_is_taken_is_refused() -> None:
    known = {operation: name for operation, name in ledger().items() if name != "websites_read"}
    with pytest.raises(ValueError, match="like another"):
        with_new({**known, "GET /v1/elsewhere": "websites_get"}, public(descriptions()))


def spoiled(change: Callable[[Json], Any]) -> list[str]:
    planted = deepcopy(whole())
    change(planted)
    return faults(planted)


WEBSITES = "/v1/websites"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda doc: doc["paths"][WEBSITES]["post"].pop("summary"), "is no summary"),
        (lambda doc: doc["paths"][WEBSITES]["post"].pop("description"), "has no description"),
        (lambda doc: doc["paths"][WEBSITES]["post"].update(operationId="registerWebsite"), "has no name in lower case"),
        (lambda doc: doc["paths"][WEBSITES]["get"].update(operationId="websites_register"), "of 2 operations"),
        (lambda doc: doc["paths"][WEBSITES]["post"]["responses"].pop("401"), "401 is not told"),
        (lambda doc: doc["paths"][WEBSITES]["post"]["responses"].pop("409"), "409 is not told"),
        (lambda doc: doc["paths"][WEBSITES]["post"].update({"x-permission": "audits:read"}), "its scopes are not"),
        (lambda doc: body_of(doc)["examples"].clear(), "has no example"),
        (lambda doc: body_of(doc)["examples"]["example"]["value"].update(url=7), "is none: 7 is not of type"),
        (lambda doc: doc["tags"].pop(), "its tag is not told"),
        (lambda doc: doc["paths"][WEBSITES]["post"]["responses"].update({"418": {"$ref": "#/x"}}), "refers to nothing"),
    ],
)
def test_a_fault_that_is_planted_is_found(change: Callable[[Json], Any], told: str) -> None:
    assert any(told in fault for fault in spoiled(change))


def body_of(doc: Json) -> Json:
    found: Json = doc["paths"][WEBSITES]["post"]["requestBody"]["content"]["application/json"]
    return found


def test_schemas_that_mean_the_same_are_one_and_others_are_told_apart() -> None:
    shared = {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/Inner"}}}
    one = {"Same": shared, "Inner": {"type": "string"}, "Page_Same_": {}, "a__b__api__Code": {"type": "null"}}
    two = {"Same": shared, "Inner": {"type": "integer"}, "Same2": shared, "a__c__api__Code": {"type": "string"}}
    found = names({"auth": one, "tenants": {**two, "a__b__api__Code": {"type": "integer"}}})
    assert (found["auth", "Same"], found["tenants", "Same"]) == ("AuthSame", "TenantsSame")
    assert (found["auth", "Inner"], found["auth", "Page_Same_"]) == ("AuthInner", "AuthSameList")
    assert (found["tenants", "a__c__api__Code"], found["tenants", "a__b__api__Code"]) == ("CCode", "BCode")
    assert found["auth", "a__b__api__Code"] == "AuthCode"
    assert names({"auth": one, "tenants": one})["tenants", "Same"] == "Same"


def test_a_field_that_nothing_is_known_of_is_asked_for() -> None:
    with pytest.raises(ValueError, match=r"Thing\.code has no example"):
        Samples({}).of({"type": "object", "properties": {"code": {"type": "string", "pattern": "^[0-9]{4}$"}}}, "Thing")
