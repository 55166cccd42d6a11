"""Which pages may ask for passkeys, as the settings say."""

import pytest
from pydantic import ValidationError

from auth.factors.passkeys.rules import Site
from auth.settings import AuthSettings

pytestmark = pytest.mark.engines


class TestSite:
    @pytest.mark.parametrize(
        "origin", ["https://app.example", "https://eu.app.example", "https://app.example:8443"], ids=str
    )
    def test_pages_of_the_domain_may_ask(self, origin: str) -> None:
        assert Site("app.example", (origin,)).origins == (origin,)

    @pytest.mark.parametrize(
        "origin",
        ["https://evil.example", "http://app.example", "https://app.example/", "app.example", "https://notapp.example"],
        ids=str,
    )
    def test_others_may_not(self, origin: str) -> None:
        with pytest.raises(ValueError, match=r"origin|encrypted|domain"):
            Site("app.example", (origin,))

    def test_a_wrong_setting_ends_the_start(self, settings: AuthSettings) -> None:
        told = settings.model_dump() | {"passkey_origins": "https://evil.example"}
        with pytest.raises(ValidationError, match="not of the domain"):
            AuthSettings(**told)

    async def test_without_a_page_there_are_none(self, settings: AuthSettings) -> None:
        assert settings.model_copy(update={"passkey_origins": ""}).site is None
