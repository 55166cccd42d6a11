"""What a service may not do in the object store, it can't: neither at the front door nor at the ports behind it."""

import contextlib
import socket
import ssl
from typing import Any

import boto3
import httpx
import pytest
from botocore.exceptions import ClientError

from brandmon_local import Stack
from brandmon_local.layout.ports import HOST, S3_SECOND_OFFSET
from brandmon_local.layout.site import S3Address

from .conftest import Told

pytestmark = pytest.mark.connected


def client_of(endpoint: str, access_key: str, secret_key: str) -> Any:
    return boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id=access_key, aws_secret_access_key=secret_key,
        region_name="us-east-1",
    )  # fmt: skip


@pytest.fixture
def collector(told: Told) -> Any:
    """The store as collector's process reaches it."""
    at = told("collector")
    return client_of(at.s3_endpoint, at.s3_access_key, at.s3_secret_key)


@pytest.fixture
def foreign(guarded: Stack) -> tuple[str, str]:
    """Bucket and key of an object of reports."""
    client_of(*guarded.urls.s3).put_object(Bucket="reports", Key="t/secret", Body=b"theirs")
    return "reports", "t/secret"


def refused(error: ClientError) -> bool:
    return bool(error.response["ResponseMetadata"]["HTTPStatusCode"] == httpx.codes.FORBIDDEN)


def test_collector_keeps_to_its_own_bucket(guarded: Stack, collector: Any, foreign: tuple[str, str]) -> None:
    bucket, key = foreign
    collector.put_object(Bucket="collector", Key="t/own", Body=b"own")
    assert collector.get_object(Bucket="collector", Key="t/own")["Body"].read() == b"own"
    assert [each["Name"] for each in collector.list_buckets()["Buckets"]] == ["collector"]
    for act in (
        lambda: collector.get_object(Bucket=bucket, Key=key),
        lambda: collector.put_object(Bucket=bucket, Key=key, Body=b"forged"),
        lambda: collector.delete_object(Bucket=bucket, Key=key),
        lambda: collector.list_objects_v2(Bucket=bucket),
        lambda: collector.head_bucket(Bucket=bucket),
        lambda: collector.copy_object(Bucket="collector", Key="copy", CopySource=f"{bucket}/{key}"),
        lambda: collector.create_bucket(Bucket="mine"),
        lambda: collector.delete_bucket(Bucket=bucket),
        lambda: collector.delete_bucket(Bucket="collector"),
        lambda: collector.put_bucket_policy(Bucket="collector", Policy='{"Version": "2012-10-17", "Statement": []}'),
    ):
        with pytest.raises(ClientError) as failure:
            act()
        assert refused(failure.value)
    assert client_of(*guarded.urls.s3).get_object(Bucket=bucket, Key=key)["Body"].read() == b"theirs"


@pytest.mark.parametrize("login", [("", ""), ("eve", "eve")])
def test_nobody_enters_without_proof(guarded: Stack, foreign: tuple[str, str], login: tuple[str, str]) -> None:
    address = S3Address(guarded.urls.s3.endpoint, *login)
    with pytest.raises((ClientError, ValueError)):
        client_of(*(each or "none" for each in address)).get_object(Bucket=foreign[0], Key=foreign[1])
    assert httpx.get(f"{address.endpoint}/{foreign[0]}/{foreign[1]}").status_code == httpx.codes.FORBIDDEN


@pytest.mark.parametrize(
    ("part", "method", "path"),
    [
        ("s3_master", "GET", "/dir/assign"), ("s3_master", "GET", "/col/delete?collection=reports"),
        ("s3_master", "POST", "/submit"), ("s3_master", "GET", "/vol/grow?count=1"),
        ("s3_filer", "GET", "/buckets/reports/t/secret"), ("s3_filer", "PUT", "/buckets/reports/t/secret"),
        ("s3_filer", "DELETE", "/buckets/reports?recursive=true"), ("s3_filer", "GET", "/buckets/"),
        ("s3_volume", "GET", "/1,01637037d6"), ("s3_volume", "PUT", "/1,01637037d6"),
        ("s3_volume", "DELETE", "/1,01637037d6"),
    ],
)  # fmt: skip
def test_the_ports_behind_do_nothing_for_strangers(
    guarded: Stack, foreign: tuple[str, str], part: str, method: str, path: str
) -> None:
    answer = httpx.request(method, f"http://{HOST}:{guarded.ports[part]}{path}", timeout=10)
    assert answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND)
    kept = client_of(*guarded.urls.s3).get_object(Bucket=foreign[0], Key=foreign[1])["Body"].read()
    assert kept == b"theirs"


@pytest.mark.parametrize("part", ["s3", "s3_master", "s3_volume", "s3_filer"])
def test_their_second_ports_want_a_certificate_of_the_stacks_own(guarded: Stack, part: str) -> None:
    """gRPC carries everything: whoever may speak it there, may read and delete what he likes."""
    place = (HOST, guarded.ports[part] + S3_SECOND_OFFSET)
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\x04" + bytes(5)
    with socket.create_connection(place, timeout=10) as plain:
        plain.sendall(preface)
        with contextlib.suppress(ConnectionError):
            assert not plain.recv(64).startswith(bytes(2)), "HTTP/2 is spoken without a certificate"
    context = ssl.create_default_context(cafile=str(guarded.directory / "s3" / "authority.pem"))
    context.check_hostname = False
    context.set_alpn_protocols(["h2"])
    with (
        pytest.raises((ssl.SSLError, ConnectionError)),
        socket.create_connection(place, timeout=10) as raw,
        context.wrap_socket(raw) as secured,
    ):
        secured.sendall(preface)
        if not secured.recv(64):
            raise ConnectionError
