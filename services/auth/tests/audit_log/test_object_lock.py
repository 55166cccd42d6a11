"""Roots in a bucket with object lock: what lies there first counts, and nobody takes it away."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from auth.audit_log.proof.anchors import AnchorDiffers, ObjectLockAnchor
from auth.audit_log.proof.roots import Root
from brandmon_local import Stack
from common.primitives.ids import uuid7
from common.process.settings import ObjectStoreSettings
from common.stores.objects import LockedObjects, ObjectsAway

pytestmark = pytest.mark.connected


def settings(endpoint: str, access_key: str, secret_key: str) -> ObjectStoreSettings:
    return ObjectStoreSettings(
        s3_endpoint=endpoint, s3_access_key=SecretStr(access_key), s3_secret_key=SecretStr(secret_key),
        s3_bucket=f"roots-{uuid7().hex}",
    )  # fmt: skip


async def test_a_root_is_laid_once_and_stays(s3: Stack) -> None:
    address = s3.urls.s3
    objects = LockedObjects(settings(address.endpoint, address.access_key, address.secret_key))
    anchor = ObjectLockAnchor(objects)
    try:
        await anchor.lay(Root(1, "first"))
        await anchor.lay(Root(1, "first"))
        await anchor.lay(Root(2, "second"))
        with pytest.raises(AnchorDiffers):
            await anchor.lay(Root(1, "another"))
        await objects.put_locked("audit-log-roots/000000000001.jws", b"forged", datetime.now(UTC) + timedelta(days=1))
        await objects._client.delete_object(Bucket=objects._settings.s3_bucket, Key="audit-log-roots/000000000002.jws")
        assert [root async for root in anchor.lying()] == [Root(1, "first"), Root(2, "second")]
        version = (await objects._client.list_object_versions(Bucket=objects._settings.s3_bucket))["Versions"][-1]
        with pytest.raises(Exception, match=r"AccessDenied|WORM|denied|locked"):
            await objects._client.delete_object(
                Bucket=objects._settings.s3_bucket, Key=version["Key"], VersionId=version["VersionId"]
            )
    finally:
        await anchor.close()


async def test_a_store_that_is_away_is_waited_for() -> None:
    anchor = ObjectLockAnchor(LockedObjects(settings("http://127.0.0.1:9", "a", "b")))
    with pytest.raises(ObjectsAway):
        await anchor.lay(Root(1, "first"))
    await anchor.close()
