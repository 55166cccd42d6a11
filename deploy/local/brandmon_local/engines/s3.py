"""SeaweedFS: the S3 protocol on a folder."""

import json
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from brandmon_local.errors import StackError
from brandmon_local.layout.ports import HOST, S3_SECOND_OFFSET
from brandmon_local.layout.site import BUCKET_SERVICES, S3Address, Site, python_path, write_private
from brandmon_local.provisioning.object_store import write_security
from brandmon_local.supervision.probes import tcp
from brandmon_local.supervision.process import Node, Process, Step, run_once
from common.contracts.services import SERVICES
from common.messaging.kafka.rights import OPERATOR

IDENTITIES = "identities.json"
EXPORTS_BUCKET, FOLDER = "tenants", "organization-exports"
"""Where exports lie: each service may write into the folders of its name there, and read nothing."""


def nodes(site: Site) -> list[Node]:
    """The engine, and a bucket for each service that keeps objects."""
    home, ports = site.folder("s3"), site.ports
    buckets = home / "buckets-created"

    async def prepare() -> None:
        _remove_sockets(site)
        (home / "data").mkdir(exist_ok=True)
        write_private(home / IDENTITIES, json.dumps({"identities": list(_identities(site))}))
        write_security(home)

    async def create() -> None:
        if buckets.exists() and buckets.read_text().split() == list(BUCKET_SERVICES):
            return
        argv = (sys.executable, "-m", "brandmon_local", "buckets", "--dir", str(site.directory))
        env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": python_path()}
        await run_once(argv, log=site.log("s3-buckets"), env=env)
        buckets.write_text("\n".join(BUCKET_SERVICES))

    return [
        Step("s3:prepare", prepare),
        Process(
            name="s3",
            argv=_command(site, home),
            log=site.log("s3"),
            ready=tcp(ports["s3"]),
            needs=("s3:prepare",),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(home)},
            cwd=home,
            port=ports["s3"],
            # asked politely it takes 25 s; whatever it acknowledged is in its files by then, so a kill loses nothing
            stop_signal=signal.SIGKILL,
            ended=lambda _orderly: _remove_sockets(site),
        ),
        Step("s3:buckets", create, needs=("s3",)),
    ]  # fmt: skip


def _identities(site: Site) -> Iterator[dict[str, object]]:
    """The operator, who makes buckets, and each service, who has its own bucket, and writes its part of exports."""
    people: dict[str, tuple[S3Address, tuple[str, ...]]] = {
        OPERATOR: (site.urls.s3, ("Admin", "Read", "List", "Tagging", "Write"))
    }
    for service in SERVICES:
        own = tuple(f"{act}:{service}" for act in ("Read", "List", "Write")) if service in BUCKET_SERVICES else ()
        part = f"Write:{EXPORTS_BUCKET}/*/{FOLDER}/*/{service}/*"
        people[service] = (site.urls.s3_as(service), (*own, part))
    for name, (address, actions) in people.items():
        keys = {"accessKey": address.access_key, "secretKey": address.secret_key}
        yield {"name": name, "credentials": [keys], "actions": actions}


def _command(site: Site, home: Path) -> tuple[str, ...]:
    numbers = [f"-{part}.port={site.ports[name]}" for part, name in _PARTS.items()]
    place = (f"-ip={HOST}", f"-ip.bind={HOST}", f"-dir={home / 'data'}", f"-s3.config={home / IDENTITIES}")
    return str(_weed()), "-logtostderr=true", "server", "-s3", *place, *numbers, *_FLAGS


_FLAGS = (
    # each bucket takes seven at its first object; a volume that is not used costs no room
    "-volume.max=200", "-master.volumeSizeLimitMB=256",
    # at the defaults the only master waits 18 s for others before it elects itself again
    "-master.electionTimeout=200ms", "-master.heartbeatInterval=50ms",
    # whoever asked the master over HTTP could empty a bucket: it knows no password there
    "-disableHttp", "-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
)  # fmt: skip
_PARTS = {"s3": "s3", "master": "s3_master", "volume": "s3_volume", "filer": "s3_filer"}


def _remove_sockets(site: Site) -> None:
    """It leaves sockets behind whose place cannot be chosen; they are named after the ports, so these are ours."""
    for name in _PARTS.values():
        part, number = name.removeprefix("s3_"), site.ports[name]
        for socket in (f"{part}-{number}", f"{part}-grpc-{number + S3_SECOND_OFFSET}"):
            Path(f"/tmp/seaweedfs-{socket}.sock").unlink(missing_ok=True)  # noqa: S108 - not our choice


def create_buckets(site: Site) -> None:
    """One bucket per service; what is there stays. Runs in a process of its own: the client weighs 60 MB."""
    import boto3

    address = site.urls.s3
    client = boto3.client(
        "s3",
        endpoint_url=address.endpoint,
        aws_access_key_id=address.access_key,
        aws_secret_access_key=address.secret_key,
        region_name="us-east-1",
    )
    there = {bucket["Name"] for bucket in client.list_buckets()["Buckets"]}
    for name in BUCKET_SERVICES:
        if name not in there:
            client.create_bucket(Bucket=name)


def _weed() -> Path:
    beside = Path(sys.executable).parent / "weed"
    found = str(beside) if beside.exists() else shutil.which("weed")
    if found is None:
        raise StackError("the object store's program `weed` is missing: install requirements.lock")
    return Path(found)
