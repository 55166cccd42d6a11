"""Each service, installed with nothing but its own requirements, has every module it imports, and answers over HTTP."""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from brandmon_local import Ports, Stack
from brandmon_local.services import environment, migration_environment
from common.contracts.services import SERVICES

pytestmark = pytest.mark.connected
ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    if not module.name.endswith("__main__") and ".migrations" not in module.name:
        importlib.import_module(module.name)
"""
EXTRAS = {"analytics": "[local]"}
"""In local mode ClickHouse's engine runs inside the process; elsewhere it is a server, and its driver is enough."""
LAZY = {"analyzer": ('{"answer": "I recommend Acme.", "brands": [{"name": "Acme"}]}', "analyzer.extraction.filter")}


@pytest.fixture(scope="module")
def constraints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The versions of the lock, so that what is installed is what is tested."""
    pins = re.findall(r"^[A-Za-z0-9_.\[\]-]+==\S+(?: ; .*?)?(?= \\$)", (ROOT / "requirements.lock").read_text(), re.M)
    path = tmp_path_factory.mktemp("pins") / "constraints.txt"
    path.write_text("\n".join(pins))
    return path


@pytest.fixture(scope="module", params=SERVICES)
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, constraints: Path) -> Path:
    """An environment that holds one service and what it requires; the folder carries the service's name."""
    folder = tmp_path_factory.mktemp("alone") / request.param
    subprocess.run([UV, "venv", "-q", "--python", sys.executable, folder], check=True)
    wanted = [f"{ROOT / 'services' / request.param}{EXTRAS.get(request.param, '')}", ROOT / "libs" / "common"]
    subprocess.run([UV, "pip", "install", "-q", "--python", folder, "-c", constraints, *wanted], check=True)
    return folder


def python(
    folder: Path, *words: str, given: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in that environment, from a folder that holds none of the sources."""
    command = [folder / "bin" / "python", "-I", *words]
    return subprocess.run(
        command, cwd=folder, input=given, env=env, capture_output=True, text=True, check=False, timeout=120
    )


def test_its_requirements_cover_what_it_imports(installed: Path) -> None:
    done = python(installed, "-c", IMPORT_ALL, installed.name)
    assert done.returncode == 0, done.stderr


def test_a_requirement_that_is_missing_is_noticed(installed: Path) -> None:
    done = python(installed, "-c", IMPORT_ALL, "brandmon_local")
    assert "ModuleNotFoundError" in done.stderr


def test_what_it_imports_late_is_there_too(installed: Path) -> None:
    if installed.name not in LAZY:
        pytest.skip("imports nothing late")
    given, module = LAZY[installed.name]
    done = python(installed, "-m", module, given=given)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The stores; no service, no broker: an API that starts asks neither."""
    names = {"postgres", "mongodb", "neo4j", "valkey", "s3"}
    folder = tmp_path_factory.mktemp("stores")
    with Stack(folder, Ports.free(), engines=names, services=False).running() as stack:
        yield stack


def test_it_starts_and_answers(installed: Path, engines: Stack) -> None:
    told, migrating = (of(engines.site, installed.name) for of in (environment, migration_environment))
    for env in (told, migrating):
        del env["PYTHONPATH"]  # the sources of the checkout
    done = python(installed, "-m", installed.name, "migrate", env=migrating)
    assert done.returncode == 0, done.stderr
    with started(installed, told):
        assert get(engines.site.ports[installed.name], "/healthz") == 200


@contextmanager
def started(folder: Path, env: Mapping[str, str]) -> Iterator[None]:
    """The service's API as a process of its own, once it listens."""
    port = int(env[f"{folder.name.upper()}_HTTP_PORT"])
    command = [folder / "bin" / "python", "-I", "-m", folder.name, "api"]
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                if process.poll() is not None or listening(port):
                    break
                time.sleep(0.1)
            assert process.poll() is None, (folder / "log").read_text()
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def get(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status
