"""The connector templates and the gateway's configuration: complete, and nothing in them that does not belong."""

import json
from pathlib import Path

import pytest

from brandmon_local.layout.ports import Ports
from brandmon_local.layout.site import Site, load_secrets
from brandmon_local.provisioning.connectors import render_config
from brandmon_local.services import PROVIDER_KEYS, environment
from common.contracts.services import SERVICES

pytestmark = pytest.mark.pure

HEADERS = {"ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_tenantid", "traceparent"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, Ports.fixed(), load_secrets(tmp_path / "secrets.json"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_connector_places_every_cloudevents_header_and_names_no_password(site: Site, service: str) -> None:
    config = render_config(site, service)
    kind = "collection.fields" if service == "collector" else "table.fields"
    placed = {each.split(":")[2] for each in config[f"transforms.outbox.{kind}.additional.placement"].split(",")}
    assert placed == HEADERS
    assert not any(secret in json.dumps(config) for secret in site.secrets.values())
    assert "{{" not in json.dumps(config)


def test_secrets_are_random_private_and_stay(tmp_path: Path) -> None:
    first = load_secrets(tmp_path / "a.json")
    assert first == load_secrets(tmp_path / "a.json")
    assert not set(first.values()) & set(load_secrets(tmp_path / "b.json").values())
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o600
    assert len(set(first.values())) == len(first)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_told_only_its_own_database_and_secrets(site: Site, service: str) -> None:
    text = json.dumps(environment(site, service))
    foreign = [name for name in site.secrets if name.split("_")[0] in SERVICES and not name.startswith(service)]
    assert not [name for name in foreign if site.secrets[name] in text]
    assert site.secrets["postgres"] not in text
    assert site.secrets["mongo_admin"] not in text


def test_provider_keys_reach_who_asks_models_and_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROVIDER_KEYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-shell")
    extra = {"GEMINI_API_KEY": "given", "AUTH_LOGIN_ATTEMPTS": "7"}
    site = Site(tmp_path, Ports.fixed(), load_secrets(tmp_path / "secrets.json"), extra_env=extra)
    told = {service: environment(site, service) for service in SERVICES}
    assert [service for service in SERVICES if "OPENAI_API_KEY" in told[service]] == ["simulator", "analyzer"]
    assert [service for service in SERVICES if "GEMINI_API_KEY" in told[service]] == ["simulator", "analyzer"]
    assert [service for service in SERVICES if "AUTH_LOGIN_ATTEMPTS" in told[service]] == ["auth"]
