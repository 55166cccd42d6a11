"""The tools that look at the project from outside, in an environment of their own: the product never meets them."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ENVIRONMENT = HERE / ".venv"
LOCKS = (ROOT / "requirements.lock", ROOT / "deploy" / "local" / "binaries.lock")
BASELINE = HERE / "secrets.baseline"
SBOM = ROOT / "dist" / "sbom.cdx.json"

Outcome = Literal["passed", "failed", "not run"]


@dataclass(frozen=True, slots=True)
class Check:
    """What a check came to, in one sentence, with what it found."""

    name: str
    outcome: Outcome
    sentence: str
    found: tuple[str, ...] = ()


def tool(name: str) -> str:
    """The path of a tool; its environment is made anew where the lock has changed."""
    lock, stamp = HERE / "requirements.lock", ENVIRONMENT / "requirements.lock"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        uv, python = str(Path(sys.executable).with_name("uv")), str(ENVIRONMENT / "bin" / "python")
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(ENVIRONMENT)], check=True)
        sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, str(lock)]
        subprocess.run(sync, check=True)
        stamp.write_bytes(lock.read_bytes())
    return str(ENVIRONMENT / "bin" / name)


def secrets() -> Check:
    """Whether a kept file holds what looks like a secret; what a person looked through stands in the baseline."""
    files = subprocess.run(
        ["/usr/bin/env", "git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept = [path for path in files.stdout.split("\0") if path and not path.endswith((".lock", ".tsv", ".baseline"))]
    command = [tool("detect-secrets-hook"), "--baseline", str(BASELINE.relative_to(ROOT)), "--json", *kept]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Check("secrets", "passed", f"{len(kept)} files hold nothing that looks like a new secret.")
    found = _json(done.stdout).get("results", {})
    places = tuple(f"{path}:{each['line_number']}: {each['type']}" for path in found for each in found[path])
    return Check("secrets", "failed", f"{len(places)} places look like a secret (never shown here).", places)


def bill_of_materials() -> Check:
    """A CycloneDX bill of what is installed, in dist/; refused where it does not hold what the lock does."""
    SBOM.parent.mkdir(exist_ok=True)
    command = [tool("cyclonedx-py"), "environment", "--output-reproducible", "--of", "JSON", "-o", str(SBOM)]
    subprocess.run([*command, str(Path(sys.executable).parents[1])], cwd=ROOT, capture_output=True, check=True)
    named = {re.sub(r"[-_.]+", "-", str(each["name"])).lower() for each in _json(SBOM.read_text())["components"]}
    missing = tuple(sorted(name for name in _installed() if name not in named))
    if missing:
        return Check("bill of materials", "failed", f"{len(missing)} packages are not in it.", missing)
    return Check("bill of materials", "passed", f"{len(named)} components, written to {SBOM.relative_to(ROOT)}.")


def vulnerabilities() -> Check:
    """Known vulnerabilities of what is locked; where the index could not be asked, that is said."""
    command = [tool("pip-audit"), "--require-hashes", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    for lock in LOCKS:
        command += ["-r", str(lock)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    except subprocess.TimeoutExpired:
        return Check("vulnerabilities", "not run", "The index of vulnerabilities did not answer within 300 s.")
    return judged(_json(done.stdout).get("dependencies", []))


def judged(told: list[dict[str, Any]]) -> Check:
    """What pip-audit told of each package; without an answer on every one, nobody may say that none was found."""
    asked = [each for each in told if "vulns" in each]
    found = tuple(f"{each['name']} {each['version']}: {one['id']}" for each in asked for one in each["vulns"])
    if found:
        return Check("vulnerabilities", "failed", f"{len(found)} known ones in {len(asked)} packages.", found)
    if not told or len(asked) < len(told):
        unknown = f"{len(told) - len(asked)} of {len(told)} packages" if told else "any package"
        return Check("vulnerabilities", "not run", f"The index of vulnerabilities could not be asked about {unknown}.")
    return Check("vulnerabilities", "passed", f"None known in {len(asked)} packages.")


def _json(text: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text)
    except ValueError:
        return {}
    return found


def _installed() -> set[str]:
    from supply.licences import licences

    return {each.name.lower().replace("_", "-") for each in licences(*LOCKS)}
