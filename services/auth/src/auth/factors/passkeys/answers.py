"""What authenticators answer, as a browser's ``PublicKeyCredential.toJSON()`` has it (WebAuthn Level 3, 5.1).

Browsers say more than is read here, and will say still more: what is not named is passed over.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from common.primitives.text import Given

LONGEST = 16_384
"""Characters of one field; an attestation with certificates has some 5,000."""
Base64Url = Annotated[str, Given(LONGEST, secret=True), Field(pattern=r"^[A-Za-z0-9_-]+={0,2}$")]


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class CreatedResponse(_Said):
    """What `navigator.credentials.create()` gave as its `response`."""

    clientDataJSON: Base64Url  # noqa: N815 - WebAuthn's name
    attestationObject: Base64Url  # noqa: N815


class SignedResponse(_Said):
    """What `navigator.credentials.get()` gave as its `response`."""

    clientDataJSON: Base64Url  # noqa: N815
    authenticatorData: Base64Url  # noqa: N815
    signature: Base64Url
    userHandle: Base64Url | None = None  # noqa: N815


class _Credential(_Said):
    id: Base64Url
    rawId: Base64Url  # noqa: N815
    type: Literal["public-key"]

    def told(self) -> dict[str, Any]:
        """As it came, for the library that verifies it."""
        return self.model_dump(mode="json", exclude_none=True)


class CreatedCredential(_Credential):
    """A passkey that a device made."""

    response: CreatedResponse


class SignedCredential(_Credential):
    """A challenge that a device signed."""

    response: SignedResponse
