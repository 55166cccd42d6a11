"""Where an export lies: in the bucket of tenants, a folder for each service, into which it alone may write."""

from pathlib import Path
from typing import Protocol
from uuid import UUID

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from common.process.settings import ObjectStoreSettings
from common.stores.objects import S3Objects

FOLDER = "organization-exports"
PART = "part.json"
"""What a service's part consists of; written last."""


def folder_of(tenant_id: UUID, export_id: UUID) -> str:
    """What the keys of one export begin with."""
    return f"{tenant_id}/{FOLDER}/{export_id}/"


def key_of(tenant_id: UUID, export_id: UUID, service: str, path: str) -> str:
    """The key of one file of a service's part."""
    return f"{folder_of(tenant_id, export_id)}{service}/{path}"


class ExportSettings(BaseSettings):
    """For every service: where it puts its part of an export. Without an endpoint there are no exports."""

    exports_s3_endpoint: str | None = Field(
        default=None, description="URL of the S3 endpoint that exports are written to; unset: no exports here."
    )
    exports_s3_access_key: SecretStr = Field(default=SecretStr(""), description="Access key id for exports.")
    exports_s3_secret_key: SecretStr = Field(default=SecretStr(""), description="Secret access key for exports.")
    exports_s3_bucket: str = Field(default="tenants", description="Bucket of exports: that of tenants.")

    def exports_store(self) -> ObjectStoreSettings | None:
        """The store of exports; None where there is none."""
        if self.exports_s3_endpoint is None:
            return None
        return ObjectStoreSettings(
            s3_endpoint=self.exports_s3_endpoint,
            s3_access_key=self.exports_s3_access_key,
            s3_secret_key=self.exports_s3_secret_key,
            s3_bucket=self.exports_s3_bucket,
        )


class PartStore(Protocol):
    """Where a service puts its part."""

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """See ``Objects``."""
        ...

    async def put_file(self, key: str, file: Path, content_type: str) -> None:
        """Store a file of any size."""
        ...

    async def remove(self, key: str) -> None:
        """Remove an object; done, too, where there is none."""
        ...


class Parts(S3Objects):
    """The store as a participant has it: it may write, and neither list nor read. Opened by the first that is put."""

    async def _ensure_bucket(self) -> None:
        """The bucket is somebody else's."""

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        """See ``PartStore``."""
        await self._opened()
        await super().put(key, body, content_type)

    async def put_file(self, key: str, file: Path, content_type: str) -> None:
        """See ``PartStore``."""
        await self._opened()
        await super().put_file(key, file, content_type)

    async def remove(self, key: str) -> None:
        """See ``PartStore``."""
        await self._opened()
        await super().remove(key)

    async def _opened(self) -> None:
        if self._client is None:
            await self.open()


def parts_of(settings: ExportSettings) -> Parts | None:
    """Where a service's part goes; None where there are no exports."""
    store = settings.exports_store()
    return Parts(store) if store is not None else None
